# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the cases that the tests of engine/evaluation hold against: refNN.beats, estNN.beats, expectedNN.json (beats, by
mir_eval), tempi.csv and tempi_expected.json (accuracies of 999 synthetic predictions, by plain arithmetic), pscore.json (by
mir_eval), significance.json (by SciPy and plain arithmetic).

    pip install mir_eval==0.8.2 scipy
    python make_metrics.py
"""
import json
import math
import pathlib
import random

import mir_eval
import numpy as np
from scipy import stats

HERE = pathlib.Path(__file__).parent
chance = random.Random(20261122)


def write_beats(name, beats):
    (HERE / name).write_text("".join(f"{beat:.6f}\n" for beat in beats))


def beat_cases():
    steady = np.arange(0.4, 30.0, 0.5)
    slow = np.arange(1.0, 30.0, 0.9)
    drift = 0.3 + np.cumsum(0.5 + 0.002 * np.arange(55))
    noisy = np.array(sorted(beat + chance.gauss(0, 0.03) for beat in steady))
    holes = np.array([beat for beat in steady if chance.random() > 0.2])
    return [
        (steady, steady),
        (steady, steady + 0.05),
        (steady, steady + 0.08),
        (steady, steady[::2]),
        (steady, steady[1::2]),
        (steady, np.arange(0.4, 30.0, 0.25)),
        (steady, steady[:-1] + 0.25),
        (steady, noisy),
        (steady, holes),
        (drift, 0.31 + np.arange(0.0, 30.0, 0.55)),
        (slow, np.arange(0.2, 30.0, 0.6)),
        (steady, np.array([])),
        (steady, np.array([9.9])),
        (np.array([6.0, 6.5]), np.array([6.01, 6.52, 7.0])),
        (np.array([8.0, 8.6, 9.1, 9.8]), np.array([5.5, 6.2, 8.02, 8.61, 9.13, 12.0])),
        (drift, np.array(sorted(chance.uniform(5.0, 30.0) for _ in range(40)))),
    ]


def make_beats():
    for number, (reference, estimate) in enumerate(beat_cases()):
        write_beats(f"ref{number:02}.beats", reference)
        write_beats(f"est{number:02}.beats", estimate)
        # As the files hold them.
        reference, estimate = (mir_eval.beat.trim_beats(np.array([float(f"{b:.6f}") for b in beats]))
                               for beats in (reference, estimate))
        cmlc, cmlt, amlc, amlt = mir_eval.beat.continuity(reference, estimate)
        expected = {
            "f_measure": mir_eval.beat.f_measure(reference, estimate),
            "cemgil": mir_eval.beat.cemgil(reference, estimate)[0],
            "cmlc": cmlc, "cmlt": cmlt, "amlc": amlc, "amlt": amlt,
            "information_gain": mir_eval.beat.information_gain(reference, estimate),
        }
        (HERE / f"expected{number:02}.json").write_text(json.dumps({k: float(v) for k, v in expected.items()}) + "\n")


def make_tempi():
    """Predictions of known error: right, off by up to 12 %, at another level, wild, or missing."""
    rows = []
    for _ in range(999):
        reference = round(min(321.6, max(37.7, 113.5 * 2 ** chance.gauss(0, 0.45))), 3)
        kind = chance.random()
        if kind < 0.6:
            estimate = reference * (1 + chance.uniform(-0.03, 0.03))
        elif kind < 0.75:
            estimate = reference * (1 + chance.uniform(-0.12, 0.12))
        elif kind < 0.93:
            estimate = reference * chance.choice([0.5, 2, 3, 1 / 3, 1.5]) * (1 + chance.uniform(-0.05, 0.05))
        elif kind < 0.98:
            estimate = chance.uniform(40, 250)
        else:
            estimate = None
        rows.append((reference, None if estimate is None else round(estimate, 3)))
    text = "".join(f"{r},{'' if e is None else e}\n" for r, e in rows)
    (HERE / "tempi.csv").write_text("reference,estimate\n" + text)

    def near(estimate, wanted, tolerance):
        return estimate is not None and abs(estimate - wanted) <= tolerance * wanted

    def share(tolerance, factors):
        return sum(any(near(e, r * f, tolerance) for f in factors) for r, e in rows) / len(rows)

    octaves = (1, 2, 3, 1 / 2, 1 / 3)
    errors = [math.log2(e / r) for r, e in rows if e is not None]
    folded = [min((x + math.log2(f) for f in octaves), key=abs) for x in errors]
    classes = {"right": 0, "half": 0, "double": 0, "third": 0, "triple": 0, "other": 0, "none": 0}
    for r, e in rows:
        if e is None:
            classes["none"] += 1
            continue
        for name, f in (("right", 1), ("half", 1 / 2), ("double", 2), ("third", 1 / 3), ("triple", 3), ("other", None)):
            if f is None or near(e, r * f, 0.04):
                classes[name] += 1
                break
    expected = {
        "accuracy1": {str(t): share(t, (1,)) for t in (0.005, 0.01, 0.02, 0.04, 0.08, 0.1)},
        "accuracy2": {str(t): share(t, octaves) for t in (0.005, 0.01, 0.02, 0.04, 0.08, 0.1)},
        "mean_absolute_octave_error1": sum(map(abs, errors)) / len(errors),
        "mean_absolute_octave_error2": sum(map(abs, folded)) / len(folded),
        "classes": classes,
    }
    (HERE / "tempi_expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def make_pscores():
    cases = []
    for _ in range(40):
        slow = round(chance.uniform(40, 120), 2)
        fast = round(slow * chance.choice([2, 3, 1.5]), 2)
        salience = round(chance.random(), 3)
        estimates = [round(t * chance.choice([1, 1.07, 1.09, 0.5, 2]), 2) for t in (slow, fast)]
        score, one, both = mir_eval.tempo.detection(np.array([slow, fast]), salience, np.array(sorted(estimates)))
        cases.append({"slow": slow, "fast": fast, "salience": salience, "estimates": sorted(estimates),
                      "p_score": float(score), "one": bool(one), "both": bool(both)})
    (HERE / "pscore.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


def make_significance():
    mcnemar = []
    for only_first, only_second in ((0, 0), (1, 0), (5, 5), (3, 12), (35, 168), (400, 380), (0, 40)):
        n = only_first + only_second
        p = 1.0 if n == 0 else stats.binomtest(min(only_first, only_second), n, 0.5).pvalue
        mcnemar.append({"only_first": only_first, "only_second": only_second, "p": float(p)})
    wilson = []
    for hits, n in ((0, 10), (10, 10), (7, 10), (829, 999), (1, 1000)):
        interval = stats.binomtest(hits, n).proportion_ci(method="wilson")
        wilson.append({"hits": hits, "n": n, "low": float(interval.low), "high": float(interval.high)})
    (HERE / "significance.json").write_text(json.dumps({"mcnemar": mcnemar, "wilson": wilson}, indent=1) + "\n")


make_beats()
make_tempi()
make_pscores()
make_significance()
