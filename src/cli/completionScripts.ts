/**
 * The scripts for shells whose script of the library evaluates what was typed, so that Tab after `$(command)` would run it.
 * These hand each word over as it stands.
 */
export const completionScripts: Readonly<Record<string, string>> = {
  // Bash breaks words at "=" too. It is written for the bash 3.2 of Macs.
  bash: `__terraloom_complete() {
    local word last=-1 words=()
    for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if ((last >= 0)) && [[ $word == = || \${words[last]} == -*= ]]; then
            words[last]+=$word
        else
            words[++last]=$word
        fi
    done
    COMPREPLY=()
    while IFS=$'\\t' read -r word _; do
        [[ $word == :* ]] || COMPREPLY+=("$word")
    done < <(terraloom complete -- "\${words[@]}" 2>/dev/null)
}
complete -F __terraloom_complete terraloom
`,
  zsh: `#compdef terraloom
_terraloom() {
    local line
    local -a candidates
    for line in \${(f)"$(terraloom complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
        [[ $line == :* ]] || candidates+=("\${\${line//:/\\\\:}/$'\\t'/:}")
    done
    [[ $words[CURRENT] == -*=* ]] && compset -P '*='
    _describe completions candidates
}
if [[ $funcstack[1] == _terraloom ]]; then _terraloom; else compdef _terraloom terraloom; fi
`,
};
