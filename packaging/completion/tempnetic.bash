# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for tempnetic

_tempnetic()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous= command= i
    ((COMP_CWORD > 0)) && previous=${COMP_WORDS[COMP_CWORD - 1]}
    for ((i = 1; i < COMP_CWORD; ++i)); do
        if [[ ${COMP_WORDS[i]} != -* ]]; then
            command=${COMP_WORDS[i]}
            break
        fi
    done
    COMPREPLY=()

    case $previous in
        --method)
            mapfile -t COMPREPLY < <(compgen -W "librosa" -- "$current")
            return
            ;;
        --jobs | --range | --histogram-range | --bin-width | --reference | --tracks-per-genre | --seed | --factors)
            return
            ;;
        --out | --annotations)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return
            ;;
    esac

    local words
    case $command in
        estimate) words="--method --json --curve --allow-truncated --jobs --help --version" ;;
        features) words="--out --help --version" ;;
        scan) words="--annotations --json --csv --out --strict --range --reference --bin-width --histogram-range --log --no-cache --jobs --help --version" ;;
        synth) words="--tracks-per-genre --seed --faults --styles --soundfont --jobs --help --version" ;;
        extend) words="--factors --annotations --jobs --help --version" ;;
        *) words="estimate features scan synth extend --help --version" ;;
    esac
    if [[ $current == -* || -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current" | sort)
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -F _tempnetic tempnetic
