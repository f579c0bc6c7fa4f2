// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/evidence.h"

#include <system_error>
#include <utility>

namespace tempo::app {

namespace {

/// Below the root, or empty: what lies elsewhere is not found again by way of the root.
std::string pathBelow(const std::filesystem::path& root, const Track& track)
{
    if (!track.audio)
        return {};
    const std::filesystem::path path = track.audio->lexically_relative(root);
    return path.empty() || path == "." || *path.begin() == ".." ? std::string() : path.native();
}

} // namespace

Evidence evidenceOf(const Dataset& dataset, Evaluation evaluation, TrackChoice choice, std::vector<std::size_t> chosen,
                    EvaluationOptions options)
{
    if (options.reference.empty())
        options.reference = evaluation.references.front();
    std::error_code ignored;
    const std::filesystem::path root = std::filesystem::absolute(dataset.root, ignored).lexically_normal();
    Evidence evidence{.program = "tempnetic " TEMPNETIC_VERSION,
                      .created = evidenceTime(),
                      .evaluation = std::move(evaluation),
                      .root = root,
                      .choice = choice,
                      .chosen = std::move(chosen),
                      .options = std::move(options)};
    for (const Track& track : dataset.tracks)
        evidence.audio.push_back(pathBelow(dataset.root, track));
    return evidence;
}

Dataset datasetOf(const Evidence& evidence)
{
    Dataset dataset;
    dataset.root = evidence.root;
    dataset.referenceVersions = evidence.evaluation.references;
    for (std::size_t item = 0; item < evidence.evaluation.items.size(); ++item) {
        Track track;
        track.id = evidence.evaluation.items[item].id;
        track.genre = evidence.evaluation.items[item].genre;
        std::error_code ignored;
        const std::filesystem::path audio = evidence.root / evidence.audio[item];
        if (!evidence.audio[item].empty() && std::filesystem::is_regular_file(audio, ignored))
            track.audio = audio;
        dataset.tracks.push_back(std::move(track));
    }
    return dataset;
}

} // namespace tempo::app
