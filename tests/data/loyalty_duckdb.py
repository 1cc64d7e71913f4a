#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""score-loyalty and DuckDB (tests/bench/loyalty.sql, the query of the benchmark) agree in every row on generated orders with
refunds: purchases, days, money, favourites and scores. Needs the Python module duckdb."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ['customer_id', 'first_order', 'last_order', 'orders', 'spend', 'r', 'f', 'm', 'favourite_product', 'favourite_channel']


def generate(path):
    generator = TOP / 'bin' / '.plain' / 'bench' / 'generate-orders'
    subprocess.run(['make', '-s', '-C', TOP, generator.relative_to(TOP)], check=True, stdout=subprocess.DEVNULL)
    with open(path, 'wb') as out:
        subprocess.run([generator, '200000', '9000'], stdout=out, check=True)


def rows(lines, keep):
    return [[row[c] for c in COLUMNS] for row in csv.DictReader(lines) if keep(row)]


def main():
    try:
        import duckdb
    except ImportError:
        print('needs duckdb')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        orders, result = os.path.join(folder, 'orders.csv'), os.path.join(folder, 'result.csv')
        generate(orders)
        sql = (TOP / 'tests' / 'bench' / 'loyalty.sql').read_text()
        duckdb.sql(sql.replace('ORDERS', orders).replace('RESULT', result))
        done = subprocess.run(['score-loyalty', orders], capture_output=True, text=True, check=True)
        got = rows(done.stdout.splitlines(), lambda r: r['orders'] != '0')
        expected = rows(open(result, newline=''), lambda r: True)
    if len(expected) < 5000 or len(got) != len(expected):
        sys.exit(f'{len(got)} customers instead of {len(expected)}')
    for a, b in zip(got, expected):
        if a != b:
            sys.exit(f'{a}\ninstead of\n{b}')


if __name__ == '__main__':
    main()
