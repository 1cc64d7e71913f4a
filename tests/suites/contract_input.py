# SPDX-License-Identifier: MIT
"""Conditions of the contract that lie in the bytes of the input. Each is a function of a Tool; its name is the name of the case."""
import time

from suites import Skip, check, same, text
from suites.contract_tool import fails


def byte_order_mark(t):
    same('output', t.on(b'\xef\xbb\xbf' + t.input).stdout, t.expected())


def crlf(t):
    same('output', t.on(t.input.replace(b'\n', b'\r\n')).stdout, t.expected())


def cr(t):
    same('output', t.on(t.input.replace(b'\n', b'\r')).stdout, t.expected())


def no_final_newline(t):
    same('output', t.on(t.input[:-1]).stdout, t.expected())


def blank_lines(t):
    same('output', t.on(t.input.replace(b'\n', b'\n\n') + b'\n').stdout, t.expected())


def sep_line(t):
    same('output', t.on(b'sep=;\r\n' + t.input.replace(b',', b';')).stdout, t.expected())


def other_delimiters(t):
    for other in (b';', b'\t', b'|'):
        same('output', t.on(t.input.replace(b',', other)).stdout, t.expected())


def permuted_columns(t):
    rows = [r.split(b',')[::-1] for r in t.input.split(b'\n') if r]
    done = t.on(b'\n'.join(b','.join(r) for r in rows) + b'\n')
    check(done.returncode == 0, text(done.stderr))
    if t.name not in ('flag-tone', 'tag-topics', 'ingest-survey'):  # these pass columns on in their order
        same('output', done.stdout, t.expected())


def utf16(t):
    data = b'\xff\xfe' + text(t.input).encode('utf-16-le')
    fails(t.on(data), 'UTF-16')
    same('output', t.on(data, ['-e', 'UTF-16']).stdout, t.expected())


def ragged(t):
    rows = t.input.split(b'\n')
    fails(t.on(b'\n'.join(rows[:2] + [rows[1] + b',too many'] + rows[2:])), ':3:')


def unclosed_quote(t):
    fails(t.on(t.input + b'"unclosed\n'), ':%d:' % (t.input.count(b'\n') + 1))


def stray_quote(t):
    rows = t.input.split(b'\n')
    fails(t.on(b'\n'.join([rows[0], b'a"b' + rows[1][1:]] + rows[2:])), ':2:')


def nul_byte(t):
    fails(t.on(t.input[:-2] + b'\0' + t.input[-2:]))


def invalid_utf8(t):
    fails(t.on(t.input[:-2] + b'\xe1' + t.input[-2:]), '0xE1', '--encoding')


def cut_short(t):
    """Every prefix of the input: a result or a message, never a crash."""
    for n in range(0, len(t.input), max(1, len(t.input) // 40)):
        done = t.on(t.input[:n])
        check(done.returncode in (0, 2), 'status %d on the first %d bytes' % (done.returncode, n))
        check((done.returncode == 0) == (not done.stderr), 'status %d, stderr %r' % (done.returncode, text(done.stderr)))


def terminal_escapes(t):
    done = t.on(t.input + b'\x1b]0;owned\x07' + b',\x1b[31m' * 12 + b'\n')
    check(b'\x1b' not in done.stderr and b'\x07' not in done.stderr, 'escapes reach the terminal')


def add_column(t, name, cell):
    """The input with one more column of these cells."""
    rows = t.input.split(b'\n')
    return b'\n'.join([rows[0] + b',' + name] + [r + b',' + cell for r in rows[1:] if r]) + b'\n'


def large_field(t):
    if t.name == 'ingest-survey':
        data = add_column(t, b'Comments', b'x' * 1000000)
    else:
        data = add_column(t, b'extra', b'x' * 1000000)
    check(t.on(data).returncode == 0, 'a field of 1,000,000 bytes is refused')
    fails(t.on(add_column(t, b'extra', b'x' * 1100000)), '--max-field')
    check(t.on(add_column(t, b'extra', b'x' * 1100000), ['--max-field', '2000000']).returncode == 0, '--max-field does not help')


def many_columns(t):
    rows = t.input.split(b'\n')
    more = 10000
    header = rows[0] + b''.join(b',extra%d' % i for i in range(more))
    done = t.on(b'\n'.join([header] + [r + b',' * more for r in rows[1:] if r]) + b'\n')
    check(done.returncode == 0, text(done.stderr)[:500])


def million_columns(t):
    if t.env.variant == 'sanitize':
        raise Skip('timed; not under the sanitizers')
    rows = t.input.split(b'\n')
    header = rows[0] + b''.join(b',e%d' % i for i in range(10 ** 6))
    start = time.monotonic()
    done = t.on(b'\n'.join([header] + [r + b',' * 10 ** 6 for r in rows[1:] if r]) + b'\n')
    check(done.returncode in (0, 2), 'status %d' % done.returncode)
    check(time.monotonic() - start < 20, 'more than 20 s')
