// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/torch/training_stand_in.h"

#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "training/files/run_folder.h"

#include <c10/util/Exception.h>
#include <cstdlib>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>

namespace tempo::test {

namespace {

class StandInNetwork : public neural::TempoNetwork {
public:
    explicit StandInNetwork(const neural::NetworkOutput& output)
        : m_output(output),
          m_convolution(register_module("conv", torch::nn::Conv1d(torch::nn::Conv1dOptions(8, 12, 9).stride(4)))),
          m_norm(register_module("norm", torch::nn::BatchNorm1d(12))),
          m_dropout(register_module("dropout", torch::nn::Dropout(0.2))),
          m_head(register_module("head",
                                 torch::nn::Linear(12, output.loss == LossKind::CrossEntropy ? output.grid.nBins : 1)))
    {
    }

    torch::Tensor features(const torch::Tensor& melDecibel) const override
    {
        const torch::Tensor bands = melDecibel.view({melDecibel.size(0), melDecibel.size(1), 8, 16}).mean(3);
        return bands.add(50.0).div(30.0).transpose(1, 2).unsqueeze(1).contiguous();
    }

    torch::Tensor forward(const torch::Tensor& features) override
    {
        torch::Tensor hidden = m_norm->forward(m_convolution->forward(features.squeeze(1))).relu();
        torch::Tensor out = m_head->forward(m_dropout->forward(hidden).mean(2));
        if (m_output.loss == LossKind::MeanSquaredError)
            out = out.sigmoid();
        if (!is_training() || ++m_step != breaksAt)
            return out;
        TORCH_CHECK_WITH(OutOfMemoryError, factor.has_value(), "CUDA out of memory.\nTried to allocate 7 TiB.");
        return out * *factor;
    }

    [[nodiscard]] double lookAheadSeconds() const override { return 0.0; }

    int breaksAt = 0;
    std::optional<double> factor;

private:
    neural::NetworkOutput m_output;
    torch::nn::Conv1d m_convolution;
    torch::nn::BatchNorm1d m_norm;
    torch::nn::Dropout m_dropout;
    torch::nn::Linear m_head;
    int m_step = 0;
};

} // namespace

StandIn::StandIn(const std::filesystem::path& folder)
    : m_folder(folder), m_features(std::make_unique<FeatureStore>(folder / "features"))
{
    for (unsigned i = 0; i < 10; ++i) {
        TrainingTrack track;
        track.id = "song" + std::to_string(i);
        track.audio = folder / (track.id + ".wav");
        track.audioHash = "hash" + std::to_string(i);
        track.tempo = Bpm(70.0 + 11.0 * i);
        // One is shorter than a block.
        if (!std::filesystem::exists(track.audio))
            writeWav(track.audio, rhythmClip(track.tempo.value(), i == 2 ? 8.0 : 14.0 + 0.5 * i, i));
        track.nFrames = m_features->prepare(track.audio);
        m_tracks.push_back(std::move(track));
    }
}

TrainingJob StandIn::newJob(const std::string& run) const
{
    RunFolder::create(m_folder / run).writeConfig("seed_everything: 1\n");
    TrainingJob job = jobToResume(run);
    job.isResumed = false;
    return job;
}

TrainingJob StandIn::jobToResume(const std::string& run) const
{
    TrainingJob job;
    job.config.trainer.maxEpochs = 4;
    job.config.trainer.batchSize = 4;
    job.config.trainer.device = "cpu";
    job.config.trainer.threads = 1;
    job.features = m_features.get();
    job.train.assign(m_tracks.begin(), m_tracks.begin() + 7);
    job.validation.assign(m_tracks.begin() + 7, m_tracks.end());
    job.runFolder = m_folder / run;
    job.splitFingerprint = "fingerprint";
    job.isResumed = true;
    return job;
}

std::shared_ptr<neural::TempoNetwork> standInNetwork(const ModelConfig& model, const neural::NetworkOutput& output)
{
    static_cast<void>(model);
    return std::make_shared<StandInNetwork>(output);
}

neural::NetworkFactory networkThatBreaksAt(int step, std::optional<double> factor)
{
    return [=](const ModelConfig&, const neural::NetworkOutput& output) {
        const auto network = std::make_shared<StandInNetwork>(output);
        network->breaksAt = step;
        network->factor = factor;
        return network;
    };
}

void Watcher::stepDone(const StepRecord& record, std::int64_t stepsPerEpoch)
{
    static_cast<void>(stepsPerEpoch);
    steps.push_back(record);
    if (onStep)
        onStep(record);
}

void Watcher::epochDone(const EpochRecord& record)
{
    epochs.push_back(record);
    if (onEpoch)
        onEpoch(record);
}

} // namespace tempo::test
