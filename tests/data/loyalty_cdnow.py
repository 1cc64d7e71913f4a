#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The CDNOW sample, customer by customer, against values computed by an independent implementation with published
parameters: scores, segments and days exactly; P(alive) and purchases expected within 39 weeks, E[M] and the value within
1e-3 after our own fit. And the totals that the papers print."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

SHARED = pathlib.Path(os.environ.get('SHARED_DATA') or pathlib.Path(__file__).resolve().parents[2] / '../shared/data')
DATA = SHARED / 'loyalty'
SEGMENTS = {'hibernating': 874, 'about_to_sleep': 390, 'champions': 335, 'potential_loyalist': 312, 'loyal': 161,
            'promising': 147, 'at_risk': 78, 'need_attention': 54, 'cant_lose': 6}
faults = []


def near(what, got, expected, tolerance=1e-3):
    if abs(got - expected) > tolerance * max(abs(expected), tolerance):
        faults.append(f'{what}: {got} instead of {expected}')


def convert(folder):
    path = folder / 'cdnow.csv'
    with open(DATA / 'CDNOW_sample.txt') as lines, open(path, 'w') as out:
        out.write('customer_id,ordered_at,amount\n')
        for line in lines:
            fields = line.split()
            out.write(f'{fields[1]},{fields[2]},{fields[4]}\n')
    return path


def score(path, *options):
    done = subprocess.run(['score-loyalty', '--as-of', '1997-09-30', '--count-zero', *options, path],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return {int(r['customer_id']): r for r in csv.DictReader(done.stdout.splitlines())}


def check_scores(rows):
    expected = {int(r['id']): r for r in csv.DictReader(open(DATA / 'expected_cdnow_rfm.csv'))}
    if rows.keys() != expected.keys():
        sys.exit('not the same customers')
    for number, e in expected.items():
        r = rows[number]
        got = (r['first_order'], r['last_order'], r['recency_days'], r['r'], r['f'], r['m'], r['segment'])
        if got != (e['first'], e['last'], e['recency'], e['R'], e['F'], e['M'], e['segment']):
            faults.append(f'{number}: {got} instead of {e}')
        near(f'{number} spend', float(r['spend']), float(e['tot']), 1e-4)
    counts = {}
    for r in rows.values():
        counts[r['segment']] = counts.get(r['segment'], 0) + 1
    if counts != SEGMENTS:
        faults.append(f'segments: {counts}')


def check_models(path):
    expected = {int(r['id']): r for r in csv.DictReader(open(DATA / 'expected_cdnow_per_customer.csv'))}
    for model, prefix in (('bg-nbd', 'bg'), ('mbg-nbd', 'mbg')):
        rows = score(path, '--model', model, '--horizon', '273')
        for number, e in expected.items():
            near(f'{number} {model} p_alive', float(rows[number]['p_alive']), float(e[prefix + '_p_alive']))
            near(f'{number} {model} expected', float(rows[number]['expected_orders']), float(e[prefix + '_expected_39w']))
    rows = score(path, '--model', 'bg-nbd')
    for number, e in expected.items():
        got = float(rows[number]['value'])
        if abs(got - float(e['bg_clv_12x30d_1pct'])) > .006 + 1e-3 * got:  # printed to cents
            faults.append(f'{number} value: {got} instead of {e["bg_clv_12x30d_1pct"]}')


def main():
    if not DATA.is_dir():
        print('needs ../shared/data')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        path = convert(pathlib.Path(name))
        check_scores(score(path))
        check_models(path)
    print('\n'.join(faults[:20]))
    sys.exit(len(faults) != 0)


if __name__ == '__main__':
    main()
