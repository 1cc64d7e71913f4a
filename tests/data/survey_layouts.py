#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One invented survey, exported as Qualtrics, SurveyMonkey and LimeSurvey would: all rows of the responses must be equal,
and equal to the rows that are written here from the answers themselves."""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile

RANDOM = random.Random(6)
SATISFACTION = ['Very dissatisfied', 'Dissatisfied', 'Neither satisfied nor dissatisfied', 'Satisfied', 'Very satisfied']
AGREEMENT = ['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree']
NPS = 'How likely are you to recommend us to a friend?'
MATRIX = 'How satisfied are you with each of these?'
PARTS = [('Our staff', 'staff'), ('The courier', 'courier')]
AGREE = 'The web site is easy to find my way in'
HEARD = 'How did you get here? (select all that apply)'
WAYS = ['Friends', 'Radio, TV', 'Web search']
SHOP = 'Have you visited our shop?'
COMMENT = 'Do you have any other comments?'
REMARKS = ['', '', 'good', 'slow, but kind', 'two\nlines', 'he said "never again"', 'Δεν με πήρε κανείς', '- - -x', '=2+2', '7']


def people():
    for n in range(60):
        yield {'id': str(9000 + n), 'day': '2026-%02d-%02d' % (1 + n % 6, 1 + n % 28), 'time': '%02d:%02d:00' % (n % 24, n % 60),
               'email': RANDOM.choice(['', 'P%d@example.org' % n]), 'nps': RANDOM.choice([''] + [str(i) for i in range(11)]),
               'parts': [RANDOM.choice([''] + SATISFACTION) for _ in PARTS], 'agree': RANDOM.choice([''] + AGREEMENT),
               'heard': [RANDOM.random() < 0.4 for _ in WAYS], 'shop': RANDOM.choice(['', 'Yes', 'No']),
               'comment': RANDOM.choice(REMARKS)}


def qualtrics(everyone):
    columns = [('EndDate', 'End Date', '{"ImportId":"endDate","timeZone":"Europe/Athens"}'),
               ('Status', 'Response Type', '{"ImportId":"status"}'), ('Finished', 'Finished', '{"ImportId":"finished"}'),
               ('ResponseId', 'Response ID', '{"ImportId":"_recordId"}'),
               ('RecipientEmail', 'Recipient Email', '{"ImportId":"recipientEmail"}'),
               ('UserLanguage', 'User Language', '{"ImportId":"userLanguage"}'), ('Q1_NPS_GROUP', NPS + ' - Group',
                                                                                '{"ImportId":"QID1_NPS_GROUP"}'),
               ('Q1', NPS, '{"ImportId":"QID1"}')]
    columns += [('Q2_%d' % i, MATRIX + ' - ' + p[0], '{"ImportId":"QID2_%d"}' % i) for i, p in enumerate(PARTS, 1)]
    columns += [('Q3', AGREE, '{"ImportId":"QID3"}')]
    columns += [('Q4_%d' % i, HEARD + ' - Selected Choice - ' + w, '{"ImportId":"QID4_%d"}' % i) for i, w in enumerate(WAYS, 1)]
    columns += [('Q5', SHOP, '{"ImportId":"QID5"}'), ('Q6', COMMENT, '{"ImportId":"QID6_TEXT"}')]
    yield from zip(*columns)
    yield ['2026-01-01 00:00:00', 'Survey Preview', 'True', 'p1', '', 'EN', 'Promoter', '10'] + [''] * 8
    for p in everyone:
        group = '' if p['nps'] == '' else 'Promoter' if int(p['nps']) > 8 else 'Passive' if int(p['nps']) > 6 else 'Detractor'
        yield [p['day'] + ' ' + p['time'], 'IP Address', 'True', p['id'], p['email'], 'EN', group, p['nps'], *p['parts'], p['agree'],
               *[w if t else '' for w, t in zip(WAYS, p['heard'])], p['shop'], p['comment']]


def surveymonkey(everyone):
    yield ['RespondentID', 'CollectorID', 'StartDate', 'EndDate', 'IP Address', 'Email Address', 'Language', NPS, MATRIX, '', AGREE,
           HEARD, '', '', SHOP, COMMENT]
    yield [''] * 7 + ['Response'] + [p[0] for p in PARTS] + ['Response'] + WAYS + ['Response', 'Open-Ended Response']
    for p in everyone:
        day = p['day'][5:7] + '/' + p['day'][8:] + '/' + p['day'][:4] + ' ' + p['time']
        yield [p['id'], '1', day, day, '192.0.2.1', p['email'], 'English', p['nps'], *p['parts'], p['agree'],
               *[w if t else '' for w, t in zip(WAYS, p['heard'])], p['shop'], p['comment']]


def limesurvey(everyone):
    yield ['id', 'submitdate', 'lastpage', 'startlanguage', 'Email address', NPS] + [MATRIX + ' [' + p[0] + ']' for p in PARTS] + \
        [AGREE] + [HEARD + ' [' + w + ']' for w in WAYS] + [SHOP, COMMENT]
    for p in everyone:
        # LimeSurvey masks what a spreadsheet would run only on request; choices not taken are "No"
        yield [p['id'], p['day'] + ' ' + p['time'], '1', 'en', p['email'], p['nps'], *p['parts'], p['agree'],
               *['Yes' if t else 'No' for t in p['heard']], p['shop'], p['comment']]


def expected(everyone):
    for p in everyone:
        month = int(p['day'][5:7])
        summer = month > 3 or (month == 3 and int(p['day'][8:]) > 29)
        head = [p['id'], p['email'].lower(), p['email'], '', p['day'] + 'T' + p['time'] + ('+03:00' if summer else '+02:00'), 'web']

        def row(touchpoint, question, metric, low, high, answer, score, comment=''):
            return head + [touchpoint, question, metric, low, high, answer, score, comment, 'en']
        if p['nps']:
            yield row('other', NPS, 'nps', '0', '10', p['nps'], str(int(p['nps']) * 10))
        for (name, touchpoint), answer in zip(PARTS, p['parts']):
            if answer:
                yield row(touchpoint, MATRIX + ' [' + name + ']', 'csat', '1', '5', answer, str(SATISFACTION.index(answer) * 25))
        if p['agree']:
            yield row('web_site', AGREE, 'ces', '1', '5', p['agree'], str(AGREEMENT.index(p['agree']) * 25))
        for way, taken in zip(WAYS, p['heard']):
            if taken:
                yield row('other', HEARD, 'choice', '', '', way, '')
        if p['shop']:
            yield row('shop', SHOP, 'yesno', '0', '1', p['shop'], '100' if p['shop'] == 'Yes' else '0')
        if p['comment']:
            yield row('other', COMMENT, 'text', '', '', '', '', p['comment'])


def main():
    everyone = list(people())
    wanted = list(expected(everyone))
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for maker, delimiter in ((qualtrics, ','), (surveymonkey, ','), (limesurvey, ';')):
            text = io.StringIO()
            csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(maker(everyone))
            path = pathlib.Path(folder) / (maker.__name__ + '.csv')
            path.write_text(text.getvalue(), encoding='utf-8-sig', newline='')
            done = subprocess.run(['ingest-survey', '-v', '--tz', 'Europe/Athens', str(path)], capture_output=True)
            said = done.stderr.decode()
            rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline='')))[1:]
            if done.returncode != 0 or 'layout ' + maker.__name__ not in said:
                faults.append('%s: status %d: %s' % (maker.__name__, done.returncode, said))
            for got, want in zip(rows + [None] * len(wanted), wanted):
                if got != want:
                    faults.append('%s:\n  got  %r\n  want %r' % (maker.__name__, got, want))
                    break
            if len(rows) != len(wanted):
                faults.append('%s: %d rows, %d wanted' % (maker.__name__, len(rows), len(wanted)))
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
