// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/track_scan.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

/// What tells one state of a file from another.
struct FileState {
    std::int64_t size = 0;                ///< bytes
    std::int64_t modifiedNanoseconds = 0; ///< since 1970
    friend bool operator==(const FileState&, const FileState&) = default;
};

/// Empty if the path is not a regular file that can be looked at.
std::optional<FileState> fileState(const std::filesystem::path& path);

/// The cache's usual place: `tempnetic/scan.sqlite` in $XDG_CACHE_HOME or ~/.cache; empty if neither is known.
std::filesystem::path defaultScanCachePath();

/// What earlier scans found, in one SQLite file, so that a scan reads only audio that has changed. It never stops a
/// scan: a cache that cannot be used is a message, and the audio is read.
///
/// Each track is committed by itself, so that a crash or a kill loses the files being read and no more. Several
/// programs may use the file at once. A damaged file, one with a newer schema or one that is no scan cache is renamed
/// to `scan.sqlite.damaged-1` (`newer-1`, `foreign-1`, then -2 and so on) and a fresh one begun, unless another program
/// has it open: then this scan goes without. For every entry that is added, another one is looked at, and dropped if
/// its file is gone, so that the cache does not grow with what was deleted. Thread-safe: yes.
class ScanCache {
public:
    /// Raised whenever a record's content or meaning changes, in track_scan as well as here.
    static constexpr int kSchemaVersion = 1;

    /// @param file  is made if it is missing, with its folders; empty for no cache at all
    explicit ScanCache(std::filesystem::path file);
    ScanCache(const ScanCache&) = delete;
    ScanCache& operator=(const ScanCache&) = delete;
    ~ScanCache();

    /// What is known about a file in this very state.
    [[nodiscard]] std::optional<TrackScan> find(const std::filesystem::path& path, const FileState& state);

    /// Remembers a scan; a file that could not be opened is not remembered.
    void store(const std::filesystem::path& path, const FileState& state, const TrackScan& scan);

    /// scanTrack() unless the cache knows the answer. Not remembered are files that change while they are read, and
    /// files changed less than two seconds ago: another change within the same tick of a coarse clock (FAT's is two
    /// seconds) could not be told from it.
    /// @throws Cancelled
    TrackScan scan(const std::filesystem::path& path, const std::stop_token& stop = {});

    /// How many of the scans were answered without reading audio.
    [[nodiscard]] std::size_t hits() const;

    /// What was wrong with the cache, one line each, for a person; each is handed out once.
    std::vector<std::string> takeMessages();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo
