# SPDX-License-Identifier: MIT
# Completion for bash: options, their values, roles and the header names of the files on the line.

_regulars_words() {
    local tool at
    tool=$(type -P -- "$1") || return
    for at in "${tool%/*}/../share/regulars/completions/words" "${tool%/*}/../src/completions/words"; do
        [ -r "$at" ] && { sh "$at" "${@:2}"; return; }
    done
}

# Offers lines that begin with what stands there; what readline keeps (up to the last = or :) is taken off.
_regulars_offer() {
    local word=$1 keep=${1%"${1##*[=:]}"} line quoted
    while IFS= read -r line; do
        [[ $line == "$word"* ]] || continue
        printf -v quoted %q "${line#"$keep"}"
        COMPREPLY+=("$quoted")
    done
}

_regulars_map() {
    local tool=$1 value=$2 role=${2%%=*} file files=()
    if [[ $value != *=* ]]; then
        compopt -o nospace
        _regulars_offer "$value" < <(_regulars_words "$tool" roles "$tool" | sed 's/$/=/')
        COMPREPLY=("${COMPREPLY[@]/%\\=/=}")
        return
    fi
    for file in "${COMP_WORDS[@]:1}"; do
        [ -f "$file" ] && files+=("$file")
    done
    ((${#files[@]})) && _regulars_offer "$value" < <(_regulars_words "$tool" headers "${files[@]}" | sed "s/^/$role=/")
}

_regulars() {
    local tool=$1 line=${COMP_LINE:0:COMP_POINT} word before option="" value name letter argument help
    word=${line##*[[:space:]]}
    before=${line%"$word"}
    before=${before%"${before##*[![:space:]]}"}
    COMPREPLY=()
    if [[ $word == --*=* ]]; then
        option=${word%%=*} value=${word#*=}
    elif [[ ${before##*[[:space:]]} == -* ]]; then
        option=${before##*[[:space:]]} value=$word
    fi
    while IFS=$'\t' read -r name letter argument help; do
        if [[ -n $option && -n $argument && ($option == "--$name" || $option == "-$letter") ]]; then
            case $argument in
            *ROLE=HEADER*) _regulars_map "$tool" "$value" ;;
            *FILE*) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$value") ;;
            '[='*) [[ $word == *=* ]] && _regulars_offer "$value" < <(_regulars_words "$tool" values "$name" "$argument") && return
                continue ;;
            *) _regulars_offer "$value" < <(_regulars_words "$tool" values "$name" "$argument") ;;
            esac
            return
        fi
        [[ $word == -* && "--$name" == "$word"* ]] && COMPREPLY+=("--$name")
    done < <(_regulars_words "$tool" options "$tool" | sed 's/\t\t/\t-\t/; s/\t\t/\t-\t/')
    if [[ $word != -* ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -F _regulars ingest-survey flag-tone tag-topics track-cases score-loyalty due-followups rank-touchpoints brief-customer
