# SPDX-License-Identifier: MIT
"""One run of a command that tries many N: at each of them the process divides, and the child's call fails (divide.h)."""
import os
import pathlib
import select
import shutil
import signal
import struct
import subprocess
import tempfile

import samples

HANGS = 60  # seconds
REPORT = struct.Struct('qq')
BEFORE = -1  # in place of a child's status: it is about to be made


class Division:
    """A command that is run so, in a new folder. results() gives (N, what became of it) for each N, and at last for the run itself,
    which nothing has befallen; what became of it is None when it hung, which ends the run. Names that `old` says hold old data."""

    def __init__(self, state, command, fault, points, old):
        self.state, self.command, self.fault, self.points, self.old = state, command, fault, points, old

    def results(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.state.room))
        self.outputs = [tempfile.NamedTemporaryFile(dir=self.state.room) for _ in range(2)]
        told, tell = os.pipe()
        wait, go = os.pipe()
        try:
            process = self.start(tell, wait)
            os.close(tell)
            yield from self.listen(process, told, go)
        finally:
            for fd in (told, wait, go):
                os.close(fd)
            for f in self.outputs:
                f.close()
            shutil.rmtree(self.folder)

    def start(self, tell, wait):
        name, tool, args = self.command
        call, kind, on, _ = self.fault
        self.run = samples.Run(self.state.tools / tool, args, self.state.room / 'shop', self.folder)
        self.put, self.done = {}, {}
        self.tidy(1)
        env = dict(self.state.env, LD_PRELOAD=str(self.state.libraries / 'memory.so'), FAULT_CALL=call, FAULT_KIND=kind,
                   FAULT_AT=(','.join(map(str, self.points)) if self.points else 'each') + on, FAULT_FD=str(tell), FAULT_GO=str(wait))
        stdin = samples.STDIN.get(name)
        with open(self.run.shop / stdin if stdin else '/dev/null', 'rb') as f:
            return subprocess.Popen(self.run.argv, cwd=self.run.shop, env=env, stdin=f, stdout=self.outputs[0], stderr=self.outputs[1],
                                    pass_fds=(tell, wait), start_new_session=True)

    def tidy(self, at):
        """The folder as the Nth call's child is to find it: what the run itself has already put there, and old files."""
        for name, inode in self.found().items():
            if self.put.get(name) == inode:
                (self.folder / name).unlink()
        for name in self.run.files - self.found().keys() if self.old(at) else ():
            (self.folder / name).write_bytes(self.old(at))
        self.put = {name: inode for name, inode in self.found().items() if name not in self.done}

    def found(self):
        return {p.name: p.stat().st_ino for p in self.folder.iterdir()}

    def before(self, at):
        """Before a child is made: files that are not as they were left are the run's own."""
        now = self.found()
        self.done = {name: (self.folder / name).read_bytes() for name, inode in now.items() if self.put.get(name) != inode}
        self.tidy(at)

    def after(self):
        """After a child has been looked at."""
        for name in self.found():
            if name not in self.done:
                (self.folder / name).unlink()
        for name, data in self.done.items():
            (self.folder / name).write_bytes(data)
        self.put = {}  # numbers of files that are gone may be given again

    def seen(self, status):
        out, err = (os.pread(f.fileno(), os.fstat(f.fileno()).st_size, 0) for f in self.outputs)
        err = err.replace(str(self.folder).encode() + b'/', b'')
        return status, out, err, self.run.written(), self.run.files

    def listen(self, process, told, go):
        at = 0
        while True:
            if not select.select([told], [], [], HANGS)[0]:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                yield at + 1, None
                return
            report = os.read(told, REPORT.size)
            if len(report) < REPORT.size:
                break
            at, status = REPORT.unpack(report)
            if status == BEFORE:
                self.before(at)
            else:
                yield at, self.seen(os.waitstatus_to_exitcode(status))
                self.after()
            os.write(go, b'!')
        yield 0, self.seen(process.wait())
