# SPDX-License-Identifier: MIT
"""samples/explore.sh, its pictures, and samples/recipes with the real programs. A case whose program is absent is skipped."""
import os
import pathlib
import re
import shutil
import tempfile
import xml.etree.ElementTree

from suites import Failure, Skip, check, text

PICTURES = ('load', 'nps', 'segments', 'touchpoints', 'waiting')


def need(*programs):
    absent = [p for p in programs if shutil.which(p) is None]
    if absent:
        raise Skip('no ' + ', '.join(absent))


def must(the, argv, stderr=b'', **kwargs):
    done = the.run(argv, **kwargs)
    check(done.returncode == 0 and (stderr is None or done.stderr == stderr),
          '%s: status %d\n%s' % (argv, done.returncode, text(done.stdout[-2000:] + done.stderr[-2000:])))
    return text(done.stdout)


def explore_sample(env, scratch):
    out = must(env, ['sh', env.top / 'samples/explore.sh', env.top / 'samples/shop', scratch / 'look'], cwd=scratch)
    kinds = dict(re.findall(r'^  (\S+\.csv) +(\w.*|\(.*\))$', out, re.M))
    for name, kind in (('customers', 'customers'), ('deliveries', 'deliveries'), ('invoices_backoffice', 'orders'),
                       ('messages', 'messages'), ('orders_shopify', 'orders'), ('survey_google_forms', 'survey'),
                       ('survey_qualtrics', 'survey'), ('tickets_zendesk', 'tickets'),
                       ('holidays', '(nothing that is looked at here)')):
        check(kinds.get(name + '.csv') == kind, '%s is taken for %s\n%s' % (name, kinds.get(name + '.csv'), out))
    for table in ('nps', 'touchpoints', 'agents', 'loyalty', 'segments', 'today'):
        check((scratch / 'look' / (table + '.csv')).read_bytes().count(b'\n') > 1, 'no rows in %s.csv' % table)
    left = [f.name for f in (scratch / 'look').iterdir() if f.name.startswith('rejected')]
    check(not left, 'rejects of a clean folder: %s' % left)


def explore_own(env, scratch):
    """A folder of one's own with blanks in its names, a bad row, a file in an encoding that nobody has named, and no gnuplot."""
    folder = scratch / 'our exports'
    folder.mkdir()
    (folder / 'web orders.csv').write_text('Kunde;Bestellt;Betrag\n' + ''.join(
        'K%d;2026-0%d-%02d;%d.50\n' % (n % 7, 1 + n % 3, 1 + n, n) for n in range(20)) + 'K1;31 Brumaire;3.00\n')
    (folder / 'web orders.csv.options').write_text('# what the shop calls them\n--map=orders:customer_id=Kunde\n'
                                                    '--map=orders:ordered_at=Bestellt\n--map=orders:amount=Betrag\n')
    (folder / 'αρχείο.csv').write_bytes('Πελάτης;Ημερομηνία;Αξία\n1;01/02/2026;3,50\n'.encode('cp1253'))
    bare = scratch / 'bare'
    bare.mkdir()
    for program in ('awk', 'sh', 'sed', 'grep', 'head', 'tail', 'cut', 'cat', 'tr', 'sort', 'date', 'dirname', 'basename', 'mktemp',
                    'mkdir', 'rm', 'wc', 'paste', 'uniq'):
        os.symlink(shutil.which(program), bare / program)
    done = env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / 'look'], cwd=scratch,
                   env=env.environ(PATH='%s:%s' % (env.bin, bare), AS_OF='2026-04-01', ZONE='UTC'))
    out = text(done.stdout)
    check(done.returncode == 0, out + text(done.stderr))
    check(re.search(r'web orders\.csv +orders', out), out)
    check('use --encoding WINDOWS-1253' in out and 'αρχείο.csv.options' in out, out)
    check(b'31 Brumaire' in (scratch / 'look/rejected-web orders.csv').read_bytes(), 'the bad row is not in the rejects')
    check('1 row' in text(done.stderr), text(done.stderr))
    check('with gnuplot installed there are pictures too' in out, out)
    check((scratch / 'look/loyalty.csv').read_text().count('\n') == 8, 'not 7 customers')
    empty = scratch / 'empty'
    empty.mkdir()
    done = env.run(['sh', env.top / 'samples/explore.sh', empty, scratch / 'none'], cwd=scratch)
    check(done.returncode == 2 and b'no orders, messages, tickets or surveys' in done.stderr, text(done.stderr))


def pictures(env, scratch):
    """Each picture is drawn in both formats, its text stays on the page, and names with quotes and markup are shown as they are."""
    need('gnuplot', 'rsvg-convert')
    shop = scratch / 'shop'
    shutil.copytree(env.top / 'samples/shop', shop)
    messages = (shop / 'messages.csv').read_text()
    (shop / 'messages.csv').write_text(messages.replace('Nikos Saridis', 'N_o^s {S} $(touch x) O\'Saridis'))
    environ = env.environ(PICTURES='svg', AS_OF='2026-03-10T08:30:00+02:00', ZONE='Europe/Athens')
    must(env, ['sh', env.top / 'samples/explore.sh', shop, scratch / 'look'], cwd=scratch, env=environ)
    for picture in PICTURES:
        svg = scratch / 'look' / (picture + '.svg')
        words = [''.join(t.itertext()).strip() for t in xml.etree.ElementTree.parse(svg).iter('{http://www.w3.org/2000/svg}text')]
        check(any(w.startswith('Source: ') for w in words), '%s names no source: %s' % (picture, words))
        check(len(words) > 8, '%s says too little: %s' % (picture, words))
        if picture in ('waiting', 'load'):
            check(any('N_o^s {S} $(touch x) O\'Saridis' in w for w in words), '%s has lost a name: %s' % (picture, words))
        must(env, ['rsvg-convert', '-o', scratch / (picture + '.png'), svg])
    check(not (scratch / 'x').exists(), 'a name was run')
    png = scratch / 'nps.png'
    must(env, ['gnuplot', '-c', env.top / 'samples/plots/nps.gp', scratch / 'look/nps.csv', png], env=env.environ(LC_ALL='C.UTF-8'))
    check(png.read_bytes()[:4] == b'\x89PNG', 'no PNG')


CASES = [explore_sample, explore_own, pictures]


def cases(env):
    for function in CASES:
        def case(function=function):
            with tempfile.TemporaryDirectory() as scratch:
                function(env, pathlib.Path(scratch))
        if env.variant == 'plain' and env.tests == env.top / 'tests':
            yield function.__name__, case
