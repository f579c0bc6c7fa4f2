# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: messages, a usable CMake, configuring and building a preset.
# Everything here talks on stderr, so that stdout belongs to the program that is run.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf 'tempnetic: %s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# Sets CMAKE and CTEST to the first pair that runs and is 3.25 or newer; the one in PATH may be a broken or old wrapper.
choose_cmake() {
    local candidate version
    for candidate in "$(command -v cmake || true)" /usr/bin/cmake; do
        [[ -x $candidate && -x ${candidate%/cmake}/ctest ]] || continue
        version=$("$candidate" --version 2>/dev/null | sed -n '1s/^cmake version \([0-9.]*\).*/\1/p') || continue
        if [[ -n $version ]] && printf '3.25\n%s\n' "$version" | sort --check=quiet --version-sort; then
            CMAKE=$candidate
            # Used by test.sh.
            # shellcheck disable=SC2034
            CTEST=${candidate%/cmake}/ctest
            return
        fi
    done
    die "no CMake 3.25 or newer works here; install the package cmake, then run this again"
}

# As many compilers as cores, but no more than the memory takes: one file that includes LibTorch needs about 1.5 GB.
build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
    ((memory >= 1)) || memory=1
    printf '%s\n' "${CMAKE_BUILD_PARALLEL_LEVEL:-$((memory < cores ? memory : cores))}"
}

# configure_preset PRESET [CMake cache options...]
configure_preset() {
    local preset=$1
    shift
    if [[ -e $ROOT/build && ! -w $ROOT/build ]]; then
        die "$ROOT/build belongs to another user; remove it or run this as that user"
    fi
    # TEMPNETIC_TORCH is always passed on: ninja configures again by itself later, without this environment.
    (cd "$ROOT" && "$CMAKE" --preset "$preset" --no-warn-unused-cli "-DTEMPNETIC_TORCH=${TEMPNETIC_TORCH:-}" "$@") >&2
}

# build_preset PRESET [TARGET...] : everything if no target is named.
build_preset() {
    local preset=$1
    shift
    "$CMAKE" --build "$ROOT/build/$preset" --parallel "$(build_jobs)" ${1:+--target "$@"} >&2
}
