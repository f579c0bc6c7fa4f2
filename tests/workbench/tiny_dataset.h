// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace tempo::test {

/// Short clicks by genre with tempo files, in the layout of GTZAN, but with a demo corpus's mark, so that nobody misses
/// the rest of the thousand: jazz.00000 to jazz.NNNNN, then blues; the tempi are 60, 61, 62 and so on.
inline void writeTinyDataset(const std::filesystem::path& root, int tracks, double seconds = 0.4)
{
    std::filesystem::create_directories(root / "tempo");
    std::ofstream(root / "tempnetic-corpus.json") << "{}\n";
    const std::vector<float> sound = clickTrack(120.0, seconds);
    for (int track = 0; track < tracks; ++track) {
        const std::string genre = track % 2 == 0 ? "jazz" : "blues";
        const std::string number = std::to_string(100000 + track / 2).substr(1);
        std::filesystem::create_directories(root / "genres" / genre);
        std::vector<float> own = sound;
        own[static_cast<std::size_t>(track)] += 0.01F; // no two are the same recording
        writeWav(root / "genres" / genre / (genre + "." + number + ".wav"), own);
        std::ofstream(root / "tempo" / ("gtzan_" + genre + "_" + number + ".bpm")) << 60 + track % 100 << "\n";
    }
}

} // namespace tempo::test
