#!/bin/sh
# The daily list of whom to contact, from yesterday's exports: what a cron job runs every morning.
#
#   sh samples/daily-followups.sh                       the sample shop, as it was on 10 March 2026
#   SHOP=/srv/exports OUT=/srv/lists DESK=desk@example.org sh daily-followups.sh
#
# Each stage writes its own file; the list is published in OUT, and mailed to DESK by mail(1) or printed, only after all of
# them have succeeded. When one fails, it says why on stderr, nothing is mailed, and yesterday's list stays as it was. When
# nothing is due, the published list is a header alone, and nothing is mailed or printed.
set -eu

if [ -z "${SHOP:-}" ]; then
    SHOP=$(dirname "$0")/shop
    AS_OF=${AS_OF:-2026-03-10T08:30:00+02:00}
fi
AS_OF=${AS_OF:-$(date +%Y-%m-%dT%H:%M:%S%:z)} # one moment for all stages
HOURS=${HOURS:-mon-fri=09:00-17:00;sat=10:00-14:00}
ZONE=${ZONE:-Europe/Athens}
DESK=${DESK:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
OUT=${OUT:-$work}
mkdir -p "$OUT"
OUT=$(CDPATH= cd "$OUT" && pwd)
cd "$SHOP"

# What customers answered: two surveys, one stream of answers.
ingest-survey --tz "$ZONE" --date-order dmy -o "$work/google.csv" survey_google_forms.csv
ingest-survey -o "$work/qualtrics.csv" survey_qualtrics.csv

# What was said, in which tone and about what; then one row a case.
flag-tone --tz "$ZONE" -o "$work/toned.csv" messages.csv
tag-topics -o "$work/messages.csv" "$work/toned.csv"
track-cases --tz "$ZONE" --hours "$HOURS" --holidays holidays.csv --as-of "$AS_OF" \
    -o "$work/cases.csv" "$work/messages.csv"

# Who the regulars are. The shop counter's export is Greek, with decimal commas, an old encoding and no currency: it is
# read on its own terms into a state, the web shop's orders into another, and both are scored together.
score-loyalty --emit-state -e orders:WINDOWS-1253 --decimal , --date-order dmy --currency EUR \
    --customers customers.csv -o "$work/counter.state" invoices_backoffice.csv
score-loyalty --emit-state --tz "$ZONE" --customers customers.csv --cases "$work/cases.csv" \
    --responses "$work/google.csv" --responses "$work/qualtrics.csv" \
    -o "$work/web.state" orders_shopify.csv
score-loyalty --merge-state --tz "$ZONE" --as-of "$AS_OF" -o "$work/loyalty.csv" \
    "$work/counter.state" "$work/web.state"

# Whom to contact today. Status 3: somebody; 0: nobody; anything else has gone wrong, and was said.
due=0
due-followups --exit-code --tz "$ZONE" --hours "$HOURS" --holidays holidays.csv --as-of "$AS_OF" \
    --messages "$work/messages.csv" --customers customers.csv --orders deliveries.csv \
    --responses "$work/google.csv" --responses "$work/qualtrics.csv" --loyalty "$work/loyalty.csv" \
    --price-cuts price_cuts.csv --campaigns campaigns.csv \
    --blocked "$work/blocked.csv" -o "$work/today.csv" "$work/cases.csv" || due=$?
[ "$due" = 0 ] || [ "$due" = 3 ] || exit "$due"

# All is well: publish, and mail.
if [ "$OUT" != "$work" ]; then
    mv "$work/blocked.csv" "$OUT/blocked.csv"
    mv "$work/today.csv" "$OUT/.today.csv.new"
    mv "$OUT/.today.csv.new" "$OUT/today.csv"
    today=$OUT/today.csv
else
    today=$work/today.csv
fi
if [ "$due" = 0 ]; then
    exit 0
elif [ -n "$DESK" ]; then
    mail -s "Follow-ups $AS_OF" "$DESK" <"$today"
else
    cat "$today"
fi
