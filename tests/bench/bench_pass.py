# SPDX-License-Identifier: MIT
"""Passing rows through: the reader and writer alone, beside libcsv with csv_write and the csv programs doing the same."""
from bench_base import Bench, Peer


def benches(env, rows):
    ours, libcsv = env.out / 'bench' / 'pass-through', env.out / 'bench' / 'libcsv-pass'
    for name, extra, goal in (('pass orders through, no quotes', [], 5), ('pass through quoted comments of 2 lines', ['comments'], 3)):
        path = env.generated('orders-%d%s.csv' % (rows, '-comments' if extra else ''), [env.out / 'bench' / 'generate', rows] + extra)
        yield Bench(name, ('pass-through', [ours, path]),
                    [Peer('libcsv, csv_write', [libcsv, path], None, goal), Peer('xsv cat', ['xsv', 'cat', 'rows', path], 'xsv'),
                     Peer('Miller cat', ['mlr', '--csv', 'cat', path], 'mlr'),
                     Peer('csvkit csvcut', ['csvcut', '-c', '1-', path], 'csvcut')])
