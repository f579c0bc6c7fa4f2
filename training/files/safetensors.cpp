// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/safetensors.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "training/files/safetensors_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

namespace tempo {

namespace {

constexpr std::array<std::pair<std::string_view, std::size_t>, 15> kTypes{{{"BOOL", 1},
                                                                           {"U8", 1},
                                                                           {"I8", 1},
                                                                           {"F8_E5M2", 1},
                                                                           {"F8_E4M3", 1},
                                                                           {"U16", 2},
                                                                           {"I16", 2},
                                                                           {"F16", 2},
                                                                           {"BF16", 2},
                                                                           {"U32", 4},
                                                                           {"I32", 4},
                                                                           {"F32", 4},
                                                                           {"U64", 8},
                                                                           {"I64", 8},
                                                                           {"F64", 8}}};

[[noreturn]] void fail(ErrorCode code, std::string_view name, std::string_view cause)
{
    throw Error(code, fmt::format("'{}': {}", printable(name), cause));
}

/// @param file its first bytes, kLengthBytes at least
/// @param size of the whole file
std::size_t headerLength(std::span<const std::byte> file, std::uintmax_t size, std::string_view name)
{
    std::uint64_t length = 0;
    for (std::size_t byte = 0; byte < kLengthBytes; ++byte)
        length |= std::to_integer<std::uint64_t>(file[byte]) << (8 * byte);
    if (length > kLargestHeader)
        fail(
            ErrorCode::Format, name,
            fmt::format("not a safetensors file: a header of {} bytes, where {} are the most", length, kLargestHeader));
    if (length > size - kLengthBytes)
        fail(ErrorCode::Format, name,
             fmt::format("not a sound safetensors file: its header has {} bytes, but {} are there", length,
                         size - kLengthBytes));
    return static_cast<std::size_t>(length);
}

void requireLength(std::uintmax_t size, std::string_view name)
{
    if (size < kLengthBytes)
        fail(ErrorCode::Format, name, fmt::format("not a safetensors file: it has only {} bytes", size));
}

void readExactly(std::ifstream& stream, char* place, std::size_t size, const std::filesystem::path& path)
{
    if (!stream.read(place, static_cast<std::streamsize>(size)))
        fail(ErrorCode::FileAccess, path.native(), "cannot be read to its end");
}

/// The bytes of a file, part by part; they belong to `header` and `content`.
std::vector<std::string_view> partsOf(const std::string& header, const Safetensors& content)
{
    std::vector<std::string_view> parts{header};
    for (const std::size_t index : fileOrder(content)) {
        const std::span<const std::byte> bytes = content.bytesOf(content.tensors[index]);
        parts.emplace_back(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    return parts;
}

} // namespace

std::size_t elementSize(std::string_view type)
{
    const auto* const found = std::ranges::find(kTypes, type, &std::pair<std::string_view, std::size_t>::first);
    return found == kTypes.end() ? 0 : found->second;
}

const TensorEntry* Safetensors::find(std::string_view name) const
{
    const auto found = std::ranges::find(tensors, name, &TensorEntry::name);
    return found == tensors.end() ? nullptr : &*found;
}

void Safetensors::add(std::string name, std::string type, std::vector<std::int64_t> shape,
                      std::span<const std::byte> bytes)
{
    std::size_t expected = elementSize(type);
    for (const std::int64_t length : shape)
        expected *= static_cast<std::size_t>(std::max<std::int64_t>(length, 0));
    if (elementSize(type) == 0 || expected != bytes.size() || name == "__metadata__" || find(name))
        fail(ErrorCode::InvalidArgument, name, "a tensor of this name, type, shape and size cannot be added");
    const std::size_t begin = data.size();
    data.insert(data.end(), bytes.begin(), bytes.end());
    tensors.push_back({std::move(name), std::move(type), std::move(shape), begin, data.size()});
}

Safetensors parseSafetensors(std::span<const std::byte> file, std::string_view name)
{
    requireLength(file.size(), name);
    const std::size_t length = headerLength(file, file.size(), name);
    const std::span<const std::byte> data = file.subspan(kLengthBytes + length);
    const std::string_view json(reinterpret_cast<const char*>(file.data()) + kLengthBytes, length);
    Safetensors content = parseSafetensorsHeader(json, data.size(), name);
    content.data.assign(data.begin(), data.end());
    return content;
}

Safetensors readSafetensors(const std::filesystem::path& path)
{
    std::error_code error;
    if (std::filesystem::exists(path, error) && !std::filesystem::is_regular_file(path, error))
        fail(ErrorCode::FileAccess, path.native(), "is not a regular file");
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error)
        fail(ErrorCode::FileAccess, path.native(), error.message());
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        fail(ErrorCode::FileAccess, path.native(), "cannot be opened for reading");
    requireLength(size, path.native());
    std::array<std::byte, kLengthBytes> lengthBytes{};
    readExactly(stream, reinterpret_cast<char*>(lengthBytes.data()), kLengthBytes, path);
    std::string json(headerLength(lengthBytes, size, path.native()), '\0');
    readExactly(stream, json.data(), json.size(), path);
    const auto dataBytes = static_cast<std::size_t>(size - kLengthBytes - json.size());
    Safetensors content = parseSafetensorsHeader(json, dataBytes, path.native());
    content.data.resize(dataBytes);
    readExactly(stream, reinterpret_cast<char*>(content.data.data()), dataBytes, path);
    return content;
}

std::vector<std::byte> toBytes(const Safetensors& content)
{
    const std::string header = safetensorsHeader(content);
    std::vector<std::byte> bytes;
    bytes.reserve(header.size() + content.data.size());
    for (const std::string_view part : partsOf(header, content)) {
        const auto* const begin = reinterpret_cast<const std::byte*>(part.data());
        bytes.insert(bytes.end(), begin, begin + part.size());
    }
    return bytes;
}

void writeSafetensors(const std::filesystem::path& path, const Safetensors& content)
{
    const std::string header = safetensorsHeader(content);
    writeFileAtomically(path, partsOf(header, content));
}

} // namespace tempo
