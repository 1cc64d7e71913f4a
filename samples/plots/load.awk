# From lines "due_at TAB owner" (pick.awk's, with a header) a table with a row a day and a column an owner: how many
# follow-ups fell due. A day is how many days ago it was, 7 for all that is older, -1 for all that is ahead; the last column
# is the sum of the row.
#   awk -v today=2026-03-10 -f load.awk
function serial(day,    y, m) { # days since a fixed day, by the usual formula for the Gregorian calendar
    y = substr(day, 1, 4) + 0; m = substr(day, 6, 2) + 0
    if (m < 3) { y--; m += 12 }
    return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + substr(day, 9, 2)
}
BEGIN { FS = "\t"; last = serial(today) }
NR > 1 && $1 != "" {
    day = substr($1, 1, 10)
    back = last - serial(day)
    back = back > 6 ? 7 : back < -1 ? -1 : back
    owner = $2 == "" ? "nobody yet" : $2
    if (!(owner in column)) { column[owner] = ++owners; title[owners] = owner }
    count[back, column[owner]]++
    total[column[owner]]++
}
END {
    for (i = 1; i <= owners; i++) { # the busiest first; a handful of owners keep a colour, the rest are added up
        best = 0
        for (j = 1; j <= owners; j++) if (!(j in done) && (!best || total[j] > total[best])) best = j
        done[best] = 1; order[i] = best
    }
    shown = owners > 8 ? 7 : owners
    line = "day"
    for (i = 1; i <= shown; i++) line = line "\t" title[order[i]]
    print line (owners > shown ? "\tall others" : "") "\tall"
    for (back = 7; back >= -1; back--) {
        line = back; any = 0; rest = 0
        for (i = 1; i <= owners; i++) {
            n = count[back, order[i]] + 0; any += n
            if (i <= shown) line = line "\t" n
            else rest += n
        }
        if (back >= 0 || any) print line (owners > shown ? "\t" rest : "") "\t" any
    }
}
