// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/feature_store.h"

#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "training/files/feature_file.h"
#include "training/files/half.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

/// writeFileAtomically() is over in seconds; what is older was left behind by a kill.
constexpr std::chrono::hours kLeftoverAge{1};

void removeLeftovers(const fs::path& folder)
{
    std::error_code ignored;
    const fs::file_time_type oldest = fs::file_time_type::clock::now() - kLeftoverAge;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename();
        if (name.starts_with('.') && name.find(".mel.") != std::string::npos && entry.last_write_time(ignored) < oldest)
            fs::remove(entry.path(), ignored);
    }
}

FeatureSource sourceOf(const fs::path& audio)
{
    return featureSourceOf(audio, FeatureStore::kVersion, FeatureStore::kBands);
}

} // namespace

struct FeatureStore::Impl {
    struct Entry {
        FeatureSource source;
        std::shared_ptr<const FeatureFile> file;
    };

    fs::path folder;
    std::mutex mutex;
    // under mutex
    std::unordered_map<std::string, Entry> entries;       // by absolute path
    std::vector<std::shared_ptr<const FeatureFile>> kept; // earlier states of files, whose values may be in use

    std::shared_ptr<const FeatureFile> find(const FeatureSource& source)
    {
        const std::lock_guard lock(mutex);
        const auto place = entries.find(source.path);
        return place != entries.end() && place->second.source == source ? place->second.file : nullptr;
    }

    /// Takes a file in, unless another thread was faster. @return the one that counts
    std::shared_ptr<const FeatureFile> keep(const FeatureSource& source, std::shared_ptr<const FeatureFile> file)
    {
        const std::lock_guard lock(mutex);
        Entry& entry = entries[source.path];
        if (entry.file && entry.source == source)
            return entry.file;
        if (entry.file)
            kept.push_back(std::move(entry.file));
        entry = {source, std::move(file)};
        return entry.file;
    }

    std::shared_ptr<const FeatureFile> open(const FeatureSource& source)
    {
        std::shared_ptr<const FeatureFile> file = find(source);
        if (!file)
            if (file = FeatureFile::open(folder / featureFileName(source.path), source); file)
                file = keep(source, std::move(file));
        return file;
    }
};

FeatureStore::FeatureStore(fs::path folder) : m_impl(std::make_unique<Impl>())
{
    m_impl->folder = std::move(folder);
    std::error_code error;
    fs::create_directories(m_impl->folder, error);
    if (error)
        throw Error(ErrorCode::FileAccess, printable(m_impl->folder) + ": " + error.message());
    removeLeftovers(m_impl->folder);
}

FeatureStore::~FeatureStore() = default;

std::vector<std::uint16_t> FeatureStore::analyse(const fs::path& audio, const std::stop_token& stop)
{
    std::vector<std::uint16_t> values;
    MelSpectrogramStream mel([&](std::size_t, std::span<const float> decibel) {
        for (const float value : decibel)
            values.push_back(toHalf(value));
    });
    const AudioReport report = decodeAudio(
        audio, {}, [&](std::span<const float> samples) { mel.push(samples); }, stop);
    mel.finish();
    if (report.nSamples == 0)
        throw Error(ErrorCode::Decode,
                    fmt::format("{}: {}", printable(audio),
                                report.problems.empty() ? "holds no sample" : report.problems.front().detail));
    if (report.nonFiniteSamples > 0)
        throw Error(ErrorCode::Decode, printable(audio) + ": has samples that are no numbers");
    return values;
}

std::size_t FeatureStore::prepare(const fs::path& audio, const std::stop_token& stop)
{
    const FeatureSource source = sourceOf(audio);
    std::shared_ptr<const FeatureFile> file = m_impl->open(source);
    if (!file) {
        const std::vector<std::uint16_t> values = analyse(audio, stop);
        if (sourceOf(audio) != source)
            throw Error(ErrorCode::FileAccess, printable(audio) + ": changed while it was read");
        writeFeatureFile(m_impl->folder / featureFileName(source.path), source, values);
        file = m_impl->open(source);
    }
    if (!file)
        throw Error(ErrorCode::FileAccess, fmt::format("{}: the features of {} cannot be read back",
                                                       printable(m_impl->folder), printable(audio)));
    return file->values().size() / kBands;
}

std::span<const std::uint16_t> FeatureStore::frames(const fs::path& audio)
{
    const std::string path = fs::absolute(audio).lexically_normal().native();
    {
        const std::lock_guard lock(m_impl->mutex);
        if (const auto place = m_impl->entries.find(path); place != m_impl->entries.end())
            return place->second.file->values();
    }
    const std::shared_ptr<const FeatureFile> file = m_impl->open(sourceOf(audio));
    if (!file)
        throw Error(ErrorCode::Format, fmt::format("{}: its features are missing or damaged in {}; prepare them anew",
                                                   printable(audio), printable(m_impl->folder)));
    return file->values();
}

fs::path defaultFeatureFolder()
{
    const char* const cacheHome = std::getenv("XDG_CACHE_HOME");
    if (cacheHome && fs::path(cacheHome).is_absolute())
        return fs::path(cacheHome) / "tempnetic" / "features";
    const char* const home = std::getenv("HOME");
    return fs::path(home && *home ? home : fs::temp_directory_path().c_str()) / ".cache" / "tempnetic" / "features";
}

} // namespace tempo
