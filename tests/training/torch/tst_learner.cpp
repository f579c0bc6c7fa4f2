// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/learner.h"

#include "tests/training/torch/training_stand_in.h"

#include <ATen/ops/allclose.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/tensor.h>
#include <QTest>
#include <cmath>

using namespace tempo;
using namespace tempo::neural;

namespace {

at::Tensor someMusic()
{
    return at::linspace(0.0, 900.0, 3 * 512 * 128).sin().mul(20.0).sub(30.0).view({3, 512, 128});
}

at::Tensor someTargets(const ModelFacts& facts)
{
    const std::vector<Bpm> tempi{Bpm(80.0), Bpm(120.0), Bpm(160.0)};
    return targetsOf(tempi, facts);
}

TensorMap copyOf(const TensorMap& tensors)
{
    TensorMap copy;
    for (const auto& [name, tensor] : tensors)
        copy[name] = tensor.detach().clone();
    return copy;
}

std::shared_ptr<TempoNetwork> newNetwork()
{
    at::manual_seed(1);
    return test::standInNetwork(ModelConfig{}, NetworkOutput{});
}

} // namespace

class TestLearner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstStepOfAdamWIsTheSignOfTheGradient()
    {
        const std::shared_ptr<TempoNetwork> network = newNetwork();
        for (const at::Tensor& parameter : network->parameters())
            parameter.mutable_grad() = at::full_like(parameter, 0.5);
        const TensorMap before = copyOf(namedTensors(*network));
        AdamW optimiser(*network, 0.1);
        optimiser.step(1, 0.01);
        for (const auto& named : network->named_parameters()) {
            // Without bias, scale and shift: those are not decayed.
            const double kept = named.value().dim() > 1 ? 1.0 - 0.01 * 0.1 : 1.0;
            const at::Tensor expected = before.at(named.key()).mul(kept).sub(0.01);
            QVERIFY2(at::allclose(named.value(), expected, 1e-5, 1e-6), named.key().c_str());
        }
        // Second step with another gradient, by the formula.
        for (const at::Tensor& parameter : network->parameters())
            parameter.mutable_grad() = at::full_like(parameter, -1.0);
        const at::Tensor bias = network->named_parameters()["head.bias"];
        const at::Tensor old = bias.detach().clone();
        optimiser.step(2, 0.01);
        const double first = (0.9 * 0.05 + 0.1 * -1.0) / (1.0 - 0.9 * 0.9);
        const double second = (0.999 * 0.00025 + 0.001) / (1.0 - 0.999 * 0.999);
        QVERIFY(at::allclose(bias, old.sub(0.01 * first / std::sqrt(second)), 1e-5, 1e-6));
    }

    void theLossesAreTheTextbooks()
    {
        const at::Tensor logits = at::tensor({1.0F, 2.0F, 0.5F}).view({1, 3});
        const at::Tensor target = at::tensor({0.25F, 0.5F, 0.25F}).view({1, 3});
        const double sum = std::log(std::exp(1.0) + std::exp(2.0) + std::exp(0.5));
        const double expected = sum - (0.25 * 1.0 + 0.5 * 2.0 + 0.25 * 0.5);
        QVERIFY(std::abs(lossOf(logits, target, LossKind::CrossEntropy).item<double>() - expected) < 1e-6);
        QVERIFY(std::abs(lossOf(logits, target, LossKind::MeanSquaredError).item<double>() -
                         (0.5625 + 2.25 + 0.0625) / 3.0) < 1e-6);
    }

    void targetsAreDistributionsOrScaledTempi()
    {
        ModelFacts facts;
        QVERIFY(at::allclose(someTargets(facts).sum(1), at::full({3}, 1.0F)));
        facts.loss = LossKind::MeanSquaredError;
        const at::Tensor scaled = someTargets(facts);
        QCOMPARE(scaled.sizes(), (at::IntArrayRef{3, 1}));
        QVERIFY(at::allclose(scaled.view({3}), at::tensor({40.0F / 210.0F, 80.0F / 210.0F, 120.0F / 210.0F})));
    }

    void learningLowersTheLossAndClippingLimitsTheGradient()
    {
        TrainerConfig config;
        Learner learner(newNetwork(), at::kCPU, config);
        const at::Tensor target = someTargets(ModelFacts{});
        const StepResult first = learner.learn(someMusic(), target, 1, 0.01);
        StepResult last;
        for (int step = 2; step < 30; ++step)
            last = learner.learn(someMusic(), target, step, 0.01);
        QVERIFY(last.loss < first.loss);
        for (const at::Tensor& parameter : learner.network().parameters())
            QVERIFY(parameter.grad().norm().item<double>() <= config.gradientClip * 1.001);
    }

    void aGradientThatIsNoNumberChangesNothing()
    {
        Learner learner(newNetwork(), at::kCPU, TrainerConfig{});
        const TensorMap before = copyOf(learner.state());
        const at::Tensor target = someTargets(ModelFacts{}).fill_(std::nan(""));
        QVERIFY(!learner.learn(someMusic(), target, 1, 0.01).isFinite());
        for (const auto& [name, tensor] : learner.state())
            QVERIFY2(name.find("running") != std::string::npos || at::equal(tensor, before.at(name)), name.c_str());
    }

    void theAverageFollowsTheWeightsAndValidates()
    {
        TrainerConfig config;
        config.emaDecay = 0.5;
        Learner learner(newNetwork(), at::kCPU, config);
        const TensorMap before = copyOf(learner.state());
        learner.learn(someMusic(), someTargets(ModelFacts{}), 1, 0.01);
        const TensorMap after = copyOf(learner.state());
        // In the first step the decay is 2/11.
        const at::Tensor expected =
            before.at("average.head.weight").mul(2.0 / 11.0).add(after.at("network.head.weight").mul(9.0 / 11.0));
        QVERIFY(at::allclose(after.at("average.head.weight"), expected, 1e-4, 1e-6));
        learner.beginValidation();
        QVERIFY(at::equal(namedTensors(learner.network()).at("head.weight"), after.at("average.head.weight")));
        learner.endValidation();
        QVERIFY(at::equal(namedTensors(learner.network()).at("head.weight"), after.at("network.head.weight")));
    }
};

QTEST_APPLESS_MAIN(TestLearner)
#include "tst_learner.moc"
