// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_buffer.h"

#include <filesystem>
#include <memory>
#include <stop_token>

namespace tempo::workbench {

/// A recording, mono, as far as it is kept in memory.
struct LoadedMusic {
    std::shared_ptr<const AudioBuffer> audio;
    bool isCut = false; ///< the file goes on
};

/// Reads a file up to a length. Meant for a worker thread.
/// @throws Error if it cannot be read or holds no sound; Cancelled
LoadedMusic loadMusic(const std::filesystem::path& path, SampleRate rate, Seconds longest, const std::stop_token& stop);

} // namespace tempo::workbench
