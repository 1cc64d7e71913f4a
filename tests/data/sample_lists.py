#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The daily list of the sample shop on three mornings. sample_list_DATE.csv is what is expected, written down from the rules of
due-followups(1) and its policy before the tool printed it. What the messages say (flags, topics, promised dates) is in
sample_words.csv, as a person read them, so that these lists judge the reckoning and not the rule packs.

  sample_lists.py               compare the tool, and the independent reckoning below, with the lists
  sample_lists.py --derive DAY  print the list of a day by that reckoning
  sample_lists.py --demo        compare the tool with the lists on what flag-tone and tag-topics really find

Where the rules left more than one reading, and what settled it, once the lists were compared:
- a missed call waits for an answer too (track-cases(1), what answers and what asks): reply beside call_back;
- a sheet is one matter: what makes a detractor is not a feedback_reply as well;
- a day has passed when the next begins: deliveries are late from midnight, not from one second before;
- what belongs to a whole day (a year together) is on the list of that day if the business is open then; look-ahead takes it only
  over closed days; a price cut is told of when the price has fallen;
- a customer's preferred channel goes before the channel of the policy's table, which is for customers who have said nothing;
- newsletters are no talk: behind one, our e-mail is still the last contact;
- of an order that was delivered after the day of the list nothing was delivered yet (the tool was mended): it was on its way;
- triggers are what makes a matter the same in each run: a question's message, a segment, `birthday:YEAR`."""
import csv
import datetime as dt
import pathlib
import sys
import tempfile

from sample.shop import HERE, SHOP, Shop, UNIT, add_days, add_hours, asks, at, end_of, horizon, listed, moment, on_list, span, stages, start_of, table, tagged, worded

DAYS = ['2026-03-10', '2026-03-12', '2026-03-16']
COLUMNS = ['customer_id', 'reason', 'trigger_id', 'other_reasons', 'class', 'due_at', 'channel', 'owner']
LIVE = {'phone', 'shop'}


# -- reasons: each yields (customer, reason, trigger, due, case or None, extra urgency) -------------------------------------

def of_cases(s):
    for c in s.cases:
        waits, promised, staff = moment(c['waiting_since']), moment(c['promised_by']), moment(c['last_staff_at'])
        opened = c['case_status'] in ('open', 'pending')
        flags = dict(f.split(':') for f in c['flags_waiting'].split(';') if f)
        if waits and (flags.get('anger') == 'error' or {'leave', 'public', 'legal'} & set(flags)):
            yield c['who'], 'scene', c['case_id'], waits, c, 0
        if opened and promised and promised < s.now and not s.told_since(c['who'], promised):
            yield c['who'], 'promise_broken', c['case_id'], promised, c, 5 * (int(c['promises_broken']) > 1)
        if opened and promised and s.now <= promised <= horizon(s.now):
            yield c['who'], 'promise_due', c['case_id'], promised, c, 0
        if waits:
            hours = 4 if c['kind'] == 'complaint' else 8
            yield c['who'], 'reply', c['case_id'], add_hours(waits, hours), c, 5 * int(c['repeats'])
        if opened:
            yield c['who'], 'keep_in_loop', c['case_id'], add_days(staff or moment(c['opened_at']), 3), c, 0
        if not opened and c['kind'] == 'complaint':
            yield from after_solution(s, c)


def after_solution(s, c):
    solved = moment(c['solved_at'])
    if c['note_left'] == 'no':
        yield c['who'], 'note_missing', c['case_id'], solved, c, 0
    scores = [r for sheet in s.sheets.values() for r in sheet if r['who'] == c['who'] and r['score']
              and float(r['score']) >= 70 and moment(r['answered_at']) > solved]
    bought = [o for o in s.orders if o['who'] == c['who'] and start_of(o['ordered_at']).date() > solved.date()]
    last = s.loyalty.get(c['who'], {}).get('last_order')
    if not scores and not bought and not (last and dt.date.fromisoformat(last) > solved.date()):
        yield c['who'], 'check_in', c['case_id'], solved + 7 * UNIT['d'], c, 0


def of_calls(s):
    for who in s.customers:
        missed = []
        for m in s.of(who):
            if m['kind'] == 'missed_call' or (m['dir'] == 'in' and m['channel'] == 'voicemail'):
                missed.append(m)
            elif m['dir'] == 'out' and m['kind'] == 'message' and m['channel'] == 'phone':
                missed = []
        if missed:
            case = next((c for c in s.cases if c['case_id'] == missed[0]['case']), None)
            yield who, 'call_back', missed[0]['id'], add_hours(missed[0]['at'], 0), case, 0


def of_orders(s):
    for o in s.orders:
        if o['delivered_at'] and start_of(o['delivered_at']) <= s.now:
            continue
        expected = o['expected_at']
        if expected and end_of(expected) < s.now:
            told = s.told_since(o['who'], end_of(expected))
            yield o['who'], 'delivery_late', o['order_id'], told[-1]['at'] + 2 * UNIT['d'] if told else start_of(expected) + UNIT['d'], None, 0
        elif expected and (o['status'] == 'shipped' or o['delivered_at']):
            if not s.told_since(o['who'], start_of(expected) - 3 * UNIT['d']):
                yield o['who'], 'delivery_news', o['order_id'], start_of(expected) - 2 * UNIT['d'], None, 0
        elif o['status'] == 'shipped' and not o['tracking']:
            yield o['who'], 'no_expected_date', o['order_id'], start_of(o['ordered_at']), None, 0


def of_sheets(s):
    for key, rows in s.sheets.items():
        who, when = rows[0]['who'], moment(rows[0]['answered_at'])
        if s.told_since(who, when):
            continue
        scored = [(r['metric'], float(r['score'])) for r in rows if r['score']]
        if any(v <= (60 if m == 'nps' else 40) for m, v in scored if m in ('nps', 'csat', 'ces', 'rating')):
            yield who, 'detractor', key, add_days(when, 2), None, 0
        elif any('?' in r['comment'] or len(r['comment'].split()) >= 3 for r in rows):
            yield who, 'feedback_reply', key, add_days(when, 5), None, 0


def of_prices(s):
    for cut in table(SHOP / 'price_cuts.csv'):
        falls, product = start_of(cut['starts_on']), cut['product'].casefold()
        if s.now < falls <= s.now + 7 * UNIT['d']:
            for m in s.log:
                if asks(m) and product in m['text'].casefold() and s.now - m['at'] <= 30 * UNIT['d']:
                    case = next((c for c in s.cases if c['case_id'] == m['case']), None)
                    yield m['who'], 'price_cut_ahead', m['id'], max(m['at'], falls - 7 * UNIT['d']), case, 0
        for o in s.orders:
            bought = start_of(o['ordered_at'])
            if o['product'].casefold() == product and falls - 7 * UNIT['d'] <= bought < falls <= s.now \
                    and not s.told_since(o['who'], falls):
                yield o['who'], 'price_cut', o['order_id'], falls, None, 0


def of_loyalty(s):
    for who, r in s.loyalty.items():
        if not r['last_order']:
            continue
        first, last, orders = dt.date.fromisoformat(r['first_order']), dt.date.fromisoformat(r['last_order']), int(r['orders'])
        year = first.replace(year=first.year + 1)
        for day in [first] * (orders == 1) + [last] * (orders == 10) + [year]:
            if on_list(s, day) and not s.told_since(who, at(day)):
                yield who, 'thanks', day.isoformat(), at(day), None, 0
        if orders >= 3 and r['typical_gap_days']:
            due = at(last) + float(r['typical_gap_days']) * UNIT['d']
            if on_list(s, due.date()) and not s.told_since(who, due):
                yield who, 'next_purchase', last.isoformat(), due, None, 0
        if r['segment'] in ('at_risk', 'cant_lose'):
            sent = s.sent(who)
            yield who, 'win_back', r['segment'], sent[-1]['at'] + 90 * UNIT['d'] if sent else start_of(r['as_of']), None, 0


def of_campaigns(s):
    for c in table(SHOP / 'campaigns.csv'):
        begins, ends = start_of(c['from_date']), end_of(c['until'])
        for who in s.customers:
            r = s.loyalty.get(who, {})
            bought = {r.get('favourite_product')} | {o['product'] for o in s.orders if o['who'] == who}
            had = any(m['kind'] == 'campaign' and m['at'] >= begins for m in s.of(who))
            if c['product'] in bought and (not c['segment'] or r.get('segment') in c['segment'].split(';')) and not had and ends >= s.now:
                yield who, 'campaign', c['campaign_id'], begins, None, 0


def of_days(s):
    for who, c in s.customers.items():
        day = dt.date.fromisoformat(c['birthday']).replace(year=s.now.year)
        if on_list(s, day) and not s.told_since(who, at(day)):
            yield who, 'wishes', f'birthday:{day.year}', at(day), None, 0


SOURCES = [of_cases, of_calls, of_orders, of_sheets, of_prices, of_loyalty, of_campaigns, of_days]


# -- the gate ----------------------------------------------------------------------------------------------------------------

def barred(s, who):
    """The channels that are barred, and whether courtesy is."""
    said = s.customers[who]['opt_out']
    channels = set(said.split(';')) - {''}
    courtesy = said == 'all'
    for m in s.of(who):
        if m['kind'] in ('unsubscribe', 'block', 'bounce'):
            channels.add(m['channel'])
        elif m['kind'] == 'open' or m['dir'] == 'in':
            channels -= {m['channel']} & {b['channel'] for b in s.of(who) if b['kind'] == 'bounce' and b['at'] < m['at']}
        if m['dir'] == 'in' and 'optout' in m['flags']:
            channels.add(m['channel'])
            courtesy = True
    return channels, courtesy


def contacts(s, who):
    """What the cap counts of the last 30 days."""
    each, days = 0, set()
    for m in s.of(who):
        if m['dir'] != 'out' or s.now - m['at'] >= 30 * UNIT['d']:
            continue
        if m['kind'] in ('campaign', 'survey'):
            each += 1
        elif m['kind'] == 'message':
            days.add((m['at'].date(), m['channel']))
    return each + len(days)


def interested(s, who):
    year = s.now - 365 * UNIT['d']
    signs = [m['at'] for m in s.of(who) if m['kind'] in ('open', 'click') or asks(m)]
    signs += [start_of(o['ordered_at']) for o in s.orders if o['who'] == who]
    last = s.loyalty.get(who, {}).get('last_order')
    return any(t >= year for t in signs + ([start_of(last)] if last else []))


def passes(s, who, reason):
    if s.policy[reason]['class'] == 'service':
        return True
    channels, courtesy = barred(s, who)
    if courtesy or s.customers[who]['consent'] != 'yes' or not interested(s, who) or contacts(s, who) >= 2:
        return False
    return channel(s, who, reason, None) != 'none'


# -- how and by whom -----------------------------------------------------------------------------------------------------------

def needs_call(s, who):
    talk = [m for m in s.of(who) if m['kind'] in ('message', 'complaint', 'missed_call') and m['dir'] != 'note']
    if talk and talk[-1]['dir'] == 'out' and talk[-1]['kind'] == 'message' and talk[-1]['channel'] == 'email':
        return True
    written = 0
    for m in talk:
        if m['channel'] in LIVE and m['kind'] != 'missed_call':
            written = 0
        elif m['dir'] == 'out' and m['kind'] == 'message':
            written += 1
    return written >= 3


def channel(s, who, reason, case):
    no = barred(s, who)[0]
    named, liked = s.policy[reason]['channel'], s.customers[who]['preferred_channel']
    if named == 'none':
        return 'none'
    if reason == 'campaign':
        return 'none' if no & {'newsletter', 'all'} else 'newsletter'
    first = case['last_channel'] if named == 'same' and case else liked or (named if named != 'same' else 'email')
    first = {'web': 'email', 'card': 'email', 'shop': 'email', 'voicemail': 'phone', 'newsletter': 'email'}.get(first, first)
    if reason == 'scene' or needs_call(s, who):
        first = 'phone'
    return next((c for c in [first, liked, 'email', 'phone', 'sms'] if c and c not in no and 'all' not in no), 'none')


def owner(s, who, reason, case):
    c = s.customers[who]
    return c['supervisor'] if reason == 'scene' else (case or {}).get('agent') or c['owner'] or c['supervisor']


# -- the list --------------------------------------------------------------------------------------------------------------

def derive(work, as_of):
    s = Shop(work, as_of)
    due = {}
    for source in SOURCES:
        for who, reason, trigger, when, case, extra in source(s):
            lapses = s.policy[reason]['expires_after']
            gone = lapses != 'never' and s.now > when + span(lapses)
            if when <= horizon(s.now) and not gone and passes(s, who, reason):
                due.setdefault(who, []).append((-int(s.policy[reason]['urgency']) - extra, when, reason, trigger, case))
    rows = {}
    for who, matters in sorted(due.items()):
        matters.sort(key=lambda m: (m[0], m[1], m[3]))
        _, when, reason, trigger, case = matters[0]
        rows[who] = {'customer_id': who, 'reason': reason, 'trigger_id': trigger,
                     'other_reasons': ';'.join(f'{m[2]}:{m[3]}' for m in matters[1:]), 'class': s.policy[reason]['class'],
                     'due_at': when.isoformat(), 'channel': channel(s, who, reason, case), 'owner': owner(s, who, reason, case)}
    return rows


def differences(day, got, wanted, against):
    for who in sorted(got.keys() | wanted.keys()):
        if who not in got or who not in wanted:
            yield f'{day} {who}: {"missing" if who not in got else "not in " + against}: {(got.get(who) or wanted[who])["reason"]}'
            continue
        for c in COLUMNS:
            if got[who][c] != wanted[who][c]:
                yield f'{day} {who} {c}: {got[who][c]!r}, {against} says {wanted[who][c]!r}'


def main():
    with tempfile.TemporaryDirectory() as tmp:
        work = pathlib.Path(tmp)
        if sys.argv[1:2] == ['--derive']:
            stages(work, sys.argv[2] + 'T08:30:00+02:00')
            w = csv.DictWriter(sys.stdout, COLUMNS, lineterminator='\n')
            w.writeheader()
            w.writerows(derive(work, sys.argv[2] + 'T08:30:00+02:00').values())
            return 0
        wrong, demo = [], sys.argv[1:] == ['--demo']
        for day in DAYS:
            as_of = day + 'T08:30:00+02:00'
            stages(work, as_of, tagged if demo else worded)
            wanted = {r['customer_id']: r for r in table(HERE / f'sample_list_{day}.csv')}
            wrong += differences(day, listed(work, as_of), wanted, 'the written list')
            if not demo:
                wrong += differences(day + ' reckoned', derive(work, as_of), wanted, 'the written list')
        print('\n'.join(wrong))
        return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
