# SPDX-License-Identifier: MIT
"""samples/explore.sh, its pictures, and samples/recipes with the real programs. A case whose program is absent is skipped."""
import csv
import datetime
import email
import email.policy
import hashlib
import io
import os
import pathlib
import re
import shutil
import sqlite3
import tempfile
import xml.etree.ElementTree
import xml.sax.saxutils
import zipfile

from suites import Failure, Skip, check, same, text

PICTURES = ('load', 'nps', 'segments', 'touchpoints', 'waiting')


def need(*programs):
    absent = [p for p in programs if shutil.which(p) is None]
    if absent:
        raise Skip('no ' + ', '.join(absent))


def must(the, argv, stderr=b'', **kwargs):
    """The output of a command that ends with 0 and says nothing on stderr, or whatever it says there when stderr is None."""
    done = the.run(argv, **kwargs)
    check(done.returncode == 0 and (stderr is None or done.stderr == stderr),
          '%s: status %d\n%s' % (argv, done.returncode, text((done.stdout or b'')[-2000:] + done.stderr[-2000:])))
    return text(done.stdout or b'')


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
                       env=env.environ(PICTURES='none', ZONE='Europe/Athens', AS_OF='2026-03-10T08:30:00+02:00'))
        check(done.returncode == 0 and done.stderr == b'', text(done.stdout) + text(done.stderr))
        with open(scratch / 'look/agents.csv', encoding='utf-8', newline='') as f:
            found = {row['agent'] for row in csv.DictReader(f)}
        check(found == agents, 'agents are %s\n%s' % (found, text(done.stdout)))
        with open(scratch / 'look/today.csv', encoding='utf-8', newline='') as f:
            listed = {(row['customer_id'], row['owner']) for row in csv.DictReader(f)}
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


GREEK_SHEET = '''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1" number:language="el" number:country="GR"><number:day number:style="long"/><number:text>/</number:text>
<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:number-style style:name="N2" number:language="el" number:country="GR"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="money" style:family="table-cell" style:data-style-name="N2"/>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="1">%s</table:table></office:spreadsheet></office:body></office:document>
'''


def greek_cell(value):
    """A cell as a spreadsheet keeps it: dates and money are values with a format, not text."""
    if re.fullmatch(r'\d\d/\d\d/\d{4}', value):
        day = '-'.join(reversed(value.split('/')))
        return '<table:table-cell table:style-name="day" office:value-type="date" office:date-value="%s"/>' % day
    if re.fullmatch(r'-?\d+,\d\d', value):
        return '<table:table-cell table:style-name="money" office:value-type="float" office:value="%s"/>' % value.replace(',', '.')
    if re.fullmatch(r'\d+', value):
        return '<table:table-cell office:value-type="float" office:value="%s"/>' % value
    return '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % xml.sax.saxutils.escape(value)


def libreoffice(env, scratch):
    """The sample's invoices as a Greek sheet: LibreOffice saves it with semicolons in WINDOWS-1253, and the scores are the same."""
    need('soffice')
    original = env.top / 'samples/shop/invoices_backoffice.csv'
    rows = list(csv.reader(io.StringIO(original.read_bytes().decode('cp1253')), delimiter=';'))
    sheet = scratch / 'τιμολόγια 2025.fods'
    sheet.write_text(GREEK_SHEET % '\n'.join(
        '<table:table-row>%s</table:table-row>' % ''.join(map(greek_cell, row)) for row in rows))
    must(env, ['sh', env.top / 'samples/recipes/libreoffice.sh', sheet, scratch / 'saved.csv'], cwd=scratch,
         env=env.environ(CHARSET='35', DELIMITER='59', HOME=str(scratch), LC_ALL='C.UTF-8'))
    saved = (scratch / 'saved.csv').read_bytes()
    check(b';21,00;' in saved and 'Δέσποινα'.encode('cp1253') in saved, 'not as a Greek office saves it: %r' % saved[:300])
    options = ['--as-of', '2026-03-10', '-e', 'WINDOWS-1253', '--decimal', ',', '--date-order', 'dmy', '--currency', 'EUR']
    same('scores', must(env, [env.bin / 'score-loyalty', *options, scratch / 'saved.csv']).encode(),
         must(env, [env.bin / 'score-loyalty', *options, original]).encode())
    (scratch / 'broken.ods').write_bytes(b'')
    done = env.run(['sh', env.top / 'samples/recipes/libreoffice.sh', scratch / 'no such.ods'], cwd=scratch, env=env.environ(HOME=str(scratch)))
    check(done.returncode == 2 and b'was not converted' in done.stderr, text(done.stderr))


def workbook(path, rows):
    """The smallest workbook that Excel opens: numbers are numbers, dates are days since 1899 with a format of dates."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'

    def cell(value):
        if isinstance(value, datetime.date):
            return '<c s="1"><v>%d</v></c>' % (value - datetime.date(1899, 12, 30)).days
        if isinstance(value, (int, float)):
            return '<c><v>%s</v></c>' % value
        return '<c t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % xml.sax.saxutils.escape(value)
    sheet = ''.join('<row r="%d">%s</row>' % (n, ''.join(
        cell(v).replace('<c', '<c r="%s%d"' % ('ABCDEFGH'[i], n), 1) for i, v in enumerate(row))) for n, row in enumerate(rows, 1))
    with zipfile.ZipFile(path, 'w') as z:
        z.writestr('[Content_Types].xml', head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   '<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>'
                   '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/>'
                   '<Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/></Types>' % (kind, kind, kind))
        z.writestr('_rels/.rels', head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                   '<Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % rels)
        z.writestr('xl/_rels/workbook.xml.rels', head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                   '<Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'
                   '<Relationship Id="r2" Type="%s/styles" Target="styles.xml"/></Relationships>' % (rels, rels))
        z.writestr('xl/workbook.xml', head + '<workbook %s xmlns:r="%s"><sheets><sheet name="Orders" sheetId="1" r:id="r1"/></sheets></workbook>'
                   % (main, rels))
        z.writestr('xl/styles.xml', head + '<styleSheet %s><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
                   '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
                   '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>' % main)
        z.writestr('xl/worksheets/sheet1.xml', head + '<worksheet %s><sheetData>%s</sheetData></worksheet>' % (main, sheet))


def xlsx(env, scratch):
    """Orders in a workbook give the scores of the same orders in CSV, by each converter that is installed."""
    found = [p for p in ('xlsx2csv', 'in2csv') if shutil.which(p)]
    if not found:
        raise Skip('neither xlsx2csv nor in2csv')
    rows = [['Customer ID', 'Order date', 'Total', 'Item']] + [
        ['K%d' % (n % 6), datetime.date(2025, 3, 1) + datetime.timedelta(days=17 * n), 9.5 + n * 3.25,
         'tea, "green"\nΤσάι' if n % 3 else 'coffee & more'] for n in range(30)]
    workbook(scratch / 'orders.xlsx', rows)
    with open(scratch / 'orders.csv', 'w', newline='') as f:
        csv.writer(f).writerows(rows)
    score = [env.bin / 'score-loyalty', '--as-of', '2026-08-01']
    expected = must(env, score + [scratch / 'orders.csv'])
    for program in found:
        only = scratch / program
        only.mkdir()
        os.symlink(shutil.which(program), only / program)
        environ = env.environ(PATH=str(only), LC_ALL='C.UTF-8')
        made = must(env, [shutil.which('sh'), env.top / 'samples/recipes/xlsx.sh', scratch / 'orders.xlsx'], env=environ, stderr=None)
        same('scores by ' + program, must(env, score, stdin=made.encode()).encode(), expected.encode())


def sqlite(env, scratch):
    """The table in the database holds what the tool says of the same orders, NULL where it says nothing; twice gives the same."""
    need('sqlite3')
    recipe = ['sh', env.top / 'samples/recipes/sqlite.sh']
    out = must(env, recipe, cwd=scratch)
    check('need_attention' in out, out)
    environ = env.environ(AS_OF='2026-03-10', ZONE='Europe/Athens')
    check(must(env, recipe + ['shop.db'], cwd=scratch, env=environ) == out, 'a second run differs')
    table = sqlite3.connect(scratch / 'shop.db').execute(
        'select customer_id, name, segment, last_order, orders, spend, p_alive, value_at_risk, loyalty from loyalty').fetchall()
    scores = csv.DictReader(io.StringIO(must(env, [env.bin / 'score-loyalty', '--as-of', '2026-03-10', '--tz', 'Europe/Athens',
                                                   env.top / 'samples/shop/orders_shopify.csv'])))
    numbers = ('orders', 'spend', 'p_alive', 'value_at_risk', 'loyalty')
    expected = [tuple(None if r[c] == '' else float(r[c]) if c in numbers else r[c] for c in
                      ('customer_id', 'name', 'segment', 'last_order') + numbers) for r in scores]
    check(len(expected) > 40 and sorted(table) == sorted(expected), 'the table is not what score-loyalty says')
    # What cannot be read leaves the old scores as they were.
    sqlite3.connect(scratch / 'shop.db').execute('update orders set "Created at" = \'never\' where rowid = 100').connection.commit()
    done = env.run(recipe + ['shop.db'], cwd=scratch, env=environ)
    check(done.returncode != 0 and b"'Created at'" in done.stderr, text(done.stderr))
    check(sqlite3.connect(scratch / 'shop.db').execute('select count(*) from loyalty').fetchone() == (len(expected),), 'the old scores are gone')


def postgres(env, scratch):
    """In a cluster of its own: the table of cases has types, holds what the tools say of the same messages, and outlives a failure."""
    need('psql', 'runuser')
    places = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin/initdb'), key=lambda p: int(p.parts[-3]))
    if not places:
        raise Skip('no PostgreSQL server')
    if int(places[-1].parts[-3]) < 15:
        raise Skip('PostgreSQL is older than 15')
    if os.geteuid() != 0:
        raise Skip('not root: the server runs as user postgres')
    home = scratch / 'pg'
    home.mkdir()
    shutil.chown(home, 'postgres')
    scratch.chmod(0o711)
    as_postgres = ['runuser', '-u', 'postgres', '--', 'env', '-C', str(home)]
    control = as_postgres + [places[-1].parent / 'pg_ctl', '-D', home / 'data', '-l', home / 'log']
    must(env, as_postgres + [places[-1], '-D', home / 'data', '-A', 'trust', '-N', '--no-locale', '-E', 'UTF8'], stderr=None)
    with open(home / 'started', 'wb') as log: # the server keeps what it inherits open
        must(env, control + ['-w', '-o', "-k '%s' -c listen_addresses='' -c fsync=off" % home, 'start'], stderr=None, stdout=log)
    try:
        base = {'PGHOST': str(home), 'PGUSER': 'postgres', 'PGDATABASE': 'postgres', 'AS_OF': '2026-03-10', 'ZONE': 'Europe/Athens'}
        recipe = ['sh', env.top / 'samples/recipes/postgres.sh']

        def ask(query):
            return must(env, ['psql', '-X', '-A', '-t', '-c', query], env=env.environ(**base)).strip()
        out = must(env, recipe, env=env.environ(SAMPLE='1', **base))
        check(re.search(r'\|\s+nobody yet', out) and '(5 rows)' in out, out)
        must(env, recipe, env=env.environ(**base))
        toned = must(env, [env.bin / 'flag-tone', env.top / 'samples/shop/messages.csv'])
        cases = list(csv.DictReader(io.StringIO(must(
            env, [env.bin / 'track-cases', '--as-of', '2026-03-10', '--tz', 'Europe/Athens'], stdin=toned.encode()))))
        check(ask('select count(*), count(promised_by), count(first_reply_hours), sum(longest_wait_hours) from cases') == '%d|%d|%d|%.2f' % (
            len(cases), sum(c['promised_by'] != '' for c in cases), sum(c['first_reply_hours'] != '' for c in cases),
            sum(float(c['longest_wait_hours'] or 0) for c in cases)), 'the table is not what track-cases says')
        check(ask("select string_agg(distinct data_type, ',' order by data_type) from information_schema.columns where table_name = 'cases'")
              == 'boolean,date,integer,numeric,text,timestamp with time zone', 'columns have other types')
        check(ask("select extract(epoch from opened_at)::bigint from cases where case_id = '1039'") == '1765785600', 'a stamp has moved')
        line = ask("select md5(text) from messages where message_id = 'm0001'")
        check(line == hashlib.md5(b'My parcel shows as delivered but it is not here.').hexdigest(), 'a text has changed')
        ask("update messages set direction = 'sideways' where message_id = 'm0100'")
        done = env.run(recipe, env=env.environ(**base))
        check(done.returncode != 0 and b'sideways' in done.stderr, text(done.stderr))
        check(ask('select count(*) from cases') == str(len(cases)), 'the old cases are gone')
    finally:
        env.run(control + ['-m', 'immediate', 'stop'])


def cron_mail(env, scratch):
    """The daily list as cron runs it: through mail(1), by cron's own mail of what is printed, and by samples/recipes/mail.sh."""
    tools = scratch / 'fake'
    tools.mkdir()
    for name in ('mail', 'sendmail'):
        (tools / name).write_text('#!/bin/sh\nprintf "%%s\\n" "$@" >%s/%s.args\ncat >%s/%s.body\n' % (scratch, name, scratch, name))
        (tools / name).chmod(0o755)
    environ = {'PATH': '%s:%s:/usr/bin:/bin' % (env.bin, tools), 'HOME': str(scratch), 'SHELL': '/bin/sh', 'LOGNAME': 'desk',
               'AS_OF': '2026-03-10T08:30:00+02:00', 'SHOP': str(env.top / 'samples/shop'), 'OUT': str(scratch / 'lists')}
    daily = ['sh', env.top / 'samples/daily-followups.sh']
    printed = must(env, daily, env=environ, cwd=scratch) # no LANG, no terminal: cron mails this
    published = (scratch / 'lists/today.csv').read_text()
    check(printed == published and printed.count('\n') > 20, 'cron would mail something else than the list')
    check(must(env, daily, env=dict(environ, DESK='desk@example.org'), cwd=scratch) == '', 'printed and mailed')
    check((scratch / 'mail.body').read_text() == published, 'mail(1) got something else than the list')
    check((scratch / 'mail.args').read_text() == '-s\nFollow-ups 2026-03-10T08:30:00+02:00\ndesk@example.org\n', 'other arguments of mail(1)')
    (scratch / 'mail.body').unlink()

    send = ['sh', env.top / 'samples/recipes/mail.sh', 'desk@example.org', scratch / 'lists/today.csv']
    check(must(env, send, env=dict(environ, FROM='shop@example.org', SUBJECT='Σήμερα: ποιους θα πάρουμε'), cwd=scratch) == '', 'mail.sh is not silent')
    mail = email.message_from_bytes((scratch / 'sendmail.body').read_bytes(), policy=email.policy.default)
    check((scratch / 'sendmail.args').read_text() == '-i\n-t\n' and not mail.defects, 'no sound mail: %s' % mail.defects)
    check(mail['subject'] == 'Σήμερα: ποιους θα πάρουμε' and mail['to'] == 'desk@example.org' and mail['from'] == 'shop@example.org', str(mail.items()))
    words, attachment = mail.iter_parts()
    check(not words.get_payload(decode=True) is None and not words.defects and not attachment.defects, 'parts are not what they say: %s' % words.defects)
    check('Katarzyna Mazur: promise broken, by phone (Marta Zielinska)\n    due 2026-' in words.get_content(), words.get_content())
    check(attachment.get_filename() == 'today.csv' and attachment.get_payload(decode=True).decode() == published, 'the attachment differs')
    check(max(map(len, (scratch / 'sendmail.body').read_bytes().split(b'\n'))) < 998, 'a line too long for SMTP')

    # Rows for the staff alone.
    lines = published.split('\n')
    (scratch / 'staff.csv').write_text('\n'.join(lines[:1] + [l for l in lines if ',none,,,' in l]) + '\n')
    must(env, send[:3] + [scratch / 'staff.csv'], env=environ)
    mail = email.message_from_bytes((scratch / 'sendmail.body').read_bytes(), policy=email.policy.default)
    words = next(mail.iter_parts()).get_content()
    check('nobody is contacted' in words and ', by ' not in words, words)

    # Nothing due: no mail. A stage that fails, a list that cannot be read: no mail, and the old list stays.
    (scratch / 'sendmail.body').unlink()
    (scratch / 'none.csv').write_text(published.split('\n')[0] + '\n')
    must(env, send[:3] + [scratch / 'none.csv'], env=environ)
    (scratch / 'other.csv').write_text('a,b\n1,2\n')
    check(env.run(send[:3] + [scratch / 'other.csv'], env=environ).returncode != 0, 'a file that is no list was mailed')
    shop = scratch / 'broken shop'
    shutil.copytree(env.top / 'samples/shop', shop)
    lines = (shop / 'messages.csv').read_text().split('\n')
    lines[99] = lines[99].replace(',2026-', ',2026-99-', 1)
    (shop / 'messages.csv').write_text('\n'.join(lines))
    done = env.run(daily, env=dict(environ, SHOP=str(shop), DESK='desk@example.org'), cwd=scratch)
    check(done.returncode == 2 and b'messages.csv:' in done.stderr and done.stdout == b'', text(done.stderr + done.stdout))
    check((scratch / 'lists/today.csv').read_text() == published, 'the old list is gone')
    check(not (scratch / 'mail.body').exists() and not (scratch / 'sendmail.body').exists(), 'a mail went out')


CASES = [explore_sample, explore_own, explore_options, explore_usage, explore_mixed_encodings, explore_tickets, pictures, crowded, another_table, libreoffice, xlsx, sqlite, postgres, cron_mail]


def cases(env):
    for function in CASES:
        def case(function=function):
            with tempfile.TemporaryDirectory() as scratch:
                function(env, pathlib.Path(scratch))
        if env.variant == 'plain' and env.tests == env.top / 'tests':
            yield function.__name__, case
