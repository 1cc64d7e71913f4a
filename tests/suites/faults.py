# SPDX-License-Identifier: MIT
"""A share of the fault sweeps and kills of tests/faults; `make soak` runs all of them."""
import sys

from suites import Failure, text

SHARE = {'sweep': ['--limit', '2', '--workers', '1', 'scored-many', 'rejects'], 'kills': ['--kills', '12']}


def cases(env):
    if env.variant != 'plain' or env.tests != env.top / 'tests':
        return
    for name, options in SHARE.items():
        def case(name=name, options=options):
            done = env.run([sys.executable, env.tests / 'faults' / (name + '.py')] + options, timeout=600)
            if done.returncode != 0:
                raise Failure(text(done.stdout + done.stderr))
        yield name, case
