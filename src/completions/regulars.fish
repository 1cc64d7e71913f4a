# SPDX-License-Identifier: MIT
# Completion for fish: options, their values, roles and the header names of the files on the line.

function __regulars_words --argument-names tool
    set -l found (command -s $tool)
    or return
    for at in (dirname $found)/../share/regulars/completions/words (dirname $found)/../src/completions/words
        if test -r $at
            sh $at $argv[2..-1]
            return
        end
    end
end

# ROLE=, or behind it the headers of the files that are on the line.
function __regulars_map
    set -l words (commandline -op)
    set -l role (string match -r '[a-z0-9_]+=' -- (commandline -ct | string replace -r '^--map=' ''))
    if test -z "$role"
        __regulars_words $words[1] roles $words[1] | string replace -r '$' '='
        return
    end
    set -l files
    for word in $words
        test -f $word
        and set -a files $word
    end
    set -q files[1]
    and __regulars_words $words[1] headers $files | string replace -r '^' $role
end

for tool in ingest-survey flag-tone tag-topics track-cases score-loyalty due-followups rank-touchpoints brief-customer
    for line in (__regulars_words $tool options $tool)
        set -l part (string split \t -- $line)
        set -l how
        test -n "$part[2]"
        and set -a how -s $part[2]
        switch "$part[3]"
            case ''
            case '*ROLE=HEADER*'
                set -a how -x -a '(__regulars_map)'
            case '*FILE*'
                set -a how -r -F
            case '[=*'
                set -a how -f -a "(__regulars_words $tool values $part[1] '$part[3]')"
            case '*'
                set -a how -x -a "(__regulars_words $tool values $part[1] '$part[3]')"
        end
        complete -c $tool -l $part[1] $how -d "$part[4]"
    end
end
