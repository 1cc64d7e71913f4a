# SPDX-License-Identifier: MIT
"""Messages of a help desk: what they say (flag-tone, tag-topics: no peer knows), and track-cases beside DuckDB computing what
queries can of it (cases.sql)."""
import sys

from bench_base import Bench, Peer

SCRIPT = 'import duckdb, sys; duckdb.sql(open(sys.argv[1]).read().replace("MESSAGES", sys.argv[2]))'


def benches(env, rows):
    query = env.top / 'tests' / 'bench' / 'cases.sql'
    data = env.generated('messages-%d.csv' % rows, [env.out / 'bench' / 'generate-messages', rows])
    for tool in ('flag-tone', 'tag-topics'):
        yield Bench('%s, messages' % tool, (tool, [env.bin / tool, data]))
    yield Bench('track-cases, messages', ('track-cases', [env.bin / 'track-cases', data]),
                [Peer('DuckDB, without promises, words, hours', [sys.executable, '-c', SCRIPT, query, data], 'duckdb', 3)])
