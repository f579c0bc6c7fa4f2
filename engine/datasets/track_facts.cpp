// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/track_facts.h"

#include "engine/datasets/annotation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <unordered_map>

namespace tempo {

std::vector<TrackFacts> trackFacts(const ScanReport& report)
{
    std::vector<TrackFacts> all;
    all.reserve(report.dataset.tracks.size());
    std::unordered_map<std::string_view, std::size_t> indices;
    for (std::size_t i = 0; i < report.dataset.tracks.size(); ++i) {
        const Track& track = report.dataset.tracks[i];
        const TrackScan& scan = report.scans[i];
        TrackFacts& facts = all.emplace_back(TrackFacts{.track = track});
        indices.emplace(track.id, i);
        facts.audio = scan.audio ? &*scan.audio : nullptr;
        facts.bpm = referenceTempo(track, report.statistics.referenceVersion);
        if (const BeatAnnotation* const beats = beatsOf(track)) {
            facts.beatsBpm = tempoOfBeats(*beats);
            facts.beatVariation = beatIntervalVariation(*beats);
        }
        if (scan.hash)
            facts.hash = fmt::format("{:02x}", fmt::join(*scan.hash, ""));
    }
    for (std::size_t group = 0; group < report.duplicates.size(); ++group)
        for (const std::size_t track : report.duplicates[group].tracks)
            all[track].duplicates = group + 1;
    for (const Problem& problem : report.problems)
        // The names that a dataset should have, but has not, are no tracks.
        if (const auto place = indices.find(problem.id); place != indices.end())
            all[place->second].problems.push_back(&problem);
    return all;
}

} // namespace tempo
