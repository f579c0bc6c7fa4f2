#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole-process times of tempnetic and its peers, interleaved in one run and printed as ratios.

Every process is pinned to one core (except where --jobs 2 is measured), started a few times in turn with its peers so
that a change of the machine's speed hits all alike, and reported by its median. Peak memory is the kernel's ru_maxrss.
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time


def run(command, cores):
    """One run: (seconds, peak MB). A command is a list of argument lists that run one after another."""
    def pin():
        os.sched_setaffinity(0, cores)

    start = time.perf_counter()
    peak = 0
    for arguments in command:
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=pin)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{arguments[0]} ended with {process.returncode}: {' '.join(arguments)}")
        peak = max(peak, usage.ru_maxrss / 1024)
    return time.perf_counter() - start, peak


def measure(commands, rounds, cores):
    """name -> (median seconds, peak MB), the commands taking turns; one round beforehand warms the disk cache."""
    seconds = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0.0)
    for round_number in range(rounds + 1):
        for name, command in commands.items():
            elapsed, peak = run(command, cores)
            if round_number > 0:
                seconds[name].append(elapsed)
                peaks[name] = max(peaks[name], peak)
    return {name: (statistics.median(seconds[name]), peaks[name]) for name in commands}


def show(title, results, ours):
    print(f"\n{title}")
    base = results[ours][0]
    for name, (seconds, peak) in results.items():
        print(f"  {name:<28} {seconds * 1000:9.1f} ms   {peak:6.1f} MB   ours / theirs {base / seconds:5.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="folder of the built programs")
    parser.add_argument("--rounds", type=int, default=9, help="counted runs of each command (default 9)")
    parser.add_argument("--no-long", action="store_true", help="leave out the two-hour file (needs 320 MB of disk)")
    options = parser.parse_args()
    tempnetic = os.path.join(options.build, "tempnetic")
    maker = os.path.join(options.build, "make_benchmark_clips")
    every_core = sorted(os.sched_getaffinity(0))
    one_core = every_core[-1:]

    with tempfile.TemporaryDirectory(prefix="tempnetic-bench-") as folder:
        clips = os.path.join(folder, "clips")
        subprocess.run([maker, clips, "100", "17"], check=True)
        paths = [os.path.join(clips, name) for name in sorted(os.listdir(clips))]

        estimate = [tempnetic, "estimate", "--method", "librosa"]
        show("One 17-second clip (22 050 Hz WAV), whole process, one core", measure({
            "tempnetic": [estimate + paths[:1]],
            "aubio tempo": [["aubio", "tempo", paths[0]]],
            "soundstretch -bpm": [["soundstretch", paths[0], "-bpm"]],
        }, options.rounds, one_core), "tempnetic")

        show("100 clips, one core", measure({
            "tempnetic --jobs 1": [estimate + ["--jobs", "1", clips]],
            "soundstretch -bpm, each": [["soundstretch", path, "-bpm"] for path in paths],
        }, max(3, options.rounds // 3), one_core), "tempnetic --jobs 1")

        if len(every_core) > 1:
            jobs = measure({f"tempnetic --jobs {n}": [estimate + ["--jobs", str(n), clips]] for n in (1, 2)},
                           options.rounds, every_core[:2])
            show("100 clips, two cores", jobs, "tempnetic --jobs 2")
            print(f"  two jobs are {jobs['tempnetic --jobs 1'][0] / jobs['tempnetic --jobs 2'][0]:.2f} times as fast as one")

        if not options.no_long:
            long_folder = os.path.join(folder, "long")
            subprocess.run([maker, long_folder, "1", "7200"], check=True)
            show("A two-hour file", measure({
                "tempnetic": [estimate + [os.path.join(long_folder, "clip000.wav")]],
            }, 1, one_core), "tempnetic")


if __name__ == "__main__":
    main()
