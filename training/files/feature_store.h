// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rhythm/mel_spectrogram.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

/// The log-mel spectrograms of a dataset's tracks as IEEE half floats, memory-mapped: what every network's input is
/// made of. One file a track in the cache folder, keyed by path, size, mtime and a version; a track is decoded once. A
/// value is in dB as MelSpectrogramStream gives it (10 log10 of power, not limited to 80 dB).
class FeatureStore {
public:
    static constexpr std::size_t kBands = 128;
    /// Raised whenever the content of a file changes its meaning.
    static constexpr std::uint32_t kVersion = 1;

    /// A track's values, from its audio and without any store. @throws as prepare()
    static std::vector<std::uint16_t> analyse(const std::filesystem::path& audio, const std::stop_token& stop = {});

    /// @param folder is made if missing. @throws Error(FileAccess)
    explicit FeatureStore(std::filesystem::path folder);
    ~FeatureStore();
    FeatureStore(const FeatureStore&) = delete;
    FeatureStore& operator=(const FeatureStore&) = delete;

    /// Number of frames of a track; decodes the audio and writes its file unless that is there. Atomic: a kill leaves
    /// no half file. Thread-safe: yes, for different tracks side by side.
    /// A damaged file, or one of another state of the audio, is made anew; several processes may do so at once.
    /// @throws Error as decodeAudio(); Error(Decode) for a track without samples or with some that are no numbers;
    ///         Error(FileAccess) if the store cannot be written; Cancelled
    std::size_t prepare(const std::filesystem::path& audio, const std::stop_token& stop = {});

    /// A prepared track's values as half floats, [n_frames * kBands], valid as long as the store. Once prepared, a
    /// track stays as it was, whatever becomes of its audio. Thread-safe: yes.
    /// @throws Error(FileAccess, Format) if the file went missing or is damaged
    std::span<const std::uint16_t> frames(const std::filesystem::path& audio);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The usual folder of the features: `tempnetic/features` in $XDG_CACHE_HOME or ~/.cache.
std::filesystem::path defaultFeatureFolder();

} // namespace tempo
