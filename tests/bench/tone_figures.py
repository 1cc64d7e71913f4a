#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rule packs on real text: the figures that can be had without reading each message.

    tests/bench/tone_figures.py [--bin DIR] [--data DIR] [WORD ...]

Prints figure,value,goal for: politeness (area under the curve, top against bottom quartile of people's scores), findings in staff's real
replies per 1,000, synthetic clean replies flagged, customers' complaints against ratings, requests for a manager. Files
that are not there are left out. WORDs choose figures whose name holds one of them."""
import argparse
import csv
import io
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NEGATIVE = {'anger', 'leave', 'public', 'legal', 'manager', 'repeat_contact'}


class Data:
    def __init__(self, args):
        self.bin, self.data = args.bin, args.data

    def rows(self, name):
        """The file's rows with what flag-tone says of them; None where there is no such file."""
        path = os.path.join(self.data, name + '.csv')
        if not os.path.exists(path):
            return None
        with open(path, newline='', encoding='utf-8') as f:
            rows = list(csv.DictReader(f))
        text = io.StringIO()
        out = csv.writer(text, lineterminator='\n')
        out.writerow(['message_id', 'direction', 'language', 'text'])
        for i, r in enumerate(rows):
            out.writerow([i, 'in' if r['role'] == 'customer' else 'out', r['lang'], r['text']])
        done = subprocess.run([os.path.join(self.bin, 'flag-tone')], input=text.getvalue().encode(), stdout=subprocess.PIPE,
                              check=True)
        judged = list(csv.DictReader(io.StringIO(done.stdout.decode())))
        for r, j in zip(rows, judged):
            r['politeness'] = int(j['politeness'])
            r['flags'] = dict(f.split(':') for f in j['tone_flags'].split(';') if f)
        return rows


def area(rows):
    """Area under the curve of politeness, top against bottom quartile of the label."""
    rows = sorted(rows, key=lambda r: float(r['label']))
    quarter = len(rows) // 4
    low, high = rows[:quarter], rows[-quarter:]
    wins = sum((h['politeness'] > l['politeness']) + 0.5 * (h['politeness'] == l['politeness']) for h in high for l in low)
    return wins / (len(low) * len(high))


def has(row, severities, categories=None):
    return any(s in severities and (categories is None or c in categories) for c, s in row['flags'].items())


def precision_recall(rows, found, wanted):
    right = sum(found(r) and wanted(r) for r in rows)
    return '%.2f / %.2f' % (right / max(1, sum(map(found, rows))), right / max(1, sum(map(wanted, rows))))


def politeness(data):
    for name, file, source, goal in (('politeness, Wikipedia', 'en_politeness_wiki_so', 'wiki', '.85'),
                                     ('politeness, Stack Overflow', 'en_politeness_wiki_so', None, '.73'),
                                     ('politeness, Russian', 'ru_politeness_tydip', '', '.80')):
        rows = data.rows(file)
        if rows is None:
            continue
        rows = [r for r in rows if source == '' or (r['source'] == 'wiki') == (source == 'wiki')]
        yield name + ' (AUC)', '%.3f' % area(rows), goal


def staff(data):
    rows = data.rows('en_twcs_5000')
    if rows is not None:
        rows = [r for r in rows if r['role'] == 'staff']
        for name, severities, goal in (('error', {'error'}, '<= 5'), ('warn and above', {'error', 'warn'}, '<= 25')):
            count = sum(has(r, severities) for r in rows)
            yield 'staff flags per 1,000 brand replies, ' + name, '%.1f' % (1000 * count / len(rows)), goal
    rows = data.rows('en_bitext_replies')
    if rows is not None:
        yield 'synthetic replies flagged, error', '%d of %d' % (sum(has(r, {'error'}) for r in rows), len(rows)), '<= 5 of 460'


def customers(data):
    flagged = lambda r: has(r, {'warn', 'error'}, NEGATIVE)
    rows = data.rows('el_skroutz')
    if rows is not None:
        yield 'Greek reviews, negative (precision / recall)', precision_recall(rows, flagged, lambda r: r['label'] == 'Negative'), \
            '.95 / .65'
    rows = data.rows('ar_reviews_res2_prod')
    if rows is not None:
        yield 'Arabic reviews, negative (precision / recall)', precision_recall(rows, flagged, lambda r: r['label'] == '-1'), '.90 / .45'
    rows = data.rows('en_bitext_requests')
    if rows is not None:
        yield 'manager, Bitext (precision / recall)', precision_recall(
            rows, lambda r: 'manager' in r['flags'], lambda r: r['label'].startswith('contact_human_agent')), '1.00 / .85'


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--bin', default=os.path.join(HERE, '..', '..', 'bin'))
    p.add_argument('--data', default=os.path.join(HERE, '..', '..', '..', 'shared', 'data', 'tone'))
    p.add_argument('words', nargs='*')
    args = p.parse_args()
    out = csv.writer(sys.stdout, lineterminator='\n')
    out.writerow(['figure', 'value', 'goal'])
    for figures in (politeness, staff, customers):
        for figure in figures(Data(args)):
            if not args.words or any(w in figure[0] for w in args.words):
                out.writerow(figure)


main()
