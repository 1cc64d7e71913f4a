# SPDX-License-Identifier: MIT
"""due-followups on cases, messages, customers and loyalty, beside DuckDB computing what queries can of it (followups.sql); and
brief-customer's card of one customer out of the same files, beside ripgrep that finds the lines."""
import sys

from bench_base import Bench, Peer


def last_day(rows):
    """The day of the last of generate-messages' rows, whose years have twelve months of 28 days."""
    day = rows * 25 // 86400
    return '20%02d-%02d-%02d' % (day // 336 + 20, day // 28 % 12 + 1, day % 28 + 1)


def benches(env, rows):
    count, day = rows // 5 + 1, last_day(rows)
    now = day + 'T23:59:59Z'
    messages = env.generated('messages-%d.csv' % rows, [env.out / 'bench' / 'generate-messages', rows])
    cases = env.generated('cases-%d.csv' % rows, [env.bin / 'track-cases', '--as-of', now, messages])
    people, loyalty = (env.generated('%s-%d.csv' % (what, count), [env.out / 'bench' / 'generate-customers', count, what, day])
                       for what in ('customers', 'loyalty'))
    sql = (env.top / 'tests' / 'bench' / 'followups.sql').read_text()
    for word, value in (('MESSAGES', messages), ('CASES', cases), ('CUSTOMERS', people), ('LOYALTY', loyalty), ("'NOW'", "'%s'" % now),
                        ("'DAY'", "'%s'" % day)):
        sql = sql.replace(word, str(value))
    files = ['--messages', messages, '--customers', people, '--loyalty', loyalty]
    yield Bench('due-followups, messages', ('due-followups', [env.bin / 'due-followups', '--tz', 'UTC', '--hours', 'mon-fri=09:00-17:00',
                                                              '--as-of', now] + files + [cases]),
                [Peer('DuckDB, six reasons, without words, hours', [sys.executable, '-c', 'import duckdb, sys; duckdb.sql(sys.argv[1])', sql],
                      'duckdb', 3)])
    yield Bench('brief-customer, one card', ('brief-customer', [env.bin / 'brief-customer', '--tz', 'UTC', '--as-of', now] + files +
                                             ['--cases', cases, 'C%07d' % (count // 2)]),
                [Peer('ripgrep, the lines alone', ['rg', '-N', '-F', 'C%07d' % (count // 2), messages, cases, people, loyalty], 'rg')])
