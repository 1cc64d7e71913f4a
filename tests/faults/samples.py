# SPDX-License-Identifier: MIT
"""What all tools are asked to do in the sweeps: the sample shop's commands, and some that reach other ways in and out.

Each command reads files of one folder, which prepare() fills; @out, @bad, @held and @in stand for files of the run."""
import pathlib
import shutil
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
NOW = '2026-03-10T08:30:00+02:00'
ZONE = ['--tz', 'Europe/Athens']
HOURS = ['--hours', 'mon-fri=09:00-17:00;sat=10:00-14:00', '--holidays', 'holidays.csv']
ANSWERS = ['--responses', 'google.csv', '--responses', 'qualtrics.csv']
OUT = ['-o', '@out']

# Name, tool, arguments; in this order they make the files that later ones read (a name with .csv or .state is kept).
COMMANDS = [
    ('google.csv', 'ingest-survey', ZONE + ['--date-order', 'dmy'] + OUT + ['survey_google_forms.csv']),
    ('qualtrics.csv', 'ingest-survey', OUT + ['survey_qualtrics.csv']),
    ('codebook', 'ingest-survey', ['--emit-codebook'] + OUT + ['survey_qualtrics.csv']),
    ('toned.csv', 'flag-tone', ZONE + OUT + ['messages.csv']),
    ('findings.csv', 'flag-tone', ZONE + ['--findings', '--exit-code'] + OUT + ['messages.csv']),
    ('tagged.csv', 'tag-topics', OUT + ['toned.csv']),
    ('cases.csv', 'track-cases', ZONE + HOURS + ['--as-of', NOW] + OUT + ['tagged.csv']),
    ('agents', 'rank-touchpoints', ['--by', 'agent'] + OUT + ['cases.csv']),
    ('tickets', 'due-followups', ZONE + ['--as-of', NOW] + OUT + ['tickets_zendesk.csv']),
    ('counter.state', 'score-loyalty', ['--emit-state', '-e', 'orders:WINDOWS-1253', '--decimal', ',', '--date-order', 'dmy',
                                        '--currency', 'EUR', '--customers', 'customers.csv'] + OUT + ['invoices_backoffice.csv']),
    ('web.state', 'score-loyalty', ['--emit-state'] + ZONE + ['--customers', 'customers.csv', '--cases', 'cases.csv'] + ANSWERS + OUT +
     ['orders_shopify.csv']),
    ('loyalty.csv', 'score-loyalty', ['--merge-state'] + ZONE + ['--as-of', NOW] + OUT + ['counter.state', 'web.state']),
    ('scored', 'score-loyalty', ZONE + ['--as-of', NOW, '--customers', 'customers.csv'] + OUT + ['orders_shopify.csv']),
    ('scored-many', 'score-loyalty', ['--as-of', '2026-03-10'] + OUT + ['many_orders.csv']),
    ('ranked-many', 'rank-touchpoints', ['--as-of', '2026-03-10'] + OUT + ['many_answers.csv']),
    ('today', 'due-followups', ['--exit-code'] + ZONE + HOURS + ['--as-of', NOW, '--messages', 'tagged.csv', '--customers', 'customers.csv',
                                '--orders', 'deliveries.csv'] + ANSWERS + ['--loyalty', 'loyalty.csv', '--price-cuts', 'price_cuts.csv',
                                '--campaigns', 'campaigns.csv', '--blocked', '@held'] + OUT + ['cases.csv']),
    ('calendar', 'due-followups', ZONE + ['--as-of', NOW, '--customers', 'customers.csv', '--format', 'ics'] + OUT + ['cases.csv']),
    ('touchpoints', 'rank-touchpoints', ['--period', 'month', '--as-of', '2026-03-10', '--customers', 'customers.csv', '--loyalty',
                                         'loyalty.csv'] + OUT + ['google.csv', 'qualtrics.csv']),
    ('slips', 'rank-touchpoints', ['--by', 'agent,category', '--direction', 'out', '--messages', 'messages.csv'] + OUT + ['findings.csv']),
    ('card', 'brief-customer', ZONE + ['--as-of', NOW, '--cases', 'cases.csv', '--customers', 'customers.csv', '--orders',
                                       'orders_shopify.csv', '--loyalty', 'loyalty.csv', '--messages', 'tagged.csv'] + ANSWERS + OUT + ['K024']),
    ('rejects', 'track-cases', ZONE + ['--as-of', NOW, '-v', '-r', '@bad'] + OUT + ['ragged.csv']),
    ('pipes', 'tag-topics', ['--jobs', '1', '-']),
    ('shared', 'tag-topics', ['--jobs', '3', '-v', '--disable', 'all', '--rules', 'few_rules.csv', '-r', '@bad'] + OUT + ['spoilt_messages.csv']),
    ('spreadsheet', 'rank-touchpoints', ['--for-spreadsheet=eu'] + OUT + ['google.csv']),
    ('lines', 'tag-topics', ['--records', 'line'] + OUT + ['lines.csv']),
    ('toned-few', 'flag-tone', ZONE + OUT + ['few_messages.csv']),
    ('findings-few', 'flag-tone', ZONE + ['--findings', '--exit-code'] + OUT + ['few_messages.csv']),
    ('topics-few', 'tag-topics', OUT + ['few_messages.csv']),
    ('topic-findings-few', 'tag-topics', ['--findings'] + OUT + ['few_messages.csv']),
]
FEW = [0, 33, 57, 61]  # complaint, policy, no more letters, too familiar: rows of messages.csv
STDIN = {'pipes': 'many_messages.csv'}
STATUS = {'findings.csv': 3, 'findings-few': 3, 'today': 3, 'rejects': 1, 'shared': 1}
SAY = {'rejects', 'shared'}  # they say something, with -v


class Run:
    """One command in a folder of its own for what it writes."""

    def __init__(self, tool, args, shop, folder):
        self.shop, self.folder = shop, folder
        places = {'@out': folder / 'out', '@bad': folder / 'bad', '@held': folder / 'held'}
        self.argv = [str(tool)] + [str(places.get(a, a)) for a in args]
        self.files = {p.name for at, p in places.items() if at in args}

    def go(self, stdin=None, timeout=60, **kwargs):
        with open(self.shop / stdin if stdin else '/dev/null', 'rb') as f:
            done = subprocess.run(self.argv, cwd=self.shop, stdin=f, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, **kwargs)
        done.stderr = done.stderr.replace(str(self.folder).encode() + b'/', b'')  # the same in each run
        return done

    def written(self):
        return {p.name: p.read_bytes() for p in self.folder.iterdir()}


def more_inputs(shop):
    """Inputs that the shop has not: large enough to be mapped and shared among threads, and with a bad row."""
    rows = ['customer_id,order_id,ordered_at,amount']
    rows += ['C%d,%d,2025-%02d-%02d,%d.%02d' % (i * 7 % 613, i, i % 12 + 1, i % 28 + 1, i % 97 + 1, i % 100) for i in range(9000)]
    (shop / 'many_orders.csv').write_text('\n'.join(rows) + '\n')
    rows = ['response_id,customer_id,answered_at,touchpoint,metric,score,comment']
    rows += ['R%d,C%d,2026-01-%02d,%s,nps,%d,number %d' % (i // 3, i // 3 % 97, i % 28 + 1, ('shop', 'phone')[i % 2], i % 11 * 10, i % 50)
             for i in range(3000)]
    (shop / 'many_answers.csv').write_text('\n'.join(rows) + '\n')
    head, *body = (shop / 'messages.csv').read_bytes().splitlines(keepends=True)
    (shop / 'ragged.csv').write_bytes(head + b''.join(body[:60]) + b'too,few\n' + b''.join(body[60:]))
    (shop / 'few_messages.csv').write_bytes(head + b''.join(body[i] for i in FEW))
    plain = b'message_id,language,text\n' + b''.join(b'%d,en,Where is my parcel number %d?\n' % (i, i) for i in range(3000))
    (shop / 'spoilt_messages.csv').write_bytes(plain.replace(b'\n700,en', b'\n700').replace(b'\n2900,en', b'\n2900'))
    (shop / 'few_rules.csv').write_bytes(b'id,lang,role,category,severity,pattern,example_hit,example_ok\n'
                                         b'lost,en,customer,delivery,warn,where is my (parcel|order),Where is my parcel?,My parcel is here.\n')
    (shop / 'many_messages.csv').write_bytes(plain)
    (shop / 'lines.csv').write_bytes(b'message_id,language,text\n1,en,"Nobody answers\\nthe telephone"\n2,en,"Late, again"\n')


def prepare(tools, shop, env):
    """Fills the folder and runs every command once. Returns {name: (status, standard output, standard error, files)}."""
    shutil.copytree(TOP / 'samples' / 'shop', shop, dirs_exist_ok=True)
    more_inputs(shop)
    found = {}
    for name, tool, args in COMMANDS:
        folder = shop.parent / ('first-' + name)
        folder.mkdir()
        run = Run(tools / tool, args, shop, folder)
        done = run.go(STDIN.get(name), env=env)
        if done.returncode != STATUS.get(name, 0) or (done.stderr and name not in SAY):
            raise RuntimeError('%s: status %d: %s' % (name, done.returncode, done.stderr.decode('utf-8', 'replace')))
        found[name] = done.returncode, done.stdout, done.stderr, run.written()
        if '.' in name:
            shutil.copy(folder / 'out', shop / name)
    return found
