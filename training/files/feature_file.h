// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tempo {

/// What a feature file was made from, and how.
struct FeatureSource {
    std::string path;      ///< of the audio, absolute; any bytes
    std::int64_t size = 0; ///< bytes
    std::int64_t modifiedNanoseconds = 0;
    std::uint32_t version = 0; ///< of the features' meaning
    std::uint32_t bands = 0;   ///< values a frame
    friend bool operator==(const FeatureSource&, const FeatureSource&) = default;
};

/// What a file made from this audio, as it is now, would say. @throws Error(FileAccess) if it is no regular file
FeatureSource featureSourceOf(const std::filesystem::path& audio, std::uint32_t version, std::uint32_t bands);

/// One file of half floats, mapped into memory for as long as the object lives. Thread-safe: yes.
///
/// Layout, little-endian: a header of 64 bytes (magic, version, bands, size, mtime, length of the path, frames, XXH3 of
/// the values, XXH3 of header and path), the path, zeros up to a multiple of 64, the values.
class FeatureFile {
public:
    FeatureFile(const FeatureFile&) = delete;
    FeatureFile& operator=(const FeatureFile&) = delete;
    ~FeatureFile();

    /// Opens the file if it is whole, undamaged and was made from that very source; null otherwise.
    /// Cost: reads all of it once, for its checksum.
    static std::shared_ptr<const FeatureFile> open(const std::filesystem::path& file, const FeatureSource& source);

    /// [n_frames * bands]
    [[nodiscard]] std::span<const std::uint16_t> values() const { return m_values; }

private:
    FeatureFile() = default;
    [[nodiscard]] bool isSound(const FeatureSource& source);

    std::span<const std::byte> m_bytes;
    std::span<const std::uint16_t> m_values;
};

/// Writes such a file atomically. @throws Error(FileAccess)
void writeFeatureFile(const std::filesystem::path& file, const FeatureSource& source,
                      std::span<const std::uint16_t> values);

/// Name of the file of an audio path: 32 hexadecimal digits of its XXH3-128 and an extension.
std::string featureFileName(std::string_view audioPath);

} // namespace tempo
