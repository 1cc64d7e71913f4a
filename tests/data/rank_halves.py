#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A large file is read by two threads, a pipe by one: the ranking is the same, and so are what -v says, the rejects, and which bad
row is told first. Answers of customers with and without ids, in comments with quotes and line breaks; cases; messages by topic."""
import csv
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(11)
ROWS = 6000


def write(path, head, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f, lineterminator='\n').writerows([head] + rows)
    return path


def day():
    return '2026-%02d-%02d' % (RANDOM.randint(1, 6), RANDOM.randint(1, 28))


def answers(comment):
    head = ['response_id', 'customer_id', 'email', 'phone', 'answered_at', 'touchpoint', 'metric', 'scale_min', 'scale_max', 'score', 'comment',
            'topic']
    rows = []
    for n in range(ROWS):
        who = RANDOM.randrange(700)
        keys = RANDOM.choice([['C%d' % who, '', ''], ['', 'P%d@Example.org' % who, ''], ['', '', '+30 2310 %06d' % who], ['0', '', '']])
        metric = RANDOM.choice(['nps', 'csat', 'ces', 'rating', 'yesno', 'text'])
        scale, score = (['1', '5'], RANDOM.choice([0, 25, 50, 75, 100])) if metric != 'nps' else (['0', '10'], 10 * RANDOM.randint(0, 10))
        rows.append(['R%d' % (n // 4 if RANDOM.random() < .9 else RANDOM.randrange(ROWS // 4))] + keys + [day()] +
                    [RANDOM.choice(['delivery', 'staff', 'courier, late', 'shop'])] + [metric] + scale +
                    [score, comment(n), RANDOM.choice(['', 'price', 'parcel', 'tone'])])
    return head, rows


def cases():
    head = ['case_id', 'customer_id', 'opened_at', 'agent', 'case_status', 'first_reply_hours', 'resolved_hours', 'first_contact_resolved',
            'repeats', 'promises_kept', 'topics', 'last_text']
    return head, [[n, 'C%d' % RANDOM.randrange(900), day(), RANDOM.choice(['Ann', 'Ben', 'Eva']), RANDOM.choice(['open', 'solved']),
                   RANDOM.randint(0, 90000) / 100, RANDOM.randint(0, 900), RANDOM.choice(['yes', 'no', '']), RANDOM.randint(0, 2),
                   RANDOM.randint(0, 3), RANDOM.choice(['', 'price', 'price;parcel']), 'text %d' % RANDOM.randrange(99)] for n in range(ROWS)]


def messages():
    head = ['message_id', 'customer_id', 'sent_at', 'direction', 'kind', 'channel', 'text', 'topics', 'topic', 'topic_tier']
    return head, [[n, 'C%d' % RANDOM.randrange(900), day(), RANDOM.choice(['in', 'out']), RANDOM.choice(['message', 'campaign', 'unsubscribe']),
                   RANDOM.choice(['email', 'chat']), 'text %d' % n, *RANDOM.choice([['', '', ''], ['price', 'price', '1'],
                                                                               ['price;parcel', 'parcel', '2']])] for n in range(ROWS)]


def run(folder, arguments, name, piped):
    rejects = folder / 'rejects.csv'
    rejects.unlink(missing_ok=True)
    with open(folder / name, 'rb') as f:
        cat = subprocess.Popen(['cat'], stdin=f, stdout=subprocess.PIPE) if piped else None
        done = subprocess.run(['rank-touchpoints', '--min-n', '1'] + arguments + ([] if piped else [name]), cwd=folder, capture_output=True,
                              stdin=cat.stdout if piped else subprocess.DEVNULL)
        if piped:
            cat.stdout.close()
            cat.wait()
    kept = rejects.read_bytes() if rejects.exists() else b''
    return done.returncode, done.stdout, *(text.replace(b'(stdin)', name.encode()) for text in (done.stderr, kept))


def spoil(rows, places):
    """Scores that are no numbers, at these places."""
    return [row[:9] + ['much'] + row[10:] if n in places else row for n, row in enumerate(rows)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        head, plain = answers(lambda n: 'words %d' % RANDOM.randrange(50))
        write(folder / 'plain.csv', head, plain)
        write(folder / 'quoted.csv', *answers(lambda n: 'first "line",\nsecond\n%d' % RANDOM.randrange(50)))
        write(folder / 'early.csv', head, spoil(plain, {70, 4000, 5999}))
        write(folder / 'late.csv', head, spoil(plain, {4000, 5000}))
        write(folder / 'cases.csv', *cases())
        write(folder / 'messages.csv', *messages())
        write(folder / 'loyalty.csv', ['as_of', 'customer_id', 'value_at_risk'],
              [['2026-07-01', name, n] for n in range(0, 700, 3) for name in ('C%d' % n, 'p%d@example.org' % n)])
        write(folder / 'customers.csv', ['customer_id', 'email', 'phone'], [['C%d' % n, 'p%d@example.org' % n, '302310%06d' % n] for n in range(650)])
        responses = [[], ['--period', 'month'], ['--by', 'customer_id'], ['--by', 'topic,metric', '--period', 'week'], ['--loyalty', 'loyalty.csv'],
                     ['--customers', 'customers.csv', '--loyalty', 'loyalty.csv']]
        work = [(name, more) for name in ('plain.csv', 'quoted.csv', 'early.csv', 'late.csv') for more in responses]
        work += [('early.csv', ['-r', 'rejects.csv']), ('late.csv', ['-r', 'rejects.csv'])]
        work += [('cases.csv', []), ('cases.csv', ['--period', 'month']), ('messages.csv', []),
                 ('messages.csv', ['--by', 'topic', '--period', 'month']), ('messages.csv', ['--direction', 'in', '--by', 'topic'])]
        for name, more in work:
            for verbose in ([], ['-v']):
                both = [run(folder, more + verbose, name, piped) for piped in (False, True)]
                assert both[0] == both[1], '%s of %s: one thread and two differ: %r' % (more + verbose, name, both)
                bad = name in ('early.csv', 'late.csv')
                assert both[0][0] == (0 if not bad else 1 if '-r' in more else 2), both[0]
                assert bad or both[0][1].count(b'\n') > 3, both[0]
    return 0


sys.exit(main())
