# SPDX-License-Identifier: MIT
"""samples/explore.sh and its pictures. A case whose program is absent is skipped."""
import csv
import os
import re
import shutil
import xml.etree.ElementTree

from suites import check, must, need, plain_cases, text

PICTURES = ('load', 'nps', 'segments', 'touchpoints', 'waiting')


def explore_sample(env, scratch):
    out = must(env, ['sh', env.top / 'samples/explore.sh', env.top / 'samples/shop', scratch / 'look'], cwd=scratch,
               env=env.environ(PICTURES='none'))
    kinds = {name: kind for kind, name in re.findall(r'^  (\S+) +(\S+\.csv)$', out, re.M)}
    for name, kind in (('customers', 'customers'), ('deliveries', 'deliveries'), ('invoices_backoffice', 'orders'),
                       ('messages', 'messages'), ('orders_shopify', 'orders'), ('survey_google_forms', 'survey'),
                       ('survey_qualtrics', 'survey'), ('tickets_zendesk', 'tickets'),
                       ('holidays', '-')):
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
    (folder / 'book.xlsx').write_bytes(b'PK')
    (folder / 'numbers.csv').write_text('id,label\n1,a\n2,b\n') # keys, but nobody's name: no list of customers
    bare = scratch / 'bare'
    bare.mkdir()
    for program in ('awk', 'sh', 'sed', 'grep', 'head', 'tail', 'cut', 'cat', 'tr', 'sort', 'date', 'dirname', 'basename', 'mktemp',
                    'mkdir', 'rm', 'wc', 'paste', 'uniq'):
        os.symlink(shutil.which(program), bare / program)
    done = env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / 'look'], cwd=scratch,
                   env=env.environ(PATH='%s:%s' % (env.bin, bare), AS_OF='2026-04-01', ZONE='UTC'))
    out = text(done.stdout)
    check(done.returncode == 0, out + text(done.stderr))
    check(re.search(r'orders +web orders\.csv', out), out)
    check(re.search(r'no CSV +book\.xlsx \(samples/recipes/', out) and re.search(r'^  - +numbers\.csv$', out, re.M), out)
    check('use --encoding WINDOWS-1253' in out and 'αρχείο.csv.options' in out, out)
    check(b'31 Brumaire' in (scratch / 'look/rejected-web orders.csv').read_bytes(), 'the bad row is not in the rejects')
    check('1 row' in text(done.stderr), text(done.stderr))
    check(re.search(r"\(the first: line \d+, Bestellt: '31 Brumaire", text(done.stderr)), text(done.stderr))
    check('with gnuplot installed there are pictures too' in out, out)
    check((scratch / 'look/loyalty.csv').read_text().count('\n') == 8, 'not 7 customers')
    empty = scratch / 'empty'
    empty.mkdir()
    done = env.run(['sh', env.top / 'samples/explore.sh', empty, scratch / 'none'], cwd=scratch)
    check(done.returncode == 2 and b'there is no CSV file in' in done.stderr, text(done.stderr))
    (empty / 'numbers.csv').write_text('id,label\n1,a\n')
    done = env.run(['sh', env.top / 'samples/explore.sh', empty, scratch / 'none'], cwd=scratch)
    check(done.returncode == 2 and b'no orders, messages, tickets or surveys' in done.stderr, text(done.stderr))


def explore_options(env, scratch):
    """What stands beside tickets and messages holds for all that reads them: a delimiter of their own, decimal commas, dates with slashes."""
    folder = scratch / 'exports'
    folder.mkdir()
    (folder / 'messages.csv').write_text('message_id,case_id,customer_id,sent_at,direction,channel,text\n'
                                         '1,T1,C1,03/02/2026 10:00,in,email,Where is my order?\n'
                                         '2,T2,C2,13/02/2026 10:00,in,email,My order is broken.\n'
                                         '3,T2,C2,13/02/2026 12:00,out,email,We are sorry for that.\n')
    (folder / 'messages.csv.options').write_text('--date-order=dmy\n--tz=Europe/Athens\n')
    (folder / 'tickets.csv').write_text('sep=^\ncase_id^customer_id^Opened, by whom^opened_at^case_status^agent^first_reply_hours\n'
                                        'T1^C1^"a ""quoted"" one^ here"^02/02/2026 09:00^open^Eva^0,5\n'
                                        'T2^C2^"two\nlines"^12/02/2026 09:00^solved^Roe, Bob^2,5\n'
                                        'T3^C3^^12/02/2026 09:00^open^Roe, Bob^3,5\n')
    (folder / 'tickets.csv.options').write_text('-d ^\n--decimal ,\n--date-order dmy\n--tz=Europe/Athens\n--map=agent=agent\n')
    run = lambda out: env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / out], cwd=scratch,
                              env=env.environ(PICTURES='none', AS_OF='2026-03-10', ZONE='UTC'))
    done = run('both')
    check(done.returncode == 0 and done.stderr == b'', text(done.stderr))
    cases = (scratch / 'both/cases.csv').read_text()
    check('2026-02-13T10:00:00+02:00' in cases and '"Roe, Bob"' in cases, cases)
    check(',T3,' in (scratch / 'both/today.csv').read_text(), 'the ticket without messages is not in the list')
    (folder / 'messages.csv').unlink()
    done = run('tickets')
    check(done.returncode == 0 and done.stderr == b'', text(done.stderr))
    check(re.search('"Roe, Bob",,first_reply_hours,2,2,3.00,', (scratch / 'tickets/agents.csv').read_text()),
          (scratch / 'tickets/agents.csv').read_text())


def explore_orders_of_dates(env, scratch):
    """Messages of several offices, each with an order of dates, a zone and an encoding of its own, are read together; so are deliveries in
    several encodings. Tickets are too, as far as they agree: which file does not, and why, is said."""
    folder = scratch / 'offices'
    folder.mkdir()
    header = 'message_id,case_id,customer_id,sent_at,direction,channel,agent,%s\n'
    (folder / 'athens.csv').write_text(header % 'text' + '1,T1,C1,03/02/2026 10:00,in,email,,Where is my order?\n')
    (folder / 'athens.csv.options').write_text('--date-order=dmy\n--tz=Europe/Athens\n')
    (folder / 'boston.csv').write_bytes((header % 'text' + '1,U1,D1,02/03/2026 10:00,in,email,,I want my money back now!\n').encode('utf-16'))
    (folder / 'boston.csv.options').write_text('--date-order=mdy\n--tz=America/New_York\n-e UTF-16\n')
    for people in ('people', 'more people'):
        (folder / (people + '.csv')).write_text('customer_id,email,name\nC1,c@example.org,%s\n' % people)
    (folder / 'łódź.csv').write_bytes(('Nr sprawy;Nr klienta;Wysłano;Kierunek;Kanał;Co napisano\n'
                                       '7;E1;3.02.2026 10:00;przychodząca;e-mail;Gdzie jest moja paczka?\n').encode('cp1250'))
    (folder / 'łódź.csv.options').write_text('-e WINDOWS-1250\n-m text=Co napisano\n--tz=Europe/Warsaw\n')
    for name, order in (('a desk', 'dmy'), ('b desk', 'mdy'), ('c desk', 'dmy')):
        (folder / (name + '.csv')).write_text('case_id,customer_id,opened_at,case_status\n%s1,%s,03/02/2026 09:00,open\n' % (name[0], name[0].upper()))
        (folder / (name + '.csv.options')).write_text('--date-order=%s\n' % order)
    for name, day, encoding in (('parcels', 'Ημερομηνία', 'cp1253'), ('pallets', 'Дата', 'cp1251')):
        (folder / (name + '.csv')).write_bytes(('order_id;customer_id;%s;status;expected_at\n%s;%s;2026-02-01;shipped;2026-03-04\n' %
                                                (day, name, name)).encode(encoding))
        (folder / (name + '.csv.options')).write_text('--encoding=%s\n--map=ordered_at=%s\n' % (encoding, day))
    done = env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / 'look'], cwd=scratch,
                   env=env.environ(PICTURES='none', ZONE='UTC', AS_OF='2026-03-10T12:00:00Z'))
    said = text(done.stderr)
    check(done.returncode == 0 and said.count('\n') == 1 and said.startswith('explore.sh: b desk.csv is left out: it has --date-order=mdy,'), said)
    check(re.search(r'people\.csv\n    \(left out: more people\.csv is the list of customers', text(done.stdout)), text(done.stdout))
    table = lambda name: list(csv.DictReader((scratch / 'look' / name).read_text().splitlines()))
    opened = {r['case_id']: r['opened_at'] for r in table('cases.csv')}
    check(opened == {'T1': '2026-02-03T08:00:00Z', 'U1': '2026-02-03T15:00:00Z', '7': '2026-02-03T09:00:00Z'}, opened)
    listed = {r['customer_id'] for r in table('today.csv')}
    check({'C1', 'D1', 'E1', 'A', 'C', 'parcels', 'pallets'} <= listed and 'B' not in listed, listed)


def explore_names(env, scratch):
    """What is wrong with a file is said of that file, not of what was made of it; a zone that tickets do not share is not taken for theirs."""
    folder = scratch / 'names'
    folder.mkdir()
    for name, currency in (('west', 'USD'), ('east', 'EUR')):
        (folder / (name + '.csv')).write_text('customer_id,ordered_at,amount,currency\n' + ''.join(
            '%d,2026-02-0%d,3.50,%s\n' % (n % 4, n, currency) for n in range(1, 9)))
    header = 'case_id,customer_id,opened_at,case_status,Who\n'
    (folder / 'a desk.csv').write_text(header + 'a1,A,2026-03-02 09:00,open,Eva\n')
    (folder / 'b desk.csv').write_text(header + 'b1,B,2026-03-02 09:00,open,Eva\n')
    (folder / 'b desk.csv.options').write_text('--tz=America/New_York\n')
    (folder / 'c desk.csv').write_bytes((header + 'c1,C,2026-03-02 09:00,open,Zoë\n').encode('utf-8') + b'c2,C,2026-03-02 09:00,open,Zo\xeb\n')
    (folder / 'c desk.csv.options').write_text('-e UTF-8\n--map=agent=Who\n--tz=cases:UTC\n')
    (folder / 'd desk.csv').write_text(header + 'd1,D,2026-03-02 09:00,asleep,Eva\n')
    (folder / 'd desk.csv.options').write_text('--map=agent=Who\n')
    done = env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / 'look'], cwd=scratch,
                   env=env.environ(PICTURES='none', ZONE='UTC', AS_OF='2026-03-10T12:00:00Z'))
    said = text(done.stderr)
    check(re.search(r"^score-loyalty: west\.csv\.state:\d+: this state has money in 'USD'", said, re.M), said)
    check('explore.sh: b desk.csv is left out: it has --tz=America/New_York,' in said, said)
    check('explore.sh: c desk.csv is left out: it is not in UTF-8 throughout' in said, said)
    check(re.search(r"^due-followups: d desk\.csv:2: column 'case_status': 'asleep'", said, re.M), said)


def explore_usage(env, scratch):
    """--help, and what is no folder of exports, is said in one line."""
    run = lambda *args: env.run(['sh', env.top / 'samples/explore.sh', *args], cwd=scratch)
    done = run('--help')
    check(done.returncode == 0 and b'explore.sh FOLDER [OUT]' in done.stdout and done.stderr == b'', text(done.stderr))
    for args, said in ((['--bogus'], "no option '--bogus'"), (['nowhere'], "there is no folder 'nowhere'"),
                       ([env.top / 'README.md'], 'is a file'), (['a', 'b', 'c'], 'not 3 things')):
        done = run(*args)
        check(done.returncode == 2 and said in text(done.stderr) and done.stderr.count(b'\n') == 1, text(done.stderr))
    check(not (scratch / 'first-look').exists(), 'a folder was made for nothing')


def explore_mixed_encodings(env, scratch):
    """What a file's options say for all streams is meant for that file: the customers beside it are in UTF-8, with headers of their own."""
    folder = scratch / 'mixed'
    folder.mkdir()
    (folder / 'orders.csv').write_bytes(('Κωδ;Ημερομηνία;Αξία\n' + ''.join('%d;0%d/02/2026;3,50\n' % (n % 4, n) for n in range(1, 9))).encode('cp1253'))
    (folder / 'orders.csv.options').write_text('--encoding WINDOWS-1253\n-m customer_id=Κωδ\n--decimal=,\n--date-order=dmy\n')
    (folder / 'customers.csv').write_text('customer_id,name,email\n' + ''.join('%d,Νίκη Ρήγα,k%d@example.org\n' % (n, n) for n in range(4)))
    done = env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / 'look'], cwd=scratch, env=env.environ(PICTURES='none', ZONE='UTC'))
    check(done.returncode == 0 and done.stderr == b'', text(done.stdout) + text(done.stderr))
    check('Νίκη Ρήγα' in (scratch / 'look/loyalty.csv').read_text(), 'the names of the customers are not read')


def explore_tickets(env, scratch):
    """Options of a help desk's tickets hold beside messages, and beside another help desk's: their encodings and names of columns are not ours."""
    folder = scratch / 'both'
    folder.mkdir()
    (folder / 'messages.csv').write_text('message_id,case_id,customer_id,sent_at,direction,channel,agent,text\n'
                                         '1,7,A,2026-03-01T10:00:00+02:00,in,email,,Πού είναι;\n2,7,A,2026-03-01T12:30:00+02:00,out,email,Ελένη,Έρχεται.\n')
    (folder / 'old desk.csv').write_bytes(('Αριθμός;Πελάτης;Άνοιξε;Κατάσταση;"Ποιος, από εμάς"\n1;B;02/03/2026 10:00;Open;Νίκος\n'
                                           '2;C;03/03/2026 10:00;Open;Νίκος\n').encode('cp1253'))
    (folder / 'old desk.csv.options').write_text('-e WINDOWS-1253\n-m case_id=Αριθμός\n--map=cases:customer_id=Πελάτης\n-m opened_at=Άνοιξε\n'
                                                 '--map=case_status=Κατάσταση\n-m agent=Ποιος, από εμάς\n--date-order=dmy\n--decimal=,\n')
    (folder / 'new desk.csv').write_text('case_id,email,opened_at,case_status,Who,Who else\n5,d@example.org,2026-03-04 10:00,open,Zoë,\n')
    (folder / 'new desk.csv.options').write_text('-m agent=Who\n')
    for messages, agents in ((True, {'Ελένη'}), (False, {'Νίκος', 'Zoë'})):
        if not messages:
            (folder / 'messages.csv').unlink()
        done = env.run(['sh', env.top / 'samples/explore.sh', folder, scratch / 'look'], cwd=scratch,
                       env=env.environ(PICTURES='none', ZONE='Europe/Athens', HOUSE_LANGUAGE='el', AS_OF='2026-03-10T08:30:00+02:00'))
        check(done.returncode == 0 and done.stderr == b'', text(done.stdout) + text(done.stderr))
        with open(scratch / 'look/agents.csv', encoding='utf-8', newline='') as f:
            found = {row['agent'] for row in csv.DictReader(f)}
        check(found == agents, 'agents are %s\n%s' % (found, text(done.stdout)))
        with open(scratch / 'look/today.csv', encoding='utf-8', newline='') as f:
            listed = {(row['customer_id'], row['owner']) for row in csv.DictReader(f)}
        check('Χαίρετε' in (scratch / 'look/today.csv').read_text(), 'the house speaks no Greek')
        check({('B', 'Νίκος'), ('C', 'Νίκος'), ('d@example.org', 'Zoë')} <= listed, 'listed are %s' % listed)


def another_table(env, scratch):
    """A picture of a table of another kind, or of none, is refused in one line that says what it wants."""
    need('gnuplot')
    (scratch / 'other.csv').write_text('response_id,metric,score\n1,nps,100\n')
    for picture in ('nps', 'touchpoints', 'waiting', 'segments', 'load'):
        for table in ('other.csv', 'absent.csv'):
            done = env.run(['gnuplot', '-c', env.top / ('samples/plots/%s.gp' % picture), scratch / table, scratch / 'out.svg'], cwd=scratch)
            said = text(done.stderr)
            check(done.returncode == 2 and 'no rows for this picture' in said and 'as written by' in said and said.count('\n') == 1, said)


def on_page(svg):
    """No text of a picture goes beyond its edges, taking a letter for half as wide as it is high."""
    ns = '{http://www.w3.org/2000/svg}'
    root = xml.etree.ElementTree.parse(svg).getroot()
    width, found = float(root.get('width')), 0
    for g in root.iter(ns + 'g'):
        place = re.fullmatch(r'translate\(([-\d.]+),([-\d.]+)\)', g.get('transform', ''))
        words = ''.join(t for e in g.findall(ns + 'text') for t in e.itertext()).strip()
        if place and words:
            found += 1
            size = max([float(e.get('font-size', '0')) for e in [g, *g.iter()]])
            x, long = float(place[1]), 0.5 * size * len(words)
            left = x - long * {'start': 0, 'middle': 0.5, 'end': 1}[g.get('text-anchor', 'start')]
            check(left >= 0 and left + long <= width, '%s: %r goes from %.0f to %.0f' % (svg.name, words, left, left + long))
    check(found > 8, '%s: only %d texts' % (svg.name, found))


def crowded(env, scratch):
    """Many months, parts and colleagues with long names: names are shortened, labels thinned out, and all stays on the page."""
    need('gnuplot')
    (scratch / 'nps.csv').write_text('period,measure,n,value,low,high\n' + ''.join(
        '20%d-%02d,nps,%d,%d,%d,%d\n' % (24 + n // 12, n % 12 + 1, 1000 + n, n * 3, n * 3 - 20, n * 3 + 20) for n in range(24)))
    (scratch / 'touchpoints.csv').write_text('touchpoint,measure,value,low,high,n,mark\n' + ''.join(
        'part %d%s,csat,%d,%d,%d,9999,\n' % (n, ' of the business as the survey calls it' * (n % 3 == 0), n * 4, n * 3, n * 4 + 9)
        for n in range(20)))
    (scratch / 'waiting.csv').write_text('agent,measure,value,low,high,p90,n\n' + ''.join(
        '"Παπαδοπούλου, Κωνσταντίνα the %dth",first_reply_hours,%g,%g,%g,%g,4444\n' % (n, 2 ** n / 99, 2 ** n / 999, 2 ** n / 9, 2 ** n / 5)
        for n in range(20)))
    (scratch / 'load.csv').write_text('as_of,due_at,owner\n' + ''.join(
        '2026-03-10,2026-03-%02dT10:00:00Z,"Παπαδοπούλου, Κωνσταντίνα the %dth"\n' % (1 + n % 11, n % 13) for n in range(900)))
    for picture, least in (('nps', 'n = 1023'), ('touchpoints', 'part 19'), ('waiting', 'Παπαδοπούλου, Κωνσταντίνα the 19th'), ('load', 'all others')):
        svg = scratch / (picture + '.svg')
        must(env, ['gnuplot', '-c', env.top / 'samples/plots' / (picture + '.gp'), scratch / (picture + '.csv'), svg],
             env=env.environ(LC_ALL='C.UTF-8'))
        check(least in svg.read_text(), '%s does not say %s' % (picture, least))
        on_page(svg)


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
            check(any(w.startswith('N_o^s {S} $(tou') for w in words), '%s has lost a name: %s' % (picture, words))
        on_page(svg)
        must(env, ['rsvg-convert', '-o', scratch / (picture + '.png'), svg])
    check(not (scratch / 'x').exists(), 'a name was run')
    png = scratch / 'nps.png'
    must(env, ['gnuplot', '-c', env.top / 'samples/plots/nps.gp', scratch / 'look/nps.csv', png], env=env.environ(LC_ALL='C.UTF-8'))
    check(png.read_bytes()[:4] == b'\x89PNG', 'no PNG')


CASES = [explore_sample, explore_own, explore_options, explore_orders_of_dates, explore_names, explore_usage, explore_mixed_encodings, explore_tickets, pictures, crowded, another_table]


def cases(env):
    return plain_cases(env, CASES)
