# What all pictures have in common: gnuplot -c PICTURE.gp TABLE.csv OUT.svg|OUT.png [SOURCE]
# TABLE.csv is a tool's output; its columns are picked by name. SOURCE is the line at the foot.
if (!strlen(output)) { print "usage: gnuplot -c PICTURE.gp TABLE.csv OUT.svg|OUT.png [SOURCE]"; exit status 2 }
if (!strlen(source)) { source = table }
pick(columns, where) = sprintf('< awk -v columns=%s -v where=%s -f "%s/pick.awk" "%s"', columns, where, here, table)

# A table of another kind is refused in words: there is no row with the columns in `needs`, of the rows `where`, and something in the first.
if (!exists("where")) { where = "" }
if (!int(system(sprintf("%s 2>/dev/null | awk -F '\t' 'NR > 1 && $1 != \"\"' | wc -l", pick(needs, where)[3:*])))) {
    print sprintf("no rows for this picture in %s: it wants columns %s%s, as written by %s", \
                  table, needs, strlen(where) ? " with ".where : "", maker)
    exit status 2
}

short(s, n) = strlen(s) > n ? s[1:n - 1]."…" : s

# A picture with a line for each name (its column in `names`, of the rows `where`) grows with them, and its margin with the longest.
set encoding utf8
if (exists("names")) {
    lines = int(system(sprintf("%s | sed 1d | wc -l", pick(names, where)[3:*])))
    longest = int(system(sprintf("%s | sed 1d | LC_ALL=C awk '{ gsub(/[\\200-\\277]/, \"\"); if (length($0) > n) n = length($0) } END { print n + 0 }'", pick(names, where)[3:*])))
    height = 160 + (lines < 8 ? 300 : 34 * lines)
    margin = (36 + 8.6 * (longest < 8 ? 8 : longest > 34 ? 34 : longest)) / 860
    wider = (0.98 - margin) / (0.79 - margin) # the axis goes on, to make room for the words behind the bars
}
height = exists("height") ? height : 460
if (output[strlen(output)-3:*] eq ".png") {
    set terminal pngcairo size 860,height font "DejaVu Sans,11" background rgb "white"
} else {
    set terminal svg size 860,height font "DejaVu Sans,14.5" background rgb "white"
}
set output output
set datafile separator tab
set datafile columnheaders

ink = "#222222"; grey = "#6f6f6f"; pale = "#e3e3e3"
blue = "#2f6db3"; red = "#c8412b"; green = "#2f8f5b"; amber = "#d98e04"
set border 0
set tics nomirror scale 0 textcolor rgb ink
set grid linecolor rgb pale linewidth 1 linetype 1
set key noenhanced textcolor rgb ink
unset title
headline(t) = sprintf("{/:Bold*1.35 %s}", t)
set label 1001 at screen 0.025, 0.94 left textcolor rgb ink front
set label 1002 at screen 0.025, 0.94 - 26.0/height left textcolor rgb grey front
set label 1003 "Source: ".source font ",10" at screen 0.025, 14.0/height left noenhanced textcolor rgb grey front
