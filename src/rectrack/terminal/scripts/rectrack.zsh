#compdef rectrack
# Completion of rectrack in zsh.
_rectrack() {
    local -a answers
    answers=("${(@f)$(
        _TYPER_COMPLETE_ARGS="${words[1,CURRENT-1]} $QIPREFIX$PREFIX" \
            _RECTRACK_COMPLETE=complete_zsh ${(Q)words[1]} 2>/dev/null
    )}")
    if [[ $answers[1] == $'\tfiles' ]]; then
        compset -P 1 '--*='
        _files
    elif [[ -n $answers[1] ]]; then
        _describe -V 'rectrack' answers
    fi
}
if [[ $funcstack[1] == _rectrack ]]; then
    _rectrack "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _rectrack rectrack
fi
