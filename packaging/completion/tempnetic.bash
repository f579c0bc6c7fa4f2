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
            local methods="network librosa"
            [[ $command == split ]] && methods="random first kfold"
            mapfile -t COMPREPLY < <(compgen -W "$methods" -- "$current")
            return
            ;;
        --jobs | --range | --histogram-range | --bin-width | --reference | --tolerance | --tracks-per-genre | --seed | --factors | \
            --validation | --test | --folds | --fold)
            return
            ;;
        --split)
            mapfile -t COMPREPLY < <(compgen -W "val test train all" -- "$current")
            return
            ;;
        --baseline)
            mapfile -t COMPREPLY < <(compgen -W "librosa none" -- "$current")
            return
            ;;
        --network)
            mapfile -t COMPREPLY < <(compgen -W "mobilenet panns temponet" -- "$current")
            return
            ;;
        --input)
            mapfile -t COMPREPLY < <(compgen -W "mel tempogram" -- "$current")
            return
            ;;
        --format)
            mapfile -t COMPREPLY < <(compgen -W "onnx" -- "$current")
            return
            ;;
        --out | --annotations | --resume)
            compopt -o filenames 2>/dev/null
            # A split or a model is written to a file, all else into folders.
            local kind=-d
            [[ $command == split || $command == export || $command == import-weights ]] && kind=-f
            mapfile -t COMPREPLY < <(compgen "$kind" -- "$current")
            return
            ;;
    esac

    local words
    case $command in
        estimate) words="--method --model --json --curve --allow-truncated --jobs --help --version" ;;
        features) words="--out --help --version" ;;
        scan) words="--annotations --json --csv --out --strict --range --reference --bin-width --histogram-range --log --no-cache --jobs --help --version" ;;
        split) words="--out --force --method --validation --test --seed --folds --fold --no-by-genre --train-list --valid-list --test-list --annotations --range --reference --no-cache --jobs --help --version" ;;
        synth) words="--tracks-per-genre --seed --faults --styles --soundfont --jobs --help --version" ;;
        extend) words="--factors --annotations --jobs --help --version" ;;
        fit) words="--config --resume --help --version" ;;
        evaluate) words="--model --baseline --estimates --split --reference --tolerance --out --bundle --annotations --no-cache --jobs --help --version" ;;
        export) words="--format --out --help --version" ;;
        import-weights) words="--network --input --causal --out --help --version" ;;
        devices) words="--help --version" ;;
        *) words="estimate features scan split synth extend fit evaluate export import-weights devices --help --version" ;;
    esac
    if [[ $current == -* || -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current" | sort)
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -F _tempnetic tempnetic
