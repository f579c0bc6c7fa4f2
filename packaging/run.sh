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
  without arguments   opens the workbench; on a machine without a display or a workbench it makes a demo dataset, if
                      there is none, and writes a report on it
  with a command      such as scan, split or synth: `tempnetic COMMAND ARGUMENT...`
  with files          `tempnetic estimate FILE|FOLDER|PLAYLIST|OPTION...`

The demo dataset lies in ~/.local/share/tempnetic/demo (under $XDG_DATA_HOME if set), its report in demo-report beside it.

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
{ configure_preset release "-DTEMPNETIC_WITH_TORCH=${TEMPNETIC_WITH_TORCH:-AUTO}" && build_preset release tempnetic; } ||
    die "the build failed, see above; if it is not your change, remove $ROOT/build and run this again"

programs=$ROOT/build/release/bin
tempnetic=$programs/tempnetic

# is_command WORD : whether the program lists it as one of its commands. A file of such a name is meant by ./WORD.
is_command() {
    "$tempnetic" --help | awk -v word="$1" '/^Subcommands:/ { listed = 1 } listed && $1 == word { found = 1 } END { exit !found }'
}

# make_demo FOLDER : nothing is done where it is there already; one that was begun is completed.
make_demo() {
    say "the demo dataset: $1 (made at the first time, in about a minute)"
    "$tempnetic" synth "$1" --tracks-per-genre 12 --faults >&2 ||
        die "the demo dataset could not be made, see above; if it is of an older version, remove $1 and run this again"
}

if (($# > 0)); then
    if is_command "$1"; then
        exec "$tempnetic" "$@"
    fi
    exec "$tempnetic" estimate "$@"
fi
if [[ -x $programs/tempnetic-workbench && -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$programs/tempnetic-workbench"
fi

say "no display or no workbench here: scanning a demo dataset"
data=${XDG_DATA_HOME:-$HOME/.local/share}/tempnetic
make_demo "$data/demo"
"$tempnetic" scan "$data/demo" --out "$data/demo-report"
say "for your own music: packaging/run.sh FILE|FOLDER|PLAYLIST..., or packaging/run.sh scan DATASET"
