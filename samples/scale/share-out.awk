# SPDX-License-Identifier: MIT
# Shares records, one a line, out to files prefix0, prefix1, ...: all that are equal in a column go to the same one, in their
# order. A column that is blank takes the last value above, as in Shopify's further rows of an order.
#
#     awk -v header=header.csv -v column=Email -v parts=16 -v prefix=part. -f share-out.awk body.lines

BEGIN {
    for (i = 1; i < 256; i++)
        code[sprintf("%c", i)] = i
    for (;;) {
        if ((getline line <header) <= 0)
            stop("the header is empty")
        sub(/^\357\273\277/, "", line)
        if (tolower(line) !~ /^sep=.$/)
            break
    }
    close(header)
    delimiter = best(line)
    count = cells(line)
    for (i = 1; i <= count && !at; i++)
        if (cell[i] == column)
            at = i
    if (!at)
        stop("there is no column '" column "'")
}

function stop(why) {
    print "share-out: " why >"/dev/stderr"
    failed = 1
    exit 1
}

# The delimiter under which the header has the column.
function best(line,    i, n, d, all, found) {
    split(", ; | \t", all, " ")
    all[4] = "\t"
    for (i = 1; i <= 4; i++) {
        delimiter = all[i]
        for (n = cells(line); n > 0; n--)
            if (cell[n] == column)
                return delimiter
    }
    return ","
}

# Takes a line apart, into cell.
function cells(line,    n, m, i, part, open) {
    n = 0
    m = split(line, part, delimiter == "|" ? "[|]" : delimiter)
    for (i = 1; i <= m; i++) {
        if (open)
            cell[n] = cell[n] delimiter part[i]
        else
            cell[++n] = part[i]
        open = gsub(/"/, "\"", cell[n]) % 2 == 1
        if (!open && cell[n] ~ /^".*"$/) {
            cell[n] = substr(cell[n], 2, length(cell[n]) - 2)
            gsub(/""/, "\"", cell[n])
        }
    }
    return n
}

function hash(text,    h, i) {
    h = 5381
    for (i = 1; i <= length(text); i++)
        h = (h * 33 + code[substr(text, i, 1)]) % 2147483647
    return h % parts
}

{
    value = cells($0) >= at ? cell[at] : ""
    if (value != "" || NR == 1)
        to = prefix hash(tolower(value))
    print >to
}

END {
    if (failed)
        exit 1
}
