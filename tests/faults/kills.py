#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills tools with signal 9 at random moments while they write -o FILE, and cuts their input short while they read it.

    tests/faults/kills.py [--variant plain] [--kills N] [--seed N]

After a kill the file is the old or the new one, byte for byte, and where the file system has files without a name nothing else is
left. An input that is cut short or written to ends in status 2 with a message, and the old file stays."""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import samples  # noqa: E402
import sweep  # noqa: E402

WORDS = ['scored-many', 'rejects', 'loyalty.csv', 'touchpoints', 'google.csv', 'today', 'card', 'tagged.csv', 'toned.csv']


def nameless(folder):
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY))
        return True
    except OSError:
        return False


def time_of(run, env):
    start = time.monotonic()
    run.go(env=env)
    return time.monotonic() - start


def kill_once(state, command, rng, took):
    """Returns 'old' or 'new', and whether a file was left that has a temporary name."""
    name, tool, args = command
    folder = pathlib.Path(tempfile.mkdtemp(dir=state.room))
    try:
        run = samples.Run(state.tools / tool, args, state.room / 'shop', folder)
        for file in run.files:
            (folder / file).write_bytes(sweep.OLD)
        p = subprocess.Popen(run.argv, cwd=run.shop, env=state.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * took * 1.3 if rng.random() < .5 else took * (.7 + .5 * rng.random()))
        p.kill()
        p.wait()
        files = run.written()
        for file in run.files:
            if files.get(file) not in (sweep.OLD, state.expected[name][3][file]):
                state.problems.append('%s: after a kill %s is neither old nor new: %r' % (name, file, files.get(file, b'')[:80]))
        return 'old' if files.get('out') == sweep.OLD else 'new', bool(set(files) - run.files)
    finally:
        shutil.rmtree(folder)


def kill_many(state, kills, rng):
    commands = [c for c in samples.COMMANDS if c[0] in WORDS]
    took = {}
    seen = {'old': 0, 'new': 0}
    left = 0
    for i in range(kills):
        command = commands[i % len(commands)]
        if command[0] not in took:
            folder = pathlib.Path(tempfile.mkdtemp(dir=state.room))
            took[command[0]] = time_of(samples.Run(state.tools / command[1], command[2], state.room / 'shop', folder), state.env)
        which, more = kill_once(state, command, rng, took[command[0]])
        seen[which] += 1
        left += more
    # a name is there only between link and rename
    if nameless(state.room) and left > 1 + kills // 50:
        state.problems.append('%d of %d kills left a temporary file' % (left, kills))
    return seen, left


def meddle(state, kind, words):
    """Others change the input as soon as it is mapped."""
    for name, tool, args in samples.COMMANDS:
        if name != 'scored-many':
            continue
        folder = pathlib.Path(tempfile.mkdtemp(dir=state.room))
        shop = folder / 'shop'
        shop.mkdir()
        shutil.copy(state.room / 'shop' / 'many_orders.csv', shop)
        os.utime(shop / 'many_orders.csv', (0, 0))
        run = samples.Run(state.tools / tool, args, shop, folder)
        (folder / 'out').write_bytes(sweep.OLD)
        told = os.memfd_create('told')
        env = dict(state.env, LD_PRELOAD=str(state.libraries / 'calls.so'), FAULT_CALL='mmap', FAULT_AT='1', FAULT_KIND=kind, FAULT_FD=str(told))
        done = run.go(env=env, pass_fds=(told,))
        shutil.rmtree(shop)
        files = run.written()
        if os.fstat(told).st_size == 0:
            state.problems.append('%s: the input is not mapped' % kind)
        if done.returncode != 2 or not sweep.MESSAGE.search(done.stderr) or words not in done.stderr:
            state.problems.append('%s: status %d, %r' % (kind, done.returncode, done.stderr))
        if files != {'out': sweep.OLD}:
            state.problems.append('%s: the old file is not all that is there: %s' % (kind, sorted(files)))
        os.close(told)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--variant', default='plain')
    parser.add_argument('--kills', type=int, default=500)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get('FAULT_ROOM')) as room:
        state = sweep.Sweep(samples.TOP, args.variant, room)
        meddle(state, 'cut', b'cut short')
        meddle(state, 'touch', b'was changed while it was read')
        seen, left = kill_many(state, args.kills, random.Random(args.seed))
    for problem in state.problems[:40]:
        print(problem)
    print('kills.py: %d kills: %d old files, %d new; %d left a temporary; %d problems' % (args.kills, seen['old'], seen['new'], left, len(state.problems)))
    return 1 if state.problems or not args.kills else 0


if __name__ == '__main__':
    sys.exit(main())
