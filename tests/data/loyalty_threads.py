#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Many customers are written by two threads, few by one: with the same cuts and parameters a customer's row is the same among
20,000 customers (both threads, several rounds, an odd last stretch) as among 5,000 of them (one thread), names that need
quotes, --for-spreadsheet and all."""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(7)
CUSTOMERS, FEW = 20011, 5000


def run(*arguments):
    done = subprocess.run(['score-loyalty', '--as-of', '2025-12-31', *map(str, arguments)], capture_output=True)
    if done.returncode != 0:
        sys.exit(f'score-loyalty {arguments}: status {done.returncode}: {done.stderr.decode()}')
    return done.stdout.decode('utf-8-sig')


def write(path, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f).writerows([['order_id', 'customer_id', 'ordered_at', 'amount', 'product']] + rows)
    return path


def main():
    names = [f'c{n:05}' if n % 9 else f'c{n:05}, "the old"' for n in range(CUSTOMERS)]
    orders = []
    for name in names:
        for _ in range(RANDOM.choice([1, 1, 2, 5])):
            day = f'202{RANDOM.randint(3, 5)}-{RANDOM.randint(1, 12):02}-{RANDOM.randint(1, 28):02}'
            orders.append([f'o{len(orders)}', name, day, f'{RANDOM.randint(1, 9999)}.{RANDOM.randint(0, 99):02}', RANDOM.choice('abc')])
    some = set(RANDOM.sample(names, FEW))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        many = write(folder / 'many.csv', orders)
        few = write(folder / 'few.csv', [o for o in orders if o[1] in some])
        for what in ('cuts', 'params'):
            (folder / what).write_text(run(f'--emit-{what}', many), encoding='utf-8')
        for more in ([], ['--for-spreadsheet=eu']):
            fixed = ['--cuts', folder / 'cuts', '--params', folder / 'params', *more]
            all_rows = list(csv.reader(io.StringIO(run(*fixed, many), newline=''), delimiter=';' if more else ','))
            few_rows = list(csv.reader(io.StringIO(run(*fixed, few), newline=''), delimiter=';' if more else ','))
            key = all_rows[0].index('customer_id')
            ids = [r[key] for r in all_rows[1:]]
            assert ids == sorted(names), 'not every customer once, in the order of ids'
            wanted = [r for r in all_rows[1:] if r[key] in some]
            assert len(few_rows) == FEW + 1 and wanted == few_rows[1:], 'rows differ between one thread and two'


main()
