# SPDX-License-Identifier: MIT
"""samples/recipes and the daily list by mail, with the real programs. A case whose program is absent is skipped."""
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
import xml.sax.saxutils
import zipfile

from suites import Skip, check, must, need, plain_cases, same, text

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


CASES = [libreoffice, xlsx, sqlite, postgres, cron_mail]


def cases(env):
    return plain_cases(env, CASES)
