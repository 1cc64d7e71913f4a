# SPDX-License-Identifier: MIT
"""The unit test programs: one case each; what they skipped is said."""
from suites import Failure, Skip, text


def cases(env):
    for source in sorted((env.tests / 'unit').glob('*.c')):
        def case(program=env.out / 'unit' / source.stem):
            done = env.run([program], cwd=env.top)
            out = text(done.stdout)
            last = out.strip().splitlines()[-1] if out.strip() else ''
            if done.returncode != 0 or ' 0 failed' not in last:
                raise Failure(out + text(done.stderr))
            if ': 0 passed' in last:
                raise Skip(out.strip())
        yield source.stem, case
