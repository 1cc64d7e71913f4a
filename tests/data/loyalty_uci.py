#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Real invoices with returns and missing customers (UCI Online Retail, a sample of its lines), read by score-loyalty as they
are and added up here from the raw file with nothing but Python's csv and Decimal: purchase days, orders, money, dates,
returns, favourites and tie-safe scores of every customer."""
import csv
import os
import pathlib
import subprocess
import sys
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

SHARED = pathlib.Path(os.environ.get('SHARED_DATA') or pathlib.Path(__file__).resolve().parents[2] / '../shared/data')
FILE = SHARED / 'loyalty' / 'uci_online_retail_30k_sample.csv'
CENT = Decimal('0.01')


class Customer:
    def __init__(self):
        self.invoices = defaultdict(lambda: [Decimal(0), None, False])  # net, day of the first paid line, returned
        self.spend = Decimal(0)
        self.products = defaultdict(lambda: [0, Decimal(0)])

    def add(self, row):
        quantity, price = int(row['Quantity']), Decimal(row['UnitPrice'])
        money, day = quantity * price, row['InvoiceDate'][:10]
        invoice = self.invoices[row['InvoiceNo'].strip()]
        invoice[0] += money
        self.spend += money
        if money > 0:
            invoice[1] = min(invoice[1] or day, day)
            product = self.products[row['Description'].strip()]
            product[0] += 1
            product[1] += money
        if money < 0:
            invoice[2] = True

    def finish(self):
        self.purchases = [i for i in self.invoices.values() if i[0] > 0 and i[1]]
        self.days = sorted({i[1] for i in self.purchases})
        self.returned = sum(i[2] for i in self.invoices.values())
        self.placed = sum(i[1] is not None for i in self.invoices.values())
        self.products.pop('', None)


def read():
    customers, latest = defaultdict(Customer), ''
    for row in csv.DictReader(open(FILE, newline='', encoding='utf-8')):
        if row['CustomerID'].strip() in ('', '0'):
            continue
        customers[row['CustomerID'].strip()].add(row)
        latest = max(latest, row['InvoiceDate'][:10])
    for c in customers.values():
        c.finish()
    return customers, latest


def scores(customers, value):
    """1 + floor(5 L / N), L being the number of customers with a strictly lower value."""
    values = sorted(value(c) for c in customers)
    lower = {}
    for n, v in enumerate(values):
        lower.setdefault(v, n)
    return lambda c: 1 + 5 * lower[value(c)] // len(values)


def expected_row(c, latest, score):
    row = {'orders': str(len(c.purchases)), 'spend': str(c.spend.quantize(CENT, ROUND_HALF_UP)),
           'first_order': '', 'last_order': '', 'recency_days': '', 'favourite_product': '', 'r': '', 'f': '', 'm': ''}
    placed = max(c.placed, c.returned)
    row['returns_share'] = str((Decimal(c.returned) / placed).quantize(Decimal('0.0001'), ROUND_HALF_UP)) if placed else ''
    if not c.purchases:
        return row
    row.update(first_order=c.days[0], last_order=c.days[-1], r=str(score[0](c)), f=str(score[1](c)), m=str(score[2](c)))
    row['recency_days'] = str((date.fromisoformat(latest) - date.fromisoformat(c.days[-1])).days)
    if c.products:
        row['favourite_product'] = min(c.products, key=lambda p: (-c.products[p][0], -c.products[p][1], p.encode()))
    return row


def main():
    if not FILE.exists():
        print('needs ../shared/data')
        sys.exit(77)
    done = subprocess.run(['score-loyalty', FILE], capture_output=True)
    if done.returncode != 0 or done.stderr:
        sys.exit(done.stderr.decode())
    got = {r['customer_id']: r for r in csv.DictReader(done.stdout.decode().splitlines())}
    customers, latest = read()
    if got.keys() != customers.keys():
        sys.exit(f'{len(got)} customers instead of {len(customers)}: {sorted(got.keys() ^ customers.keys())[:5]}')
    buyers = [c for c in customers.values() if c.purchases]
    score = [scores(buyers, lambda c: c.days[-1]), scores(buyers, lambda c: len(c.days)), scores(buyers, lambda c: c.spend)]
    faults = []
    for name, c in customers.items():
        for column, value in expected_row(c, latest, score).items():
            if got[name][column] != value:
                faults.append(f'{name} {column}: {got[name][column]!r} instead of {value!r}')
    print('\n'.join(faults[:20]))
    sys.exit(len(faults) != 0)


if __name__ == '__main__':
    main()
