// SPDX-License-Identifier: GPL-3.0-or-later
// make_benchmark_clips FOLDER COUNT SECONDS: writes COUNT generated clips of different tempi and sounds.
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fputs("usage: make_benchmark_clips FOLDER COUNT SECONDS\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const unsigned count = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
    const double seconds = std::strtod(argv[3], nullptr);
    std::filesystem::create_directories(folder);
    for (unsigned k = 0; k < count; ++k) {
        char name[32];
        std::snprintf(name, sizeof name, "clip%03u.wav", k);
        tempo::test::writeWav(folder / name, tempo::test::rhythmClip(70.0 + static_cast<double>(k % 90), seconds, k));
    }
    return 0;
}
