# SPDX-License-Identifier: MIT
"""Golden cases: tests/cli/TOOL/CASE/cmd is run with sh; stdout, stderr and status are compared byte for byte with the
files out, err (none: empty) and status (none: 0). Status 77 means skipped. --update-golden rewrites them."""
import os
import shutil
import tempfile

from suites import Skip, same


def update(folder, got):
    for name, data in got.items():
        path = folder / name
        if data and not (name == 'status' and data == b'0\n'):
            path.write_bytes(data)
        elif path.exists():
            path.unlink()


def run_case(env, folder):
    """Runs in a copy, so that what a command writes never stays in the tree, whether or not the expected files are rewritten."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = os.path.join(scratch, folder.name)
        shutil.copytree(folder, copy)
        done = env.run(['sh', '-eu', 'cmd'], cwd=copy)
    if done.returncode == 77:
        raise Skip('needs ../shared/data')
    got = {'out': done.stdout, 'err': done.stderr, 'status': b'%d\n' % done.returncode}
    if env.update:
        update(folder, got)
        return
    for name, data in got.items():
        path = folder / name
        expected = path.read_bytes() if path.exists() else (b'0\n' if name == 'status' else b'')
        same(name, data, expected)


def cases(env):
    for cmd in sorted((env.tests / 'cli').glob('*/*/cmd')):
        folder = cmd.parent
        yield '%s/%s' % (folder.parent.name, folder.name), lambda folder=folder: run_case(env, folder)
