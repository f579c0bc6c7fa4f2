// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rhythm/onset_envelope.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace tempo {

/// The onset envelopes of a dataset's tracks, which is all that the classical baseline needs of them: five kilobytes a
/// clip of 30 s, in full single precision, since librosa's answer can hang on the last digits. One file a track, keyed
/// by path, size, mtime and a version, as FeatureStore. Thread-safe: yes.
class OnsetStore {
public:
    /// Raised whenever the content of a file changes its meaning.
    static constexpr std::uint32_t kVersion = 1;

    /// @param folder is made if missing; empty: nothing is kept. @throws Error(FileAccess)
    explicit OnsetStore(std::filesystem::path folder);

    /// The envelope, from its file or from the audio, which is then decoded and its envelope kept.
    /// @throws Error as decodeAudio(); Error(FileAccess) if the store cannot be written; Cancelled
    OnsetEnvelope envelope(const std::filesystem::path& audio, const std::stop_token& stop = {});

private:
    std::filesystem::path m_folder;
};

} // namespace tempo
