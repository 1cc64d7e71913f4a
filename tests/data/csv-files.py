#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads other projects' CSV test files through tests/drivers/csv-pass: what they expect, what Python's csv module (strict)
reads, what must be refused on which line, and that reading in pieces gives the same. What becomes of each file stands in
csv-files.csv beside this script, and must stay so.

    tests/data/csv-files.py [--table]    prints that table, to be compared with the one that is kept"""
import csv
import io
import json
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(os.environ.get('TOP') or pathlib.Path(__file__).resolve().parents[2])
PASS = pathlib.Path(os.environ.get('OUT') or TOP / 'bin' / '.plain') / 'drivers' / 'csv-pass'
DATA = pathlib.Path(os.environ.get('SHARED_DATA') or TOP.parent / 'shared' / 'data') / 'csv'
PIECES = ['1', '2', '3', '7', '4095', '4096', '65536']
problems = []
compared = {}


def read(path, *options):
    done = subprocess.run([PASS, *options, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr.decode('utf-8', 'backslashreplace')


def records(path, *options):
    status, out, err = read(path, '-j', *options)
    return status, [json.loads(line) for line in out.decode('utf-8').splitlines()], err


def expect(what, condition, *detail):
    group = what.split('/')[0]
    compared[group] = compared.get(group, 0) + 1
    if not condition:
        problems.append('%s: %s' % (what, ' '.join(map(str, detail))))


def same_in_pieces(path, *options):
    whole = read(path, *options)
    for chunk in PIECES:
        got = read(path, '-c', chunk, *options)
        expect('pieces/%s -c %s' % (path.name, chunk), got == whole, got[0], got[2], whole[2])


def spectrum():
    for path in sorted((DATA / 'csv-spectrum/csvs').glob('*.csv')):
        status, rows, err = records(path)
        if path.stem == 'location_coordinates':
            expect('csv-spectrum/' + path.name, status == 2 and ':2: ' in err and 'stray quote' in err, status, err)
            continue
        got = [dict(zip(rows[0], row)) for row in rows[1:]]
        wanted = json.loads((DATA / 'csv-spectrum/json' / (path.stem + '.json')).read_text('utf-8'))
        if isinstance(wanted, dict):
            wanted = [wanted]
        expect('csv-spectrum/' + path.name, status == 0 and got == wanted, status, err, got, wanted)


def test_data():
    for path in sorted((DATA / 'csv-test-data/csv').glob('*.csv')):
        name = 'csv-test-data/' + path.name
        header = 'header' in path.stem
        options = ['-q', 'foo,bar,baz'] if header else ['-n']
        status, rows, err = records(path, *options)
        if path.stem.startswith('bad-'):
            if path.stem in ('bad-header-wrong-header', 'bad-header-no-header'):  # the tool says which names are missing
                expect(name, status != 0 or rows[0] != ['foo', 'bar', 'baz'], status, rows)
            else:
                expect(name, status == 2 and err, status, rows)
            continue
        wanted = json.loads((DATA / 'csv-test-data/json' / (path.stem + '.json')).read_text('utf-8'))
        got = [dict(zip(rows[0], row)) for row in rows[1:]] if header else rows
        expect(name, status == 0 and got == wanted, status, err, got, wanted)


# Where each file that is not clean CSV in UTF-8 is refused. Line 0: no line, the input as a whole.
REFUSED = {
    'frictionless': {'defective-rows': 2, 'empty': 0, 'invalid': 2, 'latin1': 3, 'schema-errors': 5, 'skip-rows': 2,
                     'structure-errors': 5, 'table-infer-iso-8859-7': 2, 'without-headers-extra': 3},
    'csvkit': {'bad': 2, 'bad_skip_lines': 5, 'empty': 0, 'null_byte': 2, 'test_empty_columns': 3, 'test_extra_header': 2,
               'test_join_short_rows': 2, 'test_latin1': 3, 'test_utf16_big': 1, 'test_utf16_little': 1},
    'rust-csv': {'strange': 1, 'uspop-latin1': 4},
    'own': {'empty': 0, 'latin1': 2, 'multiline': 400, 'nul': 2, 'ragged': 3, 'stray': 2, 'unclosed': 2, 'utf16': 1},
    'pollock/csv': {
        'file_escape_char_0x00': 11, 'file_escape_char_0x5C': 11, 'file_field_delimiter_0x20': 1,
        'file_field_delimiter_0x2C_0x20': 1, 'file_multitable_less': 85, 'file_multitable_more': 85,
        'file_multitable_same': 106, 'file_no_payload': 0, 'file_quotation_char_0x27': 3,
        'row_extra_quote10_col5': 11, 'row_extra_quote11_col0': 12, 'row_extra_quote12_col2': 13,
        'row_extra_quote18_col6': 19, 'row_extra_quote20_col8': 21, 'row_extra_quote22_col6': 23,
        'row_extra_quote52_col3': 53, 'row_extra_quote52_col5': 53, 'row_extra_quote58_col6': 59,
        'row_extra_quote77_col2': 78, 'row_field_delimiter_1_0x20': 2, 'row_field_delimiter_34_0x20': 35,
        'row_field_delimiter_40_0x20': 41, 'row_field_delimiter_51_0x20': 52, 'row_less_sep_row13_col5': 14,
        'row_less_sep_row16_col7': 17, 'row_less_sep_row23_col8': 24, 'row_less_sep_row58_col5': 59,
        'row_less_sep_row64_col4': 65, 'row_less_sep_row9_col5': 10, 'row_more_sep_row13_col0': 14,
        'row_more_sep_row15_col8': 16, 'row_more_sep_row22_col1': 23, 'row_more_sep_row52_col5': 53,
        'row_more_sep_row58_col6': 59, 'row_more_sep_row77_col2': 78}}
DELIMITERS = {'issue-1009-semicolon': ';', 'file_field_delimiter_0x3B': ';', 'file_field_delimiter_0x9': '\t',
              'table-delimiter': ';', 'accent': ';', 'sniff_limit': ';'}


def python_reads(path, encoding='utf-8-sig'):
    """What Python's strict reader makes of it, with the same blank lines left out."""
    text = path.read_bytes().decode(encoding)
    delimiter = DELIMITERS.get(path.stem, ',')
    rows = list(csv.reader(io.StringIO(text, newline=''), delimiter=delimiter, strict=True))
    return [row or [''] for row in rows if row or len(rows[0]) == 1]


def others():
    for group, refused in REFUSED.items():
        for path in sorted((DATA / group).glob('*.csv')):
            name = '%s/%s' % (group, path.name)
            status, rows, err = records(path)
            if path.stem in refused:
                line = refused[path.stem]
                place = '%s:%s' % (path, ' ' if line == 0 else '%d: ' % line)
                expect(name, status == 2 and place in err, status, err)
            else:
                expect(name, status == 0 and rows == python_reads(path), status, err, rows[:3])
            if not path.stem.startswith('row_'):  # 26 variants of one file
                same_in_pieces(path)


# Pollock's own idea of the clean file, except where that joins header rows, which is no reader's business.
NOT_ITS_BUSINESS = {'file_header_multirow_2': 'two header rows', 'file_header_multirow_3': 'three header rows', 'file_preamble': 'a title'}


def pollock_clean():
    for path in sorted((DATA / 'pollock/csv').glob('*.csv')):
        status, rows, err = records(path)
        if status != 0:
            continue
        clean = list(csv.reader(io.StringIO((DATA / 'pollock/clean' / path.name).read_text('utf-8-sig'), newline='')))
        if path.stem in NOT_ITS_BUSINESS:
            expect('pollock-clean/' + path.name, rows[-80:] == clean[-80:], rows[:3])
        else:
            expect('pollock-clean/' + path.name, rows == clean, rows[:3], clean[:3])


def table():
    """A line for each file: read (records, columns) or refused (line, why)."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator='\n')
    out.writerow(['file', 'result', 'records', 'columns', 'line', 'why'])
    folders = ['csv-spectrum/csvs', 'csv-test-data/csv', 'csvkit', 'frictionless', 'pollock/csv', 'rust-csv', 'own']
    for path in (p for folder in folders for p in sorted((DATA / folder).glob('*.csv'))):
        options = ['-n'] if 'csv-test-data' in path.parts and 'header' not in path.stem else []
        status, rows, err = records(path, *options)
        name = path.relative_to(DATA)
        if status == 0:
            out.writerow([name, 'read', len(rows), max(map(len, rows), default=0), '', NOT_ITS_BUSINESS.get(path.stem, '')])
        else:
            line, _, why = err.strip().split(str(path) + ':', 1)[-1].partition(' ')
            out.writerow([name, 'refused', '', '', line.rstrip(':'), why])
    return text.getvalue()


def table_is_kept():
    kept = (TOP / 'tests/data/csv-files.csv').read_text('utf-8')
    for got, wanted in zip(table().splitlines(), kept.splitlines()):
        expect('table', got == wanted, 'got', got, 'kept', wanted)
    expect('table', table() == kept, 'not of the same length')


def converted():
    for name, encoding in [('frictionless/latin1', 'ISO-8859-1'), ('frictionless/table-infer-iso-8859-7', 'ISO-8859-7'),
                           ('csvkit/test_latin1', 'ISO-8859-1'), ('csvkit/test_utf16_big', 'UTF-16'),
                           ('csvkit/test_utf16_little', 'UTF-16'), ('own/latin1', 'ISO-8859-1'), ('own/utf16', 'UTF-16')]:
        path = DATA / (name + '.csv')
        status, rows, err = records(path, '-e', encoding)
        expect('converted/' + name, status == 0 and rows == python_reads(path, encoding), status, err, rows)
        same_in_pieces(path, '-e', encoding)


if not DATA.is_dir():
    print('needs %s' % DATA)
    sys.exit(77)
if '--table' in sys.argv[1:]:
    print(table(), end='')
    sys.exit(0)
spectrum()
test_data()
others()
pollock_clean()
table_is_kept()
converted()
print('\n'.join(problems))
print(', '.join('%s %d' % item for item in compared.items()))
sys.exit(1 if problems or compared.get('csv-spectrum') != 12 or compared.get('csv-test-data') != 25 else 0)
