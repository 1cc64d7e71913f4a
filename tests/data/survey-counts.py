#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Real survey exports, counted twice: by ingest-survey, and here from the raw bytes with Python's csv alone.

survey-counts.csv states for each file under shared/data/survey/files which layout it has, how many records, what was
skipped and why, how many cells of questions are filled, which questions have which metric and scale, or that the file
is refused and with which advice. This script counts records, tests, unanswered responses and filled cells by its own lists
of each vendor's columns, and compares; then runs the tool, compares, and checks every row: the answer stands in the record
of that id, the score is 100 (x - min) / (max - min), answered + further = rows + comments + not taken + none, and each filled cell stands in
a row of its own response, ticks a choice, or is on the list here of what is no answer."""
import csv
import io
import itertools
import os
import pathlib
import re
import subprocess
import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

HERE = pathlib.Path(__file__).resolve().parent
csv.field_size_limit(10 ** 9)

# Which columns are no questions: by name, as the vendors name them.
META = {
    'qualtrics': r'StartDate|EndDate|Status|IPAddress|Progress|Duration \(in seconds\)|Finished|RecordedDate|Response(Id|ID|Set)|'
                 r'Recipient(LastName|FirstName|Email)|External(Data)?Reference|Location(Latitude|Longitude|Accuracy)|'
                 r'DistributionChannel|UserLanguage|Name|EmailAddress|tokenGuid|amount|paymentCode|recipientId|'
                 r'.*_(First Click|Last Click|Page Submit|Click Count)|.* - (Parent )?Topics|browser_.*|',
    'surveymonkey': r'RespondentID|CollectorID|StartDate|EndDate|IP Address|Email Address|First Name|LastName|Custom Data',
    'google-forms': r'Timestamp|Full Name|Email|Contact',
    'ms-forms': r'ID|Start time|Completion time|Email|Name',
    'typeform': r'#',
    'limesurvey': r'(id\. )?Response ID|(submitdate\. )?Date submitted|(lastpage\. )?Last page|(startlanguage\. )?Start language|'
                  r'(startdate\. )?Date started|(datestamp\. )?Date last action',
    'kobo': r'start|end|_.*|What kind of symmetry do you have\?',
    'plain': r'id|Customer Name|Date|',
    'ivr': r'0|1|2|3|4',
}
IDS = r'Response(Id|ID)|RespondentID|(id\. )?Response ID|#|_uuid|ID|id'
# Within SurveyMonkey's blocks of contact data.
CONTACT = r'Name|Address|Address 2|Email Address|Phone Number|City/Town|State/Province|ZIP/Postal Code'


# What a cell may say without being an answer, and what ticks a choice: lists of this script, not of the tool.
LEFT_OUT = {'', 'na', 'n/a', 'no', 'no answer', 'no response', '0', 'not selected', 'none given', '#n/a', 'null', 'brak odpowiedzi'}
TICKS = {'1', 'yes', 'x', 'true', 'selected'}


def plain(text):
    return re.sub(r'\s+', ' ', re.sub(r'<[^>]*>', ' ', text.replace('\0', '').replace('\u00a0', ' '))).strip()


def is_left_out(cell):
    return plain(cell).lower() in LEFT_OUT or not re.search(r'[^\s.,!?;:\'"–—…-]', cell)


def load(path, encoding, delimiter):
    data = path.read_bytes()
    if data.startswith(b'\xef\xbb\xbf'):
        data = data[3:]
    records = list(csv.reader(io.StringIO(data.decode(encoding), newline=''), delimiter=delimiter))
    return [r for r in records if r]


def names_of(layout, records, rows):
    if layout == 'ivr':
        return [str(i) for i in range(6)]
    first = [n.replace('\0', '').strip() for n in records[0]]
    if layout == 'qualtrics' and re.fullmatch(r'V1', first[0]):
        return [b if re.fullmatch(r'V\d+', a) else a for a, b in zip(first, records[1])]
    if layout == 'typeform' and rows == 2:
        return [b for b in records[1]]
    if layout in ('surveymonkey',) and rows == 2:
        out, above = [], ''
        for a, b in zip(first, records[1]):
            above = a or above
            b = b.strip(' \0')
            out.append(above if a and not b else above + '\n' + b)
        return out
    return first


def count(layout, rows, records):
    """The counts, and of each record that is used its id and the filled cells of its questions."""
    used = []
    names = names_of(layout, records, rows)
    key = next((i for i, n in enumerate(names) if re.fullmatch(IDS, n)), None)
    meta = re.compile(META[layout])
    questions = []
    for i, n in enumerate(names):
        contact = layout == 'surveymonkey' and re.match(r'(Contact Information|Mailing Address)', n) and \
            re.fullmatch(CONTACT, n.split('\n')[-1])
        if not meta.fullmatch(n) and not contact:
            questions.append(i)
    status = names.index('Status') if layout == 'qualtrics' and 'Status' in names else None
    c = Counter()
    for r in records[rows:]:
        c['records'] += 1
        if status is not None and r[status] in ('1', '2', '8', 'Survey Preview', 'Survey Test', 'Spam'):
            c['tests'] += 1
            continue
        filled = [r[i] for i in questions if r[i].strip(' \t\r\n\u00a0')]
        if not filled:
            c['unanswered'] += 1
            continue
        c['used'] += 1
        c['answered'] += len(filled)
        used.append((r[key] if key is not None else len(used), filled))
    c['columns'] = len(questions)
    return c, used


def unexplained(cells, group):
    """What is wrong with the rows of a response that has these cells; empty: nothing."""
    texts = Counter(plain(t) for r in group for t in (r['answer'], r['comment']) if t)
    ticks = 0
    for cell in cells:
        text = plain(cell)
        pieces = [p.strip() for p in re.split(r';|, ?', text) if p.strip()]
        if texts[text] > 0:
            texts[text] -= 1
        elif pieces and all(texts[p] > 0 for p in pieces):
            texts.subtract(pieces)
        elif text.lower() in TICKS:
            ticks += 1
        elif not is_left_out(cell):
            return 'no row for the cell %r' % cell
    left = sum(texts.values())
    return '' if left == ticks else '%d choices ticked, but %d rows come from no other cell: %s' % (ticks, left, +texts)


def check_cells(rows, used, faults, name):
    """Each filled cell of a used record stands in a row of that response, ticks a choice, or says that there is no answer; and
    each row comes from such a cell. Rows of a response follow each other, in the order of the records."""
    groups = [list(g) for _, g in itertools.groupby(rows, key=lambda r: r['response_id'])]
    records = [[cell for _, cells in g for cell in cells] for _, g in itertools.groupby(used, key=lambda u: u[0])]
    for cells in records:
        wrong = unexplained(cells, groups[0]) if groups else 'no rows'
        if not wrong:
            groups.pop(0)
        elif not all(is_left_out(c) for c in cells):
            faults.append('%s: response %s: %s' % (name, groups[0][0]['response_id'] if groups else '', wrong))
            return
    if groups:
        faults.append('%s: %d responses came from nowhere' % (name, len(groups)))


def run(path, *options):
    return subprocess.run(['ingest-survey', *options, str(path)], capture_output=True, timeout=300)


def metrics(path, options):
    book = run(path, '--emit-codebook', *options)
    rows = list(csv.DictReader(io.StringIO(book.stdout.decode())))
    c = Counter()
    for r in rows:
        if r['use'] in ('answer', 'list', 'option', 'comment'):
            scale = ' %s-%s' % (r['scale_min'], r['scale_max']) if r['scale_min'] else ''
            what = {'list': 'list', 'option': 'option', 'comment': 'comment'}.get(r['use'], r['metric'])
            c[what + scale + (' down' if r['direction'] == 'down' else '')] += 1
    return '; '.join('%d %s' % (n, k) for k, n in sorted(c.items()))


def check_rows(done, records, faults, name):
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline='')))
    cells = Counter()
    for r in records:
        for cell in r:
            cells[cell] += 1
    whole = {c.strip() for c in cells}
    for r in rows:
        text = r['answer'] or r['comment']
        inside = text in cells or text.strip() in whole or any(text in c for c in cells)
        if not inside and not any(text == re.sub(r'\s+', ' ', re.sub(r'<[^>]*>', ' ', h)).strip() or text in re.sub(r'\s+', ' ', h)
                                  for head in records[:2] for h in head):
            faults.append('%s: the answer %r stands nowhere in the file' % (name, text))
        plain = re.fullmatch(r'\d+', r['answer'])
        if r['score'] and plain and r['metric'] != 'choice':
            low, high, x = Decimal(r['scale_min']), Decimal(r['scale_max']), Decimal(r['answer'])
            up = (100 * (x - low) / (high - low)).quantize(Decimal('0.01'), ROUND_HALF_UP)
            if Decimal(r['score']) not in (up, (100 * (high - x) / (high - low)).quantize(Decimal('0.01'), ROUND_HALF_UP)):
                faults.append('%s: %s scores %s' % (name, r['answer'], r['score']))
    return rows


def one(line, folder, faults):
    name = line['file']
    path = folder / name
    options = line['options'].split()
    done = run(path, '-v', *options)
    said = done.stderr.decode()
    if line['refused']:
        if done.returncode != 2 or line['refused'] not in said:
            faults.append('%s: should be refused with %r, but: %s' % (name, line['refused'], said))
        return
    if done.returncode != 0:
        faults.append('%s: status %d: %s' % (name, done.returncode, said))
        return
    encoding = options[options.index('-e') + 1] if '-e' in options else 'utf-8'
    delimiter = ';' if name.startswith('kobo') else ','
    records = load(path, encoding, delimiter)
    own, used = count(line['layout'], int(line['header_rows']), records)
    for key in ('records', 'used', 'tests', 'unanswered', 'columns', 'answered'):
        if own[key] != int(line[key]):
            faults.append('%s: %s: the table says %s, the bytes %d' % (name, key, line[key], own[key]))
    found = re.search(r'layout (\S+), (\d+) header rows?, (\d+) of', said)
    account = re.search(r': (\d+) rows?: (\d+) used', said)
    tally = [int(n) for n in re.search(r'(\d+) answered cells, (\d+) further.*: (\d+) rows, (\d+) as comment.*, (\d+) choices.*, (\d+) without',
                                       said).groups()]
    told = {'layout': found.group(1), 'header_rows': found.group(2), 'columns': found.group(3), 'records': account.group(1),
            'used': account.group(2), 'answered': str(tally[0]), 'rows': str(tally[2]),
            'tests': (re.search(r'(\d+) tests', said) or [0, '0'])[1],
            'unanswered': (re.search(r'(\d+) without an answer\)', said) or [0, '0'])[1], 'questions': metrics(path, options)}
    for key, value in told.items():
        if value != line[key]:
            faults.append('%s: %s: the table says %r, the tool %r' % (name, key, line[key], value))
    if tally[0] + tally[1] != tally[2] + tally[3] + tally[4] + tally[5]:
        faults.append('%s: the account does not add up: %s' % (name, tally))
    rows = check_rows(done, records, faults, name)
    check_cells(rows, used, faults, name)
    if len(rows) != tally[2]:
        faults.append('%s: %d rows announced, %d written' % (name, tally[2], len(rows)))


def main():
    shared = os.environ.get('SHARED_DATA', '')
    folder = pathlib.Path(shared) / 'survey' / 'files'
    if not shared or not folder.is_dir():
        print('needs ../shared/data/survey')
        return 77
    table = list(csv.DictReader(open(HERE / 'survey-counts.csv', encoding='utf-8')))
    faults = []
    files = {str(p.relative_to(folder)) for p in folder.glob('*/*')}
    for missing in sorted(files - {line['file'] for line in table}):
        faults.append('%s is not in survey-counts.csv' % missing)
    for line in table:
        one(line, folder, faults)
    print('\n'.join(faults[:40]))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
