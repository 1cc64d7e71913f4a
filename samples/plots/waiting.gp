# How long customers wait for the first answer, by colleague. Table: rank-touchpoints --by agent, of cases
here = system('dirname "'.ARG0.'"'); table = ARG1; output = ARG2; source = ARG3
names = "agent"; where = "measure=first_reply_hours"
needs = "agent,value,low,high,p90,n"; maker = "rank-touchpoints --by agent, of cases"
load here."/style.gp"
rows = pick(needs, where)." | { read -r header; printf '%s\\n' \"$header\"; LC_ALL=C sort -t '\t' -k 2,2gr; }"
n = lines
set label 1001 headline("How long customers wait for the first answer")
set label 1002 "Hours the shop was open. Dot: half of them waited less (bar: 95 % interval); diamond: nine in ten did."
set lmargin at screen margin
set rmargin at screen 0.98
set tmargin at screen 1 - 92.0/height
set bmargin at screen 68.0/height
set logscale x
set xrange [0.05:0.05 * 4000 ** wider]
least(h) = h < 0.05 ? 0.05 : h > 200 ? 200 : h
set xtics ("≤ 3 min" 0.05, "15 min" 0.25, "1 h" 1, "4 h" 4, "8 h" 8, "24 h" 24, "80 h" 80)
set yrange [n - 0.4:-0.6]
unset grid
set grid xtics linecolor rgb pale linetype 1
set ytics noenhanced offset -0.8, 0
span(h) = h < 1 ? sprintf("%.0f min", 60 * h) : h < 10 ? sprintf("%.1f h", h) : sprintf("%.0f h", h)
name(s) = strlen(s) ? short(s, 34) : "nobody yet"
plot rows using (least($3)):0:(least($4) - least($3)):(0):ytic(name(strcol(1))) with vectors nohead linewidth 9 linecolor rgb "#bcd2ea" notitle, \
     rows using (least($5)):0 with points pointtype 12 pointsize 1.4 linewidth 1.6 linecolor rgb amber notitle, \
     rows using (least($2)):0 with points pointtype 7 pointsize 1.5 linecolor rgb blue notitle, \
     rows using (200 * 1.25 ** wider):0:(sprintf($6 == 1 ? "%s  (%d case)" : "%s  (%d cases)", span($2), $6)) with labels left textcolor rgb ink notitle
