# SPDX-License-Identifier: MIT
"""The sample shop as sample_lists.py knows it on a morning: the stages before the list, business time, and all that was read."""
import csv
import datetime as dt
import os
import pathlib
import subprocess
from zoneinfo import ZoneInfo

TOP = pathlib.Path(os.environ.get('TOP') or pathlib.Path(__file__).resolve().parents[3])
BIN = pathlib.Path(os.environ.get('BIN') or TOP / 'bin')
HERE = pathlib.Path(__file__).resolve().parents[1]
SHOP = TOP / 'samples' / 'shop'
ATHENS = ZoneInfo('Europe/Athens')
CLOCK = ['--tz', 'Europe/Athens', '--hours', 'mon-fri=09:00-17:00;sat=10:00-14:00', '--holidays', 'holidays.csv']
HOURS = {**{d: (9, 17) for d in range(5)}, 5: (10, 14)}
UNIT = {'m': dt.timedelta(minutes=1), 'h': dt.timedelta(hours=1), 'd': dt.timedelta(days=1)}


def table(path):
    with open(path, encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f))


def tool(name, *args):
    subprocess.run([BIN / name, *map(str, args)], cwd=SHOP, check=True)


# -- the stages before, as samples/daily-followups.sh has them --------------------------------------------------------------

def worded(out):
    """The messages with the words of sample_words.csv in place of those of flag-tone and tag-topics."""
    words = {r['message_id']: r for r in table(HERE / 'sample_words.csv')}
    rows = table(SHOP / 'messages.csv')
    added = [c for c in next(iter(words.values())) if c != 'message_id']
    with open(out, 'w', encoding='utf-8', newline='') as f:
        w = csv.DictWriter(f, list(rows[0]) + added, lineterminator='\n', restval='')
        w.writeheader()
        for r in rows:
            said = words.get(r['Message ID'], {'tone': 'none'})
            w.writerow({**r, **{c: said.get(c, '') for c in added}})


def tagged(out):
    """The messages as flag-tone and tag-topics hand them on."""
    toned = out.with_name('toned.csv')
    tool('flag-tone', '--tz', 'Europe/Athens', '-o', toned, 'messages.csv')
    tool('tag-topics', '-o', out, toned)


def stages(work, as_of, messages=worded):
    answers = ['--responses', work / 'google.csv', '--responses', work / 'qualtrics.csv']
    tool('ingest-survey', '--tz', 'Europe/Athens', '--date-order', 'dmy', '-o', work / 'google.csv', 'survey_google_forms.csv')
    tool('ingest-survey', '-o', work / 'qualtrics.csv', 'survey_qualtrics.csv')
    messages(work / 'messages.csv')
    tool('track-cases', *CLOCK, '--as-of', as_of, '-o', work / 'cases.csv', work / 'messages.csv')
    tool('score-loyalty', '--tz', 'Europe/Athens', '--as-of', as_of, '--customers', 'customers.csv', '--cases', work / 'cases.csv',
         *answers, '-o', work / 'loyalty.csv', 'orders_shopify.csv')


def listed(work, as_of):
    tool('due-followups', *CLOCK, '--as-of', as_of, '--messages', work / 'messages.csv', '--customers', 'customers.csv',
         '--orders', 'deliveries.csv', '--responses', work / 'google.csv', '--responses', work / 'qualtrics.csv',
         '--loyalty', work / 'loyalty.csv', '--price-cuts', 'price_cuts.csv', '--campaigns', 'campaigns.csv',
         '--blocked', work / 'blocked.csv', '-o', work / 'today.csv', work / 'cases.csv')
    return {r['customer_id']: r for r in table(work / 'today.csv')}


# -- business time ---------------------------------------------------------------------------------------------------------

HOLIDAYS = {r['date'] for r in table(SHOP / 'holidays.csv')}


def at(day, hour=0):
    return dt.datetime.combine(day, dt.time(hour), ATHENS)


def open_day(day):
    return day.weekday() in HOURS and day.isoformat() not in HOLIDAYS


def add_hours(start, hours):
    """Open time is used up stretch by stretch; used up at closing is due at closing."""
    left, day = dt.timedelta(hours=hours), start.date()
    while True:
        if open_day(day):
            first, last = (at(day, h) for h in HOURS[day.weekday()])
            begin = max(first, start)
            if begin < last and begin + left <= last:
                return begin + left
            left -= max(last - begin, dt.timedelta())
        day += UNIT['d']


def add_days(start, days):
    day = start.date()
    while days:
        day += UNIT['d']
        days -= open_day(day)
    return dt.datetime.combine(day, start.timetz().replace(tzinfo=None), ATHENS)


def horizon(as_of):
    day = add_days(as_of, 1).date()
    return at(day, HOURS[day.weekday()][0])


def moment(text):
    return dt.datetime.fromisoformat(text).astimezone(ATHENS) if text else None


def start_of(text):
    return at(dt.date.fromisoformat(text))


def end_of(text):
    return start_of(text) + UNIT['d'] - dt.timedelta(seconds=1)


def span(text):
    return int(text[:-1]) * UNIT[text[-1]]


# -- the shop as it is known on a morning ----------------------------------------------------------------------------------

class Shop:
    def __init__(self, work, as_of):
        self.now = moment(as_of)
        self.customers = {r['customer_id']: r for r in table(SHOP / 'customers.csv')}
        self.by_mail = {r['email'].casefold(): r['customer_id'] for r in self.customers.values()}
        out = subprocess.run([BIN / 'due-followups', '--emit-policy'], capture_output=True, check=True, text=True).stdout
        self.policy = {r['reason']: r for r in csv.DictReader(out.splitlines())}
        self.cases = [{**r, 'who': self.by_mail[r['email'].casefold()]} for r in table(work / 'cases.csv')]
        self.orders = [{**r, 'who': self.by_mail[r['email'].casefold()]} for r in table(SHOP / 'deliveries.csv')
                       if start_of(r['ordered_at']) <= self.now]
        self.loyalty = {r['customer_id']: r for r in table(work / 'loyalty.csv')}
        self.log = [self.message(r) for r in table(work / 'messages.csv')]
        self.log.sort(key=lambda m: m['at'])
        self.sheets = {}
        for r in table(work / 'google.csv') + table(work / 'qualtrics.csv'):
            self.sheets.setdefault(r['response_id'], []).append({**r, 'who': self.by_mail[r['email'].casefold()]})

    def message(self, r):
        direction = {'incoming': 'in', 'outgoing': 'out', 'private note': 'note'}[r['Direction']]
        return {'id': r['Message ID'], 'who': self.by_mail[r['Requester email'].casefold()], 'at': moment(r['Created at']),
                'dir': direction, 'kind': r['Type'], 'channel': r['Channel'], 'text': r['Body'], 'language': r['Language'],
                'flags': r['tone_flags'], 'case': r['Ticket ID']}

    def of(self, who):
        return [m for m in self.log if m['who'] == who]

    def sent(self, who):
        """What the staff wrote or said to a customer: no campaign, no automatic reply."""
        return [m for m in self.of(who) if m['dir'] == 'out' and m['kind'] == 'message']

    def told_since(self, who, when):
        return [m for m in self.sent(who) if m['at'] >= when]


def on_list(s, day):
    """Whether a matter of a whole day is on the list: that day's, or that of the last business day before closed ones."""
    return day < horizon(s.now).date()


def asks(m):
    marks = '?؟' + (';;' if m['language'] == 'el' else '')
    return m['dir'] == 'in' and m['kind'] in ('message', 'complaint') and any(c in m['text'] for c in marks)
