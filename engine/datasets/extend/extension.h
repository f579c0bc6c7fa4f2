// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

/// Factors of the original project.
const std::vector<double>& usualFactors();

/// One recording of a dataset at one other tempo.
struct StretchedTrack {
    std::string id; ///< "blues.00000-x0.80"; a file name as it is, and no other track's
    std::string genre;
    std::string group; ///< the source's own or else its id: what comes from one recording never straddles a split
    std::filesystem::path source;
    double factor = 1.0;                 ///< multiplies the tempo
    Bpm bpm;                             ///< scaled
    std::optional<BeatAnnotation> beats; ///< scaled
};

/// A recording that cannot be extended, and why: no audio, no readable tempo.
struct UnusableTrack {
    std::string id;
    std::string cause;
};

struct Extension {
    std::vector<StretchedTrack> tracks; ///< in the dataset's order, all factors of a recording together
    std::vector<UnusableTrack> unusable;
};

/// @throws Error(InvalidArgument) for a factor beyond 0.25 to 4, one given twice (two decimals count), or none at all
void requireValid(const std::vector<double>& factors);

/// What becomes of a dataset. The tempo is that of the first reference version that has one, the beats those of the
/// first that has beats; without a tempo the beats tell it.
/// @throws Error(InvalidArgument) as requireValid()
Extension planExtension(const Dataset& dataset, const std::vector<double>& factors);

/// Where the files of a track lie below the new dataset's folder.
struct StretchedNames {
    std::filesystem::path audio; ///< audio/GENRE/ID.wav
    std::filesystem::path bpm;   ///< tempo/ID.bpm
    std::filesystem::path beats; ///< beats/ID.beats; only for a track that has beats
};
StretchedNames namesOf(const StretchedTrack& track);

/// Reads, stretches and packs the audio of a track: WAV, 22050 Hz, mono, 16 bit.
/// @throws Error if the source cannot be read or has a fault; Cancelled
std::string stretchedAudio(const StretchedTrack& track, const std::stop_token& stop = {});

/// The contents of the annotation files; numbers are written so that reading them gives the same number.
std::string bpmText(const StretchedTrack& track);
std::string beatsText(const StretchedTrack& track);

/// The manifest `path,bpm,genre,beats,group` of the tracks given.
std::string extensionManifest(const std::vector<StretchedTrack>& tracks);

/// Name and text of the file that tells an unfinished extension from other folders, and what it is an extension of: it
/// changes with whatever of the source would change a file's name or annotation.
inline constexpr const char* kExtensionMark = "tempnetic-extension.json";
std::string extensionMark(const Dataset& dataset, const std::vector<double>& factors, const Extension& extension);

/// @throws Error(InvalidArgument) if `output` is the dataset's folder or lies within it
void requireOutside(const std::filesystem::path& output, const Dataset& dataset);

} // namespace tempo
