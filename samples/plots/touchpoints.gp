# Parts of the business from the worst to the best. Table: rank-touchpoints (one period); MEASURE is in the environment.
measure = system('echo "${MEASURE:-csat}"')
here = system('dirname "'.ARG0.'"'); table = ARG1; output = ARG2; source = ARG3
names = "touchpoint"; where = "measure=".measure
needs = "touchpoint,value,low,high,n,mark"; maker = "rank-touchpoints, of responses"
load here."/style.gp"
rows = pick(needs, where)." | tr _ ' '"
n = lines
what = measure eq "csat" ? "Share of answers in the two best boxes of their scale, per cent" : \
       measure eq "yes" ? "Share who said yes, per cent" : "Mean of the scores, 0 to 100"
set label 1001 headline("What customers think of each part of the business, worst first")
set label 1002 what.". The bars are 95 % intervals."
set lmargin at screen margin
set rmargin at screen 0.98
set tmargin at screen 1 - 92.0/height
set bmargin at screen 68.0/height
set xrange [0:100 * wider]
set xtics 0, 20, 100 format "%g"
unit = measure eq "csat" || measure eq "yes" ? "%.0f %%  (%s answers)" : "%.0f  (%s answers)"
set yrange [n - 0.4:-0.6]
unset grid
set grid xtics linecolor rgb pale linetype 1
set ytics noenhanced
colour(mark) = mark eq "worst" ? 0xc8412b : mark eq "best" ? 0x2f8f5b : mark eq "too small" ? 0x9a9a9a : 0x2f6db3
light(mark) = mark eq "worst" ? 0xf0c3ba : mark eq "best" ? 0xbfe0cd : mark eq "too small" ? 0xdddddd : 0xbcd2ea
plot rows using 3:0:($4 - $3):(0):(light(strcol(6))):ytic(short(strcol(1), 34)) with vectors nohead linewidth 9 linecolor rgb variable notitle, \
     rows using 2:0:(colour(strcol(6))) with points pointtype 7 pointsize 1.5 linecolor rgb variable notitle, \
     rows using (100 + 3 * wider):0:(sprintf(unit, $2, strcol(5))) with labels left textcolor rgb ink notitle
