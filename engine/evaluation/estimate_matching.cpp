// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/gtzan_names.h"
#include "engine/datasets/text_values.h"
#include "engine/evaluation/estimate_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace tempo {

namespace {

/// Longer lists say no more to a person.
constexpr std::size_t kMessagesOfAKind = 5;

constexpr std::array<std::string_view, 16> kEndings{".wav", ".au",  ".mp3", ".flac", ".ogg", ".opus",
                                                    ".m4a", ".aac", ".aif", ".aiff", ".wma", ".jams",
                                                    ".bpm", ".txt", ".csv", ".beats"};

/// Without endings of audio and annotation files; ids such as "blues.00000" have dots of their own.
std::string_view withoutEndings(std::string_view name)
{
    for (bool isCut = true; isCut;) {
        isCut = false;
        for (const std::string_view ending : kEndings) {
            if (name.size() > ending.size() && lowerCase(name.substr(name.size() - ending.size())) == ending) {
                name.remove_suffix(ending.size());
                isCut = true;
            }
        }
    }
    return name;
}

std::string withSlashes(std::string_view path)
{
    std::string result(path);
    std::ranges::replace(result, '\\', '/');
    return result;
}

std::string_view lastPart(std::string_view path)
{
    return path.substr(path.rfind('/') + 1); // npos + 1 is 0
}

/// Finds tracks by what other programs call them.
class TrackFinder {
public:
    explicit TrackFinder(std::span<const EvaluationItem> items) : m_items(items)
    {
        for (std::size_t item = 0; item < items.size(); ++item) {
            m_byId.emplace(items[item].id, item);
            const std::string_view last = lastPart(items[item].id);
            m_byLastPart[std::string(last)].push_back(item);
            if (const std::optional<std::string> gtzan = gtzanIdOf(last))
                m_byGtzanName[*gtzan].push_back(item);
        }
    }

    [[nodiscard]] std::optional<std::size_t> find(const std::string& key) const
    {
        if (const auto place = m_byId.find(key); place != m_byId.end())
            return place->second;
        const std::string slashed = withSlashes(key);
        const std::string_view path = withoutEndings(slashed);
        if (const auto place = m_byId.find(std::string(path)); place != m_byId.end())
            return place->second;
        if (const auto place = m_byLastPart.find(std::string(lastPart(path))); place != m_byLastPart.end())
            return nearestOf(place->second, path);
        if (const std::optional<std::string> gtzan = gtzanIdOf(lastPart(path)))
            if (const auto place = m_byGtzanName.find(*gtzan); place != m_byGtzanName.end())
                return nearestOf(place->second, path);
        return std::nullopt;
    }

private:
    /// Of several tracks with one file name the one whose folders fit best, if it is one.
    [[nodiscard]] std::optional<std::size_t> nearestOf(const std::vector<std::size_t>& items,
                                                       std::string_view path) const
    {
        const auto commonEnd = [&](std::size_t item) {
            const std::string& id = m_items[item].id;
            return std::mismatch(id.rbegin(), id.rend(), path.rbegin(), path.rend()).first - id.rbegin();
        };
        const std::size_t best = *std::ranges::max_element(items, {}, commonEnd);
        if (std::ranges::count(items, commonEnd(best), commonEnd) > 1)
            return std::nullopt;
        return best;
    }

    std::span<const EvaluationItem> m_items;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byLastPart;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byGtzanName;
};

/// Messages of one kind, of which a person gets the first few and a count.
class MessageKind {
public:
    void add(std::string message)
    {
        if (++m_count <= kMessagesOfAKind)
            m_messages.push_back(std::move(message));
    }
    void moveTo(std::vector<std::string>& all, std::string_view name, std::string_view what)
    {
        std::ranges::move(m_messages, std::back_inserter(all));
        if (m_count > kMessagesOfAKind)
            all.push_back(fmt::format("{}: {} {} in all", printable(name), m_count, what));
    }

private:
    std::size_t m_count = 0;
    std::vector<std::string> m_messages;
};

} // namespace

MatchedEstimates matchEstimates(std::span<const ForeignEstimate> estimates, std::span<const EvaluationItem> items,
                                std::string_view name)
{
    const TrackFinder finder(items);
    MatchedEstimates matched;
    matched.predictions.resize(items.size());
    std::vector<const ForeignEstimate*> taken(items.size());
    MessageKind strangers;
    MessageKind twins;
    MessageKind refused;
    for (const ForeignEstimate& estimate : estimates) {
        const std::optional<std::size_t> item = finder.find(estimate.key);
        if (!item) {
            strangers.add(fmt::format("{}: '{}' is no track of the dataset", estimate.where, excerpt(estimate.key)));
            continue;
        }
        const std::string id = printable(std::string_view(items[*item].id));
        if (taken[*item] != nullptr) {
            twins.add(fmt::format("{}: a second estimate for {}; the first counts", estimate.where, id));
            continue;
        }
        taken[*item] = &estimate;
        ++matched.matched;
        TrackPrediction& prediction = matched.predictions[*item];
        prediction.bpm = estimate.bpm;
        prediction.confidence = estimate.bpm ? estimate.confidence : std::nullopt;
        prediction.error = estimate.bpm ? std::string() : estimate.error;
        if (!estimate.bpm)
            refused.add(fmt::format("{}: {}: {}; it counts as wrong", estimate.where, id, estimate.error));
    }
    if (matched.matched == 0)
        throw Error(
            ErrorCode::InvalidArgument,
            fmt::format("{}: none of its {} estimates, such as '{}', is for a track of the dataset, such as '{}'",
                        printable(name), estimates.size(), estimates.empty() ? "" : excerpt(estimates.front().key),
                        items.empty() ? "" : printable(std::string_view(items.front().id))));
    strangers.moveTo(matched.messages, name, "estimates for no track of the dataset");
    twins.moveTo(matched.messages, name, "further estimates for a track that has one");
    refused.moveTo(matched.messages, name, "estimates that cannot be used");
    for (std::size_t item = 0; item < items.size(); ++item)
        if (taken[item] == nullptr)
            matched.predictions[item].error = "no estimate";
    if (matched.matched < items.size())
        matched.messages.push_back(fmt::format("{}: no estimate for {} of {} tracks; they count as wrong",
                                               printable(name), items.size() - matched.matched, items.size()));
    return matched;
}

} // namespace tempo
