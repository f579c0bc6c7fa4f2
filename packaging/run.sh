#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and does the main job. May be run again at any time, then also offline.
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=packaging/lib/setup.sh
source "$ROOT/packaging/lib/setup.sh"
# shellcheck source=packaging/lib/sample.sh
source "$ROOT/packaging/lib/sample.sh"

usage() {
    cat <<'TEXT'
Usage: packaging/run.sh [FILE|FOLDER|PLAYLIST|OPTION...]

Installs what is missing (Debian 12 and 13), builds tempnetic and runs it. With arguments it is
`tempnetic estimate ARGUMENTS`; without, it opens the workbench, or on a machine without a display or a workbench
estimates the tempo of a generated clip.

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
if (($# > 0)); then
    exec "$programs/tempnetic" estimate "$@"
fi
if [[ -x $programs/tempnetic-workbench && -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$programs/tempnetic-workbench"
fi

clip=$ROOT/build/release/sample/clicks_129.2_bpm.au
mkdir -p "$(dirname "$clip")"
write_click_track "$clip"
say "no display or no workbench here: estimating the tempo of a generated click track of 129.2 BPM"
"$programs/tempnetic" estimate "$clip"
say "for your own music: ${programs#"$PWD"/}/tempnetic estimate FILE|FOLDER|PLAYLIST..., or packaging/run.sh with the same"
