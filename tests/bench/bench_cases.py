# SPDX-License-Identifier: MIT
"""track-cases on messages of a help desk, beside DuckDB computing what queries can of it (cases.sql)."""
import sys

from bench_base import Bench


def benches(env):
    query = env.top / 'tests' / 'bench' / 'cases.sql'
    script = 'import duckdb, sys; duckdb.sql(open(sys.argv[1]).read().replace("MESSAGES", sys.argv[2]))'
    for rows in (int(1000000 * env.scale), int(5000000 * env.scale)):
        data = env.generated('messages-%d.csv' % rows, [env.out / 'bench' / 'generate-messages', rows])
        yield Bench('cases of %d messages, %d customers' % (rows, rows // 5 + 1),
                    ('track-cases', [env.bin / 'track-cases', data]),
                    [('duckdb, without promises, words, hours', [sys.executable, '-c', script, query, data], 'duckdb')])
