// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace tempo {

/// Bytes that can be read at any position: what the decoder sees of a file. Private to engine/audio and its tests.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Reads up to target.size() bytes at a position.
    /// @return how many were read, fewer only at the end of the bytes; 0 past the end; -1 if the medium failed
    virtual std::int64_t readAt(std::int64_t position, std::span<std::uint8_t> target) = 0;

    /// Bytes there are when asked; a file may have shrunk since.
    [[nodiscard]] virtual std::int64_t size() const = 0;

    /// @throws Error(FileAccess) if a read failed so far: the medium is at fault then, not what is on it.
    virtual void throwIfFailed() const = 0;
};

/// A regular file, opened once: later renames and removals do not disturb reading.
class FileSource : public ByteSource {
public:
    /// @throws Error(FileAccess) naming file and cause if it is missing, unreadable or anything but a regular file. A
    ///         FIFO or device is refused before it is opened, since opening alone can block or wind a tape.
    explicit FileSource(const std::filesystem::path& path);
    ~FileSource() override;

    std::int64_t readAt(std::int64_t position, std::span<std::uint8_t> target) override;
    [[nodiscard]] std::int64_t size() const override;
    void throwIfFailed() const override;

private:
    std::string m_name; ///< for messages
    int m_descriptor = -1;
    int m_errno = 0;
};

/// Bytes in memory, for tests and fuzzing. Keeps the span, not the bytes.
class MemorySource : public ByteSource {
public:
    explicit MemorySource(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    std::int64_t readAt(std::int64_t position, std::span<std::uint8_t> target) override;
    [[nodiscard]] std::int64_t size() const override { return static_cast<std::int64_t>(m_bytes.size()); }
    void throwIfFailed() const override {}

private:
    std::span<const std::uint8_t> m_bytes;
};

} // namespace tempo
