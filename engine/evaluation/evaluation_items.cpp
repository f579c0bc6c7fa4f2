// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evaluation_items.h"

#include "engine/core/printable.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/integrity.h"
#include "engine/datasets/jams_tempi.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tempo {

namespace {

constexpr std::size_t kLargestJams = std::size_t{64} << 20U;

/// The dataset's folder by its name; a path may end in a slash.
std::string nameOf(const std::filesystem::path& root)
{
    const std::filesystem::path absolute = std::filesystem::absolute(root).lexically_normal();
    return printable(absolute.has_filename() ? absolute.filename() : absolute.parent_path().filename());
}

std::vector<std::string> chosenVersions(const Dataset& dataset, const std::vector<std::string>& wanted)
{
    if (dataset.referenceVersions.empty())
        throw Error(ErrorCode::InvalidArgument, printable(dataset.root) + ": has no reference tempo to judge by");
    std::vector<std::string> versions;
    for (const std::string& version : wanted)
        if (std::ranges::find(versions, chosenVersion(dataset, version)) == versions.end())
            versions.push_back(chosenVersion(dataset, version));
    return versions.empty() ? dataset.referenceVersions : versions;
}

/// Where a JAMS reference has two tempi. A file that went away meanwhile has none.
std::optional<TwoTempi> twoTempiOf(const TempoReference& reference)
{
    if (reference.version.find("JAMS tempo") == std::string::npos || reference.file.empty())
        return std::nullopt;
    try {
        const std::string text = readTextFile(reference.file, kLargestJams);
        if (const auto tempi = parseJamsTempi(text, reference.file.native(), reference.version))
            return TwoTempi{.slow = tempi->slow, .fast = tempi->fast, .slowSalience = tempi->slowShare};
    } catch (const Error&) {
        return std::nullopt;
    }
    return std::nullopt;
}

ItemReference referenceOf(const Track& track, const std::string& version, std::vector<std::string>& messages)
{
    ItemReference item;
    const auto reference = std::ranges::find(track.references, version, &TempoReference::version);
    if (reference == track.references.end())
        return item;
    item.bpm = reference->bpm;
    if (item.bpm)
        item.twoTempi = twoTempiOf(*reference);
    if (reference->error)
        messages.push_back(fmt::format("{}: {}; not judged by this reference", printable(std::string_view(track.id)),
                                       printable(std::string_view(reference->error->message()))));
    return item;
}

std::optional<double> beatVariationOf(const Track& track)
{
    const BeatAnnotation* const beats = beatsOf(track);
    return beats == nullptr ? std::nullopt : beatIntervalVariation(*beats);
}

} // namespace

std::string audioHashOf(const TrackScan& scan)
{
    return scan.hash ? fmt::format("{:02x}", fmt::join(*scan.hash, "")) : std::string();
}

Evaluation evaluationOf(const Dataset& dataset, std::span<const TrackScan> scans,
                        const std::vector<std::string>& versions, std::vector<std::string>& messages)
{
    Evaluation evaluation{.dataset = nameOf(dataset.root), .references = chosenVersions(dataset, versions)};
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
        const Track& track = dataset.tracks[i];
        EvaluationItem& item = evaluation.items.emplace_back();
        item.id = track.id;
        item.genre = track.genre;
        item.audioHash = scans.empty() ? std::string() : audioHashOf(scans[i]);
        item.beatVariation = beatVariationOf(track);
        for (const std::string& version : evaluation.references)
            item.references.push_back(referenceOf(track, version, messages));
    }
    return evaluation;
}

} // namespace tempo
