#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares tests/drivers/business-time with an independent reckoning on generated cases.

    tests/soak/business_time.py [--cases N] [--seed N] [--driver PATH]

Twenty zones, thirty-five years, half of the cases near a change of the clock. The reckoning here lists the
openings of each day with Python's zoneinfo and walks along them one by one. Exits 1 when a result differs."""
import argparse
import csv
import io
import random
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONES = ['Europe/Athens', 'Europe/Warsaw', 'Europe/Moscow', 'Europe/London', 'Europe/Dublin', 'Europe/Istanbul',
         'Africa/Cairo', 'Africa/Casablanca', 'Asia/Amman', 'Asia/Dubai', 'Asia/Tehran', 'Asia/Kolkata',
         'Asia/Gaza', 'America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'Australia/Lord_Howe',
         'Pacific/Apia', 'Antarctica/Troll', 'America/Havana']
YEARS = range(1995, 2030)
DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = 86400


def utc(seconds):
    return (EPOCH + timedelta(seconds=seconds)).strftime('%Y-%m-%dT%H:%M:%SZ')


def offset_at(zone, instant):
    return int((EPOCH + timedelta(seconds=instant)).astimezone(zone).utcoffset().total_seconds())


def instant_of(zone, day, second):
    """The first instant with that local time; in a gap, by the offset before it, which moves it forward."""
    local = datetime(day.year, day.month, day.day) + timedelta(seconds=second)
    return int((local.replace(tzinfo=zone, fold=0) - EPOCH).total_seconds())


def local_day(zone, instant):
    return (EPOCH + timedelta(seconds=instant)).astimezone(zone).date()


def first_instant(zone, day):
    """Midnight, or where the day begins when a gap has swallowed midnight."""
    found = instant_of(zone, day, 0)
    shown = (EPOCH + timedelta(seconds=found)).astimezone(zone).replace(tzinfo=None)
    if shown == datetime(day.year, day.month, day.day):
        return found
    return found - 2 * DAY + change_within(zone, found - 2 * DAY, 2 * DAY)


def change_within(zone, start, length):
    """How long after start the clock changes."""
    low, high = 0, length
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(zone, start + middle) == offset_at(zone, start):
            low = middle
        else:
            high = middle
    return high


class Calendar:
    def __init__(self, zone, week, yearly, special):
        self.zone, self.week, self.yearly, self.special = zone, week, yearly, special
        self.known = {}

    def openings(self, day):
        if day not in self.known:
            self.known[day] = self.reckon(day)
        return self.known[day]

    def reckon(self, day):
        hours = self.special.get(day)
        if hours is None:
            hours = [] if (day.month, day.day) in self.yearly else self.week[day.weekday()]
        low, high = first_instant(self.zone, day), first_instant(self.zone, day + timedelta(days=1))
        spans = []
        for a, b in hours:
            a = max(instant_of(self.zone, day, a), low)
            b = min(instant_of(self.zone, day, b), high)
            if a < b:
                spans.append((a, b))
        return join(spans)

    def walk(self, start):
        day = local_day(self.zone, start) - timedelta(days=2)
        while True:
            for span in self.openings(day):
                if span[1] > start:
                    yield max(span[0], start), span[1]
            day += timedelta(days=1)


def join(spans):
    out = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        elif a < b:
            out.append((a, b))
    return out


def without(span, pauses):
    """What is left of a span."""
    a, b = span
    for p, q in pauses:
        if q <= a or p >= b:
            continue
        if p > a:
            yield a, p
        a = max(a, q)
        if a >= b:
            return
    yield a, b


def due(calendar, pauses, start, seconds):
    for span in calendar.walk(start):
        for a, b in without(span, pauses):
            if seconds == 0:
                return a
            if seconds <= b - a:
                return a + seconds
            seconds -= b - a


def elapsed(calendar, pauses, start, end):
    total = 0
    if start >= end:
        return 0
    for span in calendar.walk(start):
        if span[0] >= end:
            return total
        total += sum(max(0, min(b, end) - a) for a, b in without(span, pauses) if a < end)


def due_days(calendar, start, days):
    shown = (EPOCH + timedelta(seconds=start)).astimezone(calendar.zone)
    day = shown.date() + timedelta(days=days > 0)
    left = max(days, 1)
    while True:
        left -= bool(calendar.openings(day))
        if left == 0:
            break
        day += timedelta(days=1)
    return instant_of(calendar.zone, day, shown.hour * 3600 + shown.minute * 60 + shown.second)


def clock(second):
    return f'{second // 3600:02d}:{second // 60 % 60:02d}'


def hours_text(hours):
    return '+'.join(f'{clock(a)}-{clock(b)}' for a, b in hours)


def random_hours(rng):
    shape = rng.random()
    if shape < 0.15:
        return [(0, DAY)]
    if shape < 0.3:
        return [(0, rng.randrange(1, 12) * 1800), (rng.randrange(40, 48) * 1800, DAY)]
    cuts = sorted(rng.sample(range(0, DAY + 1, 900), 2 * rng.choice([1, 1, 2, 2, 3])))
    return list(zip(cuts[::2], cuts[1::2]))


def changes_of(zone, year):
    found = []
    start = int((datetime(year, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds())
    for t in range(start, start + 366 * DAY, 5 * DAY):
        if offset_at(zone, t) != offset_at(zone, t + 5 * DAY):
            found.append(t + change_within(zone, t, 5 * DAY))
    return found


def random_instant(rng, name, zone, cache):
    year = rng.choice(YEARS)
    changes = cache.setdefault((name, year), None)
    if changes is None:
        changes = cache[(name, year)] = changes_of(zone, year)
    if changes and rng.random() < 0.5:
        return rng.choice(changes) + rng.choice([-1, 0, 1, 60]) * rng.randrange(0, 4 * 3600)
    return int((datetime(year, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds()) + rng.randrange(365 * DAY)


def make_case(rng, number, cache):
    name = rng.choice(ZONES)
    zone = ZoneInfo(name)
    start = random_instant(rng, name, zone, cache)
    week = [random_hours(rng) if rng.random() < 0.75 else [] for _ in DAYS]
    if not any(week):
        week[rng.randrange(7)] = random_hours(rng)
    near = local_day(zone, start)
    yearly = {(d.month, d.day) for d in (near + timedelta(days=rng.randrange(-5, 60)) for _ in range(rng.randrange(3)))}
    closed = {near + timedelta(days=rng.randrange(-3, 30)) for _ in range(rng.randrange(3))}
    special = {day: [] for day in closed}
    opened = {near + timedelta(days=rng.randrange(-3, 30)): random_hours(rng) for _ in range(rng.randrange(3))}
    special.update(opened)
    pauses = []
    for _ in range(rng.choice([0, 0, 0, 1, 2, 4])):
        a = start + rng.randrange(-DAY, 6 * DAY)
        pauses.append((a, a + rng.randrange(0, 3 * DAY)))
    calendar = Calendar(zone, week, yearly, special)
    op = rng.choice(['due', 'due', 'elapsed', 'elapsed', 'open', 'due_days', 'local'])
    row = {'id': f's{number}', 'op': op, 'start': utc(start), 'tz': name,
           'hours': ';'.join(f'{d}={hours_text(h)}' for d, h in zip(DAYS, week) if h),
           'holidays': ' '.join([f'{m:02d}-{d:02d}' for m, d in sorted(yearly)] + [str(d) for d in sorted(closed)]),
           'special': ' '.join(f'{d}={hours_text(h)}' for d, h in opened.items()),
           'pauses': ' '.join(f'{utc(a)}/{utc(b)}' for a, b in pauses)}
    pauses = join(pauses)
    if op == 'due':
        row['duration'] = rng.choice([0, 1, 3600, rng.randrange(10 * DAY), rng.randrange(10 * DAY), 900 * rng.randrange(500)])
        expected = utc(due(calendar, pauses, start, row['duration']))
    elif op == 'elapsed':
        end = start + rng.choice([rng.randrange(-DAY, 3 * DAY), rng.randrange(40 * DAY), rng.randrange(700 * DAY)])
        row['end'] = utc(end)
        expected = str(elapsed(calendar, pauses, start, end))
    elif op == 'open':
        expected = utc(due(calendar, pauses, start, 0))
    elif op == 'due_days':
        row['duration'] = rng.randrange(0, 30)
        expected = utc(due_days(calendar, start, row['duration']))
    else:
        local = EPOCH + timedelta(seconds=start + offset_at(zone, start) + rng.choice([0, 0, 1800, -1800, 3600]))
        row['start'] = local.strftime('%Y-%m-%dT%H:%M:%S')
        expected = utc(instant_of(zone, local.date(), local.hour * 3600 + local.minute * 60 + local.second))
    return row, expected


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--cases', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--driver', default='bin/.plain/drivers/business-time')
    args = parser.parse_args()
    rng = random.Random(args.seed)
    cache = {}
    made = [make_case(rng, number, cache) for number in range(args.cases)]
    text = io.StringIO()
    columns = ['id', 'op', 'start', 'end', 'tz', 'hours', 'holidays', 'special', 'pauses', 'duration']
    writer = csv.DictWriter(text, columns, restval='', lineterminator='\n')
    writer.writeheader()
    writer.writerows(row for row, _ in made)
    run = subprocess.run([args.driver], input=text.getvalue(), capture_output=True, text=True, check=True)
    results = {r['id']: r['result'] for r in csv.DictReader(io.StringIO(run.stdout))}
    failed = 0
    for row, expected in made:
        if results.get(row['id']) != expected:
            failed += 1
            if failed <= 10:
                print(f'{row}\n    got {results.get(row["id"])}, expected {expected}')
    print(f'business_time.py: {len(made) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
