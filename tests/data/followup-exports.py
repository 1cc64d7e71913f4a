#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which reasons each help desk's and each shop's export can feed, read as it is: the same header as the real one, with rows
that give every reason a chance. The table below is the one in due-followups(1)."""
import csv
import io
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = TOP / '..' / 'shared' / 'data' / 'followups' / 'exports'
TOOL = [str(TOP / 'bin' / 'due-followups'), '--tz', 'Europe/Athens', '--hours', 'mon-fri=09:00-17:00',
        '--as-of', '2026-03-10T08:30:00+02:00']

# Rows by the names of the columns that the layouts have; others stay empty.
TICKETS = {
    'zendesk_tickets_header.csv': [
        {'Id': 'open', 'Requester email': 'a@example.org', 'Requester id': '1', 'Status': 'Open', 'Created at': '2026-03-06 10:00', 'Replies': '0'},
        {'Id': 'answered', 'Requester email': 'b@example.org', 'Requester id': '2', 'Status': 'Open', 'Created at': '2026-03-06 10:00', 'Replies': '2'},
        {'Id': 'pending', 'Requester email': 'c@example.org', 'Requester id': '3', 'Status': 'Pending', 'Created at': '2026-03-02 10:00', 'Replies': '1'},
        {'Id': 'solved', 'Requester email': 'd@example.org', 'Requester id': '4', 'Status': 'Solved', 'Created at': '2026-02-20 10:00',
         'Solved at': '2026-02-27 10:00', 'Replies': '1'}],
    'freshdesk_tickets_header.csv': [
        {'Ticket ID': 'open', 'Email': 'a@example.org', 'Status': 'Open', 'Created time': '2026-03-06 10:00'},
        {'Ticket ID': 'pending', 'Email': 'c@example.org', 'Status': 'Waiting on Customer', 'Created time': '2026-03-02 10:00'},
        {'Ticket ID': 'solved', 'Email': 'd@example.org', 'Status': 'Resolved', 'Created time': '2026-02-20 10:00', 'Resolved time': '2026-02-27 10:00'}],
    'osticket_export_header.csv': [
        {'Ticket Number': 'open', 'From Email': 'a@example.org', 'Current Status': 'Open', 'Date Created': '2026-03-06 10:00', 'Answered': '0'},
        {'Ticket Number': 'answered', 'From Email': 'b@example.org', 'Current Status': 'Open', 'Date Created': '2026-03-06 10:00', 'Answered': '1'},
        {'Ticket Number': 'solved', 'From Email': 'd@example.org', 'Current Status': 'Resolved', 'Date Created': '2026-02-20 10:00',
         'Closed Date': '2026-02-27 10:00', 'Answered': '1'}],
    'jira_export_sample.csv': [
        {'Issue key': 'open', 'Reporter': 'Ann', 'Status': 'To Do', 'Created': '06/Mar/26 10:00 AM'},
        {'Issue key': 'solved', 'Reporter': 'Dan', 'Status': 'Done', 'Created': '20/Feb/26 10:00 AM', 'Resolved': '27/Feb/26 10:00 AM'}],
}

SHOP = {
    'shopify_orders_header.csv': [
        {'Name': '#1', 'Email': 'a@example.org', 'Financial Status': 'paid', 'Fulfillment Status': 'fulfilled', 'Total': '20.00',
         'Created at': '2026-03-06 10:00:00 +0200', 'Lineitem quantity': '1', 'Lineitem name': 'tea', 'Lineitem price': '20.00'}],
    'woocommerce_webtoffee_header.csv': [
        {'order_id': '1', 'order_date': '2026-03-06 10:00:00', 'status': 'completed', 'order_total': '20.00', 'customer_id': '7',
         'billing_email': 'a@example.org'}],
}

# What comes out: export, reason, trigger.
EXPECTED = {
    'zendesk_tickets_header.csv': ['reply open', 'check_in solved'],
    'freshdesk_tickets_header.csv': ['reply open', 'check_in solved'],
    'osticket_export_header.csv': ['reply open', 'check_in solved'],
    'jira_export_sample.csv': ['reply open', 'check_in solved'],
    'shopify_orders_header.csv': ['price_cut #1'],
    'woocommerce_webtoffee_header.csv': ['thanks 1'],
}

# With a log of contacts beside it, keyed by the ticket's number, a help desk's export feeds these too.
LOG = 'case_id,email,sent_at,direction,channel,kind\n' \
      'pending,c@example.org,2026-03-02T10:00:00+02:00,in,email,\npending,c@example.org,2026-03-02T11:00:00+02:00,out,email,\n' \
      'open,a@example.org,2026-03-09T12:00:00+02:00,in,phone,missed_call\n'


def export(name, rows, folder):
    header = next(csv.reader(io.StringIO((DATA / name).read_text())))
    path = pathlib.Path(folder) / name
    with open(path, 'w', newline='') as f:
        writer = csv.writer(f)
        writer.writerow(header)
        for row in rows:
            for column in row:
                assert column in header, '%s has no column %s' % (name, column)
            writer.writerow([row.get(column, '') for column in header])
    return str(path)


def reasons(arguments):
    done = subprocess.run(TOOL + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        return [done.stderr.strip()]
    found = []
    for row in csv.DictReader(io.StringIO(done.stdout)):
        found.append('%s %s' % (row['reason'], row['trigger_id']))
        found += [other.replace(':', ' ', 1) for other in filter(None, row['other_reasons'].split(';'))]
    return found


def main():
    if not DATA.is_dir():
        print('needs ../shared/data')
        return 77
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        side = pathlib.Path(folder)
        (side / 'cuts.csv').write_text('product,starts_on\ntea,2026-03-08\n')
        (side / 'customers.csv').write_text('customer_id,email,consent\n7,a@example.org,yes\n')
        (side / 'log.csv').write_text(LOG)
        runs = [(name, [export(name, rows, folder)], EXPECTED[name]) for name, rows in TICKETS.items()]
        zendesk = runs[0][1]
        runs.append(('zendesk with a log', ['--messages', str(side / 'log.csv')] + zendesk,
                     ['call_back', 'reply open', 'keep_in_loop pending', 'check_in solved']))
        runs.append(('shopify', ['--no-cases', '--price-cuts', str(side / 'cuts.csv'), '--orders',
                                 export('shopify_orders_header.csv', SHOP['shopify_orders_header.csv'], folder)],
                     EXPECTED['shopify_orders_header.csv']))
        runs.append(('woocommerce', ['--no-cases', '--customers', str(side / 'customers.csv'), '--orders',
                                     export('woocommerce_webtoffee_header.csv', SHOP['woocommerce_webtoffee_header.csv'], folder)],
                     EXPECTED['woocommerce_webtoffee_header.csv']))
        for name, arguments, expected in runs:
            got = reasons(arguments)
            same = len(got) == len(expected) and all(any(g.startswith(e) for g in got) for e in expected)
            if not same:
                print('%s: got %s, expected %s' % (name, got, expected))
                bad += 1
    return bad > 0


sys.exit(main())
