// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/synth/composer.h"
#include "engine/datasets/synth/renderer.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tempo::synth {

/// The faults of GTZAN as it lies on people's disks. A corpus with faults has each once.
enum class PlantedFault {
    None,
    Undecodable,    ///< the audio file holds no audio
    MissingTempo,   ///< neither a tempo nor a beats file, as reggae.00086
    ExactDuplicate, ///< the same bytes as another clip
    NearDuplicate,  ///< another clip's recording, mastered differently and begun a little later
    Silent,         ///< every sample is zero
    Truncated,      ///< its header declares all, it holds two fifths
    BeatsDisagree,  ///< the tempo file says a quarter more than the beats
};

enum class Faults { None, Planted };

struct CorpusOptions {
    int tracksPerGenre = 100; ///< 1 to 100000; with faults at least 2
    std::uint64_t seed = 1;
    Faults faults = Faults::None;
    StyleSet styles = StyleSet::All;
};

/// "all", "training", "held-out": what users type.
std::string_view nameOf(StyleSet styles);

/// One clip to be made.
struct CorpusTrack {
    std::string id; ///< "jazz.00054"
    std::string genre;
    int number = 0; ///< within the genre
    PlantedFault fault = PlantedFault::None;
    int original = 0; ///< number of the clip that a duplicate repeats
};

/// A file of the corpus with what it holds.
struct CorpusFile {
    std::filesystem::path name; ///< below the corpus's folder
    std::string bytes;
};

/// @throws Error(InvalidArgument) for options out of range
void requireValid(const CorpusOptions& options);

/// All clips, genre by genre. The faults lie at jazz.00054 (undecodable), reggae.00086 (no annotations), hiphop.00045
/// (repeats hiphop.00039), disco.00060 (nearly disco.00055), classical.00049 (silent), country.00033 (truncated) and
/// metal.00018 (beats disagree); a genre with fewer clips has its fault at the last, a pair at the last two.
/// @throws Error(InvalidArgument) as requireValid()
std::vector<CorpusTrack> planCorpus(const CorpusOptions& options);

/// Where a track's files lie, the audio last; fewer for one with missing annotations.
std::vector<std::filesystem::path> fileNames(const CorpusTrack& track);

/// Composes, renders and masters a clip. A pure function of its arguments, the sound font and FluidSynth's version.
/// @return the files of fileNames(), in that order
/// @throws Cancelled; Error as Renderer::render()
std::vector<CorpusFile> makeTrack(const CorpusOptions& options, const CorpusTrack& track, Renderer& renderer,
                                  const std::stop_token& stop = {});

/// A track's planted fault in words.
std::string describe(const CorpusTrack& track);

/// Name of the file that tells a corpus from other folders; it holds everything that the clips depend on, so that an
/// unfinished corpus is only completed with the same.
inline constexpr const char* kManifestName = "tempnetic-corpus.json";

/// @throws Error(FileAccess) if the sound font cannot be read
std::string manifestText(const CorpusOptions& options, const std::filesystem::path& soundFont);

/// README.md of a corpus: what it is, where its sounds are from, and on which terms.
std::string readmeText(const CorpusOptions& options, const std::filesystem::path& soundFont);

} // namespace tempo::synth
