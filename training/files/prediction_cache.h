// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation.h"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace tempo {

/// What one system has said about recordings so far, in one file that only grows: an evaluation that was stopped or
/// killed goes on where it was, and one that is repeated has nothing to compute. Recordings are told by the hash of
/// their samples, wherever they lie. A line that a kill tore, or that does not parse, is passed over. Several programs
/// may use the file at once. Thread-safe: yes.
class PredictionCache {
public:
    /// Raised whenever predictions change their meaning, so that older ones are not used.
    static constexpr int kVersion = 1;

    /// Reads what is there. @param folder empty: nothing is kept
    /// @param identity of the system: another one for every change of its answers
    /// @throws Error(FileAccess) if the folder cannot be made
    PredictionCache(const std::filesystem::path& folder, const std::string& identity);

    [[nodiscard]] std::optional<TrackPrediction> find(const std::string& audioHash) const;

    /// @param audioHash  not empty @throws Error(FileAccess)
    void add(const std::string& audioHash, const TrackPrediction& prediction);

private:
    std::filesystem::path m_file; ///< empty: nothing is kept
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, TrackPrediction> m_known; // under m_mutex
};

/// XXH3-128 of a file's bytes as 32 hexadecimal digits. @throws Error(FileAccess)
std::string contentHash(const std::filesystem::path& file);

/// The usual folder: `tempnetic/predictions` in $XDG_CACHE_HOME or ~/.cache.
std::filesystem::path defaultPredictionFolder();

} // namespace tempo
