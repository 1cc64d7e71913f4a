# SPDX-License-Identifier: MIT
"""Golden cases: tests/cli/TOOL/CASE/cmd is run with sh; stdout, stderr and status are compared byte for byte with the
files out, err (none: empty) and status (none: 0). Status 77 means skipped. --update-golden rewrites them."""
import os
import shutil
import tempfile

from suites import Skip, same


def run_case(env, folder):
    done = env.run(['sh', '-eu', 'cmd'], cwd=folder)
    if done.returncode == 77:
        raise Skip('needs ../shared/data')
    got = {'out': done.stdout, 'err': done.stderr, 'status': b'%d\n' % done.returncode}
    for name, data in got.items():
        path = folder / name
        if env.update and env.tests == env.top / 'tests':
            if data and not (name == 'status' and data == b'0\n'):
                path.write_bytes(data)
            elif path.exists():
                path.unlink()
            continue
        expected = path.read_bytes() if path.exists() else (b'0\n' if name == 'status' else b'')
        same(name, data, expected)


def cases(env):
    for cmd in sorted((env.tests / 'cli').glob('*/*/cmd')):
        folder = cmd.parent

        def case(folder=folder):
            if env.update:
                return run_case(env, folder)
            # a copy, so that what a command writes never stays in the tree
            with tempfile.TemporaryDirectory() as scratch:
                copy = os.path.join(scratch, folder.name)
                shutil.copytree(folder, copy)
                return run_case(env, type(folder)(copy))
        yield '%s/%s' % (folder.parent.name, folder.name), case
