#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whole-process times and peak memory of `tempnetic estimate` beside soundstretch and aubio, measured in one run.
# usage: tests/benchmarks/compare_peers.sh [options of compare_peers.py, see --help]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

missing=()
command -v soundstretch >/dev/null || missing+=(soundstretch)
command -v aubio >/dev/null || missing+=(aubio-tools)
if ((${#missing[@]})); then
  echo "installing the programs to compare with: ${missing[*]}" >&2
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi
for program in bin/tempnetic bin/make_benchmark_clips; do
  if [ ! -x "$root/build/release/$program" ]; then
    echo "build/release/$program is missing: run packaging/run.sh first" >&2
    exit 1
  fi
done
exec python3 "$root/tests/benchmarks/compare_peers.py" --build "$root/build/release/bin" "$@"
