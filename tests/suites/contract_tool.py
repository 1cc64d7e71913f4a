# SPDX-License-Identifier: MIT
"""A tool under the conditions of the contract, as an entry of tests/contract/tools.json describes it."""
import os
import re
import tempfile

from suites import check, text

MESSAGE = re.compile(r'^[a-z-]+: [^\n]+\n')


class Tool:
    def __init__(self, env, name, spec):
        self.env, self.name = env, name
        self.args, self.input, self.needs = spec['args'], spec['input'].encode(), spec['needs']

    def argv(self, path, extra=()):
        return [self.env.bin / self.name] + list(extra) + [a.replace('{}', str(path)) for a in self.args]

    def run(self, path, extra=(), **kwargs):
        return self.env.run(self.argv(path, extra), **kwargs)

    def on(self, data, extra=(), **kwargs):
        """Runs the tool on these bytes, from a file."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'input.csv')
            with open(path, 'wb') as f:
                f.write(data)
            return self.run(path, extra, **kwargs)

    def expected(self):
        done = self.on(self.input)
        check(done.returncode == 0 and not done.stderr, 'the plain run fails: ' + text(done.stderr))
        check(done.stdout, 'the plain run prints nothing')
        return done.stdout


def fails(done, *words):
    """Status 2, one readable line, nothing half-done on standard output."""
    check(done.returncode == 2, 'status %d, not 2; stderr: %s' % (done.returncode, text(done.stderr or b'')))
    err = text(done.stderr or b'')
    check(MESSAGE.match(err), 'no message of the form "tool: what": %r' % err)
    for word in words:
        check(word in err, '%r does not say %r' % (err, word))
