#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The list of many customers is the same whether one processor works on it or all: rows, their order, what is withheld, what is
refused, and what is said; as CSV, for spreadsheets, and as a calendar."""
import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(11)
CUSTOMERS, CASES, MESSAGES = 4001, 3500, 12007
CHANNELS = ['email', 'phone', 'e-mail', 'chat', 'sms', 'review', 'voicemail', 'pigeon', 'Fax', 'FAX', '', 'newsletter']
KINDS = ['message'] * 8 + ['', 'complaint', 'campaign', 'missed_call', 'open', 'unsubscribe', 'block', 'bounce']
TEXTS = ['Where is my order?', 'Thank you', 'It "works"', 'two\nlines; are they?', 'Πού είναι;', '', ' ']


def write(path, header, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f).writerows([header.split(',')] + rows)
    return str(path)


def name_of(n):
    return f'c{n:05}' if n % 9 else f'c{n:05}, "the old"'


def moment():
    day = RANDOM.randint(1, 68)
    return f'2026-{day // 29 + 1:02}-{day % 28 + 1:02}T{RANDOM.randint(0, 23):02}:{RANDOM.randint(0, 59):02}:00Z'


def customers(folder):
    rows = [[name_of(n), f'Name {n}', f'c{n % 3900}@example.org', RANDOM.choice(['en', 'el', 'pl', 'ru', 'ar', 'fr', '']),
             RANDOM.choice(['yes', 'yes', 'no', '']), RANDOM.choice(['', '', '', 'email', 'all']), RANDOM.choice(['', '03-11', '1980-03-10']),
             RANDOM.choice(['', 'Europe/Athens', 'America/New_York', '+05:30'])] for n in range(0, CUSTOMERS, 2)]
    return write(folder / 'customers.csv', 'customer_id,name,email,language,consent,opt_out,birthday,timezone', rows)


def loyalty(folder):
    rows = [[name_of(n), '2026-03-10', f'202{n % 5}-0{n % 9 + 1}-11', f'2026-0{n % 3 + 1}-05', n % 12, n % 90, f'{n % 700}.25',
             RANDOM.choice(['at_risk', 'champions', 'loyal', 'cant_lose']), RANDOM.choice(['', '', 'loyal'])]
            for n in range(0, CUSTOMERS, 3)]
    return write(folder / 'loyalty.csv', 'customer_id,as_of,first_order,last_order,orders,typical_gap_days,value_at_risk,segment,became', rows)


def cases(folder):
    rows = [[f'case {n % 3300}', name_of(RANDOM.randrange(CUSTOMERS)), moment(), RANDOM.choice(['', moment()]), RANDOM.choice(['', moment()]),
             RANDOM.choice(['open', 'solved', 'pending', '']), RANDOM.choice(['', moment()]), RANDOM.choice(CHANNELS), f'Agent {n % 7}',
             RANDOM.choice(['', 'anger:error;leave:warn', 'praise:info']), RANDOM.choice(['yes', 'no', '']),
             RANDOM.choice(['billing', 'a "quoted" topic', ''])] for n in range(CASES)]
    return write(folder / 'cases.csv', 'case_id,customer_id,opened_at,waiting_since,solved_at,case_status,promised_by,channel,agent,'
                 'flags_waiting,note_left,topic', rows)


def messages(folder, name, first, spoilt):
    rows = [[f'm{n}', RANDOM.choice(['', f'case {RANDOM.randrange(4000)}']), RANDOM.choice(['', name_of(RANDOM.randrange(CUSTOMERS + 900))]),
             f'c{n % 5000}@example.org', moment(), RANDOM.choice(['in', 'in', 'out', 'note']), RANDOM.choice(KINDS), RANDOM.choice(CHANNELS),
             RANDOM.choice(TEXTS), RANDOM.choice(['', 'interest:info', 'optout:warn', 'praise:info'])] for n in range(first, first + MESSAGES)]
    for n in spoilt:
        rows[n][4 + n % 3] = 'nonsense'
    return write(folder / name, 'message_id,case_id,customer_id,email,sent_at,direction,kind,channel,text,tone_flags', rows)


def run(processors, folder, arguments):
    """Output, what is withheld, what is refused, what is said and the status."""
    done = subprocess.run(['due-followups', '--tz', 'Europe/Athens', '--hours', 'mon-fri=09:00-17:00', '--as-of', '2026-03-10T08:30:00+02:00',
                           '--blocked', folder / 'blocked', '--rejects', folder / 'rejects', '-v', *arguments], capture_output=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, processors))
    if done.returncode not in (0, 1):
        return done.returncode, done.stderr
    return done.returncode, done.stdout, done.stderr, (folder / 'blocked').read_bytes(), (folder / 'rejects').read_bytes()


def main():
    everywhere = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        people, habits, matters = ['--customers', customers(folder)], ['--loyalty', loyalty(folder)], cases(folder)
        log = ['--messages', messages(folder, 'm1.csv', 0, []), '--messages', messages(folder, 'm2.csv', MESSAGES, range(100, MESSAGES, 997))]
        cuts = ['--price-cuts', write(folder / 'cuts.csv', 'product,starts_on,old_price,new_price', [['order', '2026-03-12', '9', '7']])]
        for arguments in (people + habits + log + cuts + [matters], log + ['--no-cases'], habits + log + [matters],
                          people + log + ['--for-spreadsheet=eu', matters], people + log + ['--format', 'ics', matters]):
            alone, together = (run(p, folder, arguments) for p in ({min(everywhere)}, everywhere))
            assert alone == together, f'one processor and {len(everywhere)} differ: {arguments}'
            assert len(alone) == 5 and alone[0] == 1 and alone[1].count(b'\n') > 500, 'the list is not that of a busy day'


if sys.platform == 'linux':
    main()
