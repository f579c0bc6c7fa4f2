# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for tempnetic

set -l commands estimate features scan split synth extend fit export import-weights devices

complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -f
complete -c tempnetic -s h -l help -d 'Print help'
complete -c tempnetic -l version -d 'Print the version'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a estimate -d 'Estimate the tempo of audio files'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a features -d 'Write features as NumPy files'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a scan -d 'Report on a dataset'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a split -d 'Deal a dataset out into train, validation and test'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a synth -d 'Compose and render a demo corpus'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a extend -d 'Make a dataset at other tempi'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a fit -d 'Train a network on a dataset'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a export -d 'Write a model for other programs'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a import-weights -d 'Take over the weights of another program'
complete -c tempnetic -n "not __fish_seen_subcommand_from $commands" -a devices -d 'Show on what networks can run here'

complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l method -x -a librosa -d 'Estimator'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l json -d 'Print one JSON object a file'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l curve -d 'Also give the tempo over time'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l allow-truncated -d 'Estimate files that break off early'
complete -c tempnetic -n "__fish_seen_subcommand_from estimate" -l jobs -x -d 'Files worked on at a time'

complete -c tempnetic -n "__fish_seen_subcommand_from features" -l out -x -a '(__fish_complete_directories)' -d 'Folder for the files'

complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l annotations -r -d 'Where the annotations are'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l json -d 'Print one JSON object instead of the table'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l csv -d 'Print one row a track instead of the table'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l out -x -a '(__fish_complete_directories)' -d 'Folder for the report'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l strict -d 'Exit with 1 if there are errors or warnings'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l range -x -d 'Tempi that training uses, LOW:HIGH'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l reference -x -d 'Which of several references counts'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l bin-width -x -d 'Width of a bin of the histogram'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l histogram-range -x -d 'Ends of the histogram, LOW:HIGH'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l log -d 'Bins of equal width in octaves'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l no-cache -d 'Read all audio, and remember nothing'
complete -c tempnetic -n "__fish_seen_subcommand_from scan" -l jobs -x -d 'Files read at a time'

complete -c tempnetic -n "__fish_seen_subcommand_from split" -l out -r -d 'Write the split into a file'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l force -d 'Replace a file that holds another split'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l method -x -a 'random first kfold' -d 'How tracks are dealt out'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l validation -x -d 'Share of the tracks that validates'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l test -x -d 'Share of the tracks that tests'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l seed -x -d 'The same seed gives the same split'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l folds -x -d 'Number of folds'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l fold -x -d 'The fold that validates'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l no-by-genre -d 'Deal all tracks at once'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l train-list -r -d 'Your own list of training tracks'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l valid-list -r -d 'Your own list of validation tracks'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l test-list -r -d 'Your own list of test tracks'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l annotations -r -d 'Where the annotations are'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l range -x -d 'Tempi that training uses, LOW:HIGH'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l reference -x -d 'Which of several references counts'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l no-cache -d 'Read all audio, and remember nothing'
complete -c tempnetic -n "__fish_seen_subcommand_from split" -l jobs -x -d 'Files read at a time'

complete -c tempnetic -n "__fish_seen_subcommand_from synth" -l tracks-per-genre -x -d 'Clips of each genre'
complete -c tempnetic -n "__fish_seen_subcommand_from synth" -l seed -x -d 'The same seed gives the same corpus'
complete -c tempnetic -n "__fish_seen_subcommand_from synth" -l faults -d 'Plant the faults that GTZAN has'
complete -c tempnetic -n "__fish_seen_subcommand_from synth" -l styles -x -a 'all training held-out' -d 'What clips are drawn from'
complete -c tempnetic -n "__fish_seen_subcommand_from synth" -l soundfont -r -d 'General MIDI sound font'
complete -c tempnetic -n "__fish_seen_subcommand_from synth" -l jobs -x -d 'Clips made at a time'

complete -c tempnetic -n "__fish_seen_subcommand_from extend" -l factors -x -d 'Each multiplies the tempo'
complete -c tempnetic -n "__fish_seen_subcommand_from extend" -l annotations -x -a '(__fish_complete_directories)' -d 'Where the annotations are'
complete -c tempnetic -n "__fish_seen_subcommand_from extend" -l jobs -x -d 'Recordings worked on at a time'

complete -c tempnetic -n "__fish_seen_subcommand_from fit" -s c -l config -r -d 'YAML file'
complete -c tempnetic -n "__fish_seen_subcommand_from fit" -l resume -x -a '(__fish_complete_directories)' -d 'Go on with a run'

complete -c tempnetic -n "__fish_seen_subcommand_from export" -l format -x -a onnx -d 'Format of the file'
complete -c tempnetic -n "__fish_seen_subcommand_from export" -l out -r -d 'File to write'

complete -c tempnetic -n "__fish_seen_subcommand_from import-weights" -l network -x -a 'mobilenet panns temponet' -d 'Network that they are for'
complete -c tempnetic -n "__fish_seen_subcommand_from import-weights" -l input -x -a 'mel tempogram' -d 'Its input'
complete -c tempnetic -n "__fish_seen_subcommand_from import-weights" -l causal -d 'Its variant without a look into the future'
complete -c tempnetic -n "__fish_seen_subcommand_from import-weights" -l out -r -d 'File to write'
