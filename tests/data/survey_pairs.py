#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A long export, which two threads work off, gives what the same records give in short files, which one thread does: rows,
rejects and counts; with bad records of both kinds, tests, blanks and missing ids all through it. And without --rejects it
stops at the same record, with the same error, behind the same rows."""
import csv
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile

RANDOM = random.Random(61)
HEADER = ['response_id', 'status', 'email', 'How satisfied are you with our staff?', 'Why?', 'Would you buy again?']
BOOK = 'name,use,of,question,option,metric,scale_min,scale_max,direction,labels,touchpoint,separator\n' + ''.join(
    line + '\n' for line in ['response_id,response_id,,,,,,,,,,', 'status,status,,,,,,,,,,', 'email,email,,,,,,,,,,',
                             'How satisfied are you with our staff?,answer,,Staff,,csat,1,5,up,,staff,',
                             'Why?,comment,4,Why,,text,,,,,staff,', 'Would you buy again?,answer,,Again,,yesno,0,1,up,yesno-2,other,'])
SHORT = 500


def record(n):
    kind = RANDOM.random()
    cells = [str(n), '', 'p%d@example.org' % (n % 97), RANDOM.choice(['1', '3', '5', '']),
             RANDOM.choice(['', 'fine', '"two, parts"', '"she said ""no"""', 'why ' + str(n)]), RANDOM.choice(['Yes', 'No', ''])]
    if kind < 0.01:
        cells[3] = '9'
    elif kind < 0.02:
        cells.append('ragged')
    elif kind < 0.03:
        cells[1] = 'test'
    elif kind < 0.035:
        cells[0] = ''
    return ','.join(cells) + '\n'


def run(folder, text, *options):
    (folder / 'in.csv').write_text(','.join(HEADER) + '\n' + text, encoding='utf-8')
    done = subprocess.run(['ingest-survey', '-v', '--codebook', 'book.csv', *options, 'in.csv'], cwd=folder, capture_output=True)
    rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline='')))[1:]
    for row in rows:  # ids made of content have an ordinal among equals, which a short file begins anew
        row[0] = re.sub(r'^(r[0-9a-f]{16})-\d+$', r'\1', row[0])
    return done.returncode, rows, done.stderr.decode()


def rejected(folder):
    with open(folder / 'rejects.csv', encoding='utf-8', newline='') as f:
        rows = list(csv.DictReader(f))
    (folder / 'rejects.csv').unlink()
    return [(r['column'], r['reason'], r['record']) for r in rows]


def numbers(said):
    counts = re.search(r'(\d+) rows: (\d+) used', said).groups()
    return [int(n) for n in counts + re.search(r'(\d+) answered cells, (\d+) further answers in them: (\d+) rows, (\d+) as', said).groups()]


def main():
    faults = []
    records = [record(n) for n in range(9000)]
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        (folder / 'book.csv').write_text(BOOK, encoding='utf-8')
        status, whole, said = run(folder, ''.join(records), '-r', 'rejects.csv')
        bad = rejected(folder)
        pieces, parts, sums = [], [], [0] * 6
        for at in range(0, len(records), SHORT):
            _, rows, part_said = run(folder, ''.join(records[at:at + SHORT]), '-r', 'rejects.csv')
            pieces += rows
            parts += rejected(folder)
            sums = [a + b for a, b in zip(sums, numbers(part_said))]
        if status != 1 or whole != pieces or not whole:
            faults.append('status %d, %d rows, in short files %d' % (status, len(whole), len(pieces)))
        if bad != parts or len(bad) < 100:
            faults.append('%d rejects, in short files %d' % (len(bad), len(parts)))
        if numbers(said) != sums:
            faults.append('counts %s, in short files %s' % (numbers(said), sums))
        good = [r for r in records if ',9,' not in r and 'ragged' not in r and not r.startswith(',')]
        for at in (0, 700, 1500, 2047, 2048, 3100, 5000):
            for wrong in ('x,,,9,,\n', 'x,,,1,,,\n'):
                status, rows, said = run(folder, ''.join(good[:at]) + wrong + ''.join(good[at:]))
                _, before, _ = run(folder, ''.join(good[:at]))
                if status != 2 or rows != before or 'in.csv:%d:' % (at + 2) not in said:
                    faults.append('stopped at %d: status %d, %d rows, not %d: %s' % (at, status, len(rows), len(before), said))
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
