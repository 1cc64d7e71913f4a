#!/bin/sh
# The monthly report for the management: what customers think of each part of the business, what they talk about,
# how long they wait. Writes four small CSV files into OUT (default: a folder of its own, whose name is printed).
#
#   sh samples/monthly-report.sh
#   SHOP=/srv/exports OUT=/srv/reports sh monthly-report.sh
set -eu

SHOP=${SHOP:-$(dirname "$0")/shop}
OUT=${OUT:-$(mktemp -d)}
ZONE=${ZONE:-Europe/Athens}
AS_OF=${AS_OF:-2026-03-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$OUT"
OUT=$(CDPATH= cd "$OUT" && pwd)
cd "$SHOP"

ingest-survey --tz "$ZONE" --date-order dmy -o "$work/google.csv" survey_google_forms.csv
ingest-survey -o "$work/qualtrics.csv" survey_qualtrics.csv
flag-tone --tz "$ZONE" -o "$work/toned.csv" messages.csv
tag-topics -o "$work/messages.csv" "$work/toned.csv"
track-cases --tz "$ZONE" --as-of "$AS_OF" -o "$work/cases.csv" "$work/messages.csv"
score-loyalty --tz "$ZONE" --as-of "$AS_OF" --customers customers.csv -o "$work/loyalty.csv" orders_shopify.csv

rank-touchpoints --period month --as-of "$AS_OF" --customers customers.csv --loyalty "$work/loyalty.csv" \
    -o "$OUT/touchpoints.csv" "$work/google.csv" "$work/qualtrics.csv"
rank-touchpoints --by topic --period month --measure mentions -o "$OUT/topics.csv" "$work/messages.csv"
rank-touchpoints --by agent -o "$OUT/agents.csv" "$work/cases.csv"
rank-touchpoints --by channel --period quarter --measure unsubscribes,blocks -o "$OUT/contacts.csv" "$work/messages.csv"
echo "$OUT"
