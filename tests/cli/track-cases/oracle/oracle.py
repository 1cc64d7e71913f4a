# SPDX-License-Identifier: MIT
"""Random cases, and what must come of them, worked out in another way than the tool does: for each question, look for what answers it.

    oracle.py messages SEED > messages.csv       oracle.py cases SEED > expected.csv"""
import random
import sys
from datetime import datetime, timedelta, timezone

START = datetime(2026, 1, 5, tzinfo=timezone.utc)
END = START + timedelta(days=40)
ASKS, SAYS, BYE = 'Where is it?', 'Number 4471', 'Thanks, bye'


def stamp(t):
    return t.strftime('%Y-%m-%dT%H:%M:%SZ') if t else ''


def draw(seed):
    """{case: [(at, direction, kind, text, agent, status, promise)] in order of time}"""
    rng = random.Random(seed)
    cases = {}
    for case in range(300):
        moments = sorted(rng.sample(range(30 * 86400), rng.randint(1, 14)))
        rows = []
        for i, m in enumerate(moments):
            at = START + timedelta(seconds=m)
            direction = 'in' if i == 0 else rng.choice(['in', 'in', 'out', 'out', 'out', 'note'])
            kind = rng.choice(['message'] * 6 + ['auto', 'status', 'campaign']) if i else 'message'
            text, agent, status, promise = '', '', '', None
            if kind == 'message':
                text = rng.choice([ASKS, SAYS, BYE]) if direction == 'in' and i else ASKS
            if direction != 'in':
                agent = rng.choice(['', 'Ann', 'Bob', 'Cy'])
                if kind in ('message', 'status'):
                    status = rng.choice([''] * 4 + ['solved', 'open', 'pending'])
            if direction == 'out' and kind == 'message' and rng.random() < .4:
                promise = at + timedelta(days=rng.randint(-1, 6), seconds=rng.randint(0, 9))
            rows.append((at, direction, kind, text, agent, status, promise))
        cases[str(case)] = rows
    return cases


def is_answer(r):
    return r[1] == 'out' and r[2] == 'message'


def states(rows):
    """Solved or not behind each row, how often opened again, and the status."""
    solved, again, status, out = False, 0, 'open', []
    for at, direction, kind, text, agent, new, promise in rows:
        if direction == 'in' and kind == 'message' and solved and text == ASKS:
            solved, again, status = False, again + 1, 'open'
        if new == 'solved':
            solved, status = True, new
        elif new:
            again += solved
            solved, status = False, new
        out.append((solved, again, status))
    return out


def waits(rows, state):
    """Each wait: [from, until or None], from the rows that want something, each ended by the next answer or solution."""
    found = []
    for i, r in enumerate(rows):
        was_solved = i > 0 and state[i - 1][0]
        wants = r[1] == 'in' and r[2] == 'message' and (r[3] == ASKS if was_solved else r[3] != BYE)
        if not wants:
            continue
        ends = [s[0] for k, s in enumerate(rows) if k > i and (is_answer(s) or state[k][0])]
        found.append((r[0], ends[0] if ends else None, any(is_answer(s) and s[0] == (ends or [None])[0] for s in rows)))
    return found


def promises(rows, state):
    """made, kept, broken, moved, and the end of the open one."""
    made = kept = broken = moved = 0
    due = last = None
    late = False
    for i, r in enumerate(rows):
        at, promise = r[0], r[6]
        if due and not late and at > due:
            broken, late = broken + 1, True
        names_new = promise is not None and promise >= at and promise != last
        repeats = promise is not None and promise == last
        solves = state[i][0] and (i == 0 or not state[i - 1][0])
        if names_new:
            moved += due is not None and promise > due
            made, due, last, late = made + 1, promise, promise, False
        elif is_answer(r) and not repeats and due:
            kept, due, late = kept + (not late), None, False
        if solves and due:
            kept, due, late = kept + (not late), None, False
    if due and not late and END > due:
        broken += 1
    return made, kept, broken, moved, due


def hours(span):
    hundredths = (int(span.total_seconds()) * 100 + 1800) // 3600
    return '%d.%02d' % (hundredths // 100, hundredths % 100)


def expect(case, rows):
    state = states(rows)
    gone = waits(rows, state)
    longest = max([((u or END) - f) for f, u, _ in gone], default=None)
    first = next(((f, u) for f, u, answered in gone if answered), None)
    open_since = [f for f, u, _ in gone if u is None]
    agents = [r[4] for r in rows if r[4] and r[2] in ('message', 'status')]
    talked = [r[4] for r in rows if r[4] and (r[1] == 'out' or r[2] == 'status') and r[2] in ('message', 'status')]
    made, kept, broken, moved, due = promises(rows, state)
    solved = state[-1][0]
    solved_at = None
    for i in range(len(rows)):
        if state[i][0] and (i == 0 or not state[i - 1][0]):
            solved_at = rows[i][0]
    opened = rows[0][0]
    return [case, state[-1][2], talked[-1] if talked else '', stamp(opened), stamp(first[1] if first else None),
            stamp(open_since[0] if open_since else None), stamp(solved_at if solved else None), stamp(due),
            str(sum(r[1] == 'in' and r[2] == 'message' for r in rows)), str(sum(map(is_answer, rows))),
            hours(first[1] - first[0]) if first else '', hours(longest) if longest is not None else '',
            hours(solved_at - opened) if solved else '', str(max(len(open_since) - 1, 0)),
            str(sum(a != b for a, b in zip(talked, talked[1:]))), ';'.join(dict.fromkeys(agents)),
            str(moved), str(made), str(kept), str(broken), str(state[-1][1])]


def main():
    cases = draw(int(sys.argv[2]))
    if sys.argv[1] == 'messages':
        rows = [(case,) + r for case, list_ in cases.items() for r in list_]
        random.Random(1).shuffle(rows)
        print('case_id,sent_at,direction,kind,text,agent,case_status,tone_promised_by')
        for case, at, direction, kind, text, agent, status, promise in rows:
            print(','.join([case, stamp(at), direction, kind, '"%s"' % text, agent, status, stamp(promise)]))
        return
    for case, rows in sorted(cases.items(), key=lambda c: (c[1][0][0], c[0])):
        print(','.join(expect(case, rows)))


main()
