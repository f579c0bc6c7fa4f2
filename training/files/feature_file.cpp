// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/feature_file.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/scan_cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <bit>
#include <cstring>

namespace tempo {

static_assert(std::endian::native == std::endian::little, "feature files are little-endian");

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::array<char, 8> kMagic{'T', 'N', 'M', 'E', 'L', '\r', '\n', '\0'};

struct Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = 0;
    std::uint32_t bands = 0;
    std::int64_t size = 0;
    std::int64_t modifiedNanoseconds = 0;
    std::uint64_t pathBytes = 0;
    std::uint64_t nFrames = 0;
    std::uint64_t valuesHash = 0;
    std::uint64_t headerHash = 0; ///< of all before it, then the path
};
static_assert(sizeof(Header) == kAlignment && std::has_unique_object_representations_v<Header>);

std::uint64_t hashOf(const Header& header, std::string_view path)
{
    std::string bytes(reinterpret_cast<const char*>(&header), offsetof(Header, headerHash));
    bytes += path;
    return ::XXH3_64bits(bytes.data(), bytes.size());
}

std::size_t valuesOffset(std::size_t pathBytes)
{
    return (sizeof(Header) + pathBytes + kAlignment - 1) / kAlignment * kAlignment;
}

/// Empty if the file is missing or cannot be mapped.
std::span<const std::byte> mapped(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return {};
    struct stat status = {};
    void* memory = MAP_FAILED;
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
        memory = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    if (memory == MAP_FAILED)
        return {};
    return {static_cast<const std::byte*>(memory), static_cast<std::size_t>(status.st_size)};
}

} // namespace

FeatureSource featureSourceOf(const std::filesystem::path& audio, std::uint32_t version, std::uint32_t bands)
{
    const std::optional<FileState> state = fileState(audio);
    if (!state)
        throw Error(ErrorCode::FileAccess, printable(audio) + ": is missing, or is no regular file");
    return {.path = std::filesystem::absolute(audio).lexically_normal().native(),
            .size = state->size,
            .modifiedNanoseconds = state->modifiedNanoseconds,
            .version = version,
            .bands = bands};
}

FeatureFile::~FeatureFile()
{
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

std::shared_ptr<const FeatureFile> FeatureFile::open(const std::filesystem::path& file, const FeatureSource& source)
{
    const std::shared_ptr<FeatureFile> opened(new FeatureFile);
    opened->m_bytes = mapped(file);
    return opened->isSound(source) ? opened : nullptr;
}

bool FeatureFile::isSound(const FeatureSource& source)
{
    const std::size_t begin = valuesOffset(source.path.size());
    if (m_bytes.size() < begin)
        return false;
    Header header;
    std::memcpy(&header, m_bytes.data(), sizeof header);
    const std::string_view path(reinterpret_cast<const char*>(m_bytes.data()) + sizeof header, source.path.size());
    const FeatureSource found{std::string(path), header.size, header.modifiedNanoseconds, header.version, header.bands};
    const std::size_t valueBytes = m_bytes.size() - begin;
    const bool isWhole = header.magic == kMagic && header.pathBytes == path.size() && found == source &&
                         header.headerHash == hashOf(header, path) &&
                         header.nFrames <= valueBytes / sizeof(std::uint16_t) / header.bands &&
                         header.nFrames * header.bands * sizeof(std::uint16_t) == valueBytes;
    if (!isWhole || ::XXH3_64bits(m_bytes.data() + begin, valueBytes) != header.valuesHash)
        return false;
    m_values = {reinterpret_cast<const std::uint16_t*>(m_bytes.data() + begin), valueBytes / sizeof(std::uint16_t)};
    return true;
}

void writeFeatureFile(const std::filesystem::path& file, const FeatureSource& source,
                      std::span<const std::uint16_t> values)
{
    Header header;
    header.version = source.version;
    header.bands = source.bands;
    header.size = source.size;
    header.modifiedNanoseconds = source.modifiedNanoseconds;
    header.pathBytes = source.path.size();
    header.nFrames = values.size() / source.bands;
    header.valuesHash = ::XXH3_64bits(values.data(), values.size_bytes());
    header.headerHash = hashOf(header, source.path);
    const std::string padding(valuesOffset(source.path.size()) - sizeof header - source.path.size(), '\0');
    writeFileAtomically(file, {{{reinterpret_cast<const char*>(&header), sizeof header},
                                source.path,
                                padding,
                                {reinterpret_cast<const char*>(values.data()), values.size_bytes()}}});
}

std::string featureFileName(std::string_view audioPath)
{
    const XXH128_hash_t hash = ::XXH3_128bits(audioPath.data(), audioPath.size());
    return fmt::format("{:016x}{:016x}.mel", hash.high64, hash.low64);
}

} // namespace tempo
