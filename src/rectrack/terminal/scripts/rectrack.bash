# Completion of rectrack in bash. With several words that fit, the second Tab lists them with help.
_rectrack_completion() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(
        COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_WORD="$2" COMP_TYPE="$COMP_TYPE" \
            COLUMNS="$COLUMNS" _RECTRACK_COMPLETE=complete_bash "${1/#\~/$HOME}" 2>/dev/null
    )
    if [[ ${COMPREPLY[0]-} == $'\tfiles' ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
    fi
}
complete -o nosort -F _rectrack_completion rectrack 2>/dev/null ||
    complete -F _rectrack_completion rectrack # before bash 4.4
