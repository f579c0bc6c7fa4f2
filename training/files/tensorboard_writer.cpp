// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/tensorboard_writer.h"

#include "training/files/append_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <chrono>

namespace tempo {

namespace {

using namespace std::chrono;

constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? 0x82F63B78U : 0U);
        table[i] = value;
    }
    return table;
}();

/// What the record format stores instead of a checksum, since checksums of checksums are weak.
std::uint32_t masked(std::uint32_t crc)
{
    return std::rotr(crc, 15) + 0xA282EAD8U;
}

template <class Number>
std::string littleEndian(Number number)
{
    std::string bytes;
    for (std::size_t byte = 0; byte < sizeof number; ++byte)
        bytes += static_cast<char>((number >> (8 * byte)) & 0xFFU);
    return bytes;
}

// Fields of a protocol buffer: (number << 3) | wire type, then the value.

std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80U; value >>= 7U)
        bytes += static_cast<char>((value & 0x7FU) | 0x80U);
    return bytes + static_cast<char>(value);
}

std::string bytesField(std::uint64_t number, std::string_view bytes)
{
    return varint((number << 3U) | 2U) + varint(bytes.size()) + std::string(bytes);
}

std::string doubleField(std::uint64_t number, double value)
{
    return varint((number << 3U) | 1U) + littleEndian(std::bit_cast<std::uint64_t>(value));
}

std::string floatField(std::uint64_t number, float value)
{
    return varint((number << 3U) | 5U) + littleEndian(std::bit_cast<std::uint32_t>(value));
}

std::string integerField(std::uint64_t number, std::int64_t value)
{
    return varint(number << 3U) + varint(static_cast<std::uint64_t>(value));
}

double secondsSinceEpoch()
{
    return duration<double>(system_clock::now().time_since_epoch()).count();
}

std::string hostName()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

} // namespace

std::uint32_t crc32c(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = kCrcTable[(crc ^ static_cast<std::uint8_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    return ~crc;
}

std::string tensorBoardRecord(std::string_view bytes)
{
    const std::string length = littleEndian(static_cast<std::uint64_t>(bytes.size()));
    return length + littleEndian(masked(crc32c(length))) + std::string(bytes) + littleEndian(masked(crc32c(bytes)));
}

TensorBoardWriter::TensorBoardWriter(const std::filesystem::path& folder)
    : m_path(folder / fmt::format("events.out.tfevents.{}.{}.{}", static_cast<std::int64_t>(secondsSinceEpoch()),
                                  hostName(), ::getpid()))
{
    // Event.wall_time = 1, Event.file_version = 3
    write(doubleField(1, secondsSinceEpoch()) + bytesField(3, "brain.Event:2"));
}

void TensorBoardWriter::scalar(std::string_view tag, double value, std::int64_t step)
{
    // Summary.Value.tag = 1, simple_value = 2; Summary.value = 1; Event.step = 2, summary = 5
    const std::string entry = bytesField(1, tag) + floatField(2, static_cast<float>(value));
    write(doubleField(1, secondsSinceEpoch()) + integerField(2, step) + bytesField(5, bytesField(1, entry)));
}

void TensorBoardWriter::write(const std::string& event)
{
    appendLine(m_path, "", tensorBoardRecord(event));
}

} // namespace tempo
