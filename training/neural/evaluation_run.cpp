// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/evaluation_run.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/estimators/librosa_estimator.h"
#include "engine/estimators/unusable_audio.h"
#include "engine/evaluation/evaluation_items.h"
#include "engine/evaluation/exposure.h"
#include "training/files/prediction_cache.h"
#include "training/files/safetensors.h"
#include "training/neural/network_estimator.h"
#include "training/neural/neural_module.h"

#include <fmt/format.h>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace tempo {

namespace {

/// Raised whenever the baseline's answers change.
constexpr const char* kBaselineIdentity = "librosa-0.11.0-1";

/// One system on one thread at a time.
using TrackEstimator =
    std::function<TempoEstimate(const std::filesystem::path& audio, Seconds duration, const std::stop_token& stop)>;

/// Estimators are costly to make and belong to one thread at a time: they are lent out.
class EstimatorPool {
public:
    explicit EstimatorPool(std::function<TrackEstimator()> make) : m_make(std::move(make)) {}

    TempoEstimate estimate(const std::filesystem::path& audio, Seconds duration, const std::stop_token& stop)
    {
        TrackEstimator estimator = take();
        TempoEstimate result = estimator(audio, duration, stop);
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(estimator));
        return result;
    }

private:
    TrackEstimator take()
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                TrackEstimator estimator = std::move(m_idle.back());
                m_idle.pop_back();
                return estimator;
            }
        }
        return m_make();
    }

    std::function<TrackEstimator()> m_make;
    std::mutex m_mutex;
    std::vector<TrackEstimator> m_idle; // under m_mutex
};

TrackPrediction toPrediction(TempoEstimate estimate)
{
    TrackPrediction prediction;
    prediction.bpm = estimate.bpm;
    if (estimate.bpm)
        prediction.confidence = estimate.confidence;
    else
        prediction.error = estimate.refusal.empty() ? "no tempo can be stated" : estimate.refusal;
    prediction.candidates = std::move(estimate.candidates);
    if (estimate.curve)
        prediction.blocks = std::move(estimate.curve->tempi);
    return prediction;
}

/// Why a track needs no estimator; empty if it does.
std::string reasonAgainst(const Track& track, const TrackScan& scan)
{
    if (!track.audio)
        return "no audio file";
    if (!scan.audio)
        return scan.error ? scan.error->message() : "was not read";
    return unusableAudio(*scan.audio);
}

TrackPrediction predict(const Track& track, const TrackScan& scan, EstimatorPool& pool, PredictionCache& cache,
                        const std::stop_token& stop)
{
    TrackPrediction prediction;
    prediction.error = printable(std::string_view(reasonAgainst(track, scan)));
    if (!prediction.error.empty())
        return prediction;
    const std::string hash = audioHashOf(scan);
    if (std::optional<TrackPrediction> known = cache.find(hash))
        return *std::move(known);
    try {
        const Seconds duration{static_cast<double>(scan.audio->nSamples) / kAnalysisRate.value()};
        prediction = toPrediction(pool.estimate(*track.audio, duration, stop));
    } catch (const Error& error) {
        prediction.error = printable(std::string_view(error.message()));
        return prediction;
    }
    if (!hash.empty())
        cache.add(hash, prediction);
    return prediction;
}

std::vector<TrackPrediction> predictAll(std::string_view stage, const std::string& identity, EstimatorPool& pool,
                                        const EvaluationTracks& tracks, const EvaluationStores& stores,
                                        WorkRunner& runner)
{
    PredictionCache cache(stores.predictions, identity);
    std::vector<TrackPrediction> predictions(tracks.dataset.tracks.size());
    for (TrackPrediction& prediction : predictions)
        prediction.error = "not asked for";
    runner.run(
        stage, tracks.wanted.size(), tracks.jobs,
        [&](std::size_t index, const std::stop_token& stop) {
            const std::size_t track = tracks.wanted[index];
            predictions[track] = predict(tracks.dataset.tracks[track], tracks.scans[track], pool, cache, stop);
        },
        [&](std::size_t index) { return tracks.dataset.tracks[tracks.wanted[index]].id; });
    return predictions;
}

} // namespace

ModelFacts readModelFacts(const std::filesystem::path& model)
{
    return factsFromMetadata(readSafetensors(model).metadata, model.native());
}

std::vector<TrackPrediction> predictWithBaseline(const EvaluationTracks& tracks, const EvaluationStores& stores,
                                                 WorkRunner& runner)
{
    EstimatorPool pool([&]() -> TrackEstimator {
        return [&onsets = stores.onsets, estimator = std::make_shared<LibrosaEstimator>()](
                   const std::filesystem::path& audio, Seconds, const std::stop_token& stop) {
            return estimator->estimateEnvelope(onsets.envelope(audio, stop), {}, stop);
        };
    });
    return predictAll("librosa", kBaselineIdentity, pool, tracks, stores, runner);
}

std::vector<TrackPrediction> predictWithModel(const std::filesystem::path& model, const EvaluationTracks& tracks,
                                              const EvaluationStores& stores, WorkRunner& runner)
{
    // Here and not on the threads: a model that cannot be had is no fault of the tracks.
    std::unique_ptr<TempoModel> first = neuralModule().loadModel(model, "auto", 1);
    std::mutex mutex;
    EstimatorPool pool([&]() -> TrackEstimator {
        std::unique_ptr<TempoModel> loaded;
        {
            const std::lock_guard lock(mutex);
            loaded = std::move(first);
        }
        if (!loaded)
            loaded = neuralModule().loadModel(model, "auto", 1);
        return [features = stores.features, estimator = std::make_shared<NetworkEstimator>(std::move(loaded))](
                   const std::filesystem::path& audio, Seconds duration, const std::stop_token& stop) {
            constexpr EstimateOptions kWithBlocks{.withCurve = true};
            if (features == nullptr)
                return estimator->estimateFrames(FeatureStore::analyse(audio, stop), duration, kWithBlocks);
            features->prepare(audio, stop);
            return estimator->estimateFrames(features->frames(audio), duration, kWithBlocks);
        };
    });
    return predictAll("network", "network-" + contentHash(model), pool, tracks, stores, runner);
}

std::vector<Exposure> exposuresOf(std::span<const EvaluationItem> items, const ModelFacts& facts)
{
    std::vector<KnownRecording> known;
    known.reserve(facts.tracks.size());
    for (const TrainedTrack& track : facts.tracks)
        known.push_back({track.id, track.audioHash, track.part});
    return exposuresOf(items, known);
}

} // namespace tempo
