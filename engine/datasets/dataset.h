// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/units.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tempo {

/// Annotated beats of one recording.
struct BeatAnnotation {
    std::vector<Seconds> times; ///< [n_beats], ascending, >= 0
    std::vector<int> positions; ///< [n_beats] place in the bar, 1 is the downbeat; empty where the file has none
};

/// What one source says about one recording's tempo. A dataset may have several sources, which disagree.
struct TempoReference {
    std::string version;        ///< names the source, e.g. "tempo/*.bpm" or "beats (median inter-beat interval)"
    std::filesystem::path file; ///< where it was read
    std::optional<Bpm> bpm;     ///< > 0; empty if the file could not be read, then error says why
    std::optional<BeatAnnotation> beats; ///< where the source has beats
    std::optional<Error> error;          ///< unparsable or absurd content, as one line that names the file
};

/// One recording of a dataset, as the folders tell; nothing of its audio has been read.
struct Track {
    /// Stable and unique within the dataset, one line of valid UTF-8: "blues.00000" for GTZAN's names, else the path
    /// below the root without its extension, bytes that are no UTF-8 escaped as printable() does.
    std::string id;
    std::string genre;                          ///< empty where the layout has none
    std::optional<std::filesystem::path> audio; ///< empty for an annotation without audio
    /// Further audio files of the same id (a .au beside a .wav, a second copy). They are not used, and are warned of.
    std::vector<std::filesystem::path> otherAudio;
    std::vector<TempoReference> references; ///< in the order of Dataset::referenceVersions; may be empty
    std::string group;                      ///< artist or other group that must not straddle a split; may be empty
};

/// A folder of annotated music.
struct Dataset {
    std::filesystem::path root;
    std::string layout;                          ///< short name of the recognised shape, e.g. "GTZAN (genres_original)"
    std::string explanation;                     ///< one sentence: what was recognised, and by what
    bool isGtzan = false;                        ///< the 1000 names of GTZAN are expected
    std::vector<std::string> referenceVersions;  ///< every version that occurs, the default first
    std::vector<Track> tracks;                   ///< sorted by id
    std::vector<std::string> expectedButMissing; ///< ids of GTZAN's 1000 names that have neither audio nor annotation
    /// What could not be looked at or was left aside, one line each with its path: unreadable folders, dangling links,
    /// several audio files of one id, manifest rows without a path.
    std::vector<std::string> warnings;
};

} // namespace tempo
