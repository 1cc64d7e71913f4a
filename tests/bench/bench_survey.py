# SPDX-License-Identifier: MIT
"""A survey of twenty questions made long: recognised, judged and scored by us; unpivoted without any of that by the peers."""
import sys

from bench_base import Bench

UNPIVOT = ("import duckdb; c = duckdb.connect(); c.execute(\"copy (unpivot (select * from read_csv('%s', all_varchar=true)) on "
           "columns(* exclude (response_id, answered_at, customer_id)) into name question value answer) to '/dev/stdout' "
           "(format csv, header)\")")


def benches(env):
    rows = int(1000000 * env.scale)
    data = env.generated('survey-%d.csv' % rows, [env.out / 'bench' / 'generate-survey', rows])
    yield Bench('survey of %d responses to 20 questions' % rows,
                ('ingest-survey', [env.bin / 'ingest-survey', '--tz', 'Europe/Athens', data]),
                # through a pipe, since DuckDB locks what it writes to, /dev/null too
                [('DuckDB unpivot', ['sh', '-c', '"$0" -c "$1" | cat', sys.executable, UNPIVOT % data], 'duckdb'),
                 ('Miller reshape', ['mlr', '--icsv', '--ocsv', 'reshape', '-r', '^How|^Was|^Any', '-o', 'question,answer', data],
                  'mlr')],
                'goal: 5 times DuckDB, 20 times Miller')
