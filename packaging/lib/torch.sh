# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by setup.sh: gets LibTorch by what the machine has. packaging/cmake/torch.cmake looks in the same places.

TORCH_WHEEL=2.13.0
TORCH_MINIMUM=2.6

# In the user's data folder: it needs no root, outlives the build folder and serves every checkout of this user.
TORCH_VENV=${XDG_DATA_HOME:-$HOME/.local/share}/tempnetic/torch
# Written last, so that an installation that was cut off is made anew.
TORCH_STAMP=$TORCH_VENV/tempnetic-torch.txt

has_nvidia_driver() {
    [[ -e /proc/driver/nvidia/version ]] || nvidia-smi -L 2>/dev/null | grep --quiet '^GPU '
}

distribution_torch() {
    LC_ALL=C apt-cache policy libtorch-dev 2>/dev/null | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

# distribution_torch_serves: asks for fresh package lists only if the present ones do not know the package at all.
distribution_torch_serves() {
    if [[ -z $(distribution_torch) ]] && can_be_root; then
        refresh_package_lists
    fi
    dpkg --compare-versions "$(distribution_torch)" ge "$TORCH_MINIMUM"
}

# nvidia_requirements DEVICE: of what the installed wheel asks for, the part that a C++ program needs. A CUDA build's CPU half
# only loads the CUDA runtime and the profiler, some 20 MB; the GPU half needs gigabytes. Python's own part is never needed.
nvidia_requirements() {
    "$TORCH_VENV/bin/python3" - "$1" <<'PYTHON'
import importlib.metadata, re, sys

for line in importlib.metadata.requires("torch") or []:
    requirement, _, marker = (part.strip() for part in line.partition(";"))
    if "extra ==" in marker or not requirement.startswith(("cuda-toolkit", "nvidia-")):
        continue
    if sys.argv[1] == "cuda":
        print(requirement)
    elif toolkit := re.fullmatch(r"cuda-toolkit\[.*\]==(\S+)", requirement):
        print(f"cuda-toolkit[cudart,cupti]=={toolkit[1]}")
PYTHON
}

# pip with its progress on the screen; its warning that torch's Python dependencies are missing is true and wanted.
torch_pip() {
    local log=$TORCH_VENV/pip.log
    "$TORCH_VENV/bin/python3" -m pip --disable-pip-version-check install "$@" >&2 2>"$log" || {
        cat "$log" >&2
        return 1
    }
}

# torch_wheel_serves DEVICE: the private environment is whole, of the pinned version and made for this device.
torch_wheel_serves() {
    local version='' device=''
    [[ -r $TORCH_STAMP ]] && read -r version device <"$TORCH_STAMP"
    [[ $version == "$TORCH_WHEEL" && ($device == cuda || $1 == cpu) ]]
}

# install_torch_wheel DEVICE: pip is used as this user has configured it.
install_torch_wheel() {
    local device=$1
    local -a names requirements
    mapfile -t names < <(packages_for torch-wheel)
    install_packages "${names[@]}"
    say "installing LibTorch $TORCH_WHEEL for $device into $TORCH_VENV"
    # Where a GPU came later, the wheel that is there is kept and completed.
    if ! torch_wheel_serves cpu; then
        mkdir -p "$(dirname "$TORCH_VENV")" && rm -f "$TORCH_STAMP" || return
        # The system's Python, not one that a version manager put first in PATH and may take away again.
        /usr/bin/python3 -m venv --clear "$TORCH_VENV" >&2 || return
        torch_pip --no-deps "torch==$TORCH_WHEEL" || return
    fi
    mapfile -t requirements < <(nvidia_requirements "$device")
    if ((${#requirements[@]} > 0)); then
        torch_pip "${requirements[@]}" || return
    fi
    if ldd "$TORCH_VENV"/lib/python3*/site-packages/torch/lib/libtorch_cpu.so | grep 'not found' >&2; then
        return 1
    fi
    printf '%s %s\n' "$TORCH_WHEEL" "$device" >"$TORCH_STAMP"
}

set_up_torch() {
    if [[ ${TEMPNETIC_WITH_TORCH:-} == OFF || -n ${TEMPNETIC_TORCH:-} ]]; then
        return
    fi
    local device=${TEMPNETIC_TORCH_DEVICE:-}
    if [[ -z $device ]]; then
        device=cpu
        if has_nvidia_driver; then
            device=cuda
        fi
    fi
    if torch_wheel_serves "$device"; then
        return
    fi
    local -a names
    mapfile -t names < <(packages_for torch-debian)
    if [[ $device == cpu ]] && distribution_torch_serves; then
        install_packages "${names[@]}"
    elif ! install_torch_wheel "$device"; then
        if [[ ${TEMPNETIC_WITH_TORCH:-} == ON ]]; then
            die "LibTorch could not be installed, see above; check the network, or set TEMPNETIC_TORCH or TEMPNETIC_WITH_TORCH=OFF"
        fi
        say "warning: LibTorch could not be installed, see above; going on without networks and training"
    fi
}
