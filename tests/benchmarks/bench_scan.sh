#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bench_scan.sh PROGRAM CLIPS [NUMBER]
# Times `tempnetic scan` over NUMBER clips (1000), cold and warm cache, with two jobs, and its peak memory. CLIPS is a
# folder with WAV files of 30 s; they are linked as often as needed, so that the disk stays small. Then the same over
# a hundred times as many tiny files.
set -euo pipefail

program=$(realpath "$1")
clips=$(realpath "$2")
number=${3:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache

# measure NAME FOLDER: seconds and peak memory of one scan.
measure()
{
    /usr/bin/time -f "$1: %e s, %M KiB" "$program" scan "$2" --jobs 2 --json >"$work/report.json"
}

mapfile -d '' files < <(find "$clips" -name '*.wav' -print0 | sort -z)
mkdir "$work/clips" "$work/tiny"
for ((i = 0; i < number; ++i)); do
    ln "${files[i % ${#files[@]}]}" "$work/clips/$i.wav" 2>/dev/null ||
        cp "${files[i % ${#files[@]}]}" "$work/clips/$i.wav"
    echo 120 >"$work/clips/$i.bpm"
done
cat "$work"/clips/*.wav >/dev/null
measure "$number clips, first scan" "$work/clips"
measure "$number clips, second scan" "$work/clips"

python3 - "$work/tiny" $((number * 100)) <<'PYTHON'
import os, struct, sys, time
folder, number = sys.argv[1], int(sys.argv[2])
old = time.time() - 3600
for i in range(number):
    data = struct.pack("<100h", *((i * 7919 + k * k) % 65536 - 32768 for k in range(100)))
    head = struct.pack("<4sI8sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVEfmt ", 16, 1, 1, 22050, 44100, 2, 16, b"data", len(data))
    name = os.path.join(folder, "%06d" % i)
    with open(name + ".wav", "wb") as file:
        file.write(head + data)
    with open(name + ".bpm", "w") as file:
        file.write("%d\n" % (60 + i % 120))
    os.utime(name + ".wav", (old, old))
PYTHON
find "$work/tiny" -type f -exec cat {} + >/dev/null
measure "$((number * 100)) tiny files, first scan" "$work/tiny"
measure "$((number * 100)) tiny files, second scan" "$work/tiny"
