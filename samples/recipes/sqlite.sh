#!/bin/sh
# Orders that lie in an SQLite database: out as CSV, scored, and the scores back into a table of the same database.
#
#   sh samples/recipes/sqlite.sh               a database made of the sample shop; it stays in ./shop.db
#   sh samples/recipes/sqlite.sh FILE.db       a database with a table (or view) orders, its columns named as in any export
#
# The table loyalty is replaced in one transaction: whoever reads it sees the old scores or the new ones.
set -eu

database=${1:-shop.db}
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
if [ $# = 0 ]; then
    AS_OF=${AS_OF:-2026-03-10}
    ZONE=${ZONE:-Europe/Athens}
    rm -f "$database"
    sqlite3 "$database" ".import --csv '$here/../shop/orders_shopify.csv' orders"
fi
[ -f "$database" ] || { echo "sqlite.sh: there is no $database" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Out, and through the tool. sqlite3 ends its lines with CRLF, which the tools read as well.
sqlite3 -bail -readonly -csv -header "$database" 'select * from orders' >"$work/orders.csv"
score-loyalty --tz "${ZONE:-UTC}" --as-of "${AS_OF:-$(date +%F)}" -o "$work/loyalty.csv" "$work/orders.csv"

# In: the columns that are wanted, with types. An empty field is an empty text after .import; nullif makes it NULL.
sqlite3 -bail "$database" <<END
begin immediate;
.import --csv '$work/loyalty.csv' loyalty_incoming
drop table if exists loyalty;
create table loyalty (customer_id text primary key, name text, segment text not null, last_order text, orders integer,
    spend real, p_alive real, value_at_risk real, loyalty integer);
insert into loyalty select customer_id, nullif(name, ''), segment, nullif(last_order, ''), nullif(orders, ''),
    nullif(spend, ''), nullif(p_alive, ''), nullif(value_at_risk, ''), nullif(loyalty, '') from loyalty_incoming;
drop table loyalty_incoming;
commit;
END

echo "The regulars of whom most may be lost:"
sqlite3 -readonly -column -header "$database" 'select customer_id, segment, last_order, spend, round(p_alive, 2) as alive, value_at_risk
    from loyalty where p_alive < 0.8 and orders > 2 order by value_at_risk desc limit 5'
