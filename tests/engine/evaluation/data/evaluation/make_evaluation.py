#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes 999 synthetic reference tempi in GTZAN's range, three systems' estimates with errors of known kinds, and what an
independent computation in plain Python says of them. Needs scipy for the exact test only.

    python3 make_evaluation.py
"""
import csv
import json
import math
import random

from scipy.stats import binomtest

FACTORS = (1.0, 2.0, 3.0, 0.5, 1.0 / 3.0)
N = 999


def tempo(rng):
    """Log-normal around GTZAN's median of 113.5 BPM, inside its 37.7 to 321.6."""
    while True:
        bpm = 113.5 * 2.0 ** rng.gauss(0.0, 0.45)
        if 37.7 <= bpm <= 321.6:
            return round(bpm, 6)


def estimate(rng, reference, right, octave):
    """Right within 6 %, else an octave or third away, else anywhere; sometimes none."""
    draw = rng.random()
    if draw < right:
        return reference * (1.0 + rng.uniform(-0.06, 0.06))
    if draw < right + octave:
        return reference * rng.choice([0.5, 2.0, 3.0, 1.0 / 3.0]) * (1.0 + rng.uniform(-0.05, 0.05))
    if draw < 0.99:
        return rng.uniform(35.0, 300.0)
    return None


def near(est, ref, factor, tol):
    return est is not None and abs(est - factor * ref) <= tol * factor * ref


def relation(est, ref, tol):
    if est is None:
        return "none"
    for name, factor in (("right", 1.0), ("half", 0.5), ("double", 2.0), ("third", 1.0 / 3.0), ("triple", 3.0)):
        if near(est, ref, factor, tol):
            return name
    return "other"


def wilson(hits, n, z=1.959963984540054):
    p = hits / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [centre - half, centre + half]


def describe(refs, ests):
    result = {"relations": {k: 0 for k in ("right", "half", "double", "third", "triple", "other", "none")}}
    for tol in (0.005, 0.02, 0.04, 0.08, 0.1):
        result["accuracy1_%g" % tol] = sum(near(e, r, 1.0, tol) for r, e in zip(refs, ests))
        result["accuracy2_%g" % tol] = sum(any(near(e, r, f, tol) for f in FACTORS) for r, e in zip(refs, ests))
    for r, e in zip(refs, ests):
        result["relations"][relation(e, r, 0.04)] += 1
    result["interval"] = wilson(result["accuracy1_0.04"], len(refs))
    oe1 = [math.log2(e / r) for r, e in zip(refs, ests) if e is not None]
    oe2 = [min((math.log2(e * f / r) for f in FACTORS), key=abs) for r, e in zip(refs, ests) if e is not None]
    for name, values in (("oe1", oe1), ("oe2", oe2)):
        result[name] = sum(values) / len(values)
        result["a" + name] = sum(map(abs, values)) / len(values)
    return result


def best_constant(refs, tol, factors):
    """By brute force: some best tempo lies at a range's lower end."""
    ends = sorted({f * r * (1.0 - tol) for r in refs for f in factors})
    return max(sum(any(f * r * (1.0 - tol) <= c <= f * r * (1.0 + tol) for f in factors) for r in refs) for c in ends)


def compare(refs, a, b):
    hits = [(near(x, r, 1.0, 0.04), near(y, r, 1.0, 0.04)) for r, x, y in zip(refs, a, b)]
    counts = {"both": hits.count((True, True)), "only_a": hits.count((True, False)),
              "only_b": hits.count((False, True)), "none": hits.count((False, False))}
    differing = counts["only_a"] + counts["only_b"]
    counts["p"] = binomtest(counts["only_a"], differing, 0.5).pvalue
    # Draws instead of the distribution that the program computes.
    rng = random.Random(5)
    scores = [int(y) - int(x) for x, y in hits]
    means = sorted(sum(rng.choices(scores, k=len(scores))) / len(scores) for _ in range(4000))
    counts["interval"] = [means[100], means[3899]]
    return counts


def main():
    rng = random.Random(20)
    refs = [tempo(rng) for _ in range(N)]
    ids = ["%s.%05d" % (genre, i) for genre in ("blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop",
                                                "reggae", "rock") for i in range(100)]
    ids.remove("reggae.00086")
    with open("references.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["path", "bpm", "genre"])
        writer.writerows([i + ".wav", r, i.split(".")[0]] for i, r in zip(ids, refs))
    systems = {}
    for name, right, octave in (("good", 0.85, 0.12), ("fair", 0.65, 0.25), ("poor", 0.3, 0.3)):
        systems[name] = [estimate(rng, r, right, octave) for r in refs]
        systems[name] = [None if e is None else round(e, 6) for e in systems[name]]
        with open("estimates_%s.csv" % name, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            # Other programs' names: another order, GTZAN's other spelling, paths.
            writer.writerow(["file", "tempo"])
            for i, e in sorted(zip(ids, systems[name]), key=lambda row: row[0][::-1]):
                if e is not None:
                    writer.writerow(["C:\\music\\" + i + ".au" if name == "poor" else "gtzan_" + i.replace(".", "_"), e])
    lags = [60.0 * 22050 / 512 / lag for lag in range(1, 344)]
    lags = [bpm for bpm in lags if bpm < 320.0]
    expected = {
        "n": N,
        "systems": {name: describe(refs, ests) for name, ests in systems.items()},
        "comparisons": {a + "/" + b: compare(refs, systems[a], systems[b])
                        for a, b in (("good", "fair"), ("good", "poor"), ("fair", "poor"))},
        "best_constant1": best_constant(refs, 0.04, (1.0,)),
        "best_constant2": best_constant(refs, 0.04, FACTORS),
        "ceiling": {"%g" % tol: sum(any(near(lag, r, 1.0, tol) for lag in lags) for r in refs)
                    for tol in (0.01, 0.02, 0.04)},
        "never_right": sum(not any(near(ests[i], refs[i], 1.0, 0.04) for ests in systems.values()) for i in range(N)),
    }
    with open("expected.json", "w") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
