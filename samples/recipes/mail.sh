#!/bin/sh
# Mails a list to a colleague or the desk: the first lines to read at once, the whole list attached.
#
#   sh samples/recipes/mail.sh TO LIST.csv [ATTACHMENT.csv]
#
# LIST.csv is the output of due-followups; an empty one sends nothing. ATTACHMENT.csv, where the desk opens it with a
# spreadsheet, is the same list made with --for-spreadsheet (or =eu); without it LIST.csv itself is attached. From cron,
# after samples/daily-followups.sh has published the list:
#   30 8 * * 1-6  OUT=/srv/lists sh daily-followups.sh >/dev/null && sh recipes/mail.sh desk@example.org /srv/lists/today.csv
# SUBJECT and FROM may stand in the environment. Needs sendmail(8), which every mail server brings, and msmtp, dma or
# nullmailer as well.
set -eu

[ $# = 2 ] || [ $# = 3 ] || { echo "usage: mail.sh TO LIST.csv [ATTACHMENT.csv]" >&2; exit 2; }
to=$1 list=$2 attachment=${3:-$2}
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$PATH:/usr/sbin:/usr/lib # where sendmail lies, and cron does not look

# The whole mail is made before anything is sent: a list that cannot be read sends none.
awk -v columns=name,reason,channel,owner,due_at,case_id,note -f "$here/../plots/pick.awk" "$list" >"$work/rows"
count=$(($(wc -l <"$work/rows") - 1))
[ "$count" -gt 0 ] || exit 0
mark=regulars-$(cksum <"$attachment" | tr ' ' -)
{
    [ -z "${FROM:-}" ] || echo "From: $FROM"
    echo "To: $to"
    echo "Subject: =?UTF-8?B?$(printf %s "${SUBJECT:-Customers to contact: $count}" | base64 | tr -d '\n')?="
    echo "MIME-Version: 1.0"
    echo "Content-Type: multipart/mixed; boundary=\"$mark\""
    printf '\n--%s\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n' "$mark"
    sed '1d; 21q' "$work/rows" | tr _ ' ' | awk -F '\t' '{
        how = $3 == "none" ? "nobody is contacted" : "by " ($3 == "" ? "any channel" : $3)
        print $1 ": " $2 ", " how ($4 == "" ? "" : " (" $4 ")")
        print "    due " substr($5, 1, 10) ($6 == "" ? "" : ", case " $6) ". " $7 }' | base64
    printf '\n--%s\nContent-Type: text/csv; charset=UTF-8; header=present\nContent-Transfer-Encoding: base64\n' "$mark"
    printf 'Content-Disposition: attachment; filename="%s"\n\n' "$(basename "$attachment" | tr -c 'A-Za-z0-9._\n-' _)"
    base64 "$attachment"
    printf '\n--%s--\n' "$mark"
} >"$work/mail"
sendmail -i -t <"$work/mail"
