# SPDX-License-Identifier: MIT
"""score-loyalty with refund netting, favourites and models, beside DuckDB doing all but the models (loyalty.sql; tests/data/loyalty_duckdb.py
checks that the results agree), and beside what people do with awk, SQLite and Miller: orders, money and last day by customer."""
import sys

from bench_base import Bench

DUCKDB = ('import duckdb, sys\n'
          'sql = open(sys.argv[1]).read().replace("ORDERS", sys.argv[2]).replace("RESULT", "/dev/null")\n'
          'duckdb.connect(config={"threads": 2}).execute(sql)')
MAWK = ('NR > 1 { net[$2, $1] += $4; spend[$2] += $4; if ($3 > last[$2]) last[$2] = $3 } '
        'END { for (k in net) if (net[k] > 0) { split(k, p, SUBSEP); n[p[1]]++ } for (c in spend) print c, n[c], spend[c], last[c] }')
SQLITE = ('create table o(order_id, customer_id, ordered_at, amount real, product, channel, status);\n'
          '.mode csv\n.import --skip 1 %s o\n'
          'select customer_id, count(*), sum(net), max(day) from (select customer_id, sum(amount) net, max(ordered_at) day '
          'from o group by customer_id, order_id) where net > 0 group by 1;\n')


def benches(env):
    sql = env.top / 'tests' / 'bench' / 'loyalty.sql'
    rows = int(5000000 * env.scale)
    for customers in (24000, 2000000):
        count = max(10, int(customers * env.scale))
        path = env.generated('loyalty-%d-%d.csv' % (rows, count), [env.out / 'bench' / 'generate-orders', rows, count])
        peers = [('DuckDB, 2 threads, without models', [sys.executable, '-c', DUCKDB, sql, path], 'duckdb')]
        if customers == 24000:
            peers += [('mawk, money and last day', ['mawk', '-F', ',', MAWK, path], 'mawk'),
                      ('SQLite, orders and money', ['sh', '-c', "printf '%s' \"$1\" | sqlite3 :memory:", 'sh', SQLITE % path], 'sqlite3'),
                      ('Miller, money and last day', ['mlr', '--icsv', '--ocsv', 'stats1', '-a', 'count,sum,max', '-f', 'amount', '-g',
                                                      'customer_id', path], 'mlr')]
        yield Bench('loyalty of %d customers, %d orders' % (count, rows), ('score-loyalty', [env.bin / 'score-loyalty', path]), peers,
                    note='%d MB' % (path.stat().st_size / 1e6))
