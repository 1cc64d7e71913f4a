#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Intervals and tests of rank-touchpoints against an independent implementation in Python (statistics, math, exact integration)
on 50 generated tables, among them groups in which all agree and groups of one."""
import csv
import io
import math
import random
import statistics
import subprocess
import sys

NORMAL = statistics.NormalDist()
Z = NORMAL.inv_cdf(0.975)
faults = []


def t_density(x, df):
    return math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi) * (1 + x * x / df) ** (-(df + 1) / 2)


def t_two_sided(t, df, steps=4000):
    """1 - integral of the density from -|t| to |t|, by Simpson's rule."""
    t = abs(t)
    if t == 0:
        return 1.0
    h = t / steps
    total = t_density(0, df) + t_density(t, df)
    for i in range(1, steps):
        total += (4 if i % 2 else 2) * t_density(i * h, df)
    return max(0.0, 1 - 2 * total * h / 3)


def t_quantile(df):
    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if t_two_sided(middle, df) > 0.05:
            low = middle
        else:
            high = middle
    return low


def wilson(hits, n):
    p = hits / n
    root = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return 100 * p, 100 * max(0, (p + Z * Z / (2 * n) - root) / whole), 100 * min(1, (p + Z * Z / (2 * n) + root) / whole)


def nps_parts(values):
    n = len(values) + 3
    p = (sum(v >= 9 for v in values) + .75) / n
    d = (sum(v <= 6 for v in values) + .75) / n
    return p - d, (p + d - (p - d) ** 2) / n


def nps(values):
    score, variance = nps_parts(values)
    half = 100 * Z * math.sqrt(variance)
    raw = 100 * (sum(v >= 9 for v in values) - sum(v <= 6 for v in values)) / len(values)
    return raw, min(raw, max(-100, 100 * score - half)), max(raw, min(100, 100 * score + half))


def mean(values):
    m = statistics.fmean(values)
    if len(values) < 2:
        return m, None, None
    half = t_quantile(len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return m, max(0, m - half), min(100, m + half)


def median(values):
    s, n = sorted(values), len(values)
    low = math.floor((n - Z * math.sqrt(n)) / 2)
    high = math.ceil(1 + (n + Z * math.sqrt(n)) / 2)
    return statistics.median(s), s[max(1, low) - 1], s[min(n, high) - 1], s[math.ceil(.9 * n) - 1]


def p_shares(a, b):
    pooled = (sum(a) + sum(b)) / (len(a) + len(b))
    v = pooled * (1 - pooled) * (1 / len(a) + 1 / len(b))
    return 1.0 if v <= 0 else 2 * (1 - NORMAL.cdf(abs(sum(a) / len(a) - sum(b) / len(b)) / math.sqrt(v)))


def p_nps(a, b):
    (sa, va), (sb, vb) = nps_parts(a), nps_parts(b)
    return 2 * (1 - NORMAL.cdf(abs(sa - sb) / math.sqrt(va + vb)))


def p_means(a, b):
    if len(a) < 2 or len(b) < 2:
        return 1.0
    va, vb = statistics.variance(a) / len(a), statistics.variance(b) / len(b)
    ma, mb = statistics.fmean(a), statistics.fmean(b)
    if va + vb == 0:
        return 1.0 if ma == mb else 0.0
    df = (va + vb) ** 2 / (va ** 2 / (len(a) - 1) + vb ** 2 / (len(b) - 1))
    return t_two_sided((ma - mb) / math.sqrt(va + vb), df)


def p_ranks(a, b):
    both = sorted(a + b)
    rank = {v: (2 * both.index(v) + both.count(v) + 1) / 2 for v in set(both)}
    n = len(both)
    u = sum(rank[v] for v in a) - len(a) * (len(a) + 1) / 2
    ties = sum(both.count(v) ** 3 - both.count(v) for v in set(both))
    variance = len(a) * len(b) / 12 * (n + 1 - ties / (n * (n - 1)))
    return 1.0 if variance <= 0 else 2 * (1 - NORMAL.cdf(max(0, abs(u - len(a) * len(b) / 2) - .5) / math.sqrt(variance)))


def holm(ps):
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    out, largest = [0.0] * len(ps), 0.0
    for k, i in enumerate(order):
        largest = max(largest, ps[i] * (len(ps) - k))
        out[i] = min(1.0, largest)
    return out


def draw(r, metric, n, kind):
    if kind == 'equal':
        v = r.choice({'nps': [10, 0, 8], 'csat': [5, 1], 'ces': [7, 4], 'hours': [0.5]}[metric])
        return [v] * n
    if metric == 'nps':
        return [r.randint(0, 10) for _ in range(n)]
    if metric == 'hours':
        return [r.randint(1, 400) / 100 for _ in range(n)]
    return [r.randint(1, 5 if metric == 'csat' else 7) for _ in range(n)]


def table(number):
    r = random.Random(number)
    metric = ['nps', 'csat', 'ces', 'hours'][number % 4]
    groups = {}
    for g in range(r.randint(1, 4)):
        for period in (1, 2):
            n = 1 if (number + g) % 7 == 0 and period == 1 else r.randint(1, 40)
            groups['g%d' % g, period] = draw(r, metric, n, 'equal' if r.random() < .2 else 'mixed')
    return metric, groups


def to_csv(metric, groups):
    out = io.StringIO()
    w = csv.writer(out, lineterminator='\n')
    if metric == 'hours':
        w.writerow(['case_id', 'agent', 'opened_at', 'first_reply_hours'])
        for (g, period), values in groups.items():
            for i, v in enumerate(values):
                w.writerow(['%s-%d-%d' % (g, period, i), g, '2026-0%d-05T10:00:00Z' % period, v])
        return out.getvalue()
    w.writerow(['response_id', 'touchpoint', 'answered_at', 'metric', 'scale_min', 'scale_max', 'score'])
    low, high = {'nps': (0, 10), 'csat': (1, 5), 'ces': (1, 7)}[metric]
    for (g, period), values in groups.items():
        for i, v in enumerate(values):
            w.writerow(['%s-%d-%d' % (g, period, i), g, '2026-0%d-05' % period, metric, low, high, '%.6f' % (100 * (v - low) / (high - low))])
    return out.getvalue()


def expected(metric, groups):
    rows = {}
    for key, values in groups.items():
        if metric == 'nps':
            rows[key] = list(nps(values)) + [None]
        elif metric == 'csat':
            rows[key] = list(wilson(sum(v >= 4 for v in values), len(values))) + [None]
        elif metric == 'ces':
            rows[key] = list(mean([round(100 * (v - 1) / 6, 6) for v in values])) + [None]
        else:
            rows[key] = list(median(values))
    keys = [k for k in groups if k[1] == 2 and (k[0], 1) in groups]
    tests = {'nps': p_nps, 'csat': lambda a, b: p_shares([v >= 4 for v in a], [v >= 4 for v in b]),
             'ces': lambda a, b: p_means([round(100 * (v - 1) / 6, 6) for v in a], [round(100 * (v - 1) / 6, 6) for v in b]), 'hours': p_ranks}
    ps = holm([tests[metric](groups[k], groups[k[0], 1]) for k in keys])
    return rows, dict(zip(keys, ps))


def near(what, got, want):
    if want is None:
        if got != '':
            faults.append('%s: %s, where nothing is expected' % (what, got))
    elif got == '' or abs(float(got) - want) > 0.0051 + 1e-6 * abs(want):
        faults.append('%s: %r, expected %r' % (what, got, want))


checked = 0
for number in range(50):
    metric, groups = table(number)
    done = subprocess.run(['rank-touchpoints', '--period', 'month'], input=to_csv(metric, groups).encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        faults.append('table %d: %s' % (number, done.stderr.decode()))
        continue
    rows, ps = expected(metric, groups)
    by = 'agent' if metric == 'hours' else 'touchpoint'
    seen = set()
    for row in csv.DictReader(io.StringIO(done.stdout.decode())):
        key = (row[by], int(row['period'][-2:]))
        seen.add(key)
        for column, want in zip(('value', 'low', 'high', 'p90'), rows[key]):
            near('table %d, %s, %s' % (number, key, column), row[column], want)
        p = ps.get(key)
        if p is None:
            if row['p'] != '':
                faults.append('table %d, %s: p without a period before' % (number, key))
        elif abs(float(row['p']) - p) > 6e-5:
            faults.append('table %d, %s: p %s, expected %.6f' % (number, key, row['p'], p))
        if row['n'] != str(len(groups[key])):
            faults.append('table %d, %s: n %s' % (number, key, row['n']))
        checked += 1
    if seen != set(groups):
        faults.append('table %d: groups %s' % (number, sorted(seen ^ set(groups))))
print('\n'.join(faults[:40]))
print('%d rows of 50 tables compared' % checked)
sys.exit(1 if faults or not checked else 0)
