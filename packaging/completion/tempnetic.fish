# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for tempnetic

set -l commands estimate features

complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -f
complete -c tempnetic -s h -l help -d 'Print help'
complete -c tempnetic -l version -d 'Print the version'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a estimate -d 'Estimate the tempo of audio files'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a features -d 'Write features as NumPy files'

complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l method -x -a librosa -d 'Estimator'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l json -d 'Print one JSON object a file'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l curve -d 'Also give the tempo over time'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l allow-truncated -d 'Estimate files that break off early'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l jobs -x -d 'Files worked on at a time'

complete -c tempnetic -n "__fish_seen_subcommand_from features" -l out -x -a '(__fish_complete_directories)' -d 'Folder for the files'
