#!/bin/sh
# SPDX-License-Identifier: MIT
# Orders read on all cores, or on several hosts, by GNU parallel: a folder of states that score-loyalty merges into byte for
# byte what one run over all orders gives. Keep them: next month only the new orders are read.
#
#     BY=COLUMN sh loyalty-states.sh DIR ORDERS [OPTION ...]          # options of reading: --tz, --date-order, -m, ...
#     BY=Name sh loyalty-states.sh march orders_shopify-march.csv
#     score-loyalty --merge-state --as-of 2026-03-31 -o loyalty.csv february/*.state march/*.state
#
# BY: rows that are equal in this column stay together: the order's number, or what tells the customer. BY=rows cuts anywhere,
# where a row stands for itself: not Shopify's, whose further rows of an order are blank, nor where an order of several rows
# has a discount on the whole. PARTS: how many; BLOCK: bytes of a part with BY=rows; HOSTS, JOBS: as in by-rows.sh.
set -eu
test $# -ge 2 && test -n "${BY:-}" || { sed -n '3,13s/^# \{0,1\}//p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
dir=$1 in=$2
shift 2
test ! -e "$dir" || { echo "loyalty-states: $dir is there already" >&2; exit 2; }
test -r "$in" || { echo "loyalty-states: cannot read $in" >&2; exit 2; }
work=$(mktemp -d "${TMPDIR:-/tmp}/loyalty-states.XXXXXXXX")
clean() {
    rm -rf "$work" "$work.there"
    test -z "${HOSTS:-}" || parallel --will-cite --nonall --sshlogin "$HOSTS" rm -rf "$work.there" 2>/dev/null || true
}
trap clean EXIT
case ,${HOSTS:-}, in
*,:,* | */:,*) ln -s "$work" "$work.there" ;; # this host needs no copies
esac
trap 'exit 130' INT TERM HUP

LC_ALL=C awk -v header="$work/header" -f "$here/csv-to-lines.awk" <"$in" >"$work/all"
if test "$BY" != rows; then
    LC_ALL=C awk -v header="$work/header" -v column="$BY" -v parts="${PARTS:-16}" -v prefix="$work/part." \
        -f "$here/share-out.awk" "$work/all"
    rm "$work/all"
elif score-loyalty -v --emit-state "$@" --records in:line --header-from "$work/header" </dev/null 2>&1 >/dev/null |
    grep -q 'layout shopify'; then
    echo "loyalty-states: rows of an order must stay together: say BY=Name (or the like)" >&2
    exit 2
fi

cd "$work"
set -- score-loyalty --emit-state "$@" --records in:line --header-from header
if test "$BY" != rows; then
    set -- "$@" '{}'
fi
if test -n "${HOSTS:-}"; then
    set -- --sshlogin "$HOSTS" --workdir "$work.there" --basefile ./header "$@"
fi
if test -n "${HOSTS:-}" && test "$BY" != rows; then
    set -- --transferfile './{}' "$@"
fi
set -- --will-cite --quote --halt now,fail=1 --jobs "${JOBS:-100%}" ${JOBLOG:+--joblog "$JOBLOG"} --files --tmpdir "$work" "$@"
if test "$BY" != rows; then
    ls | grep '^part\.' | parallel "$@" >names
else
    parallel --pipe --block "${BLOCK:-16M}" "$@" <all >names
fi
cd "$OLDPWD"
mkdir "$work/states"
n=0
while read -r state; do
    n=$((n + 1))
    mv "$state" "$work/states/$n.state"
done <"$work/names"
mv "$work/states" "$dir"
