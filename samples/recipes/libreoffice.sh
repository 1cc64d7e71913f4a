#!/bin/sh
# A sheet of LibreOffice or Excel (.ods, .xlsx, .xls) as CSV, by LibreOffice without its windows.
#
#   sh samples/recipes/libreoffice.sh SHEET.ods [OUT.csv]       UTF-8 and commas: nothing more to say to the tools
#   CHARSET=35 DELIMITER=59 sh libreoffice.sh SHEET.ods         as a Greek office saves it: WINDOWS-1253 and semicolons
#
# Cells are written as they are shown: what a Greek sheet shows as 07/03/2026 and 1.234,50 comes out so, and the tools are told
# with --date-order dmy --decimal , (and -e WINDOWS-1253). Dates must be shown with four digits of the year. Of several
# sheets the first is taken. CHARSET is LibreOffice's number of an encoding: 76 UTF-8, 33 WINDOWS-1250, 34 -1251, 35 -1253,
# 38 -1256; DELIMITER the code of a character: 44 comma, 59 semicolon, 9 tab.
set -eu

[ $# = 1 ] || [ $# = 2 ] || { echo "usage: libreoffice.sh SHEET [OUT.csv]" >&2; exit 2; }
sheet=$1
name=${sheet##*/}
out=${2:-${name%.*}.csv}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A profile of its own: an open LibreOffice would swallow the request and write nothing. It says what it did on stdout and
# ends with 0 even when it wrote nothing, so the file is looked for.
soffice -env:UserInstallation="file://$work/profile" --headless --norestore \
    --convert-to "csv:Text - txt - csv (StarCalc):${DELIMITER:-44},34,${CHARSET:-76},1" --outdir "$work" "$sheet" >"$work/log" 2>&1 || true
made=$work/${name%.*}.csv
[ -s "$made" ] || { cat "$work/log" >&2; echo "libreoffice.sh: $sheet was not converted" >&2; exit 2; }
mv "$made" "$out"
