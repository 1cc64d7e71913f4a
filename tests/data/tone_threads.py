#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""flag-tone and tag-topics by several threads (--jobs) give what one gives, byte for byte: output, rejects, messages, status. Bad
rows, a bad row that ends the run, several files, a later file or a record that cannot be read, and outputs that fail included."""
import csv
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(7)
TOP = pathlib.Path(__file__).resolve().parents[2]
JOBS = (2, 5)
ROWS = 450  # with what fills them up, some 75 to a batch of lib/buffer.h


def run(folder, jobs, tool, *arguments, stdin=None, out=subprocess.PIPE):
    for name in ('bad', 'out'):
        (folder / name).unlink(missing_ok=True)
    with open(folder / stdin if stdin else '/dev/null', 'rb') as f:
        source = subprocess.Popen(['cat'], stdin=f, stdout=subprocess.PIPE) if stdin else None
        done = subprocess.run([tool, '--jobs', str(jobs), *arguments], cwd=folder, stdin=source.stdout if source else f, stdout=out,
                              stderr=subprocess.PIPE)
        if source:
            source.stdout.close()
            source.wait()
    files = [(folder / name).read_bytes() if (folder / name).exists() else None for name in ('bad', 'out')]
    return done.returncode, done.stdout, done.stderr, *files


def write(path, header, rows):
    with open(path, 'w', newline='', encoding='utf-8') as f:
        csv.writer(f).writerows([header] + rows)


def fill(folder):
    """The sample shop's messages again and again, in another order each time, with what makes the batches small."""
    with open(TOP / 'samples' / 'shop' / 'messages.csv', newline='', encoding='utf-8') as f:
        header, *messages = csv.reader(f)
    rows = []
    while len(rows) < ROWS:
        RANDOM.shuffle(messages)
        rows += [m + ['x' * 1500, RANDOM.choice(['anger', 'leave;public', ''])] for m in messages]
    header += ['filler', 'label']
    direction = header.index('Direction') if 'Direction' in header else header.index('direction')
    write(folder / 'good.csv', header, rows)
    write(folder / 'few.csv', header, rows[:30])
    turned = [list(reversed(r)) for r in rows]
    write(folder / 'turned.csv', list(reversed(header)), turned)
    write(folder / 'more.csv', header + ['surprise'], [r + ['!'] for r in rows[:30]])
    bad = [list(r) for r in rows]
    for n in range(5, ROWS, 47):
        bad[n][direction] = 'sideways'
    for n in range(50, ROWS, 61):
        bad[n] = bad[n][:3]
    write(folder / 'bad.csv', header, bad)
    late = [list(r) for r in rows]
    late[400][direction] = 'sideways'
    late[430][direction] = 'upwards'
    write(folder / 'late.csv', header, late)
    (folder / 'unclosed.csv').write_bytes((folder / 'good.csv').read_bytes() + b'1,"never closed\n')


CASES = [
    (0, ['flag-tone', 'good.csv']),
    (0, ['flag-tone', '-v', '-o', 'out', 'good.csv', 'turned.csv', 'few.csv', 'good.csv']),
    (0, ['flag-tone', '--for-spreadsheet=eu', 'good.csv']),
    (3, ['flag-tone', '--findings', '--exit-code', 'good.csv']),
    (0, ['flag-tone', '--eval', 'label', 'good.csv', 'turned.csv']),
    (1, ['flag-tone', '-v', '-r', 'bad', 'bad.csv', 'late.csv']),
    (2, ['flag-tone', '-v', 'late.csv']),
    (2, ['flag-tone', '-v', 'good.csv', 'more.csv']),
    (2, ['flag-tone', '-v', 'good.csv', 'missing.csv']),
    (2, ['flag-tone', '-r', 'bad', '-o', 'out', 'unclosed.csv']),
    (3, ['tag-topics', '--exit-code', 'good.csv', 'turned.csv']),
    (1, ['tag-topics', '--findings', '-v', '-r', 'bad', 'bad.csv']),
    (0, ['tag-topics', '--records', 'out:line', '--no-header', 'good.csv']),
    (2, ['tag-topics', 'late.csv']),
]


def compare(what, got, wanted):
    for name, a, b in zip(('status', 'output', 'messages', 'rejects', 'file'), got, wanted):
        if a != b:
            sys.exit(f'{what}: {name} differs from that of one thread: {str(a)[-600:]} instead of {str(b)[-600:]}')


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        fill(folder)
        for status, command in CASES:
            wanted = run(folder, 1, *command)
            if wanted[0] != status or (status != 2 and not wanted[1] and not wanted[4]):
                sys.exit(f'{command}: status {wanted[0]}: {wanted[2].decode()}')
            for jobs in JOBS:
                compare(f'{command} --jobs {jobs}', run(folder, jobs, *command), wanted)
        wanted = run(folder, 1, 'flag-tone', 'good.csv')
        for jobs in JOBS:
            compare(f'a pipe, --jobs {jobs}', run(folder, jobs, 'flag-tone', stdin='good.csv'), wanted)
        with open('/dev/full', 'wb') as full:
            status, _, said, _, _ = run(folder, 2, 'flag-tone', 'good.csv', out=full)
            assert status == 2 and b'No space left' in said, f'/dev/full: status {status}, {said}'
        for jobs in ('0', '65', 'two', ''):
            status, _, said, _, _ = run(folder, jobs, 'flag-tone', 'good.csv')
            assert status == 2 and b'option --jobs' in said, f'--jobs {jobs!r}: status {status}, {said}'


main()
