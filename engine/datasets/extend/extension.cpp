// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/extend/extension.h"

#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/extend/time_stretch.h"
#include "engine/datasets/sha256.h"
#include "engine/datasets/wav_bytes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace tempo {

namespace {

constexpr double kSlowestFactor = 0.25;
constexpr double kFastestFactor = 4.0;

/// What the references say, each thing from the first that says it.
struct Annotation {
    std::optional<Bpm> bpm;
    std::optional<BeatAnnotation> beats;
};

Annotation annotationOf(const Track& track)
{
    Annotation annotation;
    for (const TempoReference& reference : track.references) {
        if (!annotation.bpm && reference.bpm)
            annotation.bpm = reference.bpm;
        if (!annotation.beats && reference.beats)
            annotation.beats = reference.beats;
    }
    if (!annotation.bpm && annotation.beats)
        annotation.bpm = tempoOfBeats(*annotation.beats);
    return annotation;
}

BeatAnnotation scaled(BeatAnnotation beats, double factor)
{
    for (Seconds& time : beats.times)
        time = Seconds{time.value() / factor};
    return beats;
}

/// A visible file's name from an id, which may have been a path, or from a genre, which may be anything.
std::string fileStem(std::string name)
{
    std::ranges::replace(name, '/', '_');
    if (name.starts_with('.'))
        name.front() = '_';
    return name;
}

/// Ids that are paths can lose their difference with their slashes.
std::string uniqueStem(const std::string& id, std::set<std::string>& taken)
{
    std::string stem = fileStem(id);
    for (int number = 2; !taken.insert(stem).second; ++number)
        stem = fmt::format("{}~{}", fileStem(id), number);
    return stem;
}

std::filesystem::path folderOf(const Dataset& dataset)
{
    std::error_code ignored;
    return std::filesystem::is_directory(dataset.root, ignored) ? dataset.root : dataset.root.parent_path();
}

} // namespace

const std::vector<double>& usualFactors()
{
    static const std::vector<double> kFactors{0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.5};
    return kFactors;
}

void requireValid(const std::vector<double>& factors)
{
    if (factors.empty())
        throw Error(ErrorCode::InvalidArgument, "no factors to extend by");
    std::set<std::string> names;
    for (const double factor : factors) {
        if (!(factor >= kSlowestFactor && factor <= kFastestFactor))
            throw Error(ErrorCode::InvalidArgument,
                        fmt::format("factor {}: must be from {} to {}", factor, kSlowestFactor, kFastestFactor));
        // Two decimals are what the names have.
        if (!names.insert(fmt::format("{:.2f}", factor)).second)
            throw Error(ErrorCode::InvalidArgument, fmt::format("factor {}: given twice", factor));
    }
}

Extension planExtension(const Dataset& dataset, const std::vector<double>& factors)
{
    requireValid(factors);
    Extension extension;
    std::set<std::string> taken;
    for (const Track& track : dataset.tracks) {
        const Annotation annotation = annotationOf(track);
        if (!track.audio || !annotation.bpm) {
            extension.unusable.push_back({track.id, track.audio ? "has no tempo to scale" : "has no audio"});
            continue;
        }
        const std::string stem = uniqueStem(track.id, taken);
        for (const double factor : factors) {
            StretchedTrack& stretched = extension.tracks.emplace_back();
            stretched.id = fmt::format("{}-x{:.2f}", stem, factor);
            stretched.genre = track.genre;
            stretched.group = track.group.empty() ? track.id : track.group;
            stretched.source = *track.audio;
            stretched.factor = factor;
            stretched.bpm = Bpm{annotation.bpm->value() * factor};
            if (annotation.beats)
                stretched.beats = scaled(*annotation.beats, factor);
        }
    }
    return extension;
}

StretchedNames namesOf(const StretchedTrack& track)
{
    const std::string& stem = track.id;
    const std::filesystem::path folder = std::filesystem::path("audio") / fileStem(track.genre);
    return {.audio = folder / (stem + ".wav"),
            .bpm = std::filesystem::path("tempo") / (stem + ".bpm"),
            .beats = track.beats ? std::filesystem::path("beats") / (stem + ".beats") : std::filesystem::path()};
}

std::string stretchedAudio(const StretchedTrack& track, const std::stop_token& stop)
{
    const DecodedAudio decoded = readAudio(track.source, {}, stop);
    if (!decoded.report.problems.empty())
        throw Error(ErrorCode::Decode, printable(track.source) + ": " + decoded.report.problems.front().detail);
    AudioBuffer stretched = stretchTime(decoded.audio, track.factor, stop);
    // Stretching moves partials against each other, so peaks may rise; a loud clip is turned down rather than clipped.
    float peak = 1.0F;
    for (const float sample : stretched.samples)
        peak = std::max(peak, std::abs(sample));
    for (float& sample : stretched.samples)
        sample /= peak;
    return wavBytes(toInt16(stretched.samples));
}

std::string bpmText(const StretchedTrack& track)
{
    return fmt::format("{:.18e}\n", track.bpm.value());
}

std::string beatsText(const StretchedTrack& track)
{
    std::string text;
    for (std::size_t i = 0; track.beats && i < track.beats->times.size(); ++i) {
        text += fmt::format("{}", track.beats->times[i].value());
        if (i < track.beats->positions.size())
            text += fmt::format("\t{}", track.beats->positions[i]);
        text += "\n";
    }
    return text;
}

std::string extensionManifest(const std::vector<StretchedTrack>& tracks)
{
    std::string text = "path,bpm,genre,beats,group\n";
    for (const StretchedTrack& track : tracks) {
        const StretchedNames names = namesOf(track);
        text += fmt::format("{},{},{},{},{}\n", csvCell(names.audio.native()), track.bpm.value(), csvCell(track.genre),
                            csvCell(names.beats.native()), csvCell(track.group));
    }
    return text;
}

std::string extensionMark(const Dataset& dataset, const std::vector<double>& factors, const Extension& extension)
{
    std::string annotations;
    for (const StretchedTrack& track : extension.tracks)
        annotations += beatsText(track);
    nlohmann::ordered_json mark;
    mark["generator"] = "tempnetic extend";
    mark["source"] = printable(std::filesystem::weakly_canonical(dataset.root));
    mark["tracks"] = dataset.tracks.size();
    mark["tempo_factors"] = factors;
    mark["annotations_sha256"] = sha256Hex(extensionManifest(extension.tracks) + annotations);
    return mark.dump(2) + "\n";
}

void requireOutside(const std::filesystem::path& output, const Dataset& dataset)
{
    const std::filesystem::path inside = std::filesystem::weakly_canonical(folderOf(dataset));
    const std::filesystem::path wanted = std::filesystem::weakly_canonical(output);
    const auto [end, unused] = std::ranges::mismatch(inside, wanted);
    if (end == inside.end())
        throw Error(ErrorCode::InvalidArgument, printable(output) + ": lies within the dataset " +
                                                    printable(dataset.root) + "; name a folder elsewhere");
}

} // namespace tempo
