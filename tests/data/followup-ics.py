#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The calendar of due-followups, read by a strict parser of its own (RFC 5545): lines, folding, components, properties, escapes;
and what it says is what the table says."""
import csv
import io
import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(os.environ.get('TOP') or pathlib.Path(__file__).resolve().parents[2])
TOOL = pathlib.Path(os.environ.get('BIN') or TOP / 'bin') / 'due-followups'
OPTIONS = ['--tz', 'Europe/Athens', '--hours', 'mon-fri=09:00-17:00', '--as-of', '2026-03-10 08:30']
NASTY = 'Jan; "Nowak", of\\nowhere\nsecond line\r\nthird\x07 ' + 'ά' * 90 + '€' * 40 + '\U0001f600' * 30
problems = []


def check(condition, what):
    if not condition:
        problems.append(what)


def unfold(data):
    """Content lines: CRLF, at most 75 octets, no character cut in two, no control characters (section 3.1)."""
    check(data.endswith(b'\r\n'), 'no CRLF at the end')
    lines = []
    for line in data[:-2].split(b'\r\n'):
        check(len(line) <= 75, 'a line of %d octets' % len(line))
        check(not re.search(rb'[\x00-\x08\x0a-\x1f\x7f]', line), 'control characters in %r' % line)
        line.decode('utf-8')
        if line[:1] in (b' ', b'\t'):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode('utf-8') for line in lines]


def unescape(text):
    """TEXT (section 3.3.11): commas and semicolons must be escaped, and only these, backslashes and newlines can be."""
    check(not re.search(r'(?<!\\)(?:\\\\)*[,;]', text), 'a bare comma or semicolon in %r' % text)
    out = []
    for piece in re.findall(r'\\.|[^\\]', text):
        if piece[0] == '\\':
            check(piece[1] in '\\;,nN', 'the escape %r' % piece)
        out.append({'\\n': '\n', '\\N': '\n'}.get(piece, piece[-1]))
    return ''.join(out)


def parse(data):
    """Components as (name, {property: value}, [components])."""
    root = ('', {}, [])
    stack = [root]
    for line in unfold(data):
        match = re.fullmatch(r'([A-Z-]+):(.*)', line)
        check(match, 'not a content line: %r' % line)
        name, value = match.groups()
        if name == 'BEGIN':
            stack.append((value, {}, []))
        elif name == 'END':
            done = stack.pop()
            check(done[0] == value, 'END:%s ends %s' % (value, done[0]))
            stack[-1][2].append(done)
        else:
            check(name not in stack[-1][1], '%s twice in %s' % (name, stack[-1][0]))
            stack[-1][1][name] = value
    check(len(stack) == 1, 'something is not ended')
    return root


def check_event(event, row):
    name, has, parts = event
    check(name == 'VEVENT' and not parts, 'not an event')
    check(set(has) == {'UID', 'DTSTAMP', 'DTSTART', 'DURATION', 'SUMMARY', 'DESCRIPTION', 'CATEGORIES', 'PRIORITY', 'TRANSP'}, 'properties %s' % set(has))
    check(has['UID'] == row['followup_id'] + '@regulars', 'UID')
    check(has['DTSTAMP'] == '20260310T063000Z', 'DTSTAMP ' + has['DTSTAMP'])
    check(re.fullmatch(r'\d{8}T\d{6}Z', has['DTSTART']), 'DTSTART')
    check(has['DURATION'] == 'PT15M' and has['TRANSP'] == 'TRANSPARENT', 'DURATION or TRANSP')
    check(1 <= int(has['PRIORITY']) <= 9, 'PRIORITY')
    check(has['CATEGORIES'] == row['reason'], 'CATEGORIES')
    shown = re.sub(r'\r\n|\r', '\n', row['name']).replace('\x07', '')
    check(unescape(has['SUMMARY']) == '%s: %s (%s)' % (row['reason'], shown or row['customer_id'], row['channel']), 'SUMMARY %r' % has['SUMMARY'])
    description = unescape(has['DESCRIPTION'])
    for part in ('note', 'opener', 'owner', 'case_id'):
        check(re.sub(r'\r\n|\r', '\n', row[part]).replace('\x07', '') in description, '%s is not in the description' % part)


def run(arguments, data):
    done = subprocess.run([str(TOOL)] + OPTIONS + arguments, input=data.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check(done.returncode == 0 and not done.stderr, done.stderr.decode())
    return done.stdout


def cases(names):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(['case_id', 'customer_id', 'name', 'language', 'opened_at', 'waiting_since', 'agent', 'flags_waiting'])
    for n, name in enumerate(names):
        writer.writerow(['k;%d' % n, 'C%d' % n, name, ['en', 'el', 'pl', 'ru', 'ar'][n % 5], '2026-03-05 10:00', '2026-03-05 10:00', 'Eleni, desk',
                         'anger:error' if n % 2 else ''])
    return out.getvalue()


def main():
    data = cases([NASTY, 'Γιώργος Παπαδόπουλος', 'Анна Ивановна', 'سعاد منصور', '', 'x' * 200, 'a,b;c\\d'])
    rows = list(csv.DictReader(io.StringIO(run([], data).decode(), newline='')))
    calendar, = parse(run(['--format', 'ics'], data))[2]
    name, has, events = calendar
    check(name == 'VCALENDAR' and has['VERSION'] == '2.0' and has['PRODID'] and has['CALSCALE'] == 'GREGORIAN', 'calendar properties')
    check(len(events) == len(rows) == 7, '%d events for %d rows' % (len(events), len(rows)))
    for event, row in zip(events, rows):
        check_event(event, row)
    empty, = parse(run(['--format', 'ics'], cases([])))[2]
    check(len(empty[2]) == 1 and empty[2][0][0] == 'VTIMEZONE', 'an empty calendar holds nothing')
    check(run(['--format', 'ics', '--quiet-empty'], cases([])) == b'', 'not quiet')
    print('\n'.join(problems))
    return bool(problems)


sys.exit(main())
