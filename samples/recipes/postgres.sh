#!/bin/sh
# Messages that lie in PostgreSQL: COPY out, flag-tone and track-cases, COPY into a table of cases.
#
#   sh samples/recipes/postgres.sh             where psql connects by itself (PGHOST, PGUSER, PGDATABASE, ~/.pgpass)
#   SAMPLE=1 sh samples/recipes/postgres.sh    the same, after the sample shop's messages went into the table messages
#
# There is a table (or view) messages, its columns named as in any export. The table cases gets its columns and types from
# what track-cases says of itself, and is replaced in one transaction: readers see the old cases or the new ones. PostgreSQL 15 or later (header match).
set -eu

here=$(CDPATH= cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
AS_OF=${AS_OF:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
export PGOPTIONS="${PGOPTIONS:-} -c datestyle=ISO -c timezone=${ZONE:-UTC} -c client_min_messages=warning"
export PGCLIENTENCODING=UTF8
sql() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }

if [ -n "${SAMPLE:-}" ]; then
    sql <<END
create table messages (message_id text primary key, case_id text, sent_at timestamptz not null, direction text, kind text,
    channel text, agent text, email text, name text, language text, text text, case_status text);
\\copy messages from '$here/../shop/messages.csv' with (format csv, header)
END
fi

# Out, and through the tools. COPY writes stamps as 2026-03-04 20:24:53+02, which the tools read.
sql -c "copy (select * from messages order by sent_at) to stdout with (format csv, header)" >"$work/messages.csv"
flag-tone -o "$work/toned.csv" "$work/messages.csv"
track-cases --as-of "$AS_OF" --tz "${ZONE:-UTC}" -o "$work/cases.csv" "$work/toned.csv"

# In. An empty field that is not quoted is NULL to COPY, whatever the type.
columns=$(track-cases --columns | awk -F , -v header="$(head -n 1 "$work/cases.csv")" '
    BEGIN { split("instant timestamptz date date number numeric whole integer flag boolean", pair, " ")
            for (i = 1; i < 10; i += 2) postgres[pair[i]] = pair[i + 1] }
    $4 == "written" { type[$2] = $3 in postgres ? postgres[$3] : "text" }
    END { n = split(header, name, ",")
          for (i = 1; i <= n; i++) printf "%s\"%s\" %s", (i > 1 ? ", " : ""), name[i], ((name[i] in type) ? type[name[i]] : "text") }')
sql <<END
begin;
drop table if exists cases;
create table cases ($columns);
\\copy cases from '$work/cases.csv' with (format csv, header match)
commit;
END

echo "Who has waited longest, and is waiting still:"
sql -P pager=off -c "select case_id, coalesce(name, email) as customer, coalesce(agent, 'nobody yet') as agent, longest_wait_hours as hours
    from cases where case_status <> 'solved' and waiting_since is not null order by longest_wait_hours desc nulls last, case_id limit 5"
