# SPDX-License-Identifier: MIT
# CSV in, CSV with one record a line out, as the tools read it with --records in:line: within quotes a line break becomes
# \n or \r, and every backslash \\. For whatever cuts files at line breaks: split, GNU parallel, Spark, Hadoop.
#
#     LC_ALL=C awk -f csv-to-lines.awk messages.csv >messages.lines
#     LC_ALL=C awk -f csv-to-lines.awk -v header=header.csv -v rows=1 messages.csv >body.lines    # the first rows go to a file
#
# Any delimiter, any encoding but UTF-16; lines may end with LF, CRLF or CR. What is not sound CSV is left for the tools to
# refuse; a quote that is never closed ends with status 1.

BEGIN {
    rows = header == "" ? 0 : rows == "" ? 1 : rows + 0
    if (rows > 0)
        printf "" >header
    escaped = "\\\\"
    while (length(twice("\\", escaped)) != 2 && length(escaped) < 16) # how a replacement says backslash differs
        escaped = escaped "\\"
}

function twice(text, by) {
    gsub(/\\/, by, text)
    return text
}

function put(text) {
    if (!written && tolower(text) ~ /^(\357\273\277)?sep=.$/) # Excel's own first line goes with the header
        rows += rows > 0
    if (written++ < rows) {
        print text >header
        if (written == rows)
            close(header)
    } else {
        print text
    }
}

# What stands outside quotes: a CR ends a record there, one at the end of the line belongs to its end.
function put_outside(text,    at) {
    while ((at = index(text, "\r")) > 0) {
        record = record substr(text, 1, at - 1)
        text = substr(text, at + 1)
        if (text == "" && last)
            return
        put(record)
        record = ""
    }
    record = record text
}

{
    if (index($0, "\\") > 0)
        $0 = twice($0, escaped)
    if (!quoted && index($0, "\"") == 0 && index($0, "\r") == 0) {
        put($0)
        next
    }
    parts = split($0, part, "\"")
    if (quoted)
        record = record "\\n"
    for (i = 1; i <= parts; i++) {
        last = i == parts
        if (i > 1) {
            record = record "\""
            quoted = !quoted
        }
        if (quoted) {
            gsub(/\r/, "\\r", part[i])
            record = record part[i]
        } else {
            put_outside(part[i])
        }
    }
    if (!quoted) {
        put(record)
        record = ""
    }
}

END {
    if (quoted) {
        print "csv-to-lines: a quote is never closed" >"/dev/stderr"
        exit 1
    }
}
