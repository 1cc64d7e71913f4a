#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The cases of many messages are the same whether one processor works on them or all: rows, what is refused, and what is said."""
import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(13)
CUSTOMERS, MESSAGES = 3000, 12011
CHANNELS = ['email', 'phone', 'e-mail', 'chat', 'review', 'pigeon', 'Fax', 'FAX', '', 'newsletter', 'note']
KINDS = ['message'] * 6 + ['', '', 'complaint', 'campaign', 'missed_call', 'status', 'auto']
TEXTS = ['Where is my order?', 'Thank you, bye', 'It "works" not', 'two\nlines; are they?', 'Πού είναι;', '', ' ', 'Sorry, it was our mistake',
         'I am out of office until Monday', 'ok', 'Спасибо', 'nie działa']
FLAGS = ['', 'anger:error;leave:warn', 'praise:info', 'apology', 'interest:info; repeat_contact:warn', 'A:none']


def write(path, header, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f).writerows([header.split(',')] + rows)
    return str(path)


def moment():
    return f'2026-0{RANDOM.randint(1, 3)}-{RANDOM.randint(1, 28):02}T{RANDOM.randint(0, 23):02}:{RANDOM.randint(0, 59):02}:00'


def messages(folder, name, spoilt):
    rows = [[RANDOM.choice(['', f'case {RANDOM.randrange(2500)}']), RANDOM.choice(['', '0', f'c{RANDOM.randrange(CUSTOMERS)}']),
             RANDOM.choice(['', f'c{n % 2900}@example.org']), moment(), RANDOM.choice(['in', 'in', 'out', 'note', '']), RANDOM.choice(KINDS),
             RANDOM.choice(CHANNELS), RANDOM.choice(TEXTS), RANDOM.choice(['', 'Anna', 'Ben, "the new"']),
             RANDOM.choice(['', '', '', 'solved', 'open']), RANDOM.choice(FLAGS), RANDOM.choice(['', 'courier;late', 'late; courier']),
             RANDOM.choice(['', '', '2026-03-01', moment()]), RANDOM.choice(['', 'en', 'Greek', 'xx']), f'O-{n % 77}'] for n in range(MESSAGES)]
    for n in spoilt:
        rows[n][3 + n % 3] = 'nonsense'
    return write(folder / name, 'case_id,customer_id,email,sent_at,direction,kind,channel,text,agent,case_status,tone_flags,topics,'
                 'promised_by,language,order_id', rows)


def run(processors, folder, arguments):
    """Output, what is refused, what is said and the status."""
    done = subprocess.run(['track-cases', '--tz', 'Europe/Athens', '--rejects', folder / 'rejects', '-v', *arguments], capture_output=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, processors))
    if done.returncode not in (0, 1):
        return done.returncode, done.stderr
    return done.returncode, done.stdout, done.stderr, (folder / 'rejects').read_bytes()


def main():
    everywhere = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        log = [messages(folder, 'm1.csv', []), messages(folder, 'm2.csv', range(100, MESSAGES, 997))]
        people = ['--customers', write(folder / 'customers.csv', 'customer_id,email',
                                       [[f'c{n}', f'c{n % 2000}@example.org'] for n in range(0, CUSTOMERS, 2)])]
        for arguments in (people + log, log, ['--as-of', '2026-02-11T12:00:00+02:00'] + people + log, ['--for-spreadsheet=eu'] + log):
            alone, together = (run(p, folder, arguments) for p in ({min(everywhere)}, everywhere))
            assert alone == together, f'one processor and {len(everywhere)} differ: {arguments}'
            assert len(alone) == 4 and alone[0] == 1 and alone[1].count(b'\n') > 1000, 'too few cases'


if sys.platform == 'linux':
    main()
