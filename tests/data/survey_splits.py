#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""With a codebook any split of a real export between its records gives the same rows as the whole: as several operands, and
as several runs. Ids that the vendor did not give are left aside, as the manual says."""
import csv
import io
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
csv.field_size_limit(10 ** 9)


def run(*argv):
    done = subprocess.run(['ingest-survey', *map(str, argv)], capture_output=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return list(csv.reader(io.StringIO(done.stdout.decode(), newline='')))


def records_of(path, encoding, delimiter):
    data = path.read_bytes()
    text = (data[3:] if data.startswith(b'\xef\xbb\xbf') else data).decode(encoding)
    return [r for r in csv.reader(io.StringIO(text, newline=''), delimiter=delimiter) if r]


def write(path, records, delimiter, encoding):
    with open(path, 'w', encoding=encoding, newline='') as f:
        csv.writer(f, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(records)
    return path


def without_own_ids(rows, own):
    return [r[1:] for r in rows] if own else rows


def one(line, path, folder, faults):
    options = line['options'].split()
    encoding = options[options.index('-e') + 1] if '-e' in options else 'utf-8'
    delimiter = ';' if line['file'].startswith('kobo') else ','
    heads = int(line['header_rows'])
    records = records_of(path, encoding, delimiter)
    head, data = records[:heads], records[heads:]
    book = folder / 'book.csv'
    whole = write(folder / 'whole.csv', records, delimiter, encoding)
    options += ['-d', delimiter]
    emitted = run('--emit-codebook', *options, whole)
    write(book, emitted, ',', 'utf-8')
    own = not any(r[2] == 'response_id' for r in emitted[1:])
    expected = without_own_ids(run('--codebook', book, *options, whole)[1:], own)
    for seed in range(3):
        cuts = sorted(random.Random(seed).sample(range(1, len(data)), min(3, len(data) - 1))) if len(data) > 1 else []
        parts = [write(folder / ('part%d.csv' % i), head + data[a:b], delimiter, encoding)
                 for i, (a, b) in enumerate(zip([0] + cuts, cuts + [len(data)]))]
        together = without_own_ids(run('--codebook', book, *options, *parts)[1:], own)
        apart = without_own_ids([r for p in parts for r in run('--codebook', book, *options, p)[1:]], own)
        for how, rows in (('operands', together), ('runs', apart)):
            if rows != expected:
                faults.append('%s: cut behind records %s, %s: %d rows, the whole has %d' %
                              (line['file'], cuts, how, len(rows), len(expected)))


def main():
    folder = pathlib.Path(os.environ.get('SHARED_DATA', '')) / 'survey' / 'files'
    if not os.environ.get('SHARED_DATA') or not folder.is_dir():
        print('needs ../shared/data/survey')
        return 77
    faults = []
    for line in csv.DictReader(open(HERE / 'survey-counts.csv', encoding='utf-8')):
        if line['refused']:
            continue
        with tempfile.TemporaryDirectory() as work:
            try:
                one(line, folder / line['file'], pathlib.Path(work), faults)
            except RuntimeError as why:
                faults.append('%s: %s' % (line['file'], why))
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
