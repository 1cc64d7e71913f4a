# SPDX-License-Identifier: MIT
"""The runner itself can fail: tests/runner holds cases of which one passes, two must fail and one is skipped."""
import sys

from suites import Failure, same, text


def cases(env):
    def case():
        done = env.run([sys.executable, env.top / 'tests' / 'run', '--tests', env.top / 'tests' / 'runner', '--suites', 'cli',
                        '--variant', env.variant])
        lines = text(done.stdout).strip().splitlines()
        same('last line', lines[-1].encode(), b'1 passed, 2 failed, 1 skipped')
        if done.returncode == 0:
            raise Failure('the runner says 0 although cases failed')
        failed = sorted(line.split(': ')[1].split(':')[-1] for line in lines if line.startswith('failed:'))
        same('failed cases', '\n'.join(failed).encode(), b'cli/echo/bad-out\ncli/echo/bad-status')
    if env.tests == env.top / 'tests':
        yield 'can-fail', case
