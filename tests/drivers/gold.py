#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Precision and recall of the rule packs on the gold file, tests/gold/LANG.{tune,held}.csv.

    gold.py [--bin DIR] [--lang LANG,...] [--category NAME,...] [--half tune|held]
    gold.py --misses CATEGORY [--lang LANG]    what the rules get wrong; never in the held half
    gold.py --floors tests/gold/floors.csv     status 1 where a figure is below its floor

A row is a text and whether it is a hit or an innocent look-alike of one category. A category counts as found where a finding
of it is reported (for topics: where the topic is). Rules of severity none do not count."""
import argparse
import csv
import io
import os
import subprocess
import sys

LANGUAGES = ['en', 'el', 'pl', 'ru', 'ar']
TOPICS = {'untrained_staff', 'restricted_hours', 'unprofessional_looks', 'hard_to_deal_with', 'hard_returns', 'substandard',
          'unresponsive', 'unimportant', 'lied_to', 'cheated'}
HERE = os.path.dirname(os.path.abspath(__file__))


def run(tool, rows, options):
    """The output rows of a tool that reads gold rows as messages."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator='\n')
    out.writerow(['message_id', 'direction', 'language', 'text', 'name'])
    for r in rows:
        out.writerow([r['id'], 'out' if r['role'] == 'staff' else 'in', r['lang'], r['text'], r['name']])
    done = subprocess.run([tool] + options, input=text.getvalue().encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f'{tool}: status {done.returncode}')
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def found_categories(binary, rows, rules):
    """For each row id: the categories found, and the findings for display."""
    found = {r['id']: {} for r in rows}
    tone = [r for r in rows if r['category'] not in TOPICS]
    topics = [r for r in rows if r['category'] in TOPICS]
    if tone:
        for f in run(os.path.join(binary, 'flag-tone'), tone, ['--findings', '--min-severity', 'info'] + rules):
            found[f['message_id']].setdefault(f['category'], []).append(f"{f['rule']} '{f['excerpt']}'")
    if topics and os.path.exists(os.path.join(binary, 'tag-topics')):
        for f in run(os.path.join(binary, 'tag-topics'), topics, rules):
            for topic in filter(None, f['topics'].split(';')):
                found[f['message_id']].setdefault(topic, []).append(topic)
    return found


class Score:
    def __init__(self):
        self.tp = self.fp = self.fn = self.tn = 0

    def add(self, wanted, got):
        self.tp += wanted and got
        self.fn += wanted and not got
        self.fp += got and not wanted
        self.tn += not wanted and not got

    def precision(self):
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    def recall(self):
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    def text(self):
        return f'{self.precision():.2f}/{self.recall():.2f}'


def read(gold, lang, half):
    path = os.path.join(gold, f'{lang}.{half}.csv')
    if not os.path.exists(path):
        return []
    with open(path, newline='', encoding='utf-8') as f:
        return list(csv.DictReader(f))


def show_misses(args, languages):
    for lang in languages:
        rows = [r for half in args.half.split(',') if half != 'held' for r in read(args.gold, lang, half) if r['category'] in args.misses.split(',')]
        found = found_categories(args.bin, rows, args.rules)
        for r in rows:
            got = found[r['id']].get(r['category'])
            if bool(got) == (r['label'] == 'hit'):
                continue
            what = 'missed' if r['label'] == 'hit' else 'false hit: ' + '; '.join(got)
            print(f"{r['id']}\t{what}\t{r['name']}\t{r['text']}")


def measure(args, languages):
    """Scores by (half, lang, category), the categories in the file's order."""
    scores, order = {}, []
    for half in args.half.split(','):
        for lang in languages:
            rows = read(args.gold, lang, half)
            if args.category:
                rows = [r for r in rows if r['category'] in args.category.split(',')]
            found = found_categories(args.bin, rows, args.rules)
            for r in rows:
                if r['category'] not in order:
                    order.append(r['category'])
                got = bool(found[r['id']].get(r['category']))
                for key in ((half, lang, r['category']), (half, lang, 'overall'), (half, 'all', r['category']),
                            (half, 'all', 'overall')):
                    scores.setdefault(key, Score()).add(r['label'] == 'hit', got)
    return scores, order + ['overall']


def print_table(args, scores, order, languages):
    for half in args.half.split(','):
        print(f'{half}: precision/recall')
        print(f"{'':22}" + ''.join(f'{lang:>11}' for lang in languages + ['all']))
        for category in order:
            cells = [scores.get((half, lang, category)) for lang in languages + ['all']]
            print(f'{category:22}' + ''.join(f'{c.text() if c else "-":>11}' for c in cells))


def check_floors(path, scores):
    """Floors are half,lang,category,precision,recall; category 'each' means every category of that language."""
    failed = 0
    with open(path, newline='', encoding='utf-8') as f:
        for floor in csv.DictReader(f):
            for (half, lang, category), s in scores.items():
                each = floor['category'] == 'each' and category != 'overall'
                if half != floor['half'] or lang != floor['lang'] or not (each or category == floor['category']):
                    continue
                if s.precision() + 1e-9 < float(floor['precision']) or s.recall() + 1e-9 < float(floor['recall']):
                    failed += 1
                    print(f"below the floor: {half} {lang} {category}: {s.text()}, floor {floor['precision']}/{floor['recall']}")
    return failed


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--bin', default=os.path.join(HERE, '..', '..', 'bin'))
    p.add_argument('--gold', default=os.path.join(HERE, '..', 'gold'))
    p.add_argument('--lang', default='')
    p.add_argument('--category', default='')
    p.add_argument('--half', default='tune,held')
    p.add_argument('--misses')
    p.add_argument('--floors')
    p.add_argument('--rules', default=[], nargs='*', help='options handed to the tools, such as --rules=FILE')
    args = p.parse_args()
    languages = [l for l in (args.lang.split(',') if args.lang else LANGUAGES)
                 if any(os.path.exists(os.path.join(args.gold, f'{l}.{half}.csv')) for half in args.half.split(','))]
    if args.misses:
        show_misses(args, languages)
        return 0
    scores, order = measure(args, languages)
    print_table(args, scores, order, languages)
    return 1 if args.floors and check_floors(args.floors, scores) else 0


sys.exit(main())
