// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evaluation.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

namespace tempo {

namespace {

[[noreturn]] void refuse(std::string_view name, std::string_view cause)
{
    throw Error(ErrorCode::InvalidArgument, fmt::format("'{}': {}", printable(name), cause));
}

void requireTempi(const std::optional<Bpm>& bpm, std::string_view name, std::string_view what)
{
    if (bpm && !(std::isfinite(bpm->value()) && bpm->value() > 0.0))
        refuse(name, fmt::format("{} of {:g} BPM", what, bpm->value()));
}

void requireValidItem(const EvaluationItem& item, std::size_t nReferences)
{
    if (item.references.size() != nReferences)
        refuse(item.id, fmt::format("{} references instead of {}", item.references.size(), nReferences));
    for (const ItemReference& reference : item.references)
        requireTempi(reference.bpm, item.id, "a reference");
}

void requireValidSystem(const EvaluatedSystem& system, const std::vector<EvaluationItem>& items)
{
    if (system.predictions.size() != items.size())
        refuse(system.name, fmt::format("{} predictions for {} tracks", system.predictions.size(), items.size()));
    if (!system.exposures.empty() && system.exposures.size() != items.size())
        refuse(system.name, fmt::format("exposures of {} of {} tracks", system.exposures.size(), items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const TrackPrediction& prediction = system.predictions[i];
        requireTempi(prediction.bpm, items[i].id, fmt::format("an estimate ({})", printable(system.name)));
        if (prediction.confidence && !(*prediction.confidence >= 0.0 && *prediction.confidence <= 1.0))
            refuse(items[i].id,
                   fmt::format("a confidence of {:g} ({})", *prediction.confidence, printable(system.name)));
    }
}

} // namespace

std::string_view nameOf(SystemKind kind)
{
    constexpr std::array<std::string_view, 3> kNames{"baseline", "model", "imported"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(Exposure exposure)
{
    constexpr std::array<std::string_view, 3> kNames{"none", "validation", "train"};
    return kNames[static_cast<std::size_t>(exposure)];
}

void requireValid(const Evaluation& evaluation)
{
    if (evaluation.references.empty())
        throw Error(ErrorCode::InvalidArgument, "an evaluation needs a reference version");
    std::set<std::string_view> names;
    for (const EvaluationItem& item : evaluation.items) {
        if (!names.insert(item.id).second)
            refuse(item.id, "two tracks of this id");
        requireValidItem(item, evaluation.references.size());
    }
    names.clear();
    for (const EvaluatedSystem& system : evaluation.systems) {
        if (!names.insert(system.name).second)
            refuse(system.name, "two systems of this name");
        requireValidSystem(system, evaluation.items);
    }
}

} // namespace tempo
