// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_text.h"

#include "app/cli/text.h"
#include "engine/core/printable.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tempo::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kNameTitle = "file";
constexpr std::size_t kAlternatives = 3;
/// One name that is much longer than the others shall not push all numbers out of sight.
constexpr std::size_t kMaximalNameWidth = 80;

Json candidatesJson(const TempoEstimate& estimate)
{
    Json list = Json::array();
    for (const TempoCandidate& candidate : estimate.candidates)
        list.push_back({{"bpm", candidate.bpm.value()}, {"weight", candidate.weight}});
    return list;
}

Json curveJson(const TempoEstimate& estimate)
{
    Json points = Json::array();
    if (estimate.curve)
        for (std::size_t i = 0; i < estimate.curve->times.size(); ++i)
            points.push_back({estimate.curve->times[i].value(), estimate.curve->tempi[i].value()});
    return points;
}

std::string alternatives(const TempoEstimate& estimate)
{
    std::string text;
    const std::size_t last = std::min(estimate.candidates.size(), kAlternatives + 1);
    for (std::size_t i = 1; i < last; ++i) {
        const TempoCandidate& candidate = estimate.candidates[i];
        text += fmt::format("{}{:.2f} ({:.2f})", text.empty() ? "" : "  ", candidate.bpm.value(), candidate.weight);
    }
    return text;
}

std::string withoutTrailingSpaces(std::string text)
{
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

} // namespace

std::string tempoLine(Bpm bpm)
{
    return fmt::format("Estimated tempo: {:.2f} BPM\n", bpm.value());
}

std::string curveListing(const TempoCurve& curve)
{
    std::string listing;
    for (std::size_t i = 0; i < curve.times.size(); ++i)
        if (i == 0 || curve.tempi[i] != curve.tempi[i - 1])
            listing += fmt::format("{:>12.2f} s  {:>7.2f} BPM\n", curve.times[i].value(), curve.tempi[i].value());
    return listing;
}

std::string jsonLine(const app::FileOutcome& outcome, std::string_view method, const EstimateOptions& options)
{
    const std::string& name = outcome.path.native();
    const TempoEstimate& estimate = outcome.estimate;
    Json object;
    object["file"] = name;
    if (!isValidUtf8(name))
        object["file_bytes"] = percentEncode(name);
    object["bpm"] = estimate.bpm ? Json(estimate.bpm->value()) : Json();
    object["confidence"] = estimate.bpm ? Json(estimate.confidence) : Json();
    object["candidates"] = candidatesJson(estimate);
    object["method"] = method;
    object["seconds"] = outcome.processingTime.value();
    object["error"] = outcome.hasFailed() ? Json(outcome.error) : Json();
    if (options.withCurve)
        object["curve"] = curveJson(estimate);
    return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

ResultTable::ResultTable(std::span<const AudioSource> sources) : m_nameWidth(kNameTitle.size())
{
    for (const AudioSource& source : sources)
        m_nameWidth = std::max(m_nameWidth, displayWidth(printable(source.path)));
    m_nameWidth = std::min(m_nameWidth, kMaximalNameWidth);
}

std::string ResultTable::header() const
{
    return fmt::format("{}  {:>7}  {:>10}  {}\n", padRight(kNameTitle, m_nameWidth), "BPM", "confidence",
                       "alternatives");
}

std::string ResultTable::row(const app::FileOutcome& outcome) const
{
    const std::string name = padRight(printable(outcome.path), m_nameWidth);
    if (!outcome.estimate.bpm)
        return fmt::format("{}  {:>7}  {:>10}\n", name, "-", "-");
    return withoutTrailingSpaces(fmt::format("{}  {:>7.2f}  {:>10.2f}  {}", name, outcome.estimate.bpm->value(),
                                             outcome.estimate.confidence, alternatives(outcome.estimate))) +
           "\n";
}

} // namespace tempo::cli
