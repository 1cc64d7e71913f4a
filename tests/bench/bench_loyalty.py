# SPDX-License-Identifier: MIT
"""score-loyalty with refund netting, favourites and models, beside DuckDB doing all but the models (loyalty.sql;
tests/data/loyalty_duckdb.py checks that the results agree), and beside what people do with awk, SQLite, Miller and csvkit:
orders, money and last day by customer."""
import sys

from bench_base import Bench, Peer

DUCKDB = ('import duckdb, sys\n'
          'sql = open(sys.argv[1]).read().replace("ORDERS", sys.argv[2]).replace("RESULT", "/dev/null")\n'
          'duckdb.connect(config={"threads": 2}).execute(sql)')
MAWK = ('NR > 1 { net[$2, $1] += $4; spend[$2] += $4; if ($3 > last[$2]) last[$2] = $3 } '
        'END { for (k in net) if (net[k] > 0) { split(k, p, SUBSEP); n[p[1]]++ } for (c in spend) print c, n[c], spend[c], last[c] }')
SQLITE = ('create table o(order_id, customer_id, ordered_at, amount real, product, channel, status);\n'
          '.mode csv\n.import --skip 1 %s o\n'
          'select customer_id, count(*), sum(net), max(day) from (select customer_id, sum(amount) net, max(ordered_at) day '
          'from o group by customer_id, order_id) where net > 0 group by 1;\n')
CSVSQL = 'select customer_id, count(*), sum(amount), max(ordered_at) from o group by 1'


def benches(env, rows):
    sql = env.top / 'tests' / 'bench' / 'loyalty.sql'
    for name, per_customer in (('score-loyalty, 208 orders a customer', 208), ('score-loyalty, 3 orders a customer', 3)):
        count = max(10, rows // per_customer)
        path = env.generated('loyalty-%d-%d.csv' % (rows, count), [env.out / 'bench' / 'generate-orders', rows, count])
        peers = [Peer('DuckDB, 2 threads, all but the models', [sys.executable, '-c', DUCKDB, sql, path], 'duckdb', 5)]
        if per_customer == 208:
            peers += [Peer('mawk: orders, money, last day', ['mawk', '-F', ',', MAWK, path], 'mawk'),
                      Peer('SQLite: orders, money, last day',
                           ['sh', '-c', "printf '%s' \"$1\" | sqlite3 :memory:", 'sh', SQLITE % path], 'sqlite3'),
                      Peer('Miller: lines, money, last day',
                           ['mlr', '--icsv', '--ocsv', 'stats1', '-a', 'count,sum,max', '-f', 'amount', '-g', 'customer_id', path], 'mlr'),
                      Peer('csvkit csvsql: lines, money, last day', ['csvsql', '--tables', 'o', '--query', CSVSQL, path], 'csvsql',
                           wrong='left out: > 5 minutes' if rows > 500000 else None)]
        yield Bench(name, ('score-loyalty', [env.bin / 'score-loyalty', path]), peers)
