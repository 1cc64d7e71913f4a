#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""score-loyalty gives the same bytes however its input is cut: as states of 1, 2, 3 and 7 shards by row or by customer, merged
in any order; as several files; shuffled; read from a pipe instead of a file (a large file is read by two threads, a pipe by
one). The data is random, with refunds that land in another shard than their order, ids too long for the fast tables, quoted
cells, statuses, guests, rows after as-of, and survey answers and cases."""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile
import zlib

ORDERS = ['order_id', 'customer_id', 'ordered_at', 'amount', 'product', 'channel', 'status']
RANDOM = random.Random(20261121)


def run(*arguments, data=None, status=0):
    done = subprocess.run(['score-loyalty', *map(str, arguments)], input=data, capture_output=True)
    if done.returncode != status:
        sys.exit(f'score-loyalty {arguments}: status {done.returncode}, not {status}: {done.stderr.decode()}')
    return done.stdout


def day():
    return f'202{RANDOM.randint(3, 5)}-{RANDOM.randint(1, 12):02}-{RANDOM.randint(1, 28):02}'


def make_orders(rows, customers):
    """Order lines of one to three lines an order, some of them given back later, in one or two pieces."""
    lines = []
    names = [f'c{n}' if n % 7 else f'a-customer-with-a-long-id-{n}' for n in range(customers)]
    products = ['tea', 'mug', 'pot, blue', 'a "special" one', 'чай', 'φλιτζάνι'] + [f'p{n}' for n in range(40)]
    order = 0
    while len(lines) < rows:
        order += 1
        name = RANDOM.choice(names) if RANDOM.random() < .97 else RANDOM.choice(['', '0'])
        number = f'o{order}' if RANDOM.random() < .8 else '' if RANDOM.random() < .2 else f'an-order-with-a-long-number-{order}'
        when = day()
        status = RANDOM.choices(['paid', 'delivered', 'cancelled', 'returned', ''], [60, 30, 3, 2, 5])[0]
        channel = RANDOM.choice(['web', 'Online', 'shop', 'telephone', 'kiosk', ''])
        for _ in range(RANDOM.choice([1, 1, 1, 2, 3])):
            cents = RANDOM.choice([0, 999, 1999, RANDOM.randint(1, 30000)])
            lines.append([number, name, when, f'{cents // 100}.{cents % 100:02}', RANDOM.choice(products), channel, status])
            if RANDOM.random() < .1:
                back = RANDOM.choice([cents, cents // 2])
                lines.append([number, name, day(), f'-{back // 100}.{back % 100:02}', '', channel, 'refund'])
    return lines[:rows], names


def make_answers(names, count):
    rows = [['response_id', 'customer_id', 'answered_at', 'metric', 'score']]
    for n in range(count):
        rows.append([f'r{n // 2}', RANDOM.choice(names), day(), RANDOM.choice(['nps', 'csat', 'ces', 'rating', 'text']),
                     RANDOM.randint(0, 10) * 10])
    return rows


def make_cases(names, count):
    rows = [['case_id', 'customer_id', 'opened_at', 'solved_at', 'kind', 'flags_in', 'promises_broken']]
    for n in range(count):
        opened = day()
        solved = max(opened, day()) if RANDOM.random() < .7 else ''
        rows.append([f'k{n}', RANDOM.choice(names), opened, solved, RANDOM.choice(['complaint', 'message']),
                     RANDOM.choice(['', 'anger:error', 'praise:info']), RANDOM.randint(0, 2)])
    return rows


def text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(rows)
    return out.getvalue().encode()


def save(path, rows):
    path.write_bytes(text(rows))
    return path


def shards(lines, count, by_customer):
    parts = [[] for _ in range(count)]
    for line in lines:
        parts[zlib.crc32(line[1].encode()) % count if by_customer else RANDOM.randrange(count)].append(line)
    return parts


def check(what, got, expected):
    if got == expected:
        return
    for number, (a, b) in enumerate(zip(got.split(b'\n'), expected.split(b'\n')), 1):
        if a != b:
            sys.exit(f'{what}: line {number} is\n    {a.decode()}\nbut should be\n    {b.decode()}')
    sys.exit(f'{what}: {len(got)} bytes instead of {len(expected)}')


def check_merging(folder, lines, sides, expected, options):
    for count in (1, 2, 3, 7):
        for by_customer in (False, True):
            states = []
            for n, part in enumerate(shards(lines, count, by_customer)):
                path = folder / f'state{n}'
                more = sides if n == count // 2 else []  # in one shard only
                path.write_bytes(run('--emit-state', *options, *more, save(folder / 'part.csv', [ORDERS] + part)))
                states.append(path)
            for _ in range(2):
                RANDOM.shuffle(states)
                check(f'{count} states', run('--merge-state', *options, *states), expected)
            folded = folder / 'folded'
            folded.write_bytes(run('--merge-state', '--emit-state', *options, *states[:2]))
            check(f'{count} states, two of them merged before', run('--merge-state', *options, folded, *states[2:]), expected)


def check_reading(folder, lines, options, expected):
    """However the rows come: from a pipe, shuffled, in two files, with CRLF."""
    data = text([ORDERS] + lines)
    check('from a pipe', run(*options, data=data), expected)
    shuffled = lines[:]
    RANDOM.shuffle(shuffled)
    check('shuffled', run(*options, save(folder / 'shuffled.csv', [ORDERS] + shuffled)), expected)
    half = len(lines) // 2
    check('in two files', run(*options, save(folder / 'a.csv', [ORDERS] + lines[:half]),
                              save(folder / 'b.csv', [ORDERS] + lines[half:])), expected)
    crlf = folder / 'crlf.csv'
    crlf.write_bytes(data.replace(b'\n', b'\r\n'))
    check('with CRLF', run(*options, crlf), expected)


def check_faults(folder, lines):
    """A bad row near the end: the same rejects and the same rest, whether two threads met it or one."""
    lines = [line[:] for line in lines]
    lines[-5][3] = '1,2,3'
    lines[len(lines) // 3][2] = '2024-02-31'
    path = save(folder / 'faults.csv', [ORDERS] + lines)
    fast = run('-q', '-r', folder / 'fast.rejects', path, status=1)
    slow = run('-q', '-r', folder / 'slow.rejects', data=path.read_bytes(), status=1)
    check('with rejects', fast, slow)
    a = (folder / 'fast.rejects').read_bytes().replace(str(path).encode(), b'(stdin)')
    check('rejects', a, (folder / 'slow.rejects').read_bytes())
    if a.count(b'\n') != 3:
        sys.exit(f'{a.count(10)} lines of rejects, not 3')
    run(path, status=2)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lines, names = make_orders(4000, 300)
        answers = save(folder / 'answers.csv', make_answers(names, 400))
        cases = save(folder / 'cases.csv', make_cases(names, 150))
        sides = ['--responses', answers, '--cases', cases]
        orders = save(folder / 'orders.csv', [ORDERS] + lines)
        for options in ([], ['--as-of', '2025-06-30'], ['--count-zero', '--since', '2024-12-31', '--as-of', '2025-10-01']):
            expected = run(*options, *sides, orders)
            if expected.count(b'\n') < 200:
                sys.exit('too few customers to test anything')
            check_merging(folder, lines, sides, expected, options)
            check_reading(folder, lines, options + sides, expected)
        check_faults(folder, lines)


if __name__ == '__main__':
    main()
