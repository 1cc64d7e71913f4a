#!/bin/sh
# A first look at one's own exports: tables and pictures of what customers think, who the regulars are, how long people wait
# and whom to contact.
#
#   sh samples/explore.sh                      the sample shop (samples/shop), as it was on 10 March 2026
#   sh samples/explore.sh FOLDER [OUT]         the CSV files of FOLDER; tables and pictures go to OUT (default: ./first-look)
#
# What a file holds is found from its columns, not from its name. Where a file needs options (an old encoding, decimal commas,
# a column under a name of its own), they stand in a file beside it, one a line: orders.csv.options might say
#   --encoding=WINDOWS-1253
#   --map=orders:amount=Net total (EUR)
# They are meant for that file alone; several files of messages or orders may each have an encoding, an order of dates and a zone of
# their own (tickets and deliveries: an encoding; a file of another order of dates or zone than those before it is left out).
# A file or a row that cannot be read is named, with the reason, and left out: this is a look, not yet a report.
# In the environment: AS_OF (now; customers are scored as of the latest order), ZONE, HOURS, HOUSE_LANGUAGE (en, el, pl, ru or ar: what is
# spoken with customers whose language no file tells), and PICTURES, png (the default), svg or none; pictures need gnuplot.
set -eu

usage() {
    sed -n '2,/^set -eu/{/^#/s/^# \{0,1\}//p;}' "$0"
}

# fail WHAT: an error of usage.
fail() {
    echo "explore.sh: $1" >&2
    exit 2
}

case ${1:-} in
-h | --help) usage; exit 0 ;;
-*) fail "there is no option '$1'; sh explore.sh --help says how to use it" ;;
esac
[ $# -le 2 ] || fail "a folder and where the results go are wanted, not $# things (quote names with blanks)"
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
if ! command -v score-loyalty >/dev/null; then PATH=$here/../bin:$PATH; fi # built, but not installed
command -v score-loyalty >/dev/null || fail "the tools are not built yet: run make in the top folder first"
folder=${1:-$here/shop}
[ -e "$folder" ] || fail "there is no folder '$folder'"
[ -d "$folder" ] || fail "'$folder' is a file: give the folder that the exports are in"
folder=$(CDPATH= cd "$folder" && pwd)
for file in "$folder"/*.[cC][sS][vV] "$folder"/*.xls "$folder"/*.xlsx "$folder"/*.ods; do
    [ ! -f "$file" ] || break
done
[ -f "$file" ] || fail "there is no CSV file in $folder: put exports there, with names that end in .csv"
if [ "$folder" = "$here/shop" ]; then
    AS_OF=${AS_OF:-2026-03-10T08:30:00+02:00}
    ZONE=${ZONE:-Europe/Athens}
fi
OUT=${2:-first-look}
since=${AS_OF:+--as-of=$AS_OF} # of one's own orders the latest is the day of the scores: exports are seldom of today
AS_OF=${AS_OF:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
ZONE=${ZONE:-$(cat /etc/timezone 2>/dev/null || echo UTC)}
HOURS=${HOURS:-mon-fri=09:00-17:00;sat=10:00-14:00}
PICTURES=${PICTURES:-png}
mkdir -p "$OUT"
OUT=$(CDPATH= cd "$OUT" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
newline='
'
set -f
IFS=$newline # words are split at line ends alone, so that names may hold blanks

# options FILE: the options that stand beside it.
options() {
    if [ -f "$1.options" ]; then
        sed -E -e '/^#/d; /^$/d; s/^-e[ =]*/--encoding=/; s/^-d[ =]*/--delimiter=/; s/^-m[ =]*/--map=/; s/^(--[a-z-]+) +/\1=/' "$1.options"
    fi
}

# meant_for STREAM FILE: the same for a run that reads other files too. What is said of all streams (--encoding=WINDOWS-1253,
# -m ROLE=HEADER) is said of this one alone, for the others are in UTF-8 and have headers of their own.
meant_for() { options "$2" | for_stream "$1"; }
for_stream() { sed -E '/^--[a-z-]+=(customers|orders|responses|messages|cases):/!s/^--(encoding|delimiter|decimal|date-order|tz|map)=/&'"$1":/; }

# plain FILE: the same in UTF-8, with commas, and with the names of roles in the header, as --encoding, --delimiter and --map beside
# it say. Files that one run reads together, cases among them that are ours, can then do without these.
plain() {
    [ -f "$1.options" ] || { echo "$1"; return; }
    copy=$work/$(basename "$1")
    encoding=$(options "$1" | sed -E -n 's/^--encoding=((cases|orders):)?//p' | tail -n 1)
    options "$1" | sed -E -n 's/^--map=((cases|orders):)?([a-z_]+)=/\3=/p' >"$work/maps"
    delimiter=$(options "$1" | sed -E -n 's/^--delimiter=((cases|orders):)?//p' | tail -n 1)
    [ "$delimiter" != tab ] || delimiter=$(printf '\t')
    if [ -z "$encoding" ]; then cat "$1"; else iconv -f "$encoding" -t UTF-8 "$1"; fi >"$work/text" || {
        echo "explore.sh: ${1##*/} is left out: it is not in $encoding throughout" >&2
        return 1
    }
    DELIMITER=$delimiter LC_ALL=C awk -v maps="$work/maps" '
        BEGIN { delimiter = ENVIRON["DELIMITER"]; head = 1 }
        NR == 1 && /^(\357\273\277)?sep=/ { head = 2; if (delimiter == "") print; next }
        delimiter != "" { with_commas() }
        NR == head {
            while ((getline line <maps) > 0) {
                at = index(line, "="); role = substr(line, 1, at - 1); header = substr(line, at + 1)
                for (from = 1; header != "" && (at = index(substr($0, from), header)) > 0; from += at) {
                    start = from + at - 1; before = substr($0, start - 1, 1); after = substr($0, start + length(header), 1)
                    if ((start > 1 && before !~ /[",;|\t]/ && !bom(start)) || after !~ /^[",;|\t\r]?$/) continue
                    $0 = substr($0, 1, start - 1) role substr($0, start + length(header))
                    break
                }
            }
        }
        function with_commas(n, i, part, end, line) { # between quotes nothing changes; what has a comma needs them
            if (NR == head) sub(/^\357\273\277/, "")
            end = sub(/\r$/, "") ? "\r" : ""
            n = split($0, part, "\"")
            for (i = 1; i <= n; i++) line = line (i > 1 ? "\"" : "") ((quoted + i) % 2 ? outside(part[i]) : part[i])
            quoted = n > 0 ? (quoted + n - 1) % 2 : quoted
            $0 = line end
        }
        function outside(s, at, line) {
            for (; (at = index(s, delimiter)) > 0; s = substr(s, at + length(delimiter))) line = line cell(substr(s, 1, at - 1)) ","
            return line cell(s)
        }
        function cell(s) { return index(s, ",") > 0 ? "\"" s "\"" : s }
        function bom(start) { return start == 4 && substr($0, 1, 3) == "\357\273\277" }
        { print }' "$work/text" >"$copy" && echo "$copy"
}

# apart FILE: the options that are left for a plain file. Where our own cases are beside it, no fractions are read from either, so
# that a decimal comma does no harm.
apart() {
    options "$1" | sed -E '/^--(encoding|delimiter|map)=/d; s/^(--[a-z-]+=)(cases|orders):/\1/'
    options "$1" | grep -q -e '^--tz=' || echo "--tz=$ZONE"
}

# agreed OPTIONS: those of several files on which these agree; of --date-order=dmy and --date-order=mdy neither.
agreed() {
    printf '%s\n' $1 | awk -F = '
        !(($1, $0) in seen) { seen[$1, $0] = 1; values[$1]++; name[++n] = $1; line[n] = $0 }
        END { for (i = 1; i <= n; i++) if (values[name[i]] == 1) print line[i] }'
}

# goes_with FILE OPTIONS: can it be read together with the files before it, of which these are the options? If not, it says why.
goes_with() {
    for option in $(apart "$1"); do
        [ -n "$2" ] && printf '%s\n' $2 | grep -q -e "^${option%%=*}=" || continue
        printf '%s\n' $2 | grep -q -x -F -e "$option" && continue
        echo "explore.sh: ${1##*/} is left out: it has $option, a file of its kind before it has another ${option%%=*}: save it with dates" \
            "as YYYY-MM-DD, an offset behind the time, and decimal points, or look at it in a folder of its own" >&2
        return 1
    done
}

# holds FILE TOOL [OPTION...]: does its header have the columns that the tool needs? Excel's sep= stands before the header.
holds() {
    file=$1
    shift
    wide=$(options "$file" | sed -E -n 's/^--encoding=([a-z]+:)?([Uu][Tt][Ff]-?(16|32).*)/\2/p' | tail -n 1)
    if [ -n "$wide" ]; then # a line of it does not end where sed would cut it
        iconv -f "$wide" -t UTF-8 "$file" 2>/dev/null | header | "$@" $(options "$file" | sed '/^--encoding=/d') >/dev/null 2>"$work/why"
    else
        header <"$file" | "$@" $(options "$file") >/dev/null 2>"$work/why"
    fi
}
header() { LC_ALL=C sed -E -n -e 'p;2q' -e '/sep=.?.?$/!q'; }

# try FILE TOOL...: bad rows go to a file in OUT, and the look goes on. When the tool fails, it has said why.
try() {
    rejected=$OUT/rejected-$(basename "$1")
    shift
    status=0
    "$@" -r "$rejected" || status=$?
    [ "$status" = 1 ] || rm -f "$rejected"
    [ "$status" != 1 ] || { printf '  (the first: '; awk -v columns=line,column,reason -f "$here/plots/pick.awk" "$rejected" | sed -n '2{s/\t/, /;s/\t/: /;s/^/line /;s/$/)/p;q;}'; } >&2
    [ "$status" -le 1 ] || echo "  (left out)" >&2
    [ "$status" -le 1 ]
}

# named TOOL...: what stands in files of our own making is said of the export that they were made of.
named() {
    status=0
    "$@" 2>"$work/said" || status=$?
    sed "s|$work/||g" "$work/said" >&2
    return "$status"
}

# have NAME: is there such a table, with a row?
have() { [ -s "$OUT/$1.csv" ] && [ "$(head -n 2 "$OUT/$1.csv" | wc -l)" = 2 ]; }

# show TITLE TABLE COLUMNS [COLUMN=VALUE]: some columns of a table, set for the eye.
show() {
    printf '\n%s\n' "$1"
    LC_ALL=C awk -v columns="$3" -v where="${4:-}" -f "$here/plots/pick.awk" "$OUT/$2.csv" | head -n 13 | tr _ ' ' | LC_ALL=C awk -F '\t' '
        function wide(s) { gsub(/[\200-\277]/, "", s); return length(s) } # characters, not bytes
        { n = NF; for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (wide($i) > width[i]) width[i] = wide($i)
              if (NR > 1 && $i !~ /^-?[0-9.]*$/) words[i] = 1 } }
        END { for (r = 1; r <= NR; r++) { line = " "
                  for (i = 1; i <= n; i++) { gap = sprintf("%" (width[i] - wide(cell[r, i])) "s", "")
                      line = line " " (words[i] ? cell[r, i] gap : gap cell[r, i]) " " }
                  sub(/ +$/, "", line); print line } }'
}

# list FILE...: their names, for the foot of a picture.
list() {
    for f in "$@"; do echo "${f##*/}"; done | paste -s -d , - | sed 's/,/, /g'
}

# draw PICTURE TABLE SOURCE
draw() {
    if LC_ALL=C.UTF-8 gnuplot -c "$here/plots/$1.gp" "$OUT/$2.csv" "$OUT/$1.$PICTURES" "$3"; then pictures="$pictures $1.$PICTURES"; fi
}

# people FILE: does its header have an e-mail or a telephone? An id alone is no list of customers.
people() {
    printf 'customer_id,ordered_at\n' | score-loyalty --customers "$1" --map=customers:customer_id= $(meant_for customers "$1") >/dev/null 2>&1
}

kind_of() {
    if holds "$1" track-cases; then echo messages
    elif holds "$1" score-loyalty -v && ! grep -q 'the orders have no amounts' "$work/why"; then echo orders
    elif holds "$1" due-followups; then echo tickets
    elif ingest-survey -v --tz "$ZONE" $(options "$1") -o "$work/survey.csv" "$1" 2>"$work/why" &&
        cut -d , -f 1-12 "$work/survey.csv" | grep -q -E ',(nps|csat|ces|agree|rating),'; then echo survey
    elif grep -q -E ': layout [^p]' "$work/why"; then echo 'survey, no scores'
    elif holds "$1" score-loyalty; then echo deliveries
    elif people "$1"; then echo customers
    else echo -
    fi
}

echo "What the files of $folder hold:"
customers= messages= tickets= deliveries= surveys= orders=
set +f
for file in "$folder"/*.csv "$folder"/*.CSV; do
    set -f
    [ -f "$file" ] || continue
    kind=$(kind_of "$file")
    printf '  %-17s %s\n' "$kind" "${file##*/}"
    case $kind in
    customers)
        [ -z "$customers" ] || echo "    (left out: ${customers##*/} is the list of customers; join the two in one file)"
        customers=${customers:-$file}
        ;;
    messages) messages=$messages$newline$file ;;
    tickets) tickets=$tickets$newline$file ;;
    deliveries) deliveries=$deliveries$newline$file ;;
    survey) surveys=$surveys$newline$file ;;
    orders) orders=$orders$newline$file ;;
    -)
        if grep -q 'is not UTF-8' "$work/why"; then
            echo "    $(grep 'is not UTF-8' "$work/why")"
            echo "    (say so in $file.options: --encoding=NAME)"
        fi
        ;;
    esac
done
set +f
for file in "$folder"/*.xls "$folder"/*.xlsx "$folder"/*.ods; do
    [ ! -f "$file" ] || echo "  no CSV            ${file##*/} (samples/recipes/xlsx.sh and libreoffice.sh make one of it)"
done
set -f
echo '(-: nothing that is looked at here; if it should be, name its columns in FILE.options,
 one option a line, without quotes: --map=text=What was said)'
if [ -z "$messages$tickets$surveys$orders" ]; then
    echo "explore.sh: no orders, messages, tickets or surveys in $folder" >&2
    exit 2
fi
with_customers= # options for the tools that join people
[ -z "$customers" ] || with_customers=--customers$newline$customers$newline$(meant_for customers "$customers")

# What customers answered.
responses=
for file in $surveys; do
    out=$OUT/responses-${file##*/}
    try "$file" ingest-survey --tz "$ZONE" $(options "$file") -o "$out" "$file" && responses=$responses$newline$out
done
if [ -n "$responses" ]; then
    rank-touchpoints --by metric --period month --measure nps -o "$OUT/nps.csv" $responses 2>/dev/null || true
    rank-touchpoints --as-of "$AS_OF" $with_customers -o "$OUT/touchpoints.csv" $responses
fi

# What was said, in which tone and about what, and how long people wait.
tagged= message_options=
for file in $messages; do
    out=$OUT/messages-${file##*/}
    try "$file" flag-tone --iso-dates --tz "$ZONE" $(options "$file") -o "$work/${file##*/}" "$file" &&
        named tag-topics -o "$out" "$work/${file##*/}" && tagged=$tagged$newline$out &&
        message_options=$message_options$newline$(options "$file" | grep -E '^--(date-order|decimal|tz)=' | for_stream messages)
done
message_options=$(agreed "$message_options") # for what flag-tone passes on as it is
ready= ticket_options= cases_options= # the tickets as files that can be read together, and what options are left
for file in $tickets; do
    goes_with "$file" "$ticket_options" || continue
    copy=$(plain "$file") || continue
    ready=$ready$newline$copy
    ticket_options=$ticket_options$newline$(apart "$file")
    cases_options=$cases_options$newline$(apart "$file" | for_stream cases)
done
cases=$ready
if [ -n "$tagged" ]; then # the tickets say who has a case and how it ended; those of which there is no message are taken as they are
    named track-cases --tz "$ZONE" --hours "$HOURS" --as-of "$AS_OF" $with_customers $(for f in $ready; do echo --cases; echo "$f"; done) \
        $cases_options $message_options -o "$OUT/cases.csv" $tagged && cases=$OUT/cases.csv$newline$ready
fi
agents=$ready agent_options=$ticket_options
[ "$cases" = "$ready" ] || agents=$OUT/cases.csv agent_options=
[ -z "$agents" ] || named rank-touchpoints --by agent --as-of "$AS_OF" --tz "$ZONE" $agent_options -o "$OUT/agents.csv" $agents || true

# Who the regulars are: each export on its own terms into a state, all states together.
states=
for file in $orders; do
    try "$file" score-loyalty --emit-state --tz "$ZONE" $with_customers $(meant_for orders "$file") -o "$work/${file##*/}.state" "$file" &&
        states=$states$newline$work/${file##*/}.state
done
[ -z "$states" ] || named score-loyalty --merge-state --tz "$ZONE" $since -o "$OUT/loyalty.csv" $states ||
    echo "  (no scores; where exports have several currencies, all but one need --exchange-rate=CUR=X in FILE.options)" >&2

# Whom to contact.
sent= order_options= # the deliveries, likewise
for file in $deliveries; do
    goes_with "$file" "$order_options" || continue
    copy=$(plain "$file") || continue
    sent=$sent$newline--orders$newline$copy
    order_options=$order_options$newline$(apart "$file")
done
if [ -n "$cases" ]; then
    named due-followups --tz "$ZONE" --hours "$HOURS" --as-of "$AS_OF" ${HOUSE_LANGUAGE:+--language=$HOUSE_LANGUAGE} $with_customers $cases_options \
        $(for f in $tagged; do echo --messages; echo "$f"; done) $message_options $(for f in $responses; do echo --responses; echo "$f"; done) \
        $sent $(printf '%s\n' $order_options | for_stream orders) $(! have loyalty || printf '%s\n' --loyalty "$OUT/loyalty.csv") \
        -o "$OUT/today.csv" $cases || true
fi

! have nps || show 'Net promoter score by month, with its 95 % interval' nps period,value,low,high,n
! have touchpoints || show 'Parts of the business, worst first within each measure' touchpoints touchpoint,measure,value,low,high,n,mark
! have agents || show 'Hours of business until the first answer, by colleague (median; nine in ten had it by p90)' agents agent,value,p90,n measure=first_reply_hours
if have loyalty; then
    awk -v columns=segment,spend,value_at_risk -f "$here/plots/pick.awk" "$OUT/loyalty.csv" | awk -F '\t' '
        NR > 1 { n[$1]++; spend[$1] += $2; risk[$1] += $3 }
        END { print "segment,customers,spend,value_at_risk"
              for (s in n) printf "%s,%d,%.2f,%.2f\n", s, n[s], spend[s], risk[s] | "LC_ALL=C sort -t , -k 3,3gr -k 1,1" }' >"$OUT/segments.csv"
    show 'Customers by segment: what they have spent, and what may be lost' segments segment,customers,spend,value_at_risk
fi
! have today || show "Whom to contact first (of $(($(wc -l <"$OUT/today.csv") - 1)))" today name,reason,channel,owner

pictures=
if [ "$PICTURES" = none ]; then
    printf '\nTables are in %s.\n' "$OUT"
elif command -v gnuplot >/dev/null; then
    if have nps; then draw nps nps "$(list $surveys)"; fi
    if have touchpoints; then
        MEASURE=$(awk -v columns=measure -f "$here/plots/pick.awk" "$OUT/touchpoints.csv" | sed 1d | grep -v nps | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
        export MEASURE
        [ -z "$MEASURE" ] || draw touchpoints touchpoints "$(list $surveys)"
    fi
    if have agents; then draw waiting agents "$(list $messages $tickets)"; fi
    if have loyalty; then draw segments loyalty "$(list $orders)"; fi
    if have today; then draw load today "list of due-followups, $AS_OF"; fi
    printf '\nTables and pictures are in %s:\n ' "$OUT"
    printf '%s\n' "$pictures"
else
    printf '\nTables are in %s; with gnuplot installed there are pictures too.\n' "$OUT"
fi
