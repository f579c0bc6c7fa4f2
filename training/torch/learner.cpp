// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/learner.h"

#include "training/torch/soft_target.h"
#include "training/torch/validation_score.h"

#include <ATen/autocast_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mse_loss.h>
#include <ATen/ops/stack.h>
#include <algorithm>
#include <cmath>

namespace tempo::neural {

namespace {

/// bfloat16 where it is safe, on CUDA, while it lives.
class Autocast {
public:
    Autocast(const at::Device& device, Precision precision)
        : m_isOn(device.is_cuda() && precision == Precision::BFloat16)
    {
        if (!m_isOn)
            return;
        at::autocast::set_autocast_enabled(at::kCUDA, true);
        at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
    }
    ~Autocast()
    {
        if (!m_isOn)
            return;
        at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(at::kCUDA, false);
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

private:
    bool m_isOn;
};

void addPrefixed(TensorMap& to, const std::string& prefix, const TensorMap& from)
{
    for (const auto& [name, tensor] : from)
        to[prefix + name] = tensor;
}

std::shared_ptr<TempoNetwork> moved(std::shared_ptr<TempoNetwork> network, const at::Device& device)
{
    network->to(device);
    return network;
}

} // namespace

bool StepResult::isFinite() const
{
    return std::isfinite(loss) && std::isfinite(gradientNorm);
}

Learner::Learner(std::shared_ptr<TempoNetwork> network, at::Device device, const TrainerConfig& config)
    : m_network(moved(std::move(network), device)), m_device(device), m_config(config),
      m_optimiser(*m_network, config.weightDecay)
{
    if (config.emaDecay > 0.0)
        for (const auto& [name, tensor] : namedTensors(*m_network))
            m_average[name] = tensor.detach().clone();
}

StepResult Learner::learn(const at::Tensor& melDecibel, const at::Tensor& target, std::int64_t number,
                          double learningRate)
{
    m_network->train();
    at::Tensor features;
    {
        const at::NoGradGuard noGradient;
        features = m_network->features(melDecibel);
    }
    at::Tensor output;
    {
        const Autocast autocast(m_device, m_config.precision);
        output = m_network->forward(features);
    }
    const at::Tensor loss = lossOf(output.to(at::kFloat), target, m_config.loss);
    m_network->zero_grad();
    loss.backward();
    const StepResult result{loss.item<double>(), gradientNorm()};
    if (!result.isFinite())
        return result;
    if (m_config.gradientClip > 0.0 && result.gradientNorm > m_config.gradientClip)
        for (const at::Tensor& parameter : m_network->parameters())
            if (parameter.grad().defined())
                parameter.grad().mul_(m_config.gradientClip / result.gradientNorm);
    m_optimiser.step(number, learningRate);
    updateAverage(number);
    return result;
}

double Learner::gradientNorm() const
{
    std::vector<at::Tensor> norms;
    for (const at::Tensor& parameter : m_network->parameters())
        if (parameter.grad().defined())
            norms.push_back(parameter.grad().norm());
    return norms.empty() ? 0.0 : at::stack(norms).norm().item<double>();
}

void Learner::updateAverage(std::int64_t number)
{
    const at::NoGradGuard noGradient;
    // The first steps count more, so that the random beginning is soon forgotten.
    const auto steps = static_cast<double>(number);
    const double decay = std::min(m_config.emaDecay, (1.0 + steps) / (10.0 + steps));
    const TensorMap current = m_average.empty() ? TensorMap{} : namedTensors(*m_network);
    for (auto& [name, average] : m_average) {
        if (average.is_floating_point())
            average.lerp_(current.at(name), 1.0 - decay);
        else
            average.copy_(current.at(name));
    }
}

void Learner::exchangeAverage()
{
    const at::NoGradGuard noGradient;
    const TensorMap current = m_average.empty() ? TensorMap{} : namedTensors(*m_network);
    for (auto& [name, average] : m_average) {
        const at::Tensor kept = average.clone();
        average.copy_(current.at(name));
        at::Tensor(current.at(name)).copy_(kept);
    }
}

void Learner::beginValidation()
{
    exchangeAverage();
    m_network->eval();
}

void Learner::endValidation()
{
    exchangeAverage();
}

at::Tensor Learner::predict(const at::Tensor& melDecibel)
{
    const at::NoGradGuard noGradient;
    const Autocast autocast(m_device, m_config.precision);
    return m_network->forward(m_network->features(melDecibel)).to(at::kCPU, at::kFloat).contiguous();
}

TensorMap Learner::state() const
{
    TensorMap state;
    addPrefixed(state, "network.", namedTensors(*m_network));
    addPrefixed(state, "average.", m_average);
    addPrefixed(state, "optimiser.", m_optimiser.state());
    return state;
}

TensorMap Learner::validatedWeights(const TensorMap& state) const
{
    const std::string prefix = m_average.empty() ? "network." : "average.";
    TensorMap weights;
    for (const auto& [name, tensor] : state)
        if (name.starts_with(prefix))
            weights[name.substr(prefix.size())] = tensor;
    return weights;
}

at::Tensor targetsOf(std::span<const Bpm> tempi, const ModelFacts& facts)
{
    const bool isDistribution = facts.loss == LossKind::CrossEntropy;
    at::Tensor targets = at::empty({static_cast<std::int64_t>(tempi.size()), isDistribution ? facts.grid.nBins : 1});
    auto* next = targets.mutable_data_ptr<float>();
    for (const Bpm tempo : tempi) {
        const std::vector<float> row = isDistribution
                                           ? softTarget(tempo, facts.grid)
                                           : std::vector{static_cast<float>(scaledTempo(tempo, facts.range))};
        next = std::copy(row.begin(), row.end(), next);
    }
    return targets;
}

at::Tensor lossOf(const at::Tensor& output, const at::Tensor& target, LossKind kind)
{
    if (kind == LossKind::MeanSquaredError)
        return at::mse_loss(output, target);
    return output.log_softmax(1).mul(target).sum(1).mean().neg();
}

} // namespace tempo::neural
