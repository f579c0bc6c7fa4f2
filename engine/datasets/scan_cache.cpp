// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_cache.h"

#include "engine/datasets/scan_database.h"
#include "engine/datasets/scan_record.h"

#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <utility>

namespace tempo {

namespace {

constexpr std::int64_t kClockTick = 2'000'000'000;

std::int64_t nowNanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

bool isSettled(const FileState& state)
{
    const std::int64_t age = nowNanoseconds() - state.modifiedNanoseconds;
    return age >= kClockTick || age <= -kClockTick; // a clock may go wrong, but not only just now
}

/// So many entries are looked at in one go, once for as many that were added.
constexpr std::size_t kTidied = 64;

/// A drive that is not plugged in is no deleted file: there it counts only where the file's folder is to be seen. To be
/// wrong costs no more than reading the audio again.
bool isGone(std::string_view name)
{
    const std::filesystem::path path(name);
    std::error_code error;
    if (std::filesystem::symlink_status(path, error).type() != std::filesystem::file_type::not_found)
        return false;
    for (const std::string_view drives : {"/media/", "/mnt/", "/run/media/"})
        if (name.starts_with(drives))
            return std::filesystem::is_directory(path.parent_path(), error);
    return true;
}

} // namespace

std::optional<FileState> fileState(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return FileState{.size = status.st_size,
                     .modifiedNanoseconds =
                         std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

std::filesystem::path defaultScanCachePath()
{
    const char* const cacheHome = std::getenv("XDG_CACHE_HOME");
    const char* const home = std::getenv("HOME");
    // By the XDG specification a relative path counts as none.
    if (cacheHome != nullptr && cacheHome[0] == '/')
        return std::filesystem::path(cacheHome) / "tempnetic" / "scan.sqlite";
    if (home != nullptr && home[0] == '/')
        return std::filesystem::path(home) / ".cache" / "tempnetic" / "scan.sqlite";
    return {};
}

struct ScanCache::Impl {
    // shared: under mutex
    mutable std::mutex mutex;
    std::optional<ScanDatabase> database; ///< empty for no cache at all
    std::size_t hits = 0;
    std::size_t stored = 0;
    std::filesystem::path lastFolder;
    std::filesystem::path lastCanonicalFolder;

    /// The path with its folder's links resolved, so that it is the same from wherever it is named.
    std::string key(const std::filesystem::path& path)
    {
        const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
        if (folder != lastFolder || lastCanonicalFolder.empty()) {
            std::error_code error;
            lastCanonicalFolder = std::filesystem::canonical(folder, error);
            if (error)
                lastCanonicalFolder = std::filesystem::absolute(folder, error);
            lastFolder = folder;
        }
        return (lastCanonicalFolder / path.filename()).native();
    }
};

ScanCache::ScanCache(std::filesystem::path file) : m_impl(std::make_unique<Impl>())
{
    if (!file.empty())
        m_impl->database.emplace(std::move(file), kSchemaVersion);
}

ScanCache::~ScanCache() = default;

std::optional<TrackScan> ScanCache::find(const std::filesystem::path& path, const FileState& state)
{
    std::optional<std::vector<std::uint8_t>> record;
    {
        const std::lock_guard lock(m_impl->mutex);
        if (m_impl->database)
            record = m_impl->database->find(m_impl->key(path), state.size, state.modifiedNanoseconds);
    }
    return record ? fromRecord(*record) : std::nullopt;
}

void ScanCache::store(const std::filesystem::path& path, const FileState& state, const TrackScan& scan)
{
    if (!scan.audio)
        return;
    const std::vector<std::uint8_t> record = toRecord(scan);
    const std::lock_guard lock(m_impl->mutex);
    if (!m_impl->database)
        return;
    m_impl->database->store(m_impl->key(path), state.size, state.modifiedNanoseconds, record);
    if (m_impl->stored++ % kTidied == 0)
        m_impl->database->dropGone(kTidied, isGone);
}

TrackScan ScanCache::scan(const std::filesystem::path& path, const std::stop_token& stop)
{
    const std::optional<FileState> before = fileState(path);
    const bool isRememberable = before && isSettled(*before);
    if (before)
        if (std::optional<TrackScan> known = find(path, *before)) {
            const std::lock_guard lock(m_impl->mutex);
            ++m_impl->hits;
            return std::move(*known);
        }
    TrackScan scan = scanTrack(path, stop);
    if (isRememberable && fileState(path) == before)
        store(path, *before, scan);
    return scan;
}

std::size_t ScanCache::hits() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->hits;
}

std::vector<std::string> ScanCache::takeMessages()
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->database ? m_impl->database->takeMessages() : std::vector<std::string>();
}

} // namespace tempo
