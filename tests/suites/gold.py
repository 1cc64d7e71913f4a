# SPDX-License-Identifier: MIT
"""The rule packs on sentences that people wrote: tests/gold/sources.csv (sentences of the articles that the rules come from: what must
be found, what must not), and the gold files with the floors of tests/gold/floors.csv."""
import csv
import io
import subprocess
import sys

from suites import Failure, check, text


def flag(env, rows):
    """flag-tone's rows for these sentences, sent on Friday, 1 May 2026."""
    out = io.StringIO()
    w = csv.writer(out, lineterminator='\n')
    w.writerow(['sent_at', 'direction', 'language', 'text'])
    for r in rows:
        w.writerow(['2026-05-01', 'out' if r['role'] == 'staff' else 'in', r['language'], r['text']])
    done = env.run([env.bin / 'flag-tone'], stdin=out.getvalue().encode())
    check(done.returncode == 0, text(done.stderr))
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def grave(flags):
    """Categories of severity warn and error."""
    return {f.split(':')[0] for f in flags.split(';') if f.endswith((':warn', ':error'))}


def sources(env):
    with open(env.tests / 'gold' / 'sources.csv', newline='', encoding='utf-8') as f:
        rows = list(csv.DictReader(f))
    faults = []
    for row, got in zip(rows, flag(env, rows)):
        found, want = grave(got['tone_flags']), set(filter(None, row['want'].split(';')))
        if not want <= found or (not want and found):
            faults.append('%s %s: found %s, wanted %s' % (row['role'], row['text'], sorted(found), sorted(want)))
        if row['promised_by'] and got['tone_promised_by'] != row['promised_by']:
            faults.append('%s: promised by %s' % (row['text'], got['tone_promised_by']))
    check(not faults, '\n'.join(faults))


def measured(env):
    command = [sys.executable, str(env.tests / 'drivers' / 'gold.py'), '--bin', str(env.bin), '--gold',
               str(env.tests / 'gold'), '--floors', str(env.tests / 'gold' / 'floors.csv')]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    table = done.stdout.decode()
    print(''.join(line + '\n' for line in table.splitlines() if line.startswith(('tune', 'held', '  ', 'overall'))), end='')
    if done.returncode != 0:
        raise Failure(table + done.stderr.decode())


def cases(env):
    yield 'sources', lambda: sources(env)
    if env.variant == 'plain':
        yield 'floors', lambda: measured(env)
