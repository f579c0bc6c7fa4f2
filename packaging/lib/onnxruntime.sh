# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by test.sh: gets the independent program that runs exported networks. tests/training/torch/tst_onnx_export.cpp looks
# in the same place; without it that test is skipped and says so.

ONNXRUNTIME_VENV=${XDG_DATA_HOME:-$HOME/.local/share}/tempnetic/onnxruntime

install_onnxruntime() {
    mkdir -p "$(dirname "$ONNXRUNTIME_VENV")" || return
    # The system's Python, not one that a version manager put first in PATH and may take away again.
    /usr/bin/python3 -m venv --clear "$ONNXRUNTIME_VENV" >&2 || return
    "$ONNXRUNTIME_VENV/bin/python3" -m pip --disable-pip-version-check install 'onnxruntime>=1.17' >&2
}

set_up_onnxruntime() {
    if [[ -n ${TEMPNETIC_SKIP_SETUP:-} || ${TEMPNETIC_WITH_TORCH:-} == OFF || -n ${TEMPNETIC_TEST_PYTHON:-} ]] ||
        "$ONNXRUNTIME_VENV/bin/python3" -c 'import onnxruntime' 2>/dev/null; then
        return
    fi
    say "installing onnxruntime into $ONNXRUNTIME_VENV"
    install_onnxruntime ||
        say "warning: onnxruntime could not be installed, see above; exported networks are not held against it"
}
