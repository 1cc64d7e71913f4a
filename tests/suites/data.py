# SPDX-License-Identifier: MIT
"""Scripts that compare with outside data or an independent implementation: every executable tests/data/*.py is a case; it
prints what is wrong and exits 1, or exits 77 when what it needs is absent."""
import sys

from suites import Failure, Skip, text


def cases(env):
    for script in sorted((env.tests / 'data').glob('*.py')):
        def case(script=script):
            done = env.run([sys.executable, script], cwd=env.top, timeout=600)
            if done.returncode == 77:
                raise Skip(text(done.stdout).strip() or 'needs ../shared/data')
            if done.returncode != 0:
                raise Failure(text(done.stdout + done.stderr))
        yield script.stem, case
