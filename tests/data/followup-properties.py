#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Properties of due-followups on invented shops: what is due is listed, blocked or expired; an unrelated customer changes
nobody else's row; the order of rows, the locale and TZ change nothing; nobody who opted out is contacted; the cap holds."""
import collections
import csv
import datetime
import io
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(os.environ.get('TOP') or pathlib.Path(__file__).resolve().parents[2])
TOOL = pathlib.Path(os.environ.get('BIN') or TOP / 'bin') / 'due-followups'
NOW = datetime.datetime(2026, 3, 10, 8, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
OPTIONS = ['--tz', 'Europe/Athens', '--hours', 'mon-fri=09:00-17:00;sat=10:00-14:00', '--as-of', '2026-03-10T08:30:00+02:00']
problems = []

COLUMNS = {
    'customers': 'customer_id,name,email,phone,language,opt_out,consent,birthday,owner,supervisor,timezone,preferred_channel',
    'cases': 'case_id,customer_id,order_id,opened_at,waiting_since,last_customer_at,last_staff_at,promised_by,promises_broken,solved_at,case_status,'
             'channel,kind,flags_waiting,note_left,agent,repeats',
    'messages': 'message_id,case_id,customer_id,sent_at,direction,kind,channel,text',
    'orders': 'order_id,customer_id,product,ordered_at,amount,status,expected_at,delivered_at,tracking,discount',
    'responses': 'response_id,customer_id,answered_at,metric,score,comment',
    'loyalty': 'as_of,customer_id,first_order,last_order,orders,typical_gap_days,segment,became,favourite_product,value_at_risk',
    'price-cuts': 'product,starts_on,old_price,new_price',
    'campaigns': 'campaign_id,product,segment,from_date,until,text',
    'name-days': 'month_day,name',
    'absent': 'agent,from_date,until,owner',
    'done': 'customer_id,reason,trigger_id,done_at',
}


class Shop:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.stamps = set()
        self.serial = 0
        self.rows = {name: [] for name in COLUMNS}

    def moment(self, days):
        """A moment of the last so many days that no other row has."""
        while True:
            at = NOW - datetime.timedelta(seconds=self.random.randrange(1, days * 86400))
            if at not in self.stamps:
                self.stamps.add(at)
                return at.isoformat()

    def maybe(self, value, share=.5):
        return value if self.random.random() < share else ''

    def day(self, low, high):
        return (NOW.date() + datetime.timedelta(days=self.random.randrange(low, high))).isoformat()

    def number(self):
        self.serial += 1
        return str(self.serial)

    def add(self, name, *values):
        self.rows[name].append([str(v) for v in values])

    def add_case(self, customer):
        r = self.random
        status = r.choice(['open', 'open', 'pending', 'solved', 'closed'])
        solved = self.moment(60) if status in ('solved', 'closed') else ''
        self.add('cases', 'k' + self.number(), customer, '', self.moment(90), self.maybe(self.moment(10), .4) if not solved else '',
                 self.moment(20), self.maybe(self.moment(20), .7), self.maybe(self.day(-5, 3), .3) if not solved else '', r.randrange(3), solved,
                 status, r.choice(['email', 'phone', 'chat', 'web', 'shop', '']), r.choice(['message', 'complaint']),
                 r.choice(['', '', 'anger:error', 'leave:warn', 'thanks:info']), r.choice(['yes', 'no']), r.choice(['Eleni', 'Nikos', '']), r.randrange(4))

    def add_messages(self, customer, product):
        r = self.random
        for _ in range(r.randrange(8)):
            direction, kind = r.choice([('in', 'message'), ('out', 'message'), ('out', 'campaign'), ('in', 'click'), ('in', 'open'), ('out', 'auto'),
                                        ('in', 'missed_call'), ('in', 'complaint'), ('out', 'survey')])
            if r.random() < .03:
                direction, kind = 'in', r.choice(['unsubscribe', 'block', 'bounce'])
            text = r.choice(['What does the %s cost?' % product, 'Thank you', 'Very good service indeed', 'It is 35.00', ''])
            self.add('messages', 'm' + self.number(), '', customer, self.moment(60), direction, kind, r.choice(['email', 'phone', 'newsletter', 'review']), text)

    def add_orders(self, customer, product):
        r = self.random
        for _ in range(r.randrange(4)):
            status = r.choice(['paid', 'shipped', 'delivered', 'cancelled', 'quote', 'cart'])
            self.add('orders', 'o' + self.number(), customer, product, self.day(-40, 0), '42', status, self.maybe(self.day(-10, 5)),
                     self.day(-10, 0) if status == 'delivered' else '', self.maybe('RG1'), r.choice(['', '', '5']))

    def add_customer(self, customer, product, name=None):
        r = self.random
        if r.random() < .9:
            self.add('customers', customer, name or r.choice(['Anna Novak', 'Jan Nowak', 'Νίκος Μάρκου', '']), self.maybe(customer + '@example.org', .8),
                     self.maybe('+30231055' + ''.join(c for c in customer if c.isdigit()).zfill(5), .7), r.choice(['en', 'el', 'pl', 'ru', 'ar', '']),
                     r.choice(['', '', '', '', '', 'all', 'email', 'phone;sms', 'newsletter']), r.choice(['yes', 'yes', 'yes', 'no', '']),
                     self.maybe('%02d-%02d' % (3, r.randrange(5, 14)), .6), r.choice(['Eleni', 'Marta', '']), r.choice(['Dimitra', '']),
                     r.choice(['Europe/Athens', 'America/New_York', 'Asia/Tokyo', '']), r.choice(['', 'phone', 'email', 'chat']))
        for _ in range(r.randrange(3)):
            self.add_case(customer)
        self.add_messages(customer, product)
        self.add_orders(customer, product)
        if r.random() < .5:
            self.add('responses', 'r' + self.number(), customer, self.moment(40), r.choice(['nps', 'csat', 'text']), r.randrange(0, 101, 10),
                     r.choice(['', 'please open on Sundays', 'Why so late?']))
        if r.random() < .7:
            segment = r.choice(['loyal', 'champions', 'at_risk', 'cant_lose', 'new'])
            self.add('loyalty', '2026-03-10', customer, self.day(-500, -300), self.day(-200, 0), r.randrange(1, 12), r.choice(['', 30, 90]), segment,
                     self.maybe(segment, .2), product, r.randrange(500))
        if r.random() < .1:
            self.add('done', customer, r.choice(['reply', 'wishes', 'win_back', 'check_in']), '', self.moment(5))

    def fill(self, customers):
        for n in range(customers):
            self.add_customer('C%d' % n, self.random.choice(['tea', 'coffee pot', 'grinder']))
        self.add('price-cuts', 'grinder', '2026-03-13', 42, 35)
        self.add('price-cuts', 'tea', '2026-03-08', 5, 4)
        self.add('campaigns', 'spring', 'tea', '', '2026-03-09', '2026-03-22', 'new tea')
        self.add('campaigns', 'regulars', '', 'champions;loyal', '2026-03-10', '2026-03-24', 'a roast')
        self.add('name-days', '03-10', 'Anna')
        self.add('absent', 'Nikos', '2026-03-09', '2026-03-20', 'Marta')

    def write(self, folder, shuffled=None):
        for name, rows in self.rows.items():
            rows = list(rows)
            if shuffled:
                shuffled.shuffle(rows)
            with open(os.path.join(folder, name + '.csv'), 'w', newline='') as f:
                csv.writer(f).writerows([COLUMNS[name].split(',')] + rows)


def run(folder, env=None, extra=()):
    arguments = [str(TOOL)] + OPTIONS + list(extra) + ['--blocked', os.path.join(folder, 'blocked'), '-v']
    for name in COLUMNS:
        if name != 'cases':
            arguments += ['--' + name, os.path.join(folder, name + '.csv')]
    done = subprocess.run(arguments + [os.path.join(folder, 'cases.csv')], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(os.environ, **(env or {})))
    if done.returncode != 0:
        problems.append('status %d: %s' % (done.returncode, done.stderr.decode()[-300:]))
    return done.stdout, pathlib.Path(folder, 'blocked').read_bytes(), done.stderr.decode()


def table(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def check(condition, what):
    if not condition:
        problems.append(what)


def check_counts(out, blocked, said, seed):
    numbers = re.search(r'(\d+) due = (\d+) listed \+ (\d+) blocked \+ (\d+) expired; (\d+) rows', said)
    due, listed, held, expired, rows = map(int, numbers.groups())
    got = table(out)
    matters = [(r['customer_id'], r['reason'], r['trigger_id']) for r in got]
    for row in got:
        for other in filter(None, row['other_reasons'].split(';')):
            matters.append((row['customer_id'],) + tuple(other.split(':', 1)))
    withheld = [(r['customer_id'], r['reason'], r['trigger_id']) for r in table(blocked)]
    check(due == listed + held + expired, 'seed %d: %d is not %d + %d + %d' % (seed, due, listed, held, expired))
    check(len(matters) == listed and len(withheld) == held and len(got) == rows, 'seed %d: what is written is not what was counted' % seed)
    check(len(set(matters + withheld)) == listed + held, 'seed %d: a matter is there twice' % seed)
    check(len({r['customer_id'] for r in got}) == len(got), 'seed %d: a customer has two rows' % seed)
    urgency = [int(r['urgency']) for r in got]
    check(urgency == sorted(urgency, reverse=True), 'seed %d: not gravest first' % seed)
    return {m[1] for m in matters}, {(r['blocked_by']) for r in table(blocked)}


COURTESY = {'became_regular', 'thanks', 'next_purchase', 'win_back', 'campaign', 'wishes'}


def contacts_of(shop, customer):
    """How often the customer was contacted in thirty days, by the rule of the manual."""
    since, zone = NOW - datetime.timedelta(days=30), NOW.tzinfo
    found, days = 0, collections.Counter()
    for row in shop.rows['messages']:
        _, _, who, at, direction, kind, channel, _ = row
        at = datetime.datetime.fromisoformat(at).astimezone(zone)
        if who != customer or direction != 'out' or at <= since:
            continue
        if kind in ('campaign', 'survey'):
            found += 1
        elif kind == 'message':
            days[(at.date(), channel)] = 1
    return found + len(days)


def check_gates(shop, out, seed):
    people = {row[0]: dict(zip(COLUMNS['customers'].split(','), row)) for row in shop.rows['customers']}
    for row in table(out):
        person = people.get(row['customer_id'], {})
        barred = person.get('opt_out', '').split(';')
        check(row['channel'] not in barred, 'seed %d: %s is contacted by %s' % (seed, row['customer_id'], row['channel']))
        if 'all' in barred:
            check(row['channel'] == 'none' and not row['opener'] and not row['not_before'], 'seed %d: opted out' % seed)
        else:
            check((row['channel'] == 'none') == (row['opener'] == ''), 'seed %d: an opener for nobody, or none' % seed)
        reasons = {row['reason']} | {o.split(':')[0] for o in row['other_reasons'].split(';')}
        if reasons & COURTESY:
            check(person.get('consent') == 'yes', 'seed %d: courtesy without consent' % seed)
            check(contacts_of(shop, row['customer_id']) < 2, 'seed %d: %s is over the cap' % (seed, row['customer_id']))


def check_seed(seed):
    shop = Shop(seed)
    shop.fill(120)
    with tempfile.TemporaryDirectory() as folder:
        shop.write(folder)
        out, blocked, said = run(folder)
        found = check_counts(out, blocked, said, seed)
        check_gates(shop, out, seed)
        shop.write(folder, random.Random(seed))
        check(run(folder)[:2] == (out, blocked), 'seed %d: the order of rows matters' % seed)
        check(run(folder, {'TZ': 'Asia/Tokyo', 'LC_ALL': 'tr_TR.UTF-8'})[:2] == (out, blocked), 'seed %d: TZ or locale matters' % seed)
        shop.add_customer('X7', 'samovar', 'Somebody Else')
        shop.add_customer('X8', 'samovar', 'Somebody Else')
        shop.write(folder, random.Random(seed + 1))
        more, more_blocked, _ = run(folder)

        def others(data):
            return [r for r in table(data) if r['customer_id'] not in ('X7', 'X8')]
        check(others(more) == table(out), 'seed %d: an unrelated customer changes a row' % seed)
        check(others(more_blocked) == table(blocked), 'seed %d: an unrelated customer changes what is withheld' % seed)
    return found


def main():
    reasons, gates = set(), set()
    for seed in range(6):
        more_reasons, more_gates = check_seed(seed)
        reasons |= more_reasons
        gates |= more_gates
    check(len(reasons) >= 19, 'only these reasons occur: %s' % sorted(reasons))
    check(len(gates) >= 6, 'only these gates occur: %s' % sorted(gates))
    print('\n'.join(problems))
    return bool(problems)


sys.exit(main())
