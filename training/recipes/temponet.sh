#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# temponet.sh PROGRAM FOLDER
# Makes the model that comes with tempnetic (resources/models/temponet.safetensors): composes its training corpora in
# FOLDER, trains TempoNet on them, and writes what is needed to judge it. PROGRAM is `tempnetic`, built with LibTorch.
# Nothing that it learns from was recorded, and the demo corpus' own seeds (1, 2, ...) are not among the corpora.
# What it never sees: the styles and instruments that `synth --styles training` leaves out, and other sound fonts.
# Takes about 10 minutes for the corpora and 10 for the training on two cores. Needs the sound fonts FluidR3_GM (MIT
# licence, Debian's fluid-soundfont-gm) and TimGM6mb (GPL-2, timgm6mb-soundfont).
set -euo pipefail

program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
fonts=/usr/share/sounds/sf2

"$program" synth "$folder/fluidr3" --styles training --tracks-per-genre 60 --seed 102 --soundfont "$fonts/FluidR3_GM.sf2"
"$program" synth "$folder/tim" --styles training --tracks-per-genre 50 --seed 101 --soundfont "$fonts/TimGM6mb.sf2"
"$program" fit -c trainer.yaml -c models/temponet.yaml -c data.yaml \
    "data.root=[$folder/fluidr3, $folder/tim]" "data.range=[30, 320]" trainer.max_epochs=24 trainer.lr=0.002 \
    "trainer.run_dir=$folder/runs" trainer.name=temponet

# Held out: the demo corpus (all styles, another seed), and the styles and instruments that were left out.
"$program" synth "$folder/demo" --tracks-per-genre 100 --seed 1
"$program" synth "$folder/held-out" --styles held-out --tracks-per-genre 15 --seed 302
for corpus in demo held-out; do
    "$program" estimate "$folder/$corpus" --model "$folder/runs/temponet/model.safetensors" --json >"$folder/$corpus-network.jsonl"
    "$program" estimate "$folder/$corpus" --method librosa --json >"$folder/$corpus-librosa.jsonl"
done
echo "Model: $folder/runs/temponet/model.safetensors"
