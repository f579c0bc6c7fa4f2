// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/model_facts.h"

#include "training/torch/sampler.h"

#include <chrono>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace tempo::neural {

namespace {

const char* titleOf(NetworkKind network)
{
    switch (network) {
    case NetworkKind::MobileNetV2:
        return "MobileNetV2";
    case NetworkKind::Cnn14:
        return "Cnn14";
    case NetworkKind::TempoNet:
        return "TempoNet";
    }
    throw Error(ErrorCode::Internal, "an unknown kind of network");
}

std::string runName(const TrainingJob& job)
{
    return job.config.trainer.name.empty() ? job.runFolder.filename().native() : job.config.trainer.name;
}

std::string sourcesOf(const TrainingJob& job)
{
    std::string names;
    for (const std::filesystem::path& root : job.config.data.roots)
        names += (names.empty() ? "" : ", ") + (root.has_filename() ? root : root.parent_path()).filename().native();
    return fmt::format("{} tracks{}{}", job.train.size(), names.empty() ? "" : " of ", names);
}

void addTracks(ModelFacts& facts, const std::vector<TrainingTrack>& tracks, SplitPart part)
{
    for (const TrainingTrack& track : tracks)
        facts.tracks.push_back({track.id, track.audioHash, part});
}

} // namespace

ModelFacts factsBeforeTraining(const TrainingJob& job, const std::string& configYaml, const std::string& torch)
{
    ModelFacts facts;
    facts.name = fmt::format("{} ({})", titleOf(job.config.model.network), runName(job));
    facts.model = job.config.model;
    facts.model.weights.clear();
    facts.loss = job.config.trainer.loss;
    facts.range = job.config.data.range;
    facts.blockFrames = kBlockFrames;
    facts.splitFingerprint = job.splitFingerprint;
    addTracks(facts, job.train, SplitPart::Train);
    addTracks(facts, job.validation, SplitPart::Validation);
    facts.history = {
        {"trained_on", sourcesOf(job)}, {"tempnetic", TEMPNETIC_VERSION}, {"torch", torch}, {"config", configYaml}};
    return facts;
}

void addResults(ModelFacts& facts, const EpochRecord& best, double temperature)
{
    facts.temperature = temperature;
    facts.metrics = {{"epoch", best.epoch},
                     {"train_loss", best.trainLoss},
                     {"val_loss", best.validationLoss},
                     {"val_accuracy_8", best.accuracy8},
                     {"val_accuracy_1", best.accuracy1},
                     {"val_accuracy_2", best.accuracy2}};
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    facts.history["date"] = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

} // namespace tempo::neural
