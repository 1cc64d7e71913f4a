# SPDX-License-Identifier: MIT
"""Manuals: every tool has one, mandoc has nothing to say, the options agree with --help, and the examples are run.

An example is a literal block (.Bd -literal ... .Ed) with lines that begin with "$ ": commands for sh, run in a folder that
holds a copy of samples/; what follows up to the next command is the exact output."""
import re
import shutil
import tempfile

from suites import TOOLS, Failure, check, same, text


def unescape(line):
    for roff, plain in ((r'\(dq', '"'), (r'\(aq', "'"), (r'\e', '\\'), (r'\-', '-'), (r'\&', ''), (r'\(ti', '~'), (r'\(ha', '^'),
                        (r'\(ga', '`'), (r'\(rs', '\\')):
        line = line.replace(roff, plain)
    return line


def examples(page):
    """Yields (first command, [(command, output), ...]) for each literal block that holds commands."""
    for block in re.findall(r'^\.Bd -literal[^\n]*\n(.*?)^\.Ed', page.read_text(), re.M | re.S):
        steps = []
        for line in block.splitlines():
            line = unescape(line)
            if line.startswith('$ '):
                steps.append([line[2:], []])
            elif steps and steps[-1][0].endswith('\\'):
                steps[-1][0] += '\n' + line
            elif steps:
                steps[-1][1].append(line + '\n')
        if steps:
            yield steps[0][0], [(command, ''.join(out)) for command, out in steps]


def readme_steps(page):
    """The README's pipeline: indented lines that begin with "$ ", and what they print."""
    steps = []
    for line in page.read_text().splitlines():
        if line.startswith('    $ '):
            steps.append([line[6:], []])
        elif steps and steps[-1][0].endswith('\\'):
            steps[-1][0] += '\n' + line
        elif steps and line.startswith('    '):
            steps[-1][1].append(line[4:] + '\n')
        elif steps:
            break
    return [(command, ''.join(out)) for command, out in steps]


def run_readme(env):
    steps = readme_steps(env.top / 'README.md')
    check(len(steps) > 1 and any(out for _, out in steps), 'README.md shows no pipeline with its output')
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(env.top / 'samples' / 'shop', scratch + '/shop')
        for command, expected in steps:
            done = env.run(['sh', '-c', command], cwd=scratch + '/shop')
            check(done.returncode == 0, '%s\nfails: %s' % (command, text(done.stderr)))
            same('output of ' + command, done.stdout + done.stderr, expected.encode())


def run_example(env, steps):
    with tempfile.TemporaryDirectory() as scratch:
        if (env.top / 'samples').is_dir():
            shutil.copytree(env.top / 'samples', scratch + '/samples')
        for command, expected in steps:
            done = env.run(['sh', '-c', command], cwd=scratch)
            if done.stderr and text(done.stderr) not in expected:
                raise Failure('%s\nsays on stderr: %s' % (command, text(done.stderr)))
            same('output of ' + command, done.stdout + done.stderr, expected.encode())


def options_of_help(env, tool):
    out = text(env.run([env.bin / tool, '--help']).stdout)
    own = out.split('Alike in every tool')[0]
    return set(re.findall(r'^\s+(?:-\w, )?(--[a-z-]+)', own, re.M)), out


def options_of_manual(page):
    return {'--' + o.replace('\\-', '-') for o in re.findall(r'^\.It Fl (?:[a-zA-Z] , Fl |[a-zA-Z] Ns , Fl )?Fl ([a-z\\-]+)', page, re.M)} | \
           {'--' + o.replace('\\-', '-') for o in re.findall(r'^\.It Fl \w Ns , (?:Fl )?Fl ([a-z\\-]+)', page, re.M)} | \
           {'--' + o.replace('\\-', '-') for o in re.findall(r'^\.It Fl -([a-z\\-]+)', page, re.M)} | \
           {'--' + o.replace('\\-', '-') for o in re.findall(r'^\.It Fl \w , Fl -([a-z\\-]+)', page, re.M)}


def cases(env):
    yield 'README.md/pipeline', lambda: run_readme(env)
    for tool in TOOLS:
        page = env.top / 'man' / (tool + '.1')

        def exists(page=page):
            check(page.exists(), '%s is missing' % page.name)
            for section in ('NAME', 'SYNOPSIS', 'DESCRIPTION', 'EXIT STATUS', 'EXAMPLES', 'DIAGNOSTICS', 'SEE ALSO', 'CAVEATS'):
                check(re.search(r'^\.Sh "?%s"?$' % section, page.read_text(), re.M), 'no section %s' % section)
            check(any(True for _ in examples(page)), 'no example that can be run')
        yield tool + '/sections', exists

        def options(tool=tool, page=page):
            said, _ = options_of_help(env, tool)
            written = options_of_manual(page.read_text())
            check(said == written, 'only in --help: %s; only in the manual: %s' %
                  (sorted(said - written), sorted(written - said)))
        yield tool + '/options', options
    for page in sorted((env.top / 'man').glob('*.[17]')):
        def lint(page=page):
            done = env.run(['mandoc', '-Tlint', '-Wwarning', page])
            check(done.returncode == 0 and not done.stdout, text(done.stdout))
        yield page.name + '/lint', lint
        for number, (first, steps) in enumerate(examples(page), 1):
            yield '%s/example-%d' % (page.name, number), lambda steps=steps: run_example(env, steps)
