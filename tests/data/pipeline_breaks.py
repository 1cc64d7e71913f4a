#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The daily pipeline does not lie: with one row of an export spoilt, nothing is mailed and yesterday's list stays as it
was; with the exports whole, the list is published and mailed; with nothing due it is a header, and nothing is mailed."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(os.environ.get('TOP', pathlib.Path(__file__).resolve().parent.parent.parent))
faults = []


def expect(condition, what):
    if not condition:
        faults.append(what)


def spoil(path, line):
    """One more delimiter in a line, as a hand-edited export has it."""
    rows = path.read_bytes().split(b'\n')
    rows[line - 1] = rows[line - 1].rstrip(b'\r') + b',"'
    path.write_bytes(b'\n'.join(rows))


def run(spoilt, as_of='2026-03-10T08:30:00+02:00', desk='desk@example.org'):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(TOP / 'samples' / 'shop', folder / 'shop')
        (folder / 'out').mkdir()
        (folder / 'bin').mkdir()
        (folder / 'out' / 'today.csv').write_text('yesterday\n')
        mailer = folder / 'bin' / 'mail'
        mailer.write_text('#!/bin/sh\ncat >"%s/mailed"\n' % folder)
        mailer.chmod(0o755)
        if spoilt:
            spoil(folder / 'shop' / spoilt, 100 if spoilt != 'customers.csv' else 30)
        env = dict(os.environ, SHOP=str(folder / 'shop'), OUT=str(folder / 'out'), DESK=desk, AS_OF=as_of,
                   TMPDIR=str(folder), PATH='%s:%s' % (folder / 'bin', os.environ['PATH']))
        done = subprocess.run(['sh', str(TOP / 'samples' / 'daily-followups.sh')], env=env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
        today = (folder / 'out' / 'today.csv').read_text()
        mailed = (folder / 'mailed').read_text() if (folder / 'mailed').exists() else None
        left = sorted(p.name for p in (folder / 'out').iterdir())
        return done, today, mailed, left


for spoilt in ('messages.csv', 'orders_shopify.csv', 'customers.csv'):
    done, today, mailed, left = run(spoilt)
    said = done.stderr.decode()
    expect(done.returncode != 0, '%s spoilt: status 0' % spoilt)
    expect(mailed is None, '%s spoilt: something was mailed' % spoilt)
    expect(today == 'yesterday\n', "%s spoilt: yesterday's list is gone" % spoilt)
    expect(left == ['today.csv'], '%s spoilt: left behind %s' % (spoilt, left))
    expect(spoilt + ':' in said and said.count('\n') == 1, '%s spoilt: said %r' % (spoilt, said))
done, today, mailed, left = run(None)
expect(done.returncode == 0 and not done.stderr, 'the whole exports fail: %s' % done.stderr.decode())
expect(today.startswith('followup_id,') and today.count('\n') > 10, 'no list: %r' % today[:200])
expect(mailed == today, 'what was mailed is not what was published')
expect(left == ['blocked.csv', 'today.csv'], 'published: %s' % left)
for desk in ('desk@example.org', ''):
    done, today, mailed, left = run(None, '2020-01-01', desk)
    said = done.stderr.decode().splitlines()
    expect(done.returncode == 0 and not done.stdout, 'nothing due: %r' % (done,))
    expect(all('are after --as-of 2020-01-01' in line for line in said), 'nothing due: said %r' % said)
    expect(mailed is None, 'nothing due: an empty list was mailed')
    expect(today.startswith('followup_id,') and today.count('\n') == 1, 'nothing due: no header: %r' % today[:200])
print('\n'.join(faults))
sys.exit(1 if faults else 0)
