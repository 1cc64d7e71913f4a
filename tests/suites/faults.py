# SPDX-License-Identifier: MIT
"""A share of the fault sweeps, kills, locales and zones of tests/faults; `make soak` runs all of them."""
import sys

from suites import Failure, Skip, text

SHARE = {'sweep': ['--limit', '2', '--workers', '1', 'scored-many', 'rejects'], 'kills': ['--kills', '12'], 'locales': []}


def cases(env):
    if env.variant != 'plain' or env.tests != env.top / 'tests':
        return
    for name, options in SHARE.items():
        def case(name=name, options=options):
            done = env.run([sys.executable, env.tests / 'faults' / (name + '.py')] + options, timeout=600)
            if done.returncode == 77:
                raise Skip(text(done.stdout).strip())
            if done.returncode != 0:
                raise Failure(text(done.stdout + done.stderr))
        yield name, case
