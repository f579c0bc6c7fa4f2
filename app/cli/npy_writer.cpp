// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/npy_writer.h"

#include "engine/core/error.h"
#include "engine/datasets/atomic_file.h"

#include <array>
#include <bit>
#include <fmt/format.h>
#include <functional>
#include <numeric>
#include <string_view>

namespace tempo::cli {

namespace {

constexpr std::size_t kAlignment = 64;
/// Magic, version, length of the dictionary.
constexpr std::size_t kPreambleSize = 10;

std::string shapeText(std::span<const std::size_t> shape)
{
    std::string text;
    for (const std::size_t extent : shape)
        text += fmt::format("{}, ", extent);
    // Python writes a tuple of one with a trailing comma and one of several without.
    if (!text.empty())
        text.resize(text.size() - (shape.size() == 1 ? 1 : 2));
    return text;
}

} // namespace

std::string npyHeader(std::span<const std::size_t> shape)
{
    const char byteOrder = std::endian::native == std::endian::little ? '<' : '>';
    std::string dictionary =
        fmt::format("{{'descr': '{}f4', 'fortran_order': False, 'shape': ({}), }}", byteOrder, shapeText(shape));
    const std::size_t unpadded = kPreambleSize + dictionary.size() + 1;
    dictionary.append((kAlignment - unpadded % kAlignment) % kAlignment, ' ');
    dictionary += '\n';
    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(dictionary.size() & 0xFF);
    header += static_cast<char>(dictionary.size() >> 8);
    return header + dictionary;
}

void writeNpy(const std::filesystem::path& path, std::span<const float> values, std::span<const std::size_t> shape)
{
    if (values.size() != std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>()))
        throw Error(ErrorCode::InvalidArgument, path.native() + ": the number of values differs from the shape's");
    const std::string header = npyHeader(shape);
    const std::span<const std::byte> bytes = std::as_bytes(values);
    const std::array<std::string_view, 2> parts{
        header, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())};
    writeFileAtomically(path, parts);
}

} // namespace tempo::cli
