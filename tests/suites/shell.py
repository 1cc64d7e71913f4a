# SPDX-License-Identifier: MIT
"""What is around the tools: completions of the shells, installing and uninstalling. They are the same under any variant."""
from suites import Failure, Skip, text


def cases(env):
    for name in ('completions', 'check-install'):
        def case(name=name):
            done = env.run([env.top / 'tests' / name], cwd=env.top, timeout=300)
            if done.returncode == 77:
                raise Skip(text(done.stdout).strip())
            if done.returncode != 0:
                raise Failure(text(done.stdout + done.stderr))
        if env.variant == 'plain' and env.tests == env.top / 'tests':
            yield name, case
