#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The monthly report and the training sheet are run, and their figures counted again from what the stages before them wrote.
Nothing here depends on which sentences the rules find."""
import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
SHOP = TOP / 'samples' / 'shop'
WORDS = ('message', 'auto', 'campaign', 'survey', 'complaint', '')


def tool(*argv):
    done = subprocess.run([str(a) for a in argv], cwd=TOP, capture_output=True)
    if done.returncode != 0 or done.stderr:
        raise RuntimeError('%s: status %d: %s' % (argv[0], done.returncode, done.stderr.decode()))
    return list(csv.DictReader(io.StringIO(done.stdout.decode(), newline='')))


def training_sheet(faults):
    sheet = tool('sh', TOP / 'samples' / 'training-sheet.sh')
    findings = [f for f in tool('flag-tone', '--tz', 'Europe/Athens', '--findings', SHOP / 'messages.csv') if f['direction'] == 'outgoing']
    with open(SHOP / 'messages.csv', encoding='utf-8', newline='') as f:
        written = Counter(m['Agent'].strip() for m in csv.DictReader(f) if m['Direction'] == 'outgoing' and m['Type'] in WORDS)
    counts = Counter((f['agent'].strip(), f['category']) for f in findings)
    if {(r['agent'], r['category']): int(r['n']) for r in sheet} != counts or not counts:
        faults.append('training sheet: other groups than the findings have')
    for row in sheet:
        value = 100 * int(row['n']) / written[row['agent']]
        if abs(value - float(row['value'])) > 0.0051 or not row['suggestion'] or row['mark'] == 'best':
            faults.append('training sheet: %s: %.2f of %d' % (row, value, written[row['agent']]))
    values = [float(r['value']) for r in sheet if r['rank']]
    if values != sorted(values, reverse=True):
        faults.append('training sheet: not the worst first')


def monthly_report(faults, folder):
    os.environ['OUT'] = str(folder)
    tool('sh', TOP / 'samples' / 'monthly-report.sh')
    reports = {}
    for name in ('touchpoints', 'topics', 'agents', 'contacts'):
        with open(folder / (name + '.csv'), encoding='utf-8', newline='') as f:
            reports[name] = list(csv.DictReader(f))
        if not reports[name]:
            faults.append('monthly report: %s.csv is empty' % name)
    top, all_of = Counter(), Counter()
    for options, name in ((['--tz', 'Europe/Athens', '--date-order', 'dmy'], 'survey_google_forms.csv'), ([], 'survey_qualtrics.csv')):
        for r in tool('ingest-survey', *options, SHOP / name):
            if r['metric'] == 'csat' and r['score']:
                key = r['touchpoint'], r['answered_at'][:7]
                all_of[key] += 1
                top[key] += float(r['score']) >= 75
    rows = [r for r in reports['touchpoints'] if r['measure'] == 'csat']
    if {(r['touchpoint'], r['period']): int(r['n']) for r in rows} != all_of:
        faults.append('monthly report: other touchpoints or months than the answers have')
    months = defaultdict(list)
    for r in rows:
        key = r['touchpoint'], r['period']
        months[r['period']].append(r)
        if abs(float(r['value']) - 100 * top[key] / all_of[key]) > 0.0051:
            faults.append('monthly report: %s: not %d of %d' % (r, top[key], all_of[key]))
    for month, ranked in months.items():
        values = [float(r['value']) for r in ranked if r['rank']]
        marks = [r['mark'] for r in ranked if r['rank']]
        if values != sorted(values) or (len(set(values)) > 1 and (marks[0] != 'worst' or marks[-1] != 'best')):
            faults.append('monthly report: %s: %s %s' % (month, values, marks))


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        training_sheet(faults)
        monthly_report(faults, pathlib.Path(folder))
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
