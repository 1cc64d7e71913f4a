#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""All tools' sample commands under Turkish and German locales and in three time zones: the same bytes as in C and UTC.

    tests/faults/locales.py [--all]

Without --all each locale comes with one zone. Locales that the machine has not are made with localedef. Exits 77 where neither
is possible, 1 when a byte differs."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import samples  # noqa: E402

LOCALES = ['tr_TR', 'de_DE']
ZONES = ['Pacific/Chatham', 'America/St_Johns', 'Asia/Kathmandu']


def decimal_point(env):
    done = subprocess.run(['locale', '-k', 'decimal_point'], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode().strip()


def environments(folder, everything):
    """Pairs of a name and an environment; None when a locale cannot be had."""
    base = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C', 'TZ': 'UTC'}
    for number, name in enumerate(LOCALES):
        env = dict(base, LC_ALL=name + '.UTF-8', LANGUAGE=name)
        if decimal_point(env) != 'decimal_point=","':
            subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', folder / (name + '.UTF-8')],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            env['LOCPATH'] = str(folder)
        if decimal_point(env) != 'decimal_point=","':
            print('needs the locale %s (package locales)' % name)
            sys.exit(77)
        for zone in ZONES if everything else ZONES[number:number + 1]:
            yield '%s in %s' % (name, zone), dict(env, TZ=zone)
    if everything:
        for zone in ZONES:
            yield 'C in ' + zone, dict(base, TZ=zone)


def main():
    if not shutil.which('locale') or not shutil.which('localedef'):
        print('needs locale and localedef')
        return 77
    problems = []
    with tempfile.TemporaryDirectory() as name:
        room = pathlib.Path(name)
        tools = samples.TOP / 'bin'
        expected = samples.prepare(tools, room / 'shop', {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C', 'TZ': 'UTC'})
        known = list(environments(room, '--all' in sys.argv[1:]))
        for where, env in known:
            for command, tool, args in samples.COMMANDS:
                folder = pathlib.Path(tempfile.mkdtemp(dir=room))
                run = samples.Run(tools / tool, args, room / 'shop', folder)
                done = run.go(samples.STDIN.get(command), env=env)
                if (done.returncode, done.stdout, done.stderr, run.written()) != expected[command]:
                    problems.append('%s: %s differs: status %d, %r' % (where, command, done.returncode, done.stderr[-300:]))
    print('\n'.join(problems))
    print('locales.py: %d commands in %d surroundings: %d differ' % (len(samples.COMMANDS), len(known), len(problems)))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
