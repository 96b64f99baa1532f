# Completion of rectrack in fish.
function __rectrack_completes
    set -lx _RECTRACK_COMPLETE complete_fish
    set -lx _TYPER_COMPLETE_ARGS (commandline --cut-at-cursor --current-process | string collect)
    set -l program (commandline --tokenize --cut-at-cursor --current-process)[1]
    string match --quiet '*rectrack' -- $program; or set program rectrack # behind sudo or env
    set -g __rectrack_answers ($program 2>/dev/null)
    test "$__rectrack_answers" != \tfiles
end
complete --command rectrack --condition __rectrack_completes --no-files --keep-order \
    --arguments '$__rectrack_answers'
