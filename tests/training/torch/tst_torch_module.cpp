// SPDX-License-Identifier: GPL-3.0-or-later
// The module through its border: opened as the program opens it, every failure one line of tempo::Error.
#include "engine/core/error.h"
#include "tests/support/temp_folder.h"
#include "training/neural/module_loader.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>

using namespace tempo;

namespace {

NeuralModule& module()
{
    return openNeuralModule(TEMPNETIC_MODULE);
}

const std::filesystem::path kWeights = TEMPNETIC_WEIGHTS;
const ModelConfig kMobile{.network = NetworkKind::MobileNetV2};

/// The message of an Error of this code; anything else is a text that no expectation fits.
std::string messageOf(ErrorCode code, const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.code() == code ? error.message() : "other code: " + error.message();
    } catch (const std::exception& error) {
        return std::string("other exception: ") + error.what();
    }
    return "no error";
}

bool has(const std::string& message, std::string_view part)
{
    const bool fits = message.find(part) != message.npos && message.find('\n') == message.npos;
    if (!fits)
        qWarning("%s", message.c_str());
    return fits;
}

} // namespace

class TestTorchModule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhichLibTorchItIs()
    {
        const std::string version = module().version();
        QVERIFY(version.starts_with("2."));
        QVERIFY(version.ends_with("(CPU)") || version.find("(CUDA ") != version.npos);
    }

    void devicesNameCpuAndCuda()
    {
        const std::vector<ComputeDevice> devices = module().devices();
        QVERIFY(devices.front().isUsable);
        QVERIFY(!devices.front().reason.empty());
        QVERIFY(std::ranges::any_of(devices, [](const auto& d) { return d.name == "cpu" && d.isUsable; }));
        const auto cuda = std::ranges::find_if(devices, [](const auto& d) { return d.name.starts_with("cuda"); });
        QVERIFY(cuda != devices.end());
        QVERIFY(cuda->isUsable || !cuda->reason.empty());
    }

    void aModelIsImportedLoadedRunAndExported()
    {
        const test::TempFolder folder;
        const auto file = folder / "model.safetensors";
        QVERIFY(!module().importWeights(kWeights / "state_dict.pth", kMobile, file).empty());
        const std::unique_ptr<TempoModel> model = module().loadModel(file, "auto", 1);
        QCOMPARE(model->facts().model.network, NetworkKind::MobileNetV2);
        const std::vector<float> silence(2 * model->facts().blockFrames * 128, kSilentDecibel);
        const Matrix<float> bpm = model->predict(silence, 2);
        QVERIFY(bpm(0, 0) >= 40.0F && bpm(0, 0) <= 250.0F);

        module().exportOnnx(file, folder / "model.onnx");
        QVERIFY(std::filesystem::file_size(folder / "model.onnx") > 2'000'000 * sizeof(float));
    }

    void failuresAreOneLine()
    {
        const test::TempFolder folder;
        const auto file = folder / "model.safetensors";
        module().importWeights(kWeights / "state_dict.pth", kMobile, file);
        const auto load = [&](const char* device) { return [&, device] { module().loadModel(file, device, 0); }; };
        QVERIFY(has(messageOf(ErrorCode::InvalidArgument, load("gpu")), "'gpu': must be auto, cpu or cuda:N"));
        QVERIFY(has(messageOf(ErrorCode::InvalidArgument, load("cuda:x")), "'cuda:x': must be auto, cpu or cuda:N"));
        QVERIFY(has(messageOf(ErrorCode::InvalidArgument, load("cuda:-1")), "must be auto, cpu or cuda:N"));
        QVERIFY(has(messageOf(ErrorCode::InvalidArgument, load("cuda:99")), "device 'cuda:99': "));

        QVERIFY(has(messageOf(ErrorCode::FileAccess, [&] { module().loadModel(folder / "no", "cpu", 0); }), "no"));
        std::ofstream(folder / "damaged.pth") << "PK\3\4 and no more";
        QVERIFY(has(messageOf(ErrorCode::Format,
                              [&] { module().importWeights(folder / "damaged.pth", kMobile, folder / "x"); }),
                    "damaged.pth"));
        QVERIFY(!std::filesystem::exists(folder / "x"));
        QVERIFY(has(messageOf(ErrorCode::FileAccess, [&] { module().exportOnnx(file, folder / "a" / "b.onnx"); }),
                    "b.onnx"));
    }
};

QTEST_APPLESS_MAIN(TestTorchModule)
#include "tst_torch_module.moc"
