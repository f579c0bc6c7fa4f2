// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// One file in an archive.
struct ZipMember {
    std::string name; ///< see isPlainMemberName()
    std::string content;
};

/// What an archive may hold before it is refused: a few kilobytes can unpack to terabytes.
struct ZipLimits {
    std::size_t members = 256;
    std::uint64_t memberBytes = std::uint64_t{256} << 20U;
    std::uint64_t totalBytes = std::uint64_t{512} << 20U;
};

/// Letters, digits, dots, dashes and underscores, with single slashes between folders; no folder of dots alone. So a
/// name can lead nowhere but below the folder that an archive is unpacked into.
bool isPlainMemberName(std::string_view name);

/// A zip archive of the members in their order. The first is stored as it is, so that its bytes tell the file's kind;
/// the others are deflated. Equal members give equal bytes. @throws Error(InvalidArgument) for a name that is not
/// plain or given twice
std::string zipArchive(const std::vector<ZipMember>& members);

/// All members of an archive, in their order.
/// @param name  for messages
/// @throws Error(Format) in one line: no zip archive, cut off, damaged, encrypted, another compression than deflate, a
/// name that is not plain or occurs twice, more than the limits
std::vector<ZipMember> readZipArchive(std::string_view bytes, std::string_view name, const ZipLimits& limits = {});

} // namespace tempo
