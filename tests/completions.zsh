# SPDX-License-Identifier: MIT
# completions.zsh TOP LINE: what zsh offers for the line, one a line. Completion needs a terminal; zpty makes one, in which
# compadd tells what it is given. The marks are written in halves there, since a terminal may echo what is typed.
zmodload zsh/zpty
top=$1 line=$2
zpty offers zsh -f -i
zpty -w offers "PS1=; unsetopt zle_bracketed_paste 2>/dev/null; fpath=($top/src/completions \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w offers 'compadd() { if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi; local -a all; builtin compadd -A all "$@"; local one; for one in $all; do print -r -- "OF""FER<$one>"; done; builtin compadd "$@" }'
zpty -w offers 'list-it() { compstate[insert]=; compstate[list]=; _main_complete; print E""ND; exit }; zle -C list-it complete-word list-it; bindkey "^I" list-it; print RE""ADY'
zpty -r -m offers text '*READY*' > /dev/null
zpty -w -n offers "$line"$'\t'
while zpty -r offers text; do
    print -r -- "$text"
    [[ $text == *END* ]] && break
done | sed -n 's/\r//g; s/.*OFFER<\(.*\)>.*/\1/p' | sort -u
