# The map of customers: how lately and how often they buy, by segment. Table: score-loyalty
height = 560
here = system('dirname "'.ARG0.'"'); table = ARG1; output = ARG2; source = ARG3
needs = "r,f,segment,spend"; maker = "score-loyalty"
load here."/style.gp"
rows = "< awk -v columns=r,f,segment,spend -f '".here."/pick.awk' '".table."' | awk -F '\t' 'NR == 1 { print \"r\tf\tsegment\tcustomers\tspend\" } " \
     ."NR > 1 && $1 != \"\" { n[$1 \"\t\" $2 \"\t\" $3]++; m[$1 \"\t\" $2 \"\t\" $3] += $4 } END { for (c in n) print c \"\t\" n[c] \"\t\" m[c] }' | sort -r | tr _ ' '"
stats rows using 4 nooutput
buyers = STATS_sum
stats rows using 5 nooutput
money = STATS_sum > 0 ? STATS_sum : 1
set label 1001 headline(sprintf("Where %.0f customers stand: how lately and how often they buy", buyers))
set label 1002 "Customers, their segment and their share of the money; each score is a fifth of all."
set lmargin at screen 0.12
set rmargin at screen 0.98
set tmargin at screen 1 - 84.0/height
set bmargin at screen 84.0/height
unset grid
set xrange [0.5:5.5]
set yrange [0.5:5.5]
set xtics ("seldom" 1, "" 2, "" 3, "" 4, "often" 5)
set ytics ("long ago" 1, "" 2, "" 3, "" 4, "lately" 5)
set xlabel "frequency score, 1 to 5" textcolor rgb grey offset 0, 0.3
set ylabel "recency score, 1 to 5" textcolor rgb grey offset 2.5, 0
colour(s) = s eq "champions" ? 0x1f7a4d : s eq "loyal" ? 0x3f9463 : s eq "potential loyalist" ? 0x9fd3ae : \
            s eq "new" ? 0x9cc7e8 : s eq "promising" ? 0xc5dff2 : s eq "need attention" ? 0xf5d98b : \
            s eq "about to sleep" ? 0xf0c3a0 : s eq "at risk" ? 0xe58a63 : s eq "cant lose" ? 0xc8412b : s eq "hibernating" ? 0xd5d5d5 : 0xe8e2f2
dark(s) = s eq "champions" || s eq "loyal" || s eq "cant lose"
text(s) = dark(s) ? 0xffffff : 0x222222
set style fill solid 1 noborder
do for [r = 1:5] { do for [f = 1:5] { set object (r * 10 + f) rectangle from f - 0.48, r - 0.47 to f + 0.48, r + 0.47 fillcolor rgb "#f5f5f5" fillstyle solid noborder behind } }
plot rows using 2:1:($2 - 0.48):($2 + 0.48):($1 - 0.47):($1 + 0.47):(colour(strcol(3))) with boxxyerror linecolor rgb variable notitle, \
     rows using 2:($1 + 0.17):(sprintf("{/:Bold*1.5 %d}", $4)):(text(strcol(3))) with labels textcolor rgb variable notitle, \
     rows using 2:($1 - 0.10):(strcol(3)):(text(strcol(3))) with labels noenhanced textcolor rgb variable notitle, \
     rows using 2:($1 - 0.30):(sprintf("{/*0.85 %.0f %% of the money}", 100 * $5 / money)):(text(strcol(3))) with labels textcolor rgb variable notitle
