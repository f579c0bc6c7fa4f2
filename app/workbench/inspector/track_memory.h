// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/inspector/track_analysis.h"

#include <filesystem>
#include <list>
#include <memory>
#include <optional>

namespace tempo::workbench {

/// What is known of one recording.
struct KnownTrack {
    std::filesystem::path audio;
    std::shared_ptr<const TrackPictures> pictures;
    std::optional<TrackTempi> tempi;
};

/// The recordings that were looked at last, so that going back to one is instant.
class TrackMemory {
public:
    /// 0.3 MB each for clips of 30 s.
    static constexpr std::size_t kKept = 24;

    /// Null if it is not known; else it counts as the last one that was looked at. Valid until the next remember().
    const KnownTrack* find(const std::filesystem::path& audio)
    {
        for (auto entry = m_tracks.begin(); entry != m_tracks.end(); ++entry)
            if (entry->audio == audio) {
                m_tracks.splice(m_tracks.begin(), m_tracks, entry);
                return &m_tracks.front();
            }
        return nullptr;
    }

    const KnownTrack& remember(KnownTrack track)
    {
        std::erase_if(m_tracks, [&](const KnownTrack& old) { return old.audio == track.audio; });
        m_tracks.push_front(std::move(track));
        if (m_tracks.size() > kKept)
            m_tracks.pop_back();
        return m_tracks.front();
    }

private:
    std::list<KnownTrack> m_tracks; ///< the last one first
};

} // namespace tempo::workbench
