# SPDX-License-Identifier: MIT
"""A survey of twenty questions made long: recognised, judged and scored by us; unpivoted without any of that by the peers. And
the long stream ranked by touchpoint, beside the same means and counts without intervals, ranks and comments."""
import sys

from bench_base import Bench, Peer

UNPIVOT = ("import duckdb; c = duckdb.connect(); c.execute(\"copy (unpivot (select * from read_csv('%s', all_varchar=true)) on "
           "columns(* exclude (response_id, answered_at, customer_id)) into name question value answer) to '/dev/stdout' "
           "(format csv, header)\")")
RANK = ("import duckdb; duckdb.sql(\"select touchpoint, metric, count(*), count(distinct customer_id), avg(score), "
        "100.0 * count(*) filter (score >= 75) / count(*), max(answered_at), arg_min(comment, score) "
        "from read_csv('%s', header=true) group by 1, 2 order by 5\").show()")


def benches(env, rows):
    data = env.generated('survey-%d.csv' % rows, [env.out / 'bench' / 'generate-survey', rows])
    yield Bench('ingest-survey, responses to 20 questions',
                ('ingest-survey', [env.bin / 'ingest-survey', '--tz', 'Europe/Athens', data]),
                # through a pipe, since DuckDB locks what it writes to, /dev/null too
                [Peer('DuckDB unpivot', ['sh', '-c', '"$0" -c "$1" | cat', sys.executable, UNPIVOT % data], 'duckdb', 5),
                 Peer('Miller reshape', ['mlr', '--icsv', '--ocsv', 'reshape', '-r', '^How|^Was|^Any', '-o', 'question,answer', data],
                      'mlr', 20)])
    few = env.generated('survey-%d.csv' % (rows // 20), [env.out / 'bench' / 'generate-survey', rows // 20])
    answers = env.generated('answers-%d.csv' % rows, [env.bin / 'ingest-survey', '--tz', 'Europe/Athens', few])
    yield Bench('rank-touchpoints, answers', ('rank-touchpoints', [env.bin / 'rank-touchpoints', answers]),
                [Peer('DuckDB: counts, means, last comment', [sys.executable, '-c', RANK % answers], 'duckdb'),
                 Peer('Miller: counts and means', ['mlr', '--icsv', '--ocsv', 'stats1', '-a', 'count,mean', '-f', 'score', '-g',
                                                   'touchpoint,metric', answers], 'mlr')])
