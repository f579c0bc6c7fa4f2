// SPDX-License-Identifier: GPL-3.0-or-later
// Parameter counts against the published ones, names, shapes, and causality: changing the future must change nothing
// before.
#include "engine/core/error.h"
#include "tests/training/torch/settled.h"
#include "training/torch/detail/cnn14.h"
#include "training/torch/detail/mobilenet_v2.h"
#include "training/torch/detail/model_io.h"

#include <QTest>

#include <c10/core/InferenceMode.h>
#include <cmath>
#include <torch/utils.h>

using namespace tempo;
using namespace tempo::neural;

Q_DECLARE_METATYPE(tempo::ModelConfig)

namespace {

std::int64_t parameterCount(const torch::nn::Module& network)
{
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : network.parameters())
        count += parameter.numel();
    return count;
}

ClassicOptions regression(std::int64_t inputChannels = 1)
{
    return {.inputChannels = inputChannels, .output = {.loss = LossKind::MeanSquaredError}};
}

/// A spectrogram in dB. @return [2, nFrames, 128]
torch::Tensor randomMel(std::int64_t nFrames)
{
    return torch::randn({2, nFrames, 128}) * 15.0 - 20.0;
}

/// [batch, n_steps, n_outputs]
torch::Tensor answersOverTime(TempoNetwork& network, const torch::Tensor& mel)
{
    const torch::Tensor features = network.features(mel);
    if (auto* mobile = network.as<MobileNetV2Impl>())
        return mobile->answersOverTime(features);
    return network.as<Cnn14Impl>()->answersOverTime(features);
}

void addNetworkRows()
{
    QTest::addColumn<ModelConfig>("model");
    QTest::newRow("MobileNetV2, mel") << ModelConfig{.network = NetworkKind::MobileNetV2};
    QTest::newRow("MobileNetV2, tempogram")
        << ModelConfig{.network = NetworkKind::MobileNetV2, .input = NetworkInput::Tempogram};
    QTest::newRow("Cnn14, mel") << ModelConfig{.network = NetworkKind::Cnn14};
}

} // namespace

class TestNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mobileNetV2HasThePublishedParameters()
    {
        QCOMPARE(parameterCount(*MobileNetV2(regression(3))), 2'225'153);
        // The first convolution has 32 filters of 3 x 3 for each channel.
        QCOMPARE(parameterCount(*MobileNetV2(regression(1))), 2'225'153 - 2 * 32 * 9);
    }

    void mobileNetV2HasTorchvisionsNames()
    {
        const TensorMap tensors = namedTensors(*MobileNetV2(regression(3)));
        // torchvision's state_dict has 314 entries, 52 of which count batches.
        QCOMPARE(tensors.size(), std::size_t{314 - 52});
        const auto shapeOf = [&](const char* name) { return tensors.at(name).sizes().vec(); };
        using Shape = std::vector<std::int64_t>;
        QCOMPARE(shapeOf("features.0.0.weight"), (Shape{32, 3, 3, 3}));
        QCOMPARE(shapeOf("features.0.1.running_var"), (Shape{32}));
        QCOMPARE(shapeOf("features.1.conv.0.0.weight"), (Shape{32, 1, 3, 3}));
        QCOMPARE(shapeOf("features.1.conv.1.weight"), (Shape{16, 32, 1, 1}));
        QCOMPARE(shapeOf("features.1.conv.2.bias"), (Shape{16}));
        QCOMPARE(shapeOf("features.2.conv.1.0.weight"), (Shape{96, 1, 3, 3}));
        QCOMPARE(shapeOf("features.17.conv.3.running_mean"), (Shape{320}));
        QCOMPARE(shapeOf("features.18.0.weight"), (Shape{1280, 320, 1, 1}));
        QCOMPARE(shapeOf("classifier.1.weight"), (Shape{1, 1280}));
    }

    void cnn14HasThePublishedParameters()
    {
        const Cnn14 network(regression());
        // 80 753 615 in the paper: with 64 bands in bn0, and 527 classes.
        constexpr std::int64_t kPublished = 80'753'615 - 2 * 64 - (2048 * 527 + 527);
        QCOMPARE(parameterCount(*network), kPublished + 2 * 128 + (2048 + 1));
        const TensorMap tensors = namedTensors(*network);
        for (const char* name : {"bn0.running_mean", "conv_block1.conv1.weight", "conv_block3.bn2.bias",
                                 "conv_block6.conv2.weight", "fc1.bias", "fc_audioset.weight"})
            QVERIFY2(tensors.contains(name), name);
    }

    void theAnswerHasTheShapeOfItsKind_data() { addNetworkRows(); }
    void theAnswerHasTheShapeOfItsKind()
    {
        QFETCH(const ModelConfig, model);
        const c10::InferenceMode inference;
        const auto distribution = makeNetwork(model, {});
        distribution->eval();
        for (const std::int64_t nFrames : {256, 317}) {
            const torch::Tensor features = distribution->features(randomMel(nFrames));
            const std::int64_t bands = model.input == NetworkInput::Mel ? 128 : 384;
            QCOMPARE(features.sizes().vec(), (std::vector<std::int64_t>{2, 1, bands, nFrames}));
            QVERIFY(features.abs().max().item<float>() <= 1.0001F);
            QCOMPARE(distribution->forward(features).sizes().vec(), (std::vector<std::int64_t>{2, 165}));
        }
        QVERIFY(std::isinf(distribution->lookAheadSeconds()));

        const auto scaled = makeNetwork(model, {.loss = LossKind::MeanSquaredError});
        scaled->eval();
        const torch::Tensor tempo = scaled->forward(scaled->features(randomMel(256)));
        QCOMPARE(tempo.sizes().vec(), (std::vector<std::int64_t>{2, 1}));
        QVERIFY(tempo.min().item<float>() > 0.0F && tempo.max().item<float>() < 1.0F);
    }

    void causalNetworksDoNotSeeTheFuture_data() { addNetworkRows(); }
    void causalNetworksDoNotSeeTheFuture()
    {
        QFETCH(ModelConfig, model);
        const c10::InferenceMode inference;
        constexpr std::int64_t kFramesPerStep = 32;
        constexpr std::int64_t kChange = 160;
        const torch::Tensor mel = randomMel(256);
        const torch::Tensor changed = mel.clone();
        // Louder than anything before, so that a limit that knew it would show.
        changed.narrow(1, kChange, 256 - kChange).add_(30.0);

        const auto movement = [&] {
            const auto network = makeNetwork(model, {.loss = LossKind::MeanSquaredError});
            test::settle(*network, mel);
            const torch::Tensor answers = answersOverTime(*network, mel);
            if (answers.sizes().vec() != std::vector<std::int64_t>{2, 256 / kFramesPerStep, 1})
                return torch::Tensor();
            const torch::Tensor last = network->forward(network->features(mel));
            if (!torch::allclose(last, answers.select(1, answers.size(1) - 1), 1e-4, 1e-6))
                return torch::Tensor();
            return (answersOverTime(*network, changed) - answers).abs().amax({0, 2});
        };
        constexpr std::int64_t kUntouched = kChange / kFramesPerStep;
        model.isCausal = true;
        const torch::Tensor causal = movement();
        QVERIFY(causal.defined());
        QCOMPARE(causal.narrow(0, 0, kUntouched).max().item<float>(), 0.0F);
        QVERIFY(causal.narrow(0, kUntouched, 1).item<float>() > 0.0F);

        model.isCausal = false;
        const torch::Tensor symmetrical = movement();
        QVERIFY(symmetrical.defined());
        QVERIFY(symmetrical.narrow(0, 0, kUntouched).max().item<float>() > 0.0F);
    }

    void causalNetworksSayTheirLookAhead()
    {
        const auto network = makeNetwork({.network = NetworkKind::MobileNetV2, .isCausal = true}, {});
        QCOMPARE(network->lookAheadSeconds(), 1024.0 / 22050.0);
    }

    void gainAndSilenceDoNotMatter()
    {
        const c10::InferenceMode inference;
        const auto network = makeNetwork({.network = NetworkKind::MobileNetV2}, {});
        const torch::Tensor mel = randomMel(64).clamp_min(-60.0);
        QVERIFY(torch::allclose(network->features(mel), network->features(mel + 12.0), 0.0, 1e-5));
        QCOMPARE(network->features(torch::full({1, 64, 128}, -100.0F)).max().item<float>(), -1.0F);
    }

    void equalSeedsGiveEqualNetworks()
    {
        const auto weights = [] {
            torch::manual_seed(7);
            return makeNetwork({.network = NetworkKind::MobileNetV2}, {})->parameters();
        };
        const auto first = weights();
        const auto second = weights();
        for (std::size_t k = 0; k < first.size(); ++k)
            QVERIFY(torch::equal(first[k], second[k]));
    }

    void everyParameterLearns()
    {
        const auto network = makeNetwork({.network = NetworkKind::MobileNetV2, .dropout = 0.0}, {});
        network->forward(network->features(randomMel(64))).square().sum().backward();
        for (const auto& item : network->named_parameters())
            QVERIFY2(item.value().grad().defined() && item.value().grad().abs().sum().item<float>() > 0.0F,
                     item.key().c_str());
    }

    void combinationsThatDoNotExistAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, makeNetwork({.input = NetworkInput::Tempogram}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, makeNetwork({}, {.loss = LossKind::MeanSquaredError}));
        QVERIFY_THROWS_EXCEPTION(Error, Cnn14(regression(3)));
    }
};

QTEST_APPLESS_MAIN(TestNetworks)
#include "tst_networks.moc"
