// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tempo {

/// Writes scalars to an event file that TensorBoard reads; one file a process, each record flushed.
/// Thread rule: one thread at a time.
/// Source: tensorflow's event.proto and summary.proto, and the record format of its record_writer.
class TensorBoardWriter {
public:
    /// @param folder  of the run; the file gets a name of its own in it
    /// @throws Error(FileAccess), as do all others
    explicit TensorBoardWriter(const std::filesystem::path& folder);

    void scalar(std::string_view tag, double value, std::int64_t step);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    void write(const std::string& event);

    std::filesystem::path m_path;
};

/// CRC-32C (Castagnoli) of bytes, as RFC 3720 defines it.
std::uint32_t crc32c(std::string_view bytes);

/// One record of an event file: length, its checksum, the bytes, their checksum.
std::string tensorBoardRecord(std::string_view bytes);

} // namespace tempo
