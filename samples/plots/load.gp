# What has fallen due, by day and owner. Table: due-followups
here = system('dirname "'.ARG0.'"'); table = ARG1; output = ARG2; source = ARG3
needs = "due_at,owner"; maker = "due-followups"
load here."/style.gp"
today = system("awk -v columns=as_of -f '".here."/pick.awk' '".table."' | sed -n 2p")
rows = pick(needs, where)." | awk -v today=".today." -f '".here."/load.awk'"
owners = int(system(rows[3:*]." | awk -F '\t' 'NR == 1 { print NF - 2 }'"))
set label 1001 headline("Follow-ups on today's list, by the day they fell due")
set label 1002 "Customers to contact, by the colleague who looks after them, on ".today."."
set lmargin at screen 0.07
set rmargin at screen 0.765
set tmargin at screen 1 - 92.0/height
set bmargin at screen 92.0/height
unset grid
set grid ytics linecolor rgb pale linetype 1
set style data histograms
set style histogram rowstacked
set style fill solid 1 border rgb "white"
set boxwidth 0.72
set yrange [0:*]
set offsets 0, 0, graph 0.06, 0
stats rows using (column(owners + 2)) nooutput
rough = (STATS_max > 4 ? STATS_max : 4) / 4.0
power = 10 ** floor(log10(rough))
set ytics power * (rough / power < 2 ? 1 : rough / power < 5 ? 2 : 5)
set ylabel "customers" textcolor rgb grey offset 1.5, 0
set key at screen 0.785, 1 - 92.0/height left top vertical Left reverse invert samplen 1.2 spacing 1.35
midnight = strptime("%Y-%m-%d", today)
day(back) = back == 7 ? "earlier" : back < 0 ? "later" : back == 0 ? "today" : \
            sprintf("%s\n%d %s", strftime("%a", midnight - 86400 * back), tm_mday(midnight - 86400 * back), strftime("%b", midnight - 86400 * back))
array colours[9] = ["#2f6db3", "#e0933a", "#2f8f5b", "#a05fa8", "#c8412b", "#5bb0bd", "#8c6d46", "#9a9a9a", "#cccccc"]
plot for [i = 2:owners + 1] rows using i:xtic(day($1)) linecolor rgb colours[i - 1] title short(columnheader(i), 16), \
     rows using 0:(column(owners + 2)):(sprintf("%d", column(owners + 2))) with labels offset 0, 0.6 textcolor rgb ink notitle
