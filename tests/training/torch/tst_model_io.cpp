// SPDX-License-Identifier: GPL-3.0-or-later
// Model files there and back, and every file that must be refused; the model behind the torch-free interface.
#include "engine/core/error.h"
#include "tests/support/temp_folder.h"
#include "tests/training/torch/settled.h"
#include "training/torch/detail/model_io.h"
#include "training/torch/detail/tempo_model.h"

#include <QTest>

#include <c10/core/InferenceMode.h>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <torch/utils.h>

using namespace tempo;
using namespace tempo::neural;

namespace {

constexpr std::size_t kFrames = 64;

ModelFacts mobileFacts(LossKind loss)
{
    ModelFacts facts;
    facts.name = "test";
    facts.model = {.network = NetworkKind::MobileNetV2, .isCausal = true};
    facts.loss = loss;
    facts.blockFrames = kFrames;
    return facts;
}

std::shared_ptr<TempoNetwork> networkOf(const ModelFacts& facts)
{
    torch::manual_seed(1);
    auto network = makeNetwork(facts.model, {.loss = facts.loss, .grid = facts.grid});
    test::settle(*network, torch::randn({4, 64, 128}) * 15.0 - 20.0);
    return network;
}

std::vector<float> randomBlocks(std::size_t nBlocks)
{
    torch::manual_seed(2);
    const torch::Tensor mel = torch::randn({static_cast<std::int64_t>(nBlocks * kFrames * 128)}) * 15.0 - 20.0;
    return {mel.data_ptr<float>(), mel.data_ptr<float>() + mel.numel()};
}

/// What loading says of a file whose tensors were changed.
std::string refusal(const std::function<void(TensorMap&)>& change)
{
    const test::TempFolder folder;
    const ModelFacts facts = mobileFacts(LossKind::MeanSquaredError);
    TensorMap tensors = namedTensors(*networkOf(facts));
    change(tensors);
    Safetensors content = toSafetensors(tensors);
    content.metadata = toMetadata(facts);
    writeSafetensors(folder / "model.safetensors", content);
    try {
        loadNetwork(folder / "model.safetensors");
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? error.message() : "wrong kind of error";
    }
    return "no error";
}

} // namespace

class TestModelIo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aModelComesBackAsItWas()
    {
        const test::TempFolder folder;
        const ModelFacts facts = mobileFacts(LossKind::CrossEntropy);
        const auto network = networkOf(facts);
        saveModel(folder / "model.safetensors", *network, facts);
        const LoadedNetwork loaded = loadNetwork(folder / "model.safetensors");
        QCOMPARE(loaded.facts.name, facts.name);
        QVERIFY(loaded.facts.model.isCausal);
        QVERIFY(!loaded.network->is_training());

        const c10::InferenceMode inference;
        const torch::Tensor mel = torch::randn({2, 64, 128}) * 15.0;
        QVERIFY(torch::equal(network->forward(network->features(mel)),
                             loaded.network->forward(loaded.network->features(mel))));
    }

    void tensorsOfEveryTypeComeBack()
    {
        TensorMap tensors;
        const torch::Tensor numbers = torch::arange(7);
        for (const auto type : {torch::kFloat, torch::kHalf, torch::kBFloat16, torch::kDouble, torch::kLong,
                                torch::kInt, torch::kShort, torch::kChar, torch::kByte, torch::kBool})
            tensors.emplace(c10::toString(type), numbers.to(type));
        tensors.emplace("scalar", torch::tensor(3.5F));
        tensors.emplace("empty", torch::empty({0, 4}));
        tensors.emplace("view", torch::arange(6.0F).reshape({2, 3}).t());
        const std::vector<std::byte> bytes = toBytes(toSafetensors(tensors));
        const TensorMap back = toTensors(parseSafetensors(bytes, "memory"), "memory");
        QCOMPARE(back.size(), tensors.size());
        for (const auto& [name, tensor] : tensors)
            QVERIFY2(torch::equal(tensor, back.at(name)) && tensor.dtype() == back.at(name).dtype(), name.c_str());
    }

    void filesThatDoNotFitAreRefusedWithNames()
    {
        const auto names = [](const std::string& message, std::string_view part) {
            return message.find(part) != message.npos && message.find('\n') == message.npos;
        };
        QVERIFY(names(refusal([](TensorMap& t) { t.erase("classifier.1.bias"); }), "without classifier.1.bias"));
        QVERIFY(names(refusal([](TensorMap& t) { t["more"] = torch::zeros(1); }), "more"));
        QVERIFY(names(refusal([](TensorMap& t) { t["features.0.1.bias"] = torch::zeros(31); }),
                      "features.0.1.bias is [31] where the network has [32]"));
        QVERIFY(names(refusal([](TensorMap& t) {
                          t["features.0.1.bias"] = torch::full({32}, std::numeric_limits<float>::quiet_NaN());
                      }),
                      "features.0.1.bias holds values that are no numbers"));
        // Another architecture under this one's name.
        QVERIFY(names(refusal([](TensorMap& t) { t = namedTensors(*makeNetwork({}, {})); }), "and 258 more"));
    }

    void aRefusedFileLeavesTheNetworkAsItWas()
    {
        const auto network = networkOf(mobileFacts(LossKind::MeanSquaredError));
        TensorMap tensors;
        for (const auto& [name, tensor] : namedTensors(*network))
            tensors.emplace(name, torch::zeros_like(tensor));
        tensors.erase("classifier.1.weight");
        QVERIFY_THROWS_EXCEPTION(Error, fillNetwork(*network, tensors, "memory"));
        QVERIFY(namedTensors(*network).at("features.0.0.weight").abs().max().item<float>() > 0.0F);
    }

    void missingAndOtherFilesAreErrors()
    {
        const test::TempFolder folder;
        QVERIFY_THROWS_EXCEPTION(Error, loadNetwork(folder / "none.safetensors"));
        writeSafetensors(folder / "plain.safetensors", toSafetensors({{"x", torch::zeros(3)}}));
        QVERIFY_THROWS_EXCEPTION(Error, loadNetwork(folder / "plain.safetensors"));
    }

    void distributionsSumToOneWhateverTheTemperature()
    {
        ModelFacts facts = mobileFacts(LossKind::CrossEntropy);
        double sharpest = 0.0;
        for (const double temperature : {10.0, 1.0, 0.1}) {
            facts.temperature = temperature;
            const auto model = makeTempoModel({facts, networkOf(facts)}, torch::kCPU, "test");
            const Matrix<float> rows = model->predict(randomBlocks(2), 2);
            QCOMPARE(rows.rows(), std::size_t{2});
            QCOMPARE(rows.cols(), std::size_t{165});
            const auto row = rows.row(1);
            QVERIFY(std::abs(std::accumulate(row.begin(), row.end(), 0.0) - 1.0) < 1e-5);
            const double peak = static_cast<double>(*std::ranges::max_element(row));
            QVERIFY(peak > sharpest);
            sharpest = peak;
        }
    }

    void aScaledTempoIsGivenInBpm()
    {
        ModelFacts facts = mobileFacts(LossKind::MeanSquaredError);
        facts.range = {Bpm{50.0}, Bpm{150.0}};
        const auto network = networkOf(facts);
        const auto model = makeTempoModel({facts, network}, torch::kCPU, "test");
        const std::vector<float> blocks = randomBlocks(1);
        const float bpm = model->predict(blocks, 1)(0, 0);
        const c10::InferenceMode inference;
        const torch::Tensor scaled = network->forward(network->features(torch::tensor(blocks).reshape({1, 64, 128})));
        QVERIFY(std::abs(bpm - (50.0F + 100.0F * scaled.item<float>())) < 1e-3F);
    }

    void manyBlocksAreAnsweredAsSingleOnes()
    {
        const ModelFacts facts = mobileFacts(LossKind::MeanSquaredError);
        const auto model = makeTempoModel({facts, networkOf(facts)}, torch::kCPU, "test");
        const std::vector<float> blocks = randomBlocks(19);
        const Matrix<float> together = model->predict(blocks, 19);
        for (const std::size_t k : {0U, 16U, 18U}) {
            const auto one = std::span(blocks).subspan(k * kFrames * 128, kFrames * 128);
            QVERIFY(std::abs(model->predict(one, 1)(0, 0) - together(k, 0)) < 1e-2F);
        }
        QCOMPARE(model->predict({}, 0).rows(), std::size_t{0});
    }

    void valuesThatAreNoNumbersCountAsSilence()
    {
        const ModelFacts facts = mobileFacts(LossKind::CrossEntropy);
        const auto model = makeTempoModel({facts, networkOf(facts)}, torch::kCPU, "test");
        std::vector<float> blocks = randomBlocks(1);
        blocks[77] = kSilentDecibel;
        const Matrix<float> silent = model->predict(blocks, 1);
        blocks[77] = std::numeric_limits<float>::quiet_NaN();
        const Matrix<float> broken = model->predict(blocks, 1);
        QVERIFY(std::ranges::equal(silent.values(), broken.values()));
        QVERIFY_THROWS_EXCEPTION(Error, model->predict(blocks, 2));
    }
};

QTEST_APPLESS_MAIN(TestModelIo)
#include "tst_model_io.moc"
