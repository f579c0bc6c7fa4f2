// SPDX-License-Identifier: GPL-3.0-or-later
// Weights from Python: data/ was written by torch.save(), see data/make_weights.py.
#include "engine/core/error.h"
#include "tests/support/temp_folder.h"
#include "training/torch/detail/import_weights.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace tempo;
using namespace tempo::neural;

namespace {

std::filesystem::path dataFile(const char* name)
{
    return std::filesystem::path(TEMPNETIC_WEIGHTS) / name;
}

const ModelConfig kMobile{.network = NetworkKind::MobileNetV2};

std::string messageOf(const std::filesystem::path& file)
{
    try {
        readWeights(file);
    } catch (const Error& error) {
        return error.message();
    }
    return "no error";
}

bool holds(const std::vector<std::string>& notes, std::string_view note)
{
    return std::ranges::find(notes, note) != notes.end();
}

} // namespace

class TestImportWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStateDictIsReadAsPythonWroteIt()
    {
        const TensorMap tensors = readWeights(dataFile("state_dict.pth"));
        QCOMPARE(tensors.size(), std::size_t{5});
        const torch::Tensor first = tensors.at("features.0.0.weight");
        QCOMPARE(first.sizes().vec(), (std::vector<std::int64_t>{32, 3, 3, 3}));
        QVERIFY(torch::equal(first.flatten(), torch::arange(864) / 1000));
        QCOMPARE(tensors.at("features.0.1.weight").scalar_type(), torch::kHalf);
        QCOMPARE(tensors.at("features.0.1.num_batches_tracked").item<int>(), 5);
    }

    void theWeightsOfACheckpointAreFound()
    {
        const TensorMap tensors = readWeights(dataFile("checkpoint.ckpt"));
        QCOMPARE(tensors.size(), std::size_t{5});
        const torch::Tensor expected = (torch::arange(864) / 1000).reshape({3, 3, 3, 32}).permute({3, 2, 1, 0});
        QVERIFY(torch::equal(tensors.at("model.features.0.0.weight"), expected));
    }

    void nothingOfAHostileFileIsRun()
    {
        const test::TempFolder folder;
        const auto before = std::filesystem::current_path();
        std::filesystem::current_path(folder.path());
        const std::string message = messageOf(dataFile("hostile.pth"));
        std::filesystem::current_path(before);
        QVERIFY(message.find("has no tensors") != message.npos);
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }

    void filesOfOtherKindsAreRefused()
    {
        QVERIFY(messageOf(dataFile("old.pth")).find("old format") != std::string::npos);
        QVERIFY(messageOf(dataFile("make_weights.py")).find("safetensors") != std::string::npos);
        QVERIFY(messageOf(dataFile("none.pth")).find("cannot be opened") != std::string::npos);
    }

    /// The pickle is stored without compression, so that its bytes can be spoilt one by one; the archive's checksum
    /// catches some, the reader must stand the others.
    void aDamagedFileIsAnErrorAndNothingWorse()
    {
        std::ifstream stream(dataFile("state_dict.pth"), std::ios::binary);
        const std::string whole{std::istreambuf_iterator<char>(stream), {}};
        const test::TempFolder folder;
        for (std::size_t k = 0; k < whole.size(); k += 41) {
            std::string damaged = whole;
            damaged[k] = static_cast<char>(damaged[k] ^ 0x55);
            if (k % 2 == 0)
                damaged.resize(k);
            std::ofstream(folder / "x.pth", std::ios::binary) << damaged;
            const std::string message = messageOf(folder / "x.pth");
            QVERIFY(message.find('\n') == message.npos);
        }
    }

    void whatFitsIsTakenAndTheRestIsNamed()
    {
        const test::TempFolder folder;
        const auto notes = importWeights(dataFile("checkpoint.ckpt"), kMobile, folder / "model.safetensors");
        QVERIFY(holds(notes, "features.0.0.weight: summed over its three input channels"));
        QVERIFY(holds(notes, "features.0.1.bias: not in the file, begins anew"));
        QVERIFY(holds(notes, "classifier.1.weight: [2, 4] in the file, [1, 1280] in the network, begins anew"));
        QVERIFY(holds(notes, "model.features.18.0.bias: not a part of the network, left out"));
        QVERIFY(std::ranges::none_of(notes, [](const std::string& note) { return note.find("batches") != note.npos; }));

        const LoadedNetwork loaded = loadNetwork(folder / "model.safetensors");
        QCOMPARE(loaded.facts.loss, LossKind::MeanSquaredError);
        const TensorMap tensors = namedTensors(*loaded.network);
        const torch::Tensor colours = (torch::arange(864) / 1000).reshape({3, 3, 3, 32}).permute({3, 2, 1, 0});
        QVERIFY(torch::allclose(tensors.at("features.0.0.weight"), colours.sum(1, true)));
        QVERIFY(torch::allclose(tensors.at("features.0.1.weight"), torch::arange(32) / 1000, 1e-3, 1e-3));
    }

    void aModelFileOfOursCanBeImportedWhole()
    {
        const test::TempFolder folder;
        ModelFacts facts;
        facts.model = kMobile;
        saveModel(folder / "a.safetensors", *makeNetwork(kMobile, {}), facts);
        QVERIFY(importWeights(folder / "a.safetensors", kMobile, folder / "b.safetensors").empty());
        QCOMPARE(loadNetwork(folder / "b.safetensors").facts.loss, LossKind::CrossEntropy);
    }

    void weightsOfAnotherNetworkAreRefused()
    {
        const test::TempFolder folder;
        QVERIFY_THROWS_EXCEPTION(Error, importWeights(dataFile("state_dict.pth"), {}, folder / "model.safetensors"));
        QVERIFY(!std::filesystem::exists(folder / "model.safetensors"));
    }
};

QTEST_APPLESS_MAIN(TestImportWeights)
#include "tst_import_weights.moc"
