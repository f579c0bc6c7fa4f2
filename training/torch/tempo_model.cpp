// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/tempo_model.h"

#include "engine/core/error.h"
#include "training/torch/detail/translate.h"

#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <cstring>
#include <fmt/format.h>
#include <utility>

namespace tempo::neural {

namespace {

constexpr std::int64_t kBands = 128;
/// Blocks that go through the network at a time: of a whole song the intermediate results would not fit the memory.
constexpr std::int64_t kBatch = 16;

class TorchTempoModel final : public TempoModel {
public:
    TorchTempoModel(LoadedNetwork loaded, const torch::Device& device, std::string subject)
        : m_facts(std::move(loaded.facts)), m_network(std::move(loaded.network)), m_device(device),
          m_subject(std::move(subject))
    {
        m_network->to(device);
        m_network->eval();
    }

    [[nodiscard]] const ModelFacts& facts() const override { return m_facts; }

    Matrix<float> predict(std::span<const float> melDecibel, std::size_t nBlocks) override
    {
        if (melDecibel.size() != nBlocks * m_facts.blockFrames * static_cast<std::size_t>(kBands))
            throw Error(ErrorCode::InvalidArgument, fmt::format("{} values are not {} blocks of {} frames",
                                                                melDecibel.size(), nBlocks, m_facts.blockFrames));
        return translated(m_subject, [&] { return predictAll(melDecibel, static_cast<std::int64_t>(nBlocks)); });
    }

private:
    Matrix<float> predictAll(std::span<const float> melDecibel, std::int64_t nBlocks)
    {
        // Grad mode belongs to the calling thread, whichever that is today.
        const c10::InferenceMode inference;
        Matrix<float> result(static_cast<std::size_t>(nBlocks), outputCount());
        const auto frames = static_cast<std::int64_t>(m_facts.blockFrames);
        for (std::int64_t begin = 0; begin < nBlocks; begin += kBatch) {
            const std::int64_t count = std::min(kBatch, nBlocks - begin);
            const float* values = melDecibel.data() + begin * frames * kBands;
            // LibTorch has no view of constant values; nothing is written to it.
            const torch::Tensor blocks =
                torch::from_blob(const_cast<float*>(values), {count, frames, kBands}, torch::kFloat).to(m_device);
            const torch::Tensor rows = predictBatch(blocks).to(torch::kCPU, torch::kFloat).contiguous();
            requireNumbers(rows);
            std::memcpy(result.row(static_cast<std::size_t>(begin)).data(), rows.const_data_ptr(), rows.nbytes());
        }
        return result;
    }

    torch::Tensor predictBatch(const torch::Tensor& blocks)
    {
        // A value that is no number would spread over the whole block.
        const double silent = static_cast<double>(kSilentDecibel);
        const torch::Tensor sound = torch::nan_to_num(blocks, silent, -silent, silent);
        const torch::Tensor output = m_network->forward(m_network->features(sound));
        if (m_facts.loss == LossKind::CrossEntropy)
            return torch::softmax(output.to(torch::kDouble) / m_facts.temperature, 1);
        const double low = m_facts.range.low.value();
        return output * (m_facts.range.high.value() - low) + low;
    }

    void requireNumbers(const torch::Tensor& rows) const
    {
        if (!rows.isfinite().all().item<bool>())
            throw Error(ErrorCode::NoTempo,
                        fmt::format("{}: the network's answer is no number; its weights are too large", m_subject));
    }

    [[nodiscard]] std::size_t outputCount() const
    {
        return m_facts.loss == LossKind::CrossEntropy ? static_cast<std::size_t>(m_facts.grid.nBins) : 1;
    }

    ModelFacts m_facts;
    std::shared_ptr<TempoNetwork> m_network;
    torch::Device m_device;
    std::string m_subject;
};

} // namespace

std::unique_ptr<TempoModel> makeTempoModel(LoadedNetwork loaded, const torch::Device& device, std::string subject)
{
    return translated(subject, [&] { return std::make_unique<TorchTempoModel>(std::move(loaded), device, subject); });
}

} // namespace tempo::neural
