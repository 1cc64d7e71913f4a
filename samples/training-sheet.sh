#!/bin/sh
# The training sheet for the staff: for each colleague and each kind of slip, how often per 100 messages, what was said,
# and how to say it better.
#
#   sh samples/training-sheet.sh
#   SHOP=/srv/exports sh training-sheet.sh
set -eu

SHOP=${SHOP:-$(dirname "$0")/shop}
ZONE=${ZONE:-Europe/Athens}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$SHOP"

flag-tone --tz "$ZONE" --findings -o "$work/findings.csv" messages.csv
rank-touchpoints --by agent,category --direction out --messages messages.csv "$work/findings.csv"
