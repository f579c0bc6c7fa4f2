#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every test: release, both sanitizer builds, and the fuzz targets.
# A part that fails does not stop the others; the summary at the end names each, and the exit code is 1 if any failed.
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=packaging/lib/setup.sh
source "$ROOT/packaging/lib/setup.sh"
# shellcheck source=packaging/lib/onnxruntime.sh
source "$ROOT/packaging/lib/onnxruntime.sh"

usage() {
    cat <<'TEXT'
Usage: packaging/test.sh [--quick]

Installs what is missing (Debian 12 and 13), builds and runs every test.
  --quick   only the release build and its tests

Environment: as for packaging/run.sh (see packaging/run.sh --help), except that LibTorch is insisted on unless
TEMPNETIC_WITH_TORCH says otherwise, and
  TEMPNETIC_FUZZ_SECONDS=N      time for each fuzz target (default 30)
  TEMPNETIC_TEST_PYTHON=FILE    a Python that has onnxruntime; otherwise one is installed into a private environment
TEXT
}

quick=no
case ${1:-} in
    '') ;;
    --quick) quick=yes ;;
    --help | -h)
        usage
        exit
        ;;
    *) die "unknown argument '$1'; see packaging/test.sh --help" ;;
esac

failures=0
summary=()

# part NAME COMMAND... : runs it, notes how it ended and how long it took; returns its status.
part() {
    local name=$1 start=$SECONDS status=0 word=passed
    shift
    say "== $name"
    "$@" || status=$?
    if ((status != 0)); then
        word=FAILED
        failures=$((failures + 1))
    fi
    summary+=("$(printf '%-22s %-8s %5d s' "$name" "$word" "$((SECONDS - start))")")
    return "$status"
}

run_ctest() { (cd "$ROOT" && "$CTEST" --preset "$1" --parallel "$(nproc)"); }

# build_all PRESET [CMake cache options...]
build_all() { configure_preset "$@" && build_preset "$1"; }

# build_target PRESET TARGET : the thread sanitizer and the fuzzers need but a part of the whole.
build_target() { configure_preset "$1" && build_preset "$1" "$2"; }

# test_preset PRESET [CMake cache options...]
test_preset() {
    if part "$1: build" build_all "$@"; then
        part "$1: tests" run_ctest "$1" || true
    fi
}

clang_can_fuzz() {
    local scratch status=0
    scratch=$(mktemp -d)
    printf 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n' >"$scratch/probe.cpp"
    clang++ -fsanitize=fuzzer,address "$scratch/probe.cpp" -o "$scratch/probe" 2>/dev/null || status=1
    rm -rf "$scratch"
    return "$status"
}

# fuzz TARGET: seeded from a copy of its corpus, because libFuzzer writes what it finds beside the seeds.
fuzz() {
    local target=$1 name seconds=${TEMPNETIC_FUZZ_SECONDS:-30} scratch status=0
    name=$(basename "$target")
    scratch=$(mktemp -d)
    mkdir -p "$scratch/corpus" "$ROOT/build/fuzz/crashes"
    touch "$scratch/started"
    if [[ -d $ROOT/tests/fuzz/corpus/${name#fuzz_} ]]; then
        cp -R "$ROOT/tests/fuzz/corpus/${name#fuzz_}/." "$scratch/corpus/"
    fi
    "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$ROOT/build/fuzz/crashes/$name-" "$scratch/corpus" >"$scratch/log" 2>&1 || status=$?
    if ((status == 0)); then
        grep -E '^(Done |stat::number_of_executed_units)' "$scratch/log" || true
    else
        tail -n 60 "$scratch/log"
        find "$ROOT/build/fuzz/crashes" -name "$name-*" -newer "$scratch/started" -printf 'tempnetic: input that breaks it: %p\n'
    fi
    rm -rf "$scratch"
    return "$status"
}

fuzz_all() {
    local target
    if ! clang_can_fuzz; then
        summary+=("$(printf '%-22s %s' fuzz 'skipped: clang or its libFuzzer runtime is not installed')")
    elif part "fuzz: build" build_target fuzz tempnetic_fuzzers; then
        for target in "$ROOT"/build/fuzz/bin/fuzz_*; do
            part "$(basename "$target")" fuzz "$target" || true
        done
    fi
}

export TEMPNETIC_WITH_TORCH=${TEMPNETIC_WITH_TORCH:-ON}
set_up build test
set_up_onnxruntime
choose_cmake
test_preset release -DTEMPNETIC_WERROR=ON "-DTEMPNETIC_WITH_TORCH=$TEMPNETIC_WITH_TORCH"
if [[ $quick == no ]]; then
    test_preset dev-asan
    if part "dev-tsan: build" build_target dev-tsan tempnetic_engine_tests; then
        part "dev-tsan: tests" run_ctest dev-tsan || true
    fi
    fuzz_all
fi

printf '%s\n' '' 'Summary' "${summary[@]}"
if [[ -d $ROOT/build/release/screenshots ]]; then
    say "pictures of the window: $ROOT/build/release/screenshots"
fi
if ((failures > 0)); then
    die "$failures of ${#summary[@]} parts failed"
fi
say "every part passed"
