#!/usr/bin/env python3
"""Golden vectors of librosa 0.11.0 for the parts of rhythm that make_golden.py leaves out.

Writes rhythm/: beats.json (all beat frames of beat.beat_track, trimmed and not, for each input), NAME_tempo_over_time.f64
(feature.tempo(aggregate=None), one BPM a frame) and lcg_112_fourier.npy (|feature.fourier_tempogram|, [frames, bins]).
Reads the inputs' onset envelopes that make_golden.py left, so that only the later stages are tested.
"""
import json
import os

import librosa
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "rhythm")
INPUTS = ["click_060", "click_097p5", "click_128", "click_174", "am2tone_090", "lcg_112"]
SR = 22050


def onset(name):
    return np.fromfile(os.path.join(HERE, name, "onset.f32"), dtype="<f4")


def main():
    os.makedirs(OUT, exist_ok=True)
    beats = {"librosa": librosa.__version__, "numpy": np.__version__, "inputs": {}}
    for name in INPUTS:
        envelope = onset(name)
        entry = {}
        for key, trim in (("trimmed", True), ("untrimmed", False)):
            tempo, frames = librosa.beat.beat_track(onset_envelope=envelope, sr=SR, trim=trim)
            entry["tempo"] = float(np.atleast_1d(tempo)[0])
            entry[key] = [int(frame) for frame in frames]
        # A tempo that the music does not have, so that beats are forced off the onsets.
        _, frames = librosa.beat.beat_track(onset_envelope=envelope, sr=SR, bpm=101.0)
        entry["forced_101_bpm"] = [int(frame) for frame in frames]
        beats["inputs"][name] = entry
        over_time = librosa.feature.tempo(onset_envelope=envelope, sr=SR, aggregate=None)
        np.ascontiguousarray(over_time, dtype="<f8").tofile(os.path.join(OUT, f"{name}_tempo_over_time.f64"))
    # A change of tempo in the middle, from 60 to 174 BPM.
    joined = np.concatenate([onset("click_060"), onset("click_174")])
    joined.astype("<f4").tofile(os.path.join(OUT, "change_onset.f32"))
    over_time = librosa.feature.tempo(onset_envelope=joined, sr=SR, aggregate=None)
    np.ascontiguousarray(over_time, dtype="<f8").tofile(os.path.join(OUT, "change_tempo_over_time.f64"))
    fourier = np.abs(librosa.feature.fourier_tempogram(onset_envelope=onset("lcg_112"), sr=SR)).T
    np.save(os.path.join(OUT, "lcg_112_fourier.npy"), np.ascontiguousarray(fourier, dtype="<f4"))
    with open(os.path.join(OUT, "beats.json"), "w") as file:
        json.dump(beats, file, indent=1)


if __name__ == "__main__":
    main()
