// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/evaluation_job.h"

#include "app/common/evidence.h"
#include "app/workbench/task_work_runner.h"
#include "engine/core/printable.h"
#include "engine/datasets/layout.h"
#include "engine/datasets/scan_cache.h"
#include "engine/evaluation/evaluation_items.h"
#include "engine/evaluation/report_files.h"
#include "training/files/onset_store.h"
#include "training/files/prediction_cache.h"
#include "training/neural/shipped_model.h"

#include <algorithm>
#include <utility>

namespace tempo::workbench {

namespace {

std::vector<TrackScan> scansOf(const Dataset& dataset, WorkRunner& runner, std::vector<std::string>& messages)
{
    ScanCache cache(defaultScanCachePath());
    std::vector<TrackScan> scans(dataset.tracks.size());
    runner.run(
        "reading audio", scans.size(), 0,
        [&](std::size_t track, const std::stop_token& stop) {
            if (dataset.tracks[track].audio)
                scans[track] = cache.scan(*dataset.tracks[track].audio, stop);
        },
        [&](std::size_t track) { return dataset.tracks[track].id; });
    for (const std::string& message : cache.takeMessages())
        messages.push_back(message);
    return scans;
}

app::SystemWishes wishesOf(const EvaluationOrder& order)
{
    app::SystemWishes wishes = order.systems;
    if (order.models.empty())
        return wishes;
    wishes.models.emplace();
    try {
        wishes.models->push_back(shippedModel());
    } catch (const Error&) {
        // An installation without it: the named ones are enough.
        wishes.models->clear();
    }
    wishes.models->insert(wishes.models->end(), order.models.begin(), order.models.end());
    return wishes;
}

} // namespace

std::shared_ptr<const EvaluationWork> evaluateSystems(const EvaluationOrder& order, TaskContext& task)
{
    auto work = std::make_shared<EvaluationWork>();
    TaskWorkRunner runner(task);
    work->dataset = openDataset(order.dataset, {}, task.stop());
    const std::vector<TrackScan> scans = scansOf(work->dataset, runner, work->messages);
    work->evaluation = evaluationOf(work->dataset, scans, {}, work->messages);
    const app::EvaluationSystems systems(wishesOf(order), work->dataset, work->evaluation, work->messages);
    work->choice = order.choice;
    work->chosen = chooseTracks(work->evaluation, order.choice);
    if (work->chosen.empty())
        throw Error(ErrorCode::InvalidArgument,
                    printable(order.dataset) +
                        ": the models know all of these tracks from their training, or none; choose another split");
    work->scope = app::scopeText(order.choice, work->chosen.size(), work->evaluation.items.size());
    if (systems.listens()) {
        const std::vector<std::size_t> judged = app::itemsWithReference(work->evaluation, work->chosen);
        FeatureStore features(defaultFeatureFolder());
        OnsetStore onsets(defaultFeatureFolder() / "onset");
        const EvaluationStores stores{
            .features = &features, .onsets = onsets, .predictions = defaultPredictionFolder()};
        systems.predict({.dataset = work->dataset, .scans = scans, .wanted = judged, .jobs = 0}, stores, runner,
                        work->evaluation);
    }
    return work;
}

EvaluationView makeView(const EvaluationWork& work, const ViewOrder& order)
{
    const auto reportOn = [&](const std::vector<std::size_t>& items, std::string scope) {
        return std::make_shared<const EvaluationReport>(makeEvaluationReport(
            work.evaluation, items,
            {.reference = order.reference, .tolerance = order.tolerance, .scope = std::move(scope)}));
    };
    const auto reportOnSome = [&](const std::vector<std::size_t>& items, std::string scope) {
        try {
            return items.empty() ? nullptr : reportOn(items, std::move(scope));
        } catch (const Error&) {
            // None of these tracks has a tempo in this reference: there is nothing to say of them.
            return std::shared_ptr<const EvaluationReport>();
        }
    };
    return {.all = reportOn(work.chosen, work.scope),
            .filtered = reportOnSome(order.filtered, "filter " + order.filter),
            .selected = reportOnSome(order.selected, std::to_string(order.selected.size()) + " selected")};
}

OpenedEvidence openEvidence(const std::filesystem::path& file)
{
    auto evidence = std::make_shared<Evidence>(readEvidence(file));
    auto work = std::make_shared<EvaluationWork>();
    work->dataset = app::datasetOf(*evidence);
    work->evaluation = std::move(evidence->evaluation);
    evidence->evaluation = {};
    work->chosen = evidence->chosen;
    work->choice = evidence->choice;
    work->scope = evidence->options.scope;
    const EvaluationReport report = makeEvaluationReport(work->evaluation, work->chosen, evidence->options);
    OpenedEvidence opened;
    opened.hasSameNumbers = evaluationJson(work->evaluation, report) == evidence->metrics;
    opened.hasAudio =
        std::ranges::any_of(work->dataset.tracks, [](const Track& track) { return track.audio.has_value(); });
    work->bundle = std::move(evidence);
    opened.work = std::move(work);
    return opened;
}

void saveEvidence(const std::filesystem::path& file, const EvaluationWork& work, const ViewOrder& order,
                  std::string view)
{
    Evidence evidence =
        app::evidenceOf(work.dataset, work.evaluation, work.choice, work.chosen,
                        {.reference = order.reference, .tolerance = order.tolerance, .scope = work.scope});
    // Of a bundle that is saved again: where the audio lay is known from it, though it may not be here.
    if (work.bundle) {
        evidence.root = work.bundle->root;
        evidence.audio = work.bundle->audio;
    }
    evidence.filter = order.filter;
    evidence.view = std::move(view);
    writeEvidence(file, evidence);
}

} // namespace tempo::workbench
