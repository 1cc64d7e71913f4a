# SPDX-License-Identifier: MIT
"""A share of the fault sweeps, kills, locales and zones of tests/faults; `make soak` runs all of them."""
import sys

from suites import Failure, Skip, text

SHARE = {
    'sweep': ('sweep', ['--limit', '2', '--workers', '1', 'scored-many', 'ranked-many', 'rejects', 'shared']),
    'memory': ('sweep', ['--calls', 'memory', '--limit', '40', '--workers', '1']),
    'reads': ('sweep', ['--calls', 'read', '--workers', '1', 'card', 'today']),  # each of them: zone files are read last
    'kills': ('kills', ['--kills', '12']),
    'locales': ('locales', []),
}


def cases(env):
    if env.variant != 'plain' or env.tests != env.top / 'tests':
        return
    for name, (script, options) in SHARE.items():
        def case(script=script, options=options):
            done = env.run([sys.executable, env.tests / 'faults' / (script + '.py')] + options, timeout=600)
            if done.returncode == 77:
                raise Skip(text(done.stdout).strip())
            if done.returncode != 0:
                raise Failure(text(done.stdout + done.stderr))
        yield name, case
