// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tempo {

/// Enough of a file's start for containerByMagic().
inline constexpr std::size_t kMagicBytes = 12;

/// FFmpeg's name of the container that the first bytes prove, e.g. "wav"; null if they prove none and probing must
/// decide. Spares the common formats a round through some 300 probe functions.
const char* containerByMagic(std::span<const std::uint8_t> start);

/// Whether files of this container, by FFmpeg's name, are read. Only containers that hold their audio themselves are:
/// playlists and manifests (concat, hls, dash, sdp, ...) would let a file point at other files or at the network.
bool isPermittedContainer(std::string_view ffmpegName);

/// The file name that FFmpeg's probing sees: "input" and the extension, if that is a few plain letters or digits. An
/// extension helps to recognise MP3 behind a large tag; nothing else of the name ever reaches FFmpeg.
std::string probeName(std::string_view extension);

} // namespace tempo
