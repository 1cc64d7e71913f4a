#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fault sweeps: the Nth call of each system function fails, for every N until the run ends untouched.

    tests/faults/sweep.py [--variant plain] [--limit N] [--calls read,write] [--workers N] [WORD ...]

A fault that is an error: never a crash or a hang, never the status of success with incomplete output, a line that says what is
wrong, each file old or new, no other file left. EINTR, EAGAIN and short counts change nothing at all. --limit bounds the number
of N per command and fault: the first ones, the last ones and some between; without it each N is tried.
Says for each tool how often it ran and how far N went. Exits 1 on a failure."""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import divided  # noqa: E402
import samples  # noqa: E402

OLD = b'yesterday\n'
MESSAGE = re.compile(rb'(^|\n)[a-z-]+: [^\n]+\n$')

# Function, error, once or from then on, and whether the program must get over it as if nothing had happened.
FAULTS = [('memory', 'ENOMEM', '', False), ('memory', 'ENOMEM', '-', False)] + \
    [(call, kind, '', False) for call, kinds in
     (('read', 'EIO'), ('write', 'EIO ENOSPC EDQUOT'), ('open', 'EIO EACCES EMFILE ENOSPC EOPNOTSUPP'), ('close', 'EIO ENOSPC'), ('fsync', 'EIO ENOSPC'),
      ('rename', 'EIO ENOSPC'), ('linkat', 'EIO ENOSPC EOPNOTSUPP'), ('stat', 'EIO EACCES'), ('fstat', 'EIO'), ('lseek', 'EIO'),
      ('fcntl', 'EMFILE'), ('fchmod', 'EIO'), ('fchown', 'EIO'), ('readlink', 'EIO'), ('access', 'EACCES'))
     for kind in kinds.split()] + \
    [('write', 'ENOSPC', '-', False), ('open', 'EMFILE', '-', False), ('read', 'EIO', '-', False)] + \
    [(call, kind, on, True) for call, kind in
     (('read', 'EINTR'), ('read', 'EAGAIN'), ('read', 'short'), ('write', 'EINTR'), ('write', 'EAGAIN'), ('write', 'short'),
      ('open', 'EINTR'), ('close', 'EINTR'), ('fsync', 'EINTR'), ('rename', 'EINTR'), ('linkat', 'EINTR'), ('stat', 'EINTR'),
      ('poll', 'EINTR'), ('getrandom', 'EAGAIN'), ('getrandom', 'short'), ('mmap', 'ENOMEM'), ('madvise', 'EIO'),
      ('pthread_create', 'EAGAIN'))
     for on in ('', '-')]


def old_at(at):
    """What the files hold that the Nth run is to write: every other time there are none."""
    return OLD if at % 2 == 0 else None


class Sweep:
    def __init__(self, top, variant, room):
        self.libraries = top / 'bin' / ('.' + variant) / 'faults'
        self.tools = top / 'bin' if variant == 'plain' else top / 'bin' / ('.' + variant) / 'bin'
        self.variant = variant
        self.room = pathlib.Path(room)
        self.env = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0:exitcode=99:verify_asan_link_order=0',
                    'UBSAN_OPTIONS': 'halt_on_error=1:exitcode=99'}
        self.expected = samples.prepare(self.tools, self.room / 'shop', self.env)
        self.counts = collections.defaultdict(collections.Counter)  # of each tool
        self.reached = collections.Counter()  # the largest N of each tool
        self.problems = []
        self.lock = threading.Lock()

    def run(self, command, fault, at):
        """Runs it in a new folder. Returns what became of it and how many calls were told of."""
        name, tool, args = command
        call, kind, on, _ = fault
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.room))
        told = os.memfd_create('told')
        try:
            run = samples.Run(self.tools / tool, args, self.room / 'shop', folder)
            for file in run.files if old_at(at) else ():
                (folder / file).write_bytes(old_at(at))
            library = self.libraries / ('memory.so' if call == 'memory' else 'calls.so')
            env = dict(self.env, LD_PRELOAD=str(library), FAULT_CALL=call, FAULT_AT='%d%s' % (at, on if at else ''), FAULT_KIND=kind, FAULT_FD=str(told))
            try:
                done = run.go(samples.STDIN.get(name), env=env, pass_fds=(told,))
            except subprocess.TimeoutExpired:
                return None, 1
            return (done.returncode, done.stdout, done.stderr, run.written(), run.files), os.fstat(told).st_size
        finally:
            os.close(told)
            shutil.rmtree(folder)

    def judge(self, command, fault, at, result):
        """None, or what is wrong with it."""
        if result is None:
            return 'hangs'
        status, out, err, files, named = result
        wanted = self.expected[command[0]]
        if status < 0 or status == 99:
            return 'ends with %d: %s' % (status, err[-2000:].decode('utf-8', 'replace'))
        if set(files) - named:
            return 'leaves behind %s' % sorted(set(files) - named)
        for file, data in files.items():
            if data not in (wanted[3][file], old_at(at)):
                return '%s is neither old nor new: %d bytes' % (file, len(data))
        if status == wanted[0]:
            quiet = err == wanted[2] or fault[0] == 'write'  # a failed write may be that of a message
            return None if quiet and out == wanted[1] and files == wanted[3] else 'status %d, but the output is not whole; stderr: %r' % (status, err)
        if fault[3]:
            return 'it is not got over: status %d, %r' % (status, err)
        if status != 2:
            return 'status %d, not 2: %r' % (status, err)
        return None if MESSAGE.search(err) or fault[:3] == ('write', fault[1], '-') else 'no message: %r' % err

    def points(self, total, limit):
        """The N that are tried: the first half of the limit, the last quarter, and some between; None is all of them."""
        if not limit or total <= limit:
            return None
        points = list(range(1, total + 1))
        head, tail = max(1, limit // 2), limit // 4
        middle = points[head:total - tail]
        return points[:head] + middle[::len(middle) // max(1, limit - head - tail) + 1] + points[total - tail:]

    def results(self, command, fault, limit):
        """(N, what became of it, whether anything failed) for all N in question, and one beyond them."""
        _, total = self.run(command, fault, 0)
        points = self.points(total, limit)
        if fault[0] == 'memory' and not self.run(command, ('pthread_create', 'EAGAIN', '', True), 0)[1]:
            for at, result in divided.Division(self, command, fault, points, old_at).results():
                yield at, result, at > 0
            return
        for at in points or range(1, total + 1):
            yield at, *self.run(command, fault, at)
        after = total + 1
        hit = not points
        while hit:  # threads: a few more calls than were counted
            result, hit = self.run(command, fault, after)
            yield after, result, hit
            after += 1

    def sweep(self, command, fault, limit):
        last = 0
        for at, result, hit in self.results(command, fault, limit):
            last = max(last, at)
            wrong = self.judge(command, fault, at, result) if at else self.judge(command, fault, last + 1, result)
            with self.lock:
                same = not wrong and result[0] == self.expected[command[0]][0]
                self.counts[command[1]]['untouched' if not hit else 'wrong' if wrong else 'survived' if same else 'stopped'] += 1
                self.reached[command[1]] = max(self.reached[command[1]], at if hit else 0)
                if wrong:
                    self.problems.append('%s: %s %s at %d%s: %s' % (command[0], fault[0], fault[1], at, fault[2], wrong))


def report(sweep, commands, faults):
    for tool, c in sorted(sweep.counts.items()):
        print('sweep.py: %-16s N to %5d: %6d runs: %d stopped with an error, %d got over it, %d untouched, %d wrong' %
              (tool, sweep.reached[tool], sum(c.values()), c['stopped'], c['survived'], c['untouched'], c['wrong']))
    c = sum(sweep.counts.values(), collections.Counter())
    print('sweep.py: %d commands, %d faults: %d runs stopped with an error, %d got over it, %d were untouched; %d problems' %
          (commands, faults, c['stopped'], c['survived'], c['untouched'], len(sweep.problems)))
    return 1 if sweep.problems or not c['stopped'] + c['survived'] else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--variant', default='plain')
    parser.add_argument('--limit', type=int, default=0)
    parser.add_argument('--calls', default='')
    parser.add_argument('--workers', type=int, default=os.cpu_count() or 1)
    parser.add_argument('--show', type=int, default=40)
    parser.add_argument('words', nargs='*')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get('FAULT_ROOM')) as room:
        sweep = Sweep(samples.TOP, args.variant, room)
        commands = [c for c in samples.COMMANDS if not args.words or any(w in c[0] or w in c[1] for w in args.words)]
        faults = [f for f in FAULTS if not args.calls or f[0] in args.calls.split(',')]
        with concurrent.futures.ThreadPoolExecutor(args.workers) as pool:
            jobs = [pool.submit(sweep.sweep, c, f, args.limit) for c in commands for f in faults]
            for job in jobs:
                job.result()
    for problem in sweep.problems[:args.show]:
        print(problem)
    return report(sweep, len(commands), len(faults))


if __name__ == '__main__':
    sys.exit(main())
