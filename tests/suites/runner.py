# SPDX-License-Identifier: MIT
"""The runner itself can fail: tests/runner holds cases of which one passes, two must fail and one is skipped. Told to, it
rewrites what is expected, and nothing else."""
import pathlib
import shutil
import sys
import tempfile

from suites import Failure, check, same, text


def run(env, tests, *options):
    return env.run([sys.executable, env.top / 'tests' / 'run', '--tests', tests, '--suites', 'cli', '--variant', env.variant, *options])


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob('*') if p.is_file()}


def cases(env):
    def case():
        done = run(env, env.top / 'tests' / 'runner')
        lines = text(done.stdout).strip().splitlines()
        same('last line', lines[-1].encode(), b'1 passed, 2 failed, 1 skipped')
        if done.returncode == 0:
            raise Failure('the runner says 0 although cases failed')
        failed = sorted(line.split(': ')[1].split(':')[-1] for line in lines if line.startswith('failed:'))
        same('failed cases', '\n'.join(failed).encode(), b'cli/echo/bad-out\ncli/echo/bad-status')

    def update():
        with tempfile.TemporaryDirectory() as scratch:
            tests = pathlib.Path(scratch) / 'tests'
            shutil.copytree(env.top / 'tests' / 'runner', tests)
            made = tests / 'cli' / 'echo' / 'makes-its-input'
            made.mkdir()
            (made / 'cmd').write_text('echo made >input; mkdir room; cat input\n')
            (made / 'err').write_text('no longer said\n')
            expected = files(tests)
            del expected['cli/echo/makes-its-input/err']
            expected['cli/echo/makes-its-input/out'] = b'made\n'
            expected['cli/echo/bad-out/out'] = b'one\n'
            expected['cli/echo/bad-status/status'] = b'3\n'
            run(env, tests, '--update-golden')
            got = files(tests)
            check(got == expected, 'after the update there is %s, not %s' % (got, expected))
            check(not (made / 'room').exists(), 'a folder of a command stays in the tree')
            last = text(run(env, tests).stdout).strip().splitlines()[-1]
            same('last line', last.encode(), b'4 passed, 0 failed, 1 skipped')
    if env.tests == env.top / 'tests':
        yield 'can-fail', case
        yield 'can-update', update
