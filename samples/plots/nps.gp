# Net promoter score by month with its interval. Table: rank-touchpoints --by metric --period month --measure nps
here = system('dirname "'.ARG0.'"'); table = ARG1; output = ARG2; source = ARG3
needs = "period,value,low,high,n"; maker = "rank-touchpoints --by metric --period month --measure nps"; where = "measure=nps"
load here."/style.gp"
rows = pick(needs, where)." | { read -r header; printf '%s\\n' \"$header\"; sort; } | { read -r header; printf '%s\\n' \"$header\"; tail -n 24; }"
set label 1001 headline("Net promoter score, month by month")
set label 1002 "Promoters (9 and 10) less detractors (0 to 6), in points of 100. The bars are 95 % intervals."
set lmargin at screen 0.08
set rmargin at screen 0.97
set tmargin at screen 1 - 96.0/height
set bmargin at screen 84.0/height
set yrange [-100:100]
set ytics ("+100" 100, "+50" 50, "0" 0, "-50" -50, "-100" -100)
set arrow from graph 0, first 0 to graph 1, first 0 nohead linecolor rgb grey back
stats rows using 2 nooutput
every = ceil(STATS_records / 8.0) # so many months to a label, the last month always has one
shown(i) = (STATS_records - 1 - i) % every == 0
set xrange [-0.5:STATS_records - 0.5]
unset grid
set grid ytics linecolor rgb pale linetype 1
month(i, p, n) = shown(int(i)) ? sprintf(STATS_records > 6 ? "%s\nn = %.0f" : "%s\n%.0f answers", p, n) : ""
plot rows using 0:3:(0):($4 - $3):xtic(month($0, strcol(1), $5)) with vectors nohead linewidth 9 linecolor rgb "#bcd2ea" notitle, \
     rows using 0:2 with lines linewidth 1.5 linecolor rgb blue notitle, \
     rows using 0:2 with points pointtype 7 pointsize 1.1 linecolor rgb blue notitle, \
     rows using 0:4:(shown(int($0)) ? sprintf(abs($2) < 0.5 ? "{/:Bold 0}" : "{/:Bold %+.0f}", $2) : "") with labels offset 0, 0.7 textcolor rgb ink notitle
