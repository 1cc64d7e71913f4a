#!/bin/sh
# An Excel workbook as CSV for the tools, by xlsx2csv or csvkit's in2csv, whichever is installed.
#
#   sh samples/recipes/xlsx.sh ORDERS.xlsx | score-loyalty
#
# Both write UTF-8, commas, decimal points and, asked so, dates as YYYY-MM-DD: no option of the tools is needed. The first
# sheet is taken.
set -eu

[ $# = 1 ] || { echo "usage: xlsx.sh WORKBOOK.xlsx >FILE.csv" >&2; exit 2; }
if command -v xlsx2csv >/dev/null; then
    exec xlsx2csv --dateformat %Y-%m-%d "$1"
elif command -v in2csv >/dev/null; then
    exec in2csv --no-inference "$1"
fi
echo "xlsx.sh: needs xlsx2csv or csvkit (Debian: apt-get install xlsx2csv)" >&2
exit 2
