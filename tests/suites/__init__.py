# SPDX-License-Identifier: MIT
"""What the suites share: where things are, how a command is run, what a failure says."""
import difflib
import os
import pathlib
import shutil
import subprocess
import tempfile

TOOLS = ['ingest-survey', 'flag-tone', 'tag-topics', 'track-cases', 'score-loyalty', 'due-followups',
         'rank-touchpoints', 'brief-customer']


class Skip(Exception):
    pass


class Failure(Exception):
    pass


class Env:
    def __init__(self, top, tests, variant, update):
        self.top, self.tests, self.variant, self.update = top, tests, variant, update
        self.out = top / 'bin' / ('.' + variant)
        self.bin = top / 'bin' if variant == 'plain' else self.out / 'bin'
        shared = top.parent / 'shared' / 'data'
        self.shared = shared if shared.is_dir() else None
        self.tools = [t for t in TOOLS if (self.bin / t).exists()]

    def environ(self, **more):
        e = {'PATH': '%s:%s' % (self.bin, os.environ.get('PATH', '/usr/bin:/bin')), 'LC_ALL': 'C', 'TZ': 'UTC',
             'HOME': '/nonexistent', 'SHARED_DATA': str(self.shared or ''), 'TOP': str(self.top),
             'OUT': str(self.out), 'PYTHONDONTWRITEBYTECODE': '1',
             'ASAN_OPTIONS': 'detect_leaks=0:abort_on_error=0:exitcode=99',
             'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1:exitcode=99'}
        e.update(more)
        return e

    def run(self, argv, stdin=b'', timeout=120, **kwargs):
        """Runs a command to its end; a sanitizer's report or a signal is always a failure."""
        env = kwargs.pop('env', None) or self.environ()
        if not hasattr(stdin, 'fileno'):
            kwargs['input'] = stdin
        else:
            kwargs['stdin'] = stdin
        kwargs.setdefault('stdout', subprocess.PIPE)
        kwargs.setdefault('stderr', subprocess.PIPE)
        try:
            done = subprocess.run([str(a) for a in argv], env=env, timeout=timeout, **kwargs)
        except subprocess.TimeoutExpired:
            raise Failure('%s: no end after %d s' % (argv, timeout))
        if done.returncode < 0 or done.returncode == 99:
            raise Failure('%s ended with %d\n%s' % (argv, done.returncode, text(done.stderr or b'')))
        return done


def plain_cases(env, functions):
    """Functions of the environment and a directory of their own as cases, for the plain build in its own tree alone."""
    for function in functions:
        def case(function=function):
            with tempfile.TemporaryDirectory() as scratch:
                function(env, pathlib.Path(scratch))
        if env.variant == 'plain' and env.tests == env.top / 'tests':
            yield function.__name__, case


def text(data):
    return data.decode('utf-8', 'backslashreplace')


def same(what, got, expected):
    if got == expected:
        return
    lines = difflib.unified_diff(text(expected).splitlines(), text(got).splitlines(), 'expected ' + what,
                                 'got ' + what, lineterm='')
    shown = list(lines)[:60]
    raise Failure('%s differs\n%s' % (what, '\n'.join(shown) or 'in line ends or bytes that are not text'))


def check(condition, message):
    if not condition:
        raise Failure(message)


def need(*programs):
    absent = [p for p in programs if shutil.which(p) is None]
    if absent:
        raise Skip('no ' + ', '.join(absent))


def must(the, argv, stderr=b'', **kwargs):
    """The output of a command that ends with 0 and says nothing on stderr, or whatever it says there when stderr is None."""
    done = the.run(argv, **kwargs)
    check(done.returncode == 0 and (stderr is None or done.stderr == stderr),
          '%s: status %d\n%s' % (argv, done.returncode, text((done.stdout or b'')[-2000:] + done.stderr[-2000:])))
    return text(done.stdout or b'')
