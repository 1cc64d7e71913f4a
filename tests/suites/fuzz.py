# SPDX-License-Identifier: MIT
"""Each fuzz target is fed its corpus, and pieces of it cut short, once."""
from suites import TOOLS, Failure, text


def cases(env):
    for source in sorted((env.tests / 'fuzz').glob('*.c')):
        if source.stem == 'replay':
            continue
        corpus = sorted((env.tests / 'fuzz' / 'corpus' / source.stem).glob('*'))

        def case(name=source.stem, corpus=corpus):
            if not corpus:
                raise Failure('there is no corpus in tests/fuzz/corpus/%s' % name)
            cuts = 12 if name in TOOLS else 256  # a whole tool takes milliseconds a run
            done = env.run([env.out / 'fuzz' / name, '-c', cuts] + corpus, timeout=600)
            if done.returncode != 0:
                raise Failure(text(done.stdout + done.stderr))
        yield source.stem, case
