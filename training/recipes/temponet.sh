#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# temponet.sh PROGRAM FOLDER
# Makes the model that comes with tempnetic (resources/models/temponet.safetensors): composes its training corpora in
# FOLDER, trains TempoNet on them, and writes what is needed to judge it. PROGRAM is `tempnetic`, built with LibTorch.
# Nothing that it learns from was recorded, and the demo corpus' own seeds (1, 2, ...) are not among the corpora.
# What it never sees: the styles and instruments that `synth --styles training` leaves out, and the sound font
# MuseScore_General_Lite.
# Takes about 25 minutes for the corpora, 25 for the training and 10 to judge on two cores, and 5 GB. Needs the sound fonts
# FluidR3_GM (MIT licence, Debian's fluid-soundfont-gm), TimGM6mb (GPL-2, timgm6mb-soundfont), OPL-3_FM_128M (CC-BY-SA-4.0,
# opl3-soundfont) and MuseScore_General_Lite (MIT, parts CC0 and public domain, musescore-general-soundfont-small).
set -euo pipefail

program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
fonts=/usr/share/sounds

compose() { # NAME STYLES TRACKS_PER_GENRE SEED FONT
    "$program" synth "$folder/$1" --styles "$2" --tracks-per-genre "$3" --seed "$4" --soundfont "$fonts/$5"
}

compose fluidr3 training 150 202 sf2/FluidR3_GM.sf2
compose tim training 100 201 sf2/TimGM6mb.sf2
compose opl training 60 203 sf2/OPL-3_FM_128M.sf2
"$program" fit -c trainer.yaml -c models/temponet.yaml -c data.yaml \
    "data.root=[$folder/fluidr3, $folder/tim, $folder/opl]" "data.range=[30, 320]" trainer.max_epochs=20 trainer.lr=0.002 \
    augmentation.equaliser_db=8 augmentation.noise_share=0.4 "trainer.run_dir=$folder/runs" trainer.name=temponet

# Held out: the demo corpus (all styles, another seed), the styles and instruments that were left out, another sound font.
compose demo all 100 1 sf2/TimGM6mb.sf2
compose held-out-styles held-out 15 302 sf2/TimGM6mb.sf2
compose held-out-font all 15 402 sf3/MuseScore_General_Lite.sf3
for corpus in demo held-out-styles held-out-font; do
    "$program" evaluate "$folder/$corpus" --split all --model "$folder/runs/temponet/model.safetensors" \
        --out "$folder/$corpus-report"
done
echo "Model: $folder/runs/temponet/model.safetensors"
