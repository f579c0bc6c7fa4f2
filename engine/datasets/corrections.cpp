// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/corrections.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/sha256.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <system_error>
#include <unistd.h>

namespace tempo {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kLargestBytes = 64U << 20U;
constexpr const char* kFormat = "tempnetic corrections";

[[noreturn]] void fail(std::string_view where, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", where, cause));
}

Json jsonOf(const Provenance& by)
{
    return {{"author", by.author}, {"time", by.time}, {"reason", by.reason}};
}

Provenance provenanceOf(const Json& json)
{
    return {.author = json.value("author", ""), .time = json.value("time", ""), .reason = json.value("reason", "")};
}

Bpm tempoOf(const Json& json, std::string_view name)
{
    const double bpm = json.get<double>();
    if (!std::isfinite(bpm) || bpm <= 0.0)
        fail(name, "a tempo is not above 0");
    return Bpm{bpm};
}

Json jsonOf(const TrackEdit& edit)
{
    Json json = Json::object();
    if (edit.tempo) {
        json["bpm"] = edit.tempo->bpm.value();
        if (edit.tempo->original)
            json["original_bpm"] = edit.tempo->original->value();
        json["reference"] = edit.tempo->version;
        json["corrected"] = jsonOf(edit.tempo->by);
    }
    if (!edit.tags.empty()) {
        json["tags"] = edit.tags;
        json["tagged"] = jsonOf(edit.taggedBy.value_or(Provenance{}));
    }
    if (edit.excludedBy)
        json["excluded"] = jsonOf(*edit.excludedBy);
    return json;
}

TrackEdit editOf(const Json& json, std::string_view name)
{
    TrackEdit edit;
    if (json.contains("bpm")) {
        TempoCorrection tempo{.bpm = tempoOf(json.at("bpm"), name),
                              .original = std::nullopt,
                              .version = json.value("reference", ""),
                              .by = provenanceOf(json.value("corrected", Json::object()))};
        if (json.contains("original_bpm"))
            tempo.original = tempoOf(json.at("original_bpm"), name);
        edit.tempo = std::move(tempo);
    }
    edit.tags = json.value("tags", std::vector<std::string>{});
    std::ranges::sort(edit.tags);
    // clang 14 cannot read std::ranges::unique() of this library.
    edit.tags.erase(std::unique(edit.tags.begin(), edit.tags.end()), edit.tags.end());
    std::erase(edit.tags, std::string());
    if (!edit.tags.empty())
        edit.taggedBy = provenanceOf(json.value("tagged", Json::object()));
    if (json.contains("excluded"))
        edit.excludedBy = provenanceOf(json.at("excluded"));
    return edit;
}

std::filesystem::path setAside(const std::filesystem::path& file)
{
    std::error_code error;
    for (int number = 1; number < 1000; ++number) {
        std::filesystem::path name = file;
        name += fmt::format(".aside-{}", number);
        if (std::filesystem::exists(name, error))
            continue;
        std::filesystem::rename(file, name, error);
        if (!error)
            return name;
        break;
    }
    throw Error(ErrorCode::FileAccess, fmt::format("{}: is damaged and cannot be renamed", printable(file)));
}

bool isThere(const std::filesystem::path& file)
{
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

} // namespace

CorrectionPlaces correctionPlaces(const std::filesystem::path& root, const std::filesystem::path& dataHome)
{
    std::filesystem::path whole = std::filesystem::absolute(root).lexically_normal();
    if (!whole.has_filename())
        whole = whole.parent_path();
    CorrectionPlaces places{.beside = whole, .own = dataHome / "tempnetic" / "corrections"};
    places.beside += ".tempnetic.json";
    places.own /= whole.filename().native() + "-" + sha256Hex(whole.native()).substr(0, 12) + ".json";
    return places;
}

LoadedCorrections loadCorrections(const CorrectionPlaces& places)
{
    const bool isBeside = isThere(places.beside);
    const bool isOwn = !isBeside && isThere(places.own);
    const bool mayBeBeside = ::access(places.beside.parent_path().c_str(), W_OK) == 0;
    LoadedCorrections loaded{.tracks = {}, .file = mayBeBeside && !isOwn ? places.beside : places.own, .message = {}};
    if (!isBeside && !isOwn)
        return loaded;
    const std::filesystem::path& file = isBeside ? places.beside : places.own;
    try {
        loaded.tracks = parseCorrections(readTextFile(file, kLargestBytes), printable(file));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Format)
            throw;
        const bool canRename = ::access(file.parent_path().c_str(), W_OK) == 0;
        const std::string where = canRename ? fmt::format("it is kept as {}", printable(setAside(file)))
                                            : fmt::format("new ones go to {}", printable(loaded.file));
        loaded.message = fmt::format("The corrections of this dataset were not read: {}; {}", error.message(), where);
    }
    return loaded;
}

void saveCorrections(const std::filesystem::path& file, const Corrections& tracks)
{
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    const std::string text = correctionsToJson(tracks);
    writeFileAtomically(file, {{text}});
}

Corrections parseCorrections(std::string_view text, std::string_view name)
{
    try {
        const Json json = Json::parse(text);
        if (!json.is_object() || json.value("format", "") != kFormat)
            fail(name, "is not a file of tempnetic's corrections");
        if (json.value("version", 0) > kVersion)
            fail(name, "is of a later version of tempnetic");
        Corrections tracks;
        for (const auto& [id, edit] : json.at("tracks").items())
            if (TrackEdit parsed = editOf(edit, name); !parsed.isEmpty())
                tracks.emplace(id, std::move(parsed));
        return tracks;
    } catch (const Json::exception& error) {
        fail(name, fmt::format("is damaged ({})", printable(std::string_view(error.what()))));
    }
}

std::string correctionsToJson(const Corrections& tracks)
{
    Json json{{"format", kFormat}, {"version", kVersion}, {"tracks", Json::object()}};
    for (const auto& [id, edit] : tracks)
        if (!edit.isEmpty())
            json["tracks"][id] = jsonOf(edit);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Dataset withCorrections(Dataset dataset, const Corrections& tracks, const std::string& version)
{
    for (Track& track : dataset.tracks) {
        const auto found = tracks.find(track.id);
        if (found == tracks.end() || !found->second.tempo)
            continue;
        const Bpm bpm = found->second.tempo->bpm;
        const auto reference = std::ranges::find(track.references, version, &TempoReference::version);
        if (reference != track.references.end()) {
            reference->bpm = bpm;
            reference->error.reset();
        } else if (!version.empty()) {
            track.references.push_back(
                {.version = version, .file = {}, .bpm = bpm, .beats = std::nullopt, .error = std::nullopt});
        }
    }
    return dataset;
}

} // namespace tempo
