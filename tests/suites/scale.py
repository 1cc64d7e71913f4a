# SPDX-License-Identifier: MIT
"""Work shared out: records by the line, and the recipes of samples/scale, give what one run gives. Two hosts and Spark are in
tests/soak."""
import csv
import io
import random
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from suites import Skip, check, same, text

AWKS = [['mawk'], ['gawk'], ['busybox', 'awk'], ['original-awk']]

# On files of the sample shop every tool that has a main input, '@', with so many header rows
TOOLS = [
    ('ingest-survey', 'survey_qualtrics.csv', 3, ['--codebook', 'book.csv', '@']),
    ('flag-tone', 'messages.csv', 1, ['@']),
    ('flag-tone', 'messages.csv', 1, ['--findings', '@']),
    ('tag-topics', 'messages.csv', 1, ['@']),
    ('tag-topics', 'messages.csv', 1, ['--findings', '@']),
    ('track-cases', 'messages.csv', 1, ['--tz', 'Europe/Athens', '@']),
    ('score-loyalty', 'orders_shopify.csv', 1, ['--customers', 'customers.csv', '@']),
    ('due-followups', 'cases.csv', 1, ['--as-of', '2026-03-10T08:30:00+02:00', '--customers', 'customers.csv', '@']),
    ('rank-touchpoints', 'cases.csv', 1, ['@']),
]


@contextmanager
def shop(env):
    """A copy of the sample shop, with breaks, backslashes and quotes in the messages."""
    with tempfile.TemporaryDirectory() as folder:
        d = Path(folder)
        for file in (env.top / 'samples' / 'shop').glob('*.csv'):
            shutil.copy(file, d)
        spoil(d / 'messages.csv')
        (d / 'book.csv').write_bytes(run(env, d, 'ingest-survey', '--emit-codebook', 'survey_qualtrics.csv'))
        (d / 'cases.csv').write_bytes(run(env, d, 'track-cases', '--tz', 'Europe/Athens', 'messages.csv'))
        yield d


def spoil(path):
    rows = list(csv.reader(io.StringIO(path.read_text('utf-8'))))
    del rows[60:]  # a tool's first messages take it longest
    body = rows[0].index('Body')
    breaks = ['\n', '\r\n', ' \\n ', '\r', ' "C:\\new" ', '\n\n']
    for n, row in enumerate(rows[1:]):
        row[body] = row[body].replace('. ', '.' + breaks[n % 6]) + ['', '\n', '\\', '\\\\n'][n % 4]
    out = io.StringIO(newline='')
    csv.writer(out, lineterminator='\n').writerows(rows)
    path.write_bytes(out.getvalue().encode())


def run(env, d, *argv, status=0, stdin=b'', **variables):
    variables = {'HOME': str(d), 'TMPDIR': str(d), **variables}
    done = env.run(list(argv), stdin, cwd=d, env=env.environ(**variables))
    check(done.returncode == status, '%s: status %d\n%s' % (' '.join(argv), done.returncode, text(done.stderr)))
    return done.stdout if status == 0 else done.stderr


def by_line(env, data, *more, awk=('awk',)):
    script = env.top / 'samples' / 'scale' / 'csv-to-lines.awk'
    done = env.run([*awk, *more, '-f', script], data)
    check(done.returncode == 0, text(done.stderr))
    return done.stdout


def undo(lines):
    """What was written by the line, as CSV again."""
    meant = {b'\\n': b'\n', b'\\r': b'\r', b'\\\\': b'\\'}
    return re.sub(rb'\\(n|r|\\)', lambda m: meant[m.group()], lines)


# --- records by the line ---

def every_tool(env, tool, main, rows, options):
    with shop(env) as d:
        whole = run(env, d, tool, *[main if o == '@' else o for o in options])
        lines = by_line(env, (d / main).read_bytes())
        (d / 'main.lines').write_bytes(lines)
        argv = [tool] + ['main.lines' if o == '@' else o for o in options]
        same('read by the line', run(env, d, *argv, '--records', 'in:line'), whole)
        written = run(env, d, *argv, '--records', 'line')
        check(undo(written) == whole, 'what is written by the line is not what is written as CSV')
        split = lines.split(b'\n')
        (d / 'main.lines').write_bytes(b'\n'.join(split[rows:]))
        (d / 'header').write_bytes(b'\n'.join(split[:rows]) + b'\n')
        argv += ['--records', 'line', '--header-from', 'header']
        same('with the header from elsewhere', run(env, d, *argv), written)
        same('without a header', run(env, d, *argv, '--no-header'), written.split(b'\n', 1)[1])


def large(env):
    """What was read of a mapped file is let go now and then: the file's pages, also where records are not as they stand in it."""
    rows = ['%d,c%d,2025-01-%02d,10.00,item%s%d' % (n, n % 997, 1 + n % 28, '\\' if n % 140000 < 100000 else '', n % 13)
            for n in range(280000)]
    with tempfile.TemporaryDirectory() as folder:
        d = Path(folder)
        (d / 'orders.csv').write_text('\n'.join(['order_id,customer_id,ordered_at,amount,product', *rows, '']))
        (d / 'orders.lines').write_bytes(by_line(env, (d / 'orders.csv').read_bytes()))
        same('a large file by the line', run(env, d, 'score-loyalty', '--records', 'in:line', 'orders.lines'),
             run(env, d, 'score-loyalty', 'orders.csv'))


def card(env):
    with shop(env) as d:
        argv = ['brief-customer', '--as-of', '2026-03-10', '--customers', 'customers.csv', '--messages', 'messages.csv', '--format',
                'csv', 'K024']
        whole = run(env, d, *argv)
        lines = run(env, d, *argv, '--records', 'out:line')
        check(whole.count(b'\n') > 3 and undo(lines) == whole, 'a card by the line is not the card')
        same('without a header', run(env, d, *argv, '--no-header'), whole.split(b'\n', 1)[1])


def random_csv(r, end):
    def cell(value):
        if any(c in value for c in ',"\r\n') or r.random() < .3:
            return '"' + value.replace('"', '""') + '"'
        return value
    rows = [[''.join(r.choice(['a', '\\', 'n', '"', '\n', '\r', ',', ' ', 'é', '\\n']) for _ in range(r.randrange(6)))
             for _ in range(3)] for _ in range(r.randrange(1, 8))]
    return rows, ''.join(','.join(map(cell, row)) + end for row in rows)


def awk(env, name):
    if shutil.which(name[0]) is None:
        raise Skip('%s is not installed' % name[0])
    r = random.Random(7)
    for n in range(40):
        end = r.choice(['\n', '\r\n', '\r'])
        rows, data = random_csv(r, end)
        data = data[:-len(end)] if n % 4 == 0 and not data.endswith(',' + end) else data
        got = [next(csv.reader([line])) for line in by_line(env, data.encode(), awk=name).decode().split('\n')[:-1]]
        got = [[undo(c.encode()).decode() for c in row] for row in got]
        check(got == rows, '%r becomes %r' % (data, got))
    script = env.top / 'samples' / 'scale' / 'csv-to-lines.awk'
    check(env.run([*name, '-f', script], b'a\n"b\nc\n').returncode == 1, 'a quote that is never closed passes')


# --- the recipes ---

def need_parallel():
    if shutil.which('parallel') is None or b'GNU' not in subprocess.run(['parallel', '--version'], capture_output=True).stdout:
        raise Skip('GNU parallel is not installed')


def recipe(env, name):
    return str(env.top / 'samples' / 'scale' / name)


def by_rows(env):
    need_parallel()
    with shop(env) as d:
        for tool, main, rows, options in TOOLS[:2] + TOOLS[3:4]:
            whole = run(env, d, tool, *[main if o == '@' else o for o in options])
            run(env, d, 'sh', recipe(env, 'by-rows.sh'), 'out.csv', main, tool, *options[:-1], BLOCK='4k' if rows == 1 else '2k', JOBS='3',
                HEADER_ROWS=str(rows), FILES='book.csv' if rows == 3 else '', JOBLOG=str(d / 'log'))
            same(tool, (d / 'out.csv').read_bytes(), whole)
            check(len((d / 'log').read_text().splitlines()) > 2, 'it was not cut into parts')


def by_rows_fails(env):
    need_parallel()
    with shop(env) as d:
        (d / 'out.csv').write_text('as it was\n')
        good = (d / 'messages.csv').read_bytes()
        argv = ['sh', recipe(env, 'by-rows.sh'), 'out.csv', 'messages.csv', 'flag-tone']
        for spoilt in (good + b'x,y\n', good + b'"', good.replace(b'm0040', b'm\xff040')):
            check(spoilt != good, 'nothing is spoilt')
            (d / 'messages.csv').write_bytes(spoilt)
            done = env.run(argv, cwd=d, env=env.environ(HOME=str(d), TMPDIR=str(d), BLOCK='4k'))
            check(done.returncode != 0 and done.stderr, 'a bad row passes')
            check((d / 'out.csv').read_text() == 'as it was\n', 'the output was touched')
        for no in (['flag-tone', '-o', 'x'], ['ingest-survey'], ['ingest-survey', '--codebook', 'b', '--dedupe']):
            run(env, d, *argv[:4], *no, status=2)
        check(sorted(p.name for p in d.iterdir() if p.name.startswith(('by-rows', 'out'))) == ['out.csv'], 'something is left')


def plain_orders():
    r = random.Random(11)
    rows = ['order_id,customer_id,ordered_at,amount,product']
    for n in range(3000):
        rows.append('%d,"c%d",2025-%02d-%02d,%d.%02d,"item ""%d""\n"' % (
            n, r.randrange(300) * r.randrange(2), 1 + n // 260, 1 + r.randrange(28), r.randrange(1, 90), r.randrange(100), r.randrange(9)))
    return '\r\n'.join(rows) + '\r\n'


def loyalty(env):
    need_parallel()
    with shop(env) as d:
        (d / 'orders.csv').write_bytes(plain_orders().encode())
        for orders, by in (('orders_shopify.csv', 'Name'), ('orders_shopify.csv', 'Email'), ('orders.csv', 'customer_id'),
                           ('orders.csv', 'rows')):
            states = by + '-' + orders
            run(env, d, 'sh', recipe(env, 'loyalty-states.sh'), states, orders, BY=by, PARTS='5', BLOCK='16k', JOBS='3')
            names = sorted(str(p) for p in (d / states).iterdir())
            check(len(names) > 3, 'it was not cut into parts')
            one = run(env, d, 'score-loyalty', orders)
            same(states, run(env, d, 'score-loyalty', '--merge-state', *names), one)
            same(states + ' backwards', run(env, d, 'score-loyalty', '--merge-state', *names[::-1]), one)
        run(env, d, 'sh', recipe(env, 'loyalty-states.sh'), 'cut', 'orders_shopify.csv', BY='rows', status=2)
        run(env, d, 'sh', recipe(env, 'loyalty-states.sh'), 'cut', 'orders_shopify.csv', BY='No such', status=1)
        check(not (d / 'cut').exists(), 'a folder of states that failed is left')


def cases(env):
    for n, work in enumerate(TOOLS):
        if env.variant != 'plain' and work[0] in ('flag-tone', 'tag-topics'):
            continue  # slow there, and the same code
        yield 'lines-%d-%s' % (n, work[0]), lambda work=work: every_tool(env, *work)
    yield 'lines-large', lambda: large(env)
    yield 'lines-brief-customer', lambda: card(env)
    if env.variant != 'plain':
        return
    for name in AWKS:
        yield 'csv-to-' + name[0], lambda name=name: awk(env, name)
    yield 'by-rows', lambda: by_rows(env)
    yield 'by-rows-fails', lambda: by_rows_fails(env)
    yield 'loyalty-states', lambda: loyalty(env)
