#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""score-loyalty reads a file by two threads and a pipe row by row: whatever columns there are, and with and without --customers,
both give the same bytes, the same counts with -v, and the same faults. Columns, cells, orders and customers are random: ids
that are e-mail addresses and telephone numbers, keys that customers share, guests, refunds in a column, discounts, returns by
quantity, times with offsets, parcels, cancelled orders."""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(20261122)
PEOPLE, ROUNDS, ROWS = 40, 60, 150
HEADERS = ['customer_id', 'email', 'phone', 'order_id', 'amount', 'quantity', 'unit_price', 'list_price', 'discount', 'refunded',
           'currency', 'product', 'channel', 'status', 'fulfilment', 'cancelled_at', 'expected_at', 'delivered_at', 'tracking',
           'location']


def day():
    return f'202{RANDOM.randint(3, 5)}-{RANDOM.randint(1, 12):02}-{RANDOM.randint(1, 28):02}'


def moment():
    return RANDOM.choice([day(), f'{day()}T{RANDOM.randint(0, 23):02}:30:00{RANDOM.choice(["Z", "+02:00", "-07:00", ""])}'])


def money(zero=.1):
    return '0' if RANDOM.random() < zero else f'{RANDOM.randint(1, 300)}.{RANDOM.randint(0, 99):02}'


def keys(n):
    """The number, address and telephone of a person; some share one, some are known by a key instead of a number."""
    email, phone = f'p{n % 35}@example.com', f'23105{n % 37:05}'
    number = RANDOM.choice([f'c{n}', f'c{n}', f'{n + 1000}', f'a-customer-with-a-long-id-{n}', f'P{n % 35}@Example.com', phone, '0', ''])
    return number, RANDOM.choice([email, email.upper(), '', 'n/a']), RANDOM.choice([phone, f'0030 {phone}', '', '12'])


def cell(header, row):
    if header in row:
        return row[header]
    return {'padding': lambda: 'x' * 500, 'amount': lambda: money(), 'quantity': lambda: RANDOM.choice(['1', '2', '3', '-1', '']), 'unit_price': lambda: money(),
            'list_price': lambda: RANDOM.choice(['', money()]), 'discount': lambda: RANDOM.choice(['', '0', '-1.50', '2']),
            'refunded': lambda: RANDOM.choice(['', '0', '0', money(), '-' + money()]), 'currency': lambda: 'EUR',
            'product': lambda: RANDOM.choice(['tea', 'mug, blue', ' pot', '']), 'channel': lambda: RANDOM.choice(['web', 'Shop', 'kiosk', '']),
            'cancelled_at': lambda: day() if RANDOM.random() < .03 else '', 'tracking': lambda: 'x', 'location': lambda: 'y',
            'status': lambda: RANDOM.choice(['paid', 'refunded', 'delivered', 'cancelled', 'Returned', '', 'draft']),
            'fulfilment': lambda: RANDOM.choice(['fulfilled', '', 'unfulfilled']),
            'expected_at': day, 'delivered_at': moment}[header]()


def make_orders():
    """Random columns, of which one says who; one to three lines an order."""
    kept = [h for h in HEADERS if RANDOM.random() < .55]
    if not {'customer_id', 'email', 'phone'} & set(kept):
        kept.append('customer_id')
    if RANDOM.random() < .9 and not {'amount', 'unit_price'} & set(kept):
        kept.append('amount')
    kept += ['ordered_at', 'padding']  # files below 64 KB are not mapped, and read by one thread
    RANDOM.shuffle(kept)
    rows = [kept]
    while len(rows) <= ROWS:
        number, email, phone = keys(RANDOM.randrange(PEOPLE))
        order = {'customer_id': number, 'email': email, 'phone': phone, 'ordered_at': moment(),
                 'order_id': RANDOM.choice([f'o{len(rows)}', f'an-order-with-a-long-number-{len(rows)}', ''])}
        for _ in range(RANDOM.choice([1, 1, 2, 3])):
            rows.append([cell(h, order) for h in kept])
    return rows


def make_customers():
    rows = [['customer_id', 'email', 'phone', 'name']]
    for n in range(0, PEOPLE, 2):
        number, email, phone = keys(n)
        rows.append([number, email, phone, f'Person {n}'])
    return rows


def text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(rows)
    return out.getvalue()


def run(arguments, data=None):
    done = subprocess.run(['score-loyalty', *map(str, arguments)], input=data, capture_output=True)
    return done.returncode, done.stdout, done.stderr


def check(orders, options, folder):
    path = folder / 'orders.csv'
    path.write_text(text(orders), encoding='utf-8')
    fast = run([*options, '-v', '-r', folder / 'fast', path])
    if path.stat().st_size < 64 * 1024:
        sys.exit('the file is too small to be mapped')
    slow = run([*options, '-v', '-r', folder / 'slow'], path.read_bytes())
    said = [(s[2].decode().replace(str(path), '(stdin)').replace('/fast', '/slow').splitlines()) for s in (fast, slow)]
    rejects = [(folder / name).read_text().replace(str(path), '(stdin)') for name in ('fast', 'slow')]
    if fast[:2] != slow[:2] or said[0] != said[1] or rejects[0] != rejects[1]:
        differing = [pair for pair in zip(fast[1].split(b'\n'), slow[1].split(b'\n')) if pair[0] != pair[1]]
        print(*said[0], *said[1], *differing[:3], sep='\n')
        sys.exit(f'{options}: read by two threads and row by row the same file gives different answers')
    return fast


def main():
    given_up, refused, customers_seen = 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for n in range(ROUNDS):
            orders = make_orders()
            options = RANDOM.choice([[], ['--as-of', '2025-03-31'], ['--count-zero', '--skip-status', 'none'], ['--tz', 'Europe/Athens']])
            if n % 2:
                (folder / 'customers.csv').write_text(text(make_customers()), encoding='utf-8')
                options = options + ['--customers', folder / 'customers.csv']
            status, out, _ = check(orders, options, folder)
            given_up += status == 1
            customers_seen += out.count(b'\n')
            orders[RANDOM.randrange(1, len(orders))][orders[0].index('ordered_at')] = '2024-02-31'
            refused += check(orders, options, folder)[0] == 1  # not where the row has no customer either
    if customers_seen < 20 * ROUNDS or given_up > ROUNDS // 3 or refused < ROUNDS // 2:
        sys.exit(f'{customers_seen} customers, {given_up} and {refused} of {ROUNDS} files with bad rows: this tests little')


if __name__ == '__main__':
    main()
