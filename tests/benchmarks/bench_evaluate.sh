#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bench_evaluate.sh PROGRAM DATASET [RUNS]
# Times `tempnetic evaluate` with two jobs, in one run: from audio, with the features kept but the predictions forgotten,
# the same with 17 imported systems beside, and with the predictions kept; the median of RUNS (3) of each but the first,
# interleaved. DATASET is a demo corpus of `tempnetic synth`, say. Its files are not touched.
set -euo pipefail

program=$(realpath "$1")
dataset=$(realpath "$2")
runs=${3:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache

# measure NAME OPTION...: seconds of one evaluation, added to the list of that name.
measure()
{
    local name=$1
    shift
    /usr/bin/time -f '%e %U' -o "$work/time" "$program" evaluate "$dataset" --jobs 2 --out "$work/out" "$@" \
        >"$work/table.txt" 2>"$work/messages.txt" || [[ $? -eq 1 ]]
    # A failure puts a line of its own before the times.
    tail -n 1 "$work/time" >>"$work/$name.times"
}

# forget: the next evaluation computes all answers anew, from features.
forget()
{
    rm -rf "$XDG_CACHE_HOME/tempnetic/predictions"
}

# median NAME WORDS
median()
{
    sort -n "$work/$1.times" | awk -v words="$2" '{ wall[NR] = $1; user[NR] = $2 }
        END { k = int((NR + 1) / 2); printf "%-44s %6.2f s (user %.2f s)\n", words, wall[k], user[k] }'
}

measure audio
python3 - "$work" <<'PYTHON'
import csv, random, sys
work = sys.argv[1]
with open(work + "/out/predictions.csv", newline="") as file:
    references = {row["id"]: float(row["reference_bpm"]) for row in csv.DictReader(file)}
for system in range(17):
    draw = random.Random(system)
    with open("%s/system%02d.csv" % (work, system), "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "bpm", "confidence"])
        for track, bpm in references.items():
            factor = 1.0 if draw.random() < 0.4 + 0.03 * system else draw.choice([0.5, 2.0, 1.5, 2.0 / 3.0])
            rows.writerow([track, bpm * factor * draw.uniform(0.98, 1.02), round(draw.random(), 3)])
PYTHON
imported=()
for table in "$work"/system*.csv; do
    imported+=(--estimates "$table")
done
for ((run = 0; run < runs; ++run)); do
    forget
    measure features
    forget
    measure imported "${imported[@]}"
    measure kept
    measure kept_imported "${imported[@]}"
done
head -n 1 "$work/table.txt"
median audio "from audio, first time"
median features "features kept"
median imported "features kept, 17 imported systems beside"
median kept "predictions kept"
median kept_imported "predictions kept, 17 imported beside"
