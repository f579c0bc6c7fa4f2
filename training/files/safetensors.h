// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// One tensor of a safetensors file.
struct TensorEntry {
    std::string name;
    std::string type;                ///< as in the format: "F32", "F16", "BF16", "I64", ...
    std::vector<std::int64_t> shape; ///< row-major; empty for a scalar
    std::size_t begin = 0;           ///< of its bytes, counted from the start of the data
    std::size_t end = 0;
};

/// A safetensors file in memory.
struct Safetensors {
    std::map<std::string, std::string> metadata; ///< `__metadata__`
    std::vector<TensorEntry> tensors;            ///< sorted by begin
    std::vector<std::byte> data;

    [[nodiscard]] std::span<const std::byte> bytesOf(const TensorEntry& entry) const
    {
        return std::span(data).subspan(entry.begin, entry.end - entry.begin);
    }
    /// Null if there is none of that name.
    [[nodiscard]] const TensorEntry* find(std::string_view name) const;
    /// Appends a tensor and its bytes. @throws Error(InvalidArgument) if the name is taken or sizes disagree
    void add(std::string name, std::string type, std::vector<std::int64_t> shape, std::span<const std::byte> bytes);
};

/// Bytes of one element of a type; 0 for a type that is not known.
std::size_t elementSize(std::string_view type);

/// Reads and checks everything that a header may lie about: its length, overlapping or missing bytes, negative or
/// overflowing shapes, sizes that disagree with type and shape, names given twice, depth of nesting.
/// @param name for messages
/// @throws Error(Format) in one line that names what is wrong
/// Source: https://huggingface.co/docs/safetensors (format description)
Safetensors parseSafetensors(std::span<const std::byte> file, std::string_view name);

/// @throws Error(FileAccess); Error(Format) as parseSafetensors()
Safetensors readSafetensors(const std::filesystem::path& path);

/// The bytes of a file: header with sorted keys, aligned to 8 bytes; equal content gives equal bytes.
std::vector<std::byte> toBytes(const Safetensors& content);

/// Atomically. @throws Error(FileAccess)
void writeSafetensors(const std::filesystem::path& path, const Safetensors& content);

} // namespace tempo
