# SPDX-License-Identifier: MIT
"""The contract: one table of tools (tests/contract/tools.json) times hostile conditions. A new tool, or form of output, joins with one entry.

No tool may return 0 with incomplete input or output; none may crash, hang, or say nothing when it fails."""
import json
import os
import pty
import re
import subprocess
import tempfile

from suites import check, same, text
from suites.contract_input import (byte_order_mark, crlf, cr, no_final_newline, blank_lines, sep_line, other_delimiters,
                                   permuted_columns, utf16, ragged, unclosed_quote, stray_quote, nul_byte, invalid_utf8,
                                   cut_short, terminal_escapes, large_field, many_columns, million_columns)
from suites.contract_tool import MESSAGE, Tool, fails

# Each condition is a function of a Tool; its name is the name of the case.

def plain(t):
    t.expected()


def standard_input(t):
    expected = t.expected()
    with tempfile.TemporaryFile() as f:
        f.write(t.input)
        f.seek(0)
        same('output', t.run('-', stdin=f).stdout, expected)


def pipe(t):
    same('output', t.run('-', stdin=t.input).stdout, t.expected())


def dev_full(t):
    with open('/dev/full', 'wb') as full:
        fails(t.on(t.input, stdout=full), 'No space left')


def output_to_full_device(t):
    fails(t.on(t.input, ['-o', '/dev/full']), 'No space left')


def output_file(t):
    expected = t.expected()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'out.csv')
        done = t.on(t.input, ['-o', path])
        check(done.returncode == 0 and not done.stdout, text(done.stderr))
        same('the file', open(path, 'rb').read(), expected)
        check(os.listdir(folder) == ['out.csv'], 'left behind: %s' % os.listdir(folder))
        os.chmod(path, 0o640)
        link = os.path.join(folder, 'link.csv')
        os.symlink('out.csv', link)
        check(t.on(t.input, ['-o', link]).returncode == 0, 'writing through a link fails')
        check(os.path.islink(link) and os.stat(path).st_mode & 0o777 == 0o640, 'link or mode not kept')


def old_output_survives(t):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'out.csv')
        with open(path, 'w') as f:
            f.write('yesterday\n')
        done = t.on(t.input + b'a,"b\n', ['-o', path])
        check(done.returncode == 2, 'status %d for an unclosed quote' % done.returncode)
        same('the old file', open(path, 'rb').read(), b'yesterday\n')
        check(os.listdir(folder) == ['out.csv'], 'left behind: %s' % os.listdir(folder))


def output_is_directory(t):
    with tempfile.TemporaryDirectory() as folder:
        fails(t.on(t.input, ['-o', folder]))


def closed(t, fd):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'input.csv')
        with open(path, 'wb') as f:
            f.write(t.input)
        words = ' '.join("'%s'" % a for a in t.argv(path))
        return t.env.run(['sh', '-c', words + ' %s' % fd])


def closed_stdin(t):
    check(closed(t, '<&-').returncode == 2, 'status 0 with standard input closed')


def closed_stdout(t):
    fails(closed(t, '>&-'), 'standard output')


def closed_stderr(t):
    check(closed(t, '2>&-').returncode == 2, 'status 0 with standard error closed')


def missing_file(t):
    fails(t.run('/nonexistent/input.csv'), '/nonexistent/input.csv')


def directory(t):
    fails(t.run('/'), 'irectory')


def file_named_like_an_option(t):
    expected = t.expected()
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, '-x'), 'wb') as f:
            f.write(t.input)
        words = t.args[:t.args.index('{}')] if '{}' in t.args else []
        if words and words[-1].startswith('--'):
            argv = [t.env.bin / t.name] + words[:-1] + [words[-1] + '=-x'] + t.args[len(words) + 1:]
        else:
            argv = [t.env.bin / t.name] + words + ['--', '-x']
        same('output', t.env.run(argv, cwd=folder).stdout, expected)


def unknown_option(t):
    fails(t.run('-', ['--no-such-option'], stdin=b''), '--no-such-option')
    fails(t.run('-', ['-Z'], stdin=b''), '-Z')


def unknown_zone(t):
    if '--tz' in t.args:
        argv = [a if a != 'UTC' else 'Europe/Atlantis' for a in t.argv('-')]
        fails(t.env.run(argv, stdin=t.input), 'Europe/Atlantis')
    else:
        fails(t.run('-', ['--tz', 'Europe/Atlantis'], stdin=t.input), 'Europe/Atlantis')


def help_and_version(t):
    for option in ('--help', '--version', '-h', '-V'):
        done = t.env.run([t.env.bin / t.name, option])
        check(done.returncode == 0 and done.stdout and not done.stderr, 'status or output of ' + option)
        check(t.name in text(done.stdout), option + ' does not name the tool')
        with open('/dev/full', 'wb') as full:
            fails(t.env.run([t.env.bin / t.name, option], stdout=full), 'No space left')


def columns(t):
    done = t.env.run([t.env.bin / t.name, '--columns'])
    check(done.returncode == 0 and done.stdout.startswith(b'stream,role,type,'), text(done.stdout + done.stderr))


def empty_input(t):
    fails(t.on(b''))


def header_only(t):
    done = t.on(t.input.split(b'\n')[0] + b'\n')
    if t.name == 'brief-customer':
        return fails(done, 'C1')
    check(done.returncode == 0 and not done.stderr, text(done.stderr))
    check(done.stdout.count(b'\n') == 1 or t.name == 'rank-touchpoints', 'more than a header: ' + text(done.stdout))


def missing_column(t):
    if t.needs:
        fails(t.on(t.input.replace(t.needs.encode(), b'zzzzzz', 1)), t.needs)


def double_column(t):
    if t.needs:
        rows = t.input.split(b'\n')
        at = rows[0].split(b',').index(t.needs.encode())
        more = [r + b',' + r.split(b',')[at] if r else r for r in rows]
        fails(t.on(b'\n'.join(more)), t.needs)


def early_closing_reader(t):
    rows = t.input.split(b'\n')
    data = rows[0] + b'\n' + b'\n'.join(r for i in range(60000) for r in rows[1:] if r) + b'\n'
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'input.csv')
        with open(path, 'wb') as f:
            f.write(data)
        p = subprocess.Popen([str(a) for a in t.argv(path)], env=t.env.environ(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        p.stdout.close()
        err = p.stderr.read()
        status = p.wait()
    check(status == 2, 'status %d when nobody reads on' % status)
    check(MESSAGE.match(text(err)), 'no message')


def locales_and_zones(t):
    expected = t.expected()
    for settings in ({'LC_ALL': 'tr_TR.UTF-8'}, {'LC_ALL': 'de_DE.UTF-8'}, {'TZ': 'Pacific/Chatham'},
                     {'TZ': 'America/St_Johns'}, {'TZ': 'Asia/Kathmandu'}, {'TZDIR': '/nonexistent'}, {'POSIXLY_CORRECT': '1'}):
        same('output under %s' % settings, t.on(t.input, env=t.env.environ(**settings)).stdout, expected)


def spreadsheet(t):
    done = t.on(t.input, ['--for-spreadsheet'])
    check(done.returncode == 0 and done.stdout.startswith(b'\xef\xbb\xbf') or t.name == 'brief-customer', text(done.stderr))
    if t.name != 'brief-customer':
        check(done.stdout.count(b'\r\n') == done.stdout.count(b'\n'), 'not every line ends with CRLF')


def rejects(t):
    rows = t.input.split(b'\n')
    data = b'\n'.join(rows[:2] + [rows[1] + b',too many'] + rows[2:])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'bad.csv')
        done = t.on(data, ['-r', path])
        check(done.returncode == 1, 'status %d, not 1: %s' % (done.returncode, text(done.stderr)))
        check('1 row' in text(done.stderr), 'the count is not said: ' + text(done.stderr))
        same('output', done.stdout, t.expected())
        bad = open(path, 'rb').read()
        check(bad.startswith(b'file,line,column,reason,record\n') and bad.count(b'\n') == 2 and b',3,' in bad, text(bad))
        quiet = t.on(data, ['-r', path, '-q'])
        check(quiet.returncode == 1 and not quiet.stderr, 'not quiet: ' + text(quiet.stderr))
        fails(t.on(data, ['-r', '/dev/full']), 'No space left')


def verbose_accounts(t):
    done = t.on(t.input, ['-v'])
    check(done.returncode == 0 and re.search(r'\d+ rows?: \d+ used', text(done.stderr)), text(done.stderr))


def two_files(t):
    if '{}' != t.args[-1] or t.args[-2:-1] and t.args[-2].startswith('--'):
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = [r for r in t.input.split(b'\n') if r]
        paths = []
        for i, part in enumerate((rows[1:2], rows[2:])):
            paths.append(os.path.join(folder, '%d.csv' % i))
            order = (lambda r: r) if i == 0 or t.name in ('flag-tone', 'tag-topics', 'ingest-survey') else \
                (lambda r: b','.join(r.split(b',')[::-1]))
            with open(paths[-1], 'wb') as f:
                f.write(b'\n'.join(order(r) for r in [rows[0]] + part) + b'\n')
        done = t.env.run([t.env.bin / t.name] + t.args[:-1] + paths)
        check(done.returncode == 0, text(done.stderr))
        if t.name != 'ingest-survey':
            same('output', done.stdout, t.expected())


def senseless_as_of(t):
    fails(t.env.run(t.argv('-') + ['--as-of', 'yesterday'], stdin=t.input), '--as-of', 'yesterday')


def unknown_stream(t):
    """A slip in the prefix of an option would else be an odd encoding, or no word at all."""
    for option in ('-e', 'oders:WINDOWS-1253'), ('-m', 'oders:email=E-mail'), ('--tz', 'oders:UTC'):
        fails(t.env.run(t.argv('-') + list(option), stdin=t.input), "no stream 'oders'")


def nothing_to_read(t):
    """On a terminal, without a file, a tool says how to use it and does not wait."""
    if t.name == 'brief-customer':
        return
    main, terminal = pty.openpty()
    try:
        with open(terminal, 'rb', closefd=False) as stdin:
            for options in [], ['-v', '--tz', 'UTC']:
                fails(t.env.run([t.env.bin / t.name] + options, stdin=stdin, timeout=10), 'no input', '--help')
    finally:
        os.close(main)
        os.close(terminal)


CONDITIONS = [plain, standard_input, pipe, dev_full, output_to_full_device, output_file, old_output_survives, output_is_directory,
              closed_stdin, closed_stdout, closed_stderr, missing_file, directory, file_named_like_an_option, unknown_option,
              unknown_zone, senseless_as_of, unknown_stream, nothing_to_read,
              help_and_version, columns, empty_input, header_only, missing_column, double_column, byte_order_mark,
              crlf, cr, no_final_newline, blank_lines, sep_line, other_delimiters, permuted_columns, utf16, ragged, unclosed_quote,
              stray_quote, nul_byte, invalid_utf8, cut_short, terminal_escapes, large_field, many_columns, million_columns,
              early_closing_reader, locales_and_zones, spreadsheet, rejects, verbose_accounts, two_files]


def cases(env):
    table = json.loads((env.top / 'tests' / 'contract' / 'tools.json').read_text())
    for name in env.tools:
        if name not in table:
            yield name, lambda name=name: check(False, '%s is not in tests/contract/tools.json' % name)
            continue
        for entry in [e for e in table if e.split()[0] == name]:  # "tag-topics --findings": the same tool with other output
            for condition in CONDITIONS:
                yield '%s/%s' % (entry.replace(' --', '-'), condition.__name__.replace('_', '-')), \
                    lambda condition=condition, name=name, entry=entry: condition(Tool(env, name, table[entry]))
