# Picks columns of a CSV file by name and prints them with tabs between, header first:
#   awk -v columns=agent,n,value [-v where=measure=csat] -f pick.awk FILE
# Fields may hold commas, quotes and line breaks, which become blanks. Ends with status 2 when a column is missing.
function split_record(record, field,    n, i, c, quoted, cell) {
    if (record !~ /["\t\r]/) return split(record, field, ",")
    n = 0; cell = ""; quoted = 0
    for (i = 1; i <= length(record); i++) {
        c = substr(record, i, 1)
        if (quoted && c == "\"" && substr(record, i + 1, 1) == "\"") { cell = cell c; i++ }
        else if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) { field[++n] = cell; cell = "" }
        else cell = cell (c ~ /[\t\r\n]/ ? " " : c)
    }
    field[++n] = cell
    return n
}
BEGIN {
    wanted = split(columns, name, ",")
    if (where != "") split(where, condition, "=")
}
{
    record = record == "" ? $0 : record "\n" $0
    if (gsub(/"/, "\"", record) % 2) next # the record goes on in the next line
    n = split_record(record, field)
    record = ""
    if (!(0 in at)) {
        at[0] = 0
        for (i = 1; i <= n; i++) at[field[i]] = i
        for (i = 1; i <= wanted; i++) if (!(name[i] in at)) { print "no column " name[i] >"/dev/stderr"; exit 2 }
    } else if (where != "" && field[at[condition[1]]] != condition[2]) next
    line = field[at[name[1]]]
    for (i = 2; i <= wanted; i++) line = line "\t" field[at[name[i]]]
    print line
}
