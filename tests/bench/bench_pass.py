# SPDX-License-Identifier: MIT
"""Passing rows through: the reader and writer alone, beside libcsv with csv_write doing the same."""
from bench_base import Bench


def benches(env):
    rows = int(5000000 * env.scale)
    ours, libcsv = env.out / 'bench' / 'pass-through', env.out / 'bench' / 'libcsv-pass'
    for name, extra in (('pass %d orders without quotes' % rows, []), ('pass %d orders with quoted comments' % rows, ['comments'])):
        count = rows if not extra else rows // 3
        path = env.generated('orders-%d%s.csv' % (count, '-comments' if extra else ''),
                             [env.out / 'bench' / 'generate', count] + extra)
        yield Bench(name, ('pass-through', [ours, path]),
                    [('libcsv, csv_write', [libcsv, path], None), ('xsv cat', ['xsv', 'cat', 'rows', path], 'xsv'),
                     ('Miller', ['mlr', '--csv', 'cat', path], 'mlr')] if not extra else
                    [('libcsv, csv_write', [libcsv, path], None), ('xsv cat', ['xsv', 'cat', 'rows', path], 'xsv')],
                    note='%d MB' % (path.stat().st_size / 1e6))
