#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What works with several threads, built with ThreadSanitizer (bin/.thread): the unit tests of the pool and the crew, and the scripts
of tests/data that compare threads with one. A race ends a program with status 66. Needs clang with its runtime."""
import os
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
ROOM = TOP / 'bin' / '.thread'
TOOLS = ['flag-tone', 'tag-topics', 'score-loyalty', 'ingest-survey', 'due-followups', 'track-cases', 'rank-touchpoints']
UNITS = ['pool', 'crew']
SCRIPTS = ['tone_threads', 'loyalty_threads', 'survey_pairs', 'followup_threads', 'case_threads', 'rank_halves']
FLAGS = '-fsanitize=thread'


def can_build():
    with tempfile.TemporaryDirectory() as folder:
        probe = ['clang', FLAGS, '-x', 'c', '-', '-o', folder + '/probe']
        try:
            return subprocess.run(probe, input=b'int main(void) { return 0; }\n', stderr=subprocess.DEVNULL).returncode == 0
        except OSError:
            return False


def main():
    if not can_build():
        print('clang has no ThreadSanitizer here')
        return 77
    built = [ROOM / 'bin' / t for t in TOOLS] + [ROOM / 'unit' / u for u in UNITS]
    subprocess.run(['make', '-s', 'VARIANT=thread', 'CC=clang', 'WERROR=-w', 'CFLAGS=-O1 -g ' + FLAGS, 'LDFLAGS=' + FLAGS] +
                   [str(b.relative_to(TOP)) for b in built], cwd=TOP, check=True)
    env = dict(os.environ, PATH='%s:%s' % (ROOM / 'bin', os.environ['PATH']), TSAN_OPTIONS='halt_on_error=1:exitcode=66')
    failed = 0
    for what in [ROOM / 'unit' / u for u in UNITS] + [TOP / 'tests' / 'data' / (s + '.py') for s in SCRIPTS]:
        status = subprocess.run([str(what)], cwd=TOP, env=env).returncode
        if status != 0:
            print('threads.py: %s: status %d' % (what.name, status))
            failed = 1
    return failed


sys.exit(main())
