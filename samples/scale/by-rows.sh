#!/bin/sh
# SPDX-License-Identifier: MIT
# A row-wise tool on all cores, or on several hosts, by GNU parallel: byte for byte what one run over the file writes.
#
#     sh by-rows.sh OUT IN TOOL [OPTION ...]
#     sh by-rows.sh toned.csv messages.csv flag-tone
#     HEADER_ROWS=3 FILES=book.csv sh by-rows.sh responses.csv survey.csv ingest-survey --codebook book.csv
#     HOSTS=ann@north,ann@south sh by-rows.sh toned.csv messages.csv flag-tone
#
# FILES: files that options name, copied to every host and named without a folder; HOSTS: --sshlogin of parallel, where
# the tools and rsync are installed too; HEADER_ROWS: of IN; BLOCK: bytes of a part; JOBS: at once, on each host.
# The first part that fails ends all, with its message and status; then OUT stays as it was.
set -eu
test $# -ge 3 || { sed -n '3,12s/^# \{0,1\}//p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
out=$1 in=$2 tool=$3
shift 3
work=$(mktemp -d "${TMPDIR:-/tmp}/by-rows.XXXXXXXX")
clean() {
    rm -rf "$work" "$work.there" "$out.new.$$"
    test -z "${HOSTS:-}" || parallel --will-cite --nonall --sshlogin "$HOSTS" rm -rf "$work.there" 2>/dev/null || true
}
trap clean EXIT
case ,${HOSTS:-}, in
*,:,* | */:,*) ln -s "$work" "$work.there" ;; # this host needs no copies
esac
trap 'exit 130' INT TERM HUP
test -r "$in" || { echo "by-rows: cannot read $in" >&2; exit 2; }

# Ids that are made up number equal responses, and --dedupe and --eval look at all rows: that is no work for parts.
for option in "$@"; do
    case $option in --dedupe | --ded* | --eval* | --emit-* | -o* | --out* | -r* | --rej* | --records* | --for-s*)
        echo "by-rows: $option is not for parts of a file" >&2
        exit 2 ;;
    esac
done
test "$tool" != ingest-survey || case " $* " in
*' --codebook'*) ;;
*) echo "by-rows: parts follow one codebook: ingest-survey --emit-codebook $in >book.csv; then --codebook book.csv" >&2; exit 2 ;;
esac
case $tool in flag-tone | tag-topics) set -- --jobs 1 "$@" ;; esac # parts enough for all cores
for file in ${FILES:-}; do
    cp "$file" "$work/"
done
if test "$tool" = ingest-survey && ! (cd "$work" && cut -d , -f 3- -- ${FILES:-/dev/null}) | grep -q '^response_id,'; then
    echo "by-rows: no column of the codebook (FILES) is a response_id: equal responses of two parts could not be told apart" >&2
    exit 2
fi

{ LC_ALL=C awk -v header="$work/header" -v rows="${HEADER_ROWS:-1}" -f "$here/csv-to-lines.awk" <"$in" || touch "$work/failed"; } | (
    cd "$work"
    set -- "$tool" "$@" --records in:line --header-from header --no-header
    test -z "${HOSTS:-}" || for file in header ${FILES:-}; do
        set -- --basefile "./${file##*/}" "$@"
    done
    test -z "${HOSTS:-}" || set -- --sshlogin "$HOSTS" --workdir "$work.there" "$@"
    parallel --will-cite --pipe --quote --keep-order --halt now,fail=1 --block "${BLOCK:-16M}" --jobs "${JOBS:-100%}" \
        ${JOBLOG:+--joblog "$JOBLOG"} "$@" >body
)
test ! -e "$work/failed"
(cd "$work" && "$tool" "$@" --records in:line --header-from header </dev/null && cat body) >"$out.new.$$"
mv "$out.new.$$" "$out"
