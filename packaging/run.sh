#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and does the main job. May be run again at any time, then also offline.
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=packaging/lib/setup.sh
source "$ROOT/packaging/lib/setup.sh"

usage() {
    cat <<'TEXT'
Usage: packaging/run.sh
       packaging/run.sh COMMAND ARGUMENT...
       packaging/run.sh FILE|FOLDER|PLAYLIST|OPTION...

Installs what is missing (Debian 12 and 13), builds tempnetic and runs it:
  without arguments   with a display: opens the workbench, the first time on a demo dataset, which is made if there is none;
                      without one: makes the demo dataset, scans it, trains TempoNet on it for a minute or two, evaluates
                      baseline and networks, and prints the folder of the reports as its last line
  with a command      such as scan, split or synth: `tempnetic COMMAND ARGUMENT...`
  with files          `tempnetic estimate FILE|FOLDER|PLAYLIST|OPTION...`

In ~/.local/share/tempnetic (under $XDG_DATA_HOME if set) lie the demo dataset in demo, its reports in demo-report, and the
trained network in runs/demo-temponet. Dataset and network are not made twice; remove a folder to have it made anew.

Environment:
  TEMPNETIC_SKIP_SETUP=1        install nothing; build with what is there
  TEMPNETIC_WITH_TORCH=ON|OFF   insist on LibTorch, or build without networks and training
  TEMPNETIC_TORCH=PATH          your own LibTorch folder, or a Python or virtual environment that has torch
  TEMPNETIC_TORCH_DEVICE=cpu|cuda   the LibTorch to install, where the choice by the machine's GPU is not wanted
TEXT
}

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
    usage
    exit
fi

set_up build
choose_cmake
# Only what is run: the tests and benchmarks of this preset take several times as long to build.
{ configure_preset release "-DTEMPNETIC_WITH_TORCH=${TEMPNETIC_WITH_TORCH:-AUTO}" && build_preset release tempnetic tempnetic-workbench; } ||
    die "the build failed, see above; if it is not your change, remove $ROOT/build and run this again"

programs=$ROOT/build/release/bin
tempnetic=$programs/tempnetic

# is_command WORD : whether the program lists it as one of its commands. A file of such a name is meant by ./WORD.
is_command() {
    "$tempnetic" --help | awk -v word="$1" '/^Subcommands:/ { listed = 1 } listed && $1 == word { found = 1 } END { exit !found }'
}

data=${XDG_DATA_HOME:-$HOME/.local/share}/tempnetic
demo=$data/demo
report=$data/demo-report
trained=$data/runs/demo-temponet

# Nothing is done where it is there already; one that was begun is completed.
make_demo() {
    say "the demo dataset: $demo (made the first time, in about a minute)"
    "$tempnetic" synth "$demo" --tracks-per-genre 12 --faults >&2 ||
        die "the demo dataset could not be made, see above; if it is of an older version, remove $demo and run this again"
}

has_session() {
    local state=${XDG_STATE_HOME:-}
    [[ $state == /* ]] || state=$HOME/.local/state
    [[ -e $state/tempnetic/session.json ]]
}

open_workbench() {
    if has_session; then
        exec "$programs/tempnetic-workbench"
    fi
    make_demo
    exec "$programs/tempnetic-workbench" "$demo"
}

scan_demo() {
    say "scanning it; it has GTZAN's faults, planted"
    "$tempnetic" scan "$demo" --out "$report/scan" || die "the scan failed, see above"
}

# Ten epochs of three steps: the usual hundred steps of warm-up would outlast them.
begin_training() {
    local configs=$ROOT/training/configs
    "$tempnetic" fit -c "$configs/trainer.yaml" -c "$configs/models/temponet.yaml" -c "$configs/data.yaml" \
        "data.root=$demo" trainer.max_epochs=10 trainer.warmup_steps=10 \
        "trainer.run_dir=$(dirname "$trained")" "trainer.name=$(basename "$trained")"
}

# The model is written when a training has ended, so that one without it was cut off, and goes on.
train_on_demo() {
    if [[ -e $trained/model.safetensors ]]; then
        say "TempoNet has been trained on it: $trained (remove that folder to train again)"
        return
    fi
    say "training TempoNet on it, some 70 seconds on two cores: $trained"
    if [[ -e $trained/config.yaml ]]; then
        "$tempnetic" fit --resume "$trained"
    else
        begin_training
    fi || die "the training failed, see above; if it is of an older version, remove $trained and run this again"
}

# evaluate_on_demo MODEL... : on the tracks that none of these networks learnt from.
evaluate_on_demo() {
    local model status=0
    local -a models=()
    for model in "$@"; do
        models+=(--model "$model")
    done
    say "evaluating on the tracks that no network learnt from"
    # An earlier page must not be taken for this one's.
    rm -f -- "$report/evaluation/report.html"
    "$tempnetic" evaluate "$demo" "${models[@]}" --out "$report/evaluation" || status=$?
    if ((status > 1)) || [[ ! -s $report/evaluation/report.html ]]; then
        die "the evaluation failed (exit code $status), see above"
    elif ((status == 1)); then
        say "some clips have no tempo, see above; with the faults of the demo that is as it should be"
    fi
}

if (($# > 0)); then
    if is_command "$1"; then
        exec "$tempnetic" "$@"
    fi
    exec "$tempnetic" estimate "$@"
fi
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    open_workbench
fi

say "no display here, so no window: scan, training and evaluation of a demo dataset"
make_demo
scan_demo
if cause=$("$tempnetic" devices 2>&1 >/dev/null); then
    train_on_demo
    evaluate_on_demo "$ROOT/resources/models/temponet.safetensors" "$trained/model.safetensors"
else
    cause=${cause#tempnetic: }
    say "no training and no networks, see packaging/README.md: ${cause%: run packaging/run.sh*}"
    evaluate_on_demo none
fi
say "for your own music: packaging/run.sh FILE|FOLDER|PLAYLIST..., or packaging/run.sh scan DATASET"
say "the reports, scan/report.html and evaluation/report.html, are in:"
printf '%s\n' "$report"
