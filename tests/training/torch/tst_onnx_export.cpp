// SPDX-License-Identifier: GPL-3.0-or-later
// Each network's ONNX file, run by onnxruntime through check_onnx.py and held against torch's output to 1e-4. Where no
// Python with onnxruntime is found, the tests that need it are skipped; packaging/test.sh installs one.
#include "engine/core/error.h"
#include "tests/support/temp_folder.h"
#include "tests/training/torch/settled.h"
#include "training/torch/detail/onnx_export.h"

#include <QProcess>
#include <QTest>

#include <c10/core/InferenceMode.h>
#include <cstdlib>
#include <fstream>
#include <torch/utils.h>

using namespace tempo;
using namespace tempo::neural;

Q_DECLARE_METATYPE(tempo::ModelFacts)

namespace {

/// As packaging/lib/onnxruntime.sh installs it.
QString testPython()
{
    if (const char* given = std::getenv("TEMPNETIC_TEST_PYTHON"))
        return QString::fromLocal8Bit(given);
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    const std::string folder = data != nullptr ? data : std::string(home != nullptr ? home : "") + "/.local/share";
    return QString::fromStdString(folder + "/tempnetic/onnxruntime/bin/python3");
}

/// @return the exit status, -1 if it could not be run
int runPython(const QStringList& arguments, QByteArray& output)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(testPython(), arguments);
    if (!process.waitForStarted() || !process.waitForFinished(120'000))
        return -1;
    output = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void writeNpy(const std::filesystem::path& file, const torch::Tensor& tensor)
{
    std::string shape;
    for (const std::int64_t size : tensor.sizes())
        shape += std::to_string(size) + ", ";
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    header.resize((header.size() + 10) / 64 * 64 + 64 - 10, ' ');
    header.back() = '\n';
    const torch::Tensor plain = tensor.contiguous();
    std::ofstream stream(file, std::ios::binary);
    stream << "\x93NUMPY" << '\1' << '\0' << static_cast<char>(header.size() % 256)
           << static_cast<char>(header.size() / 256) << header;
    stream.write(static_cast<const char*>(plain.const_data_ptr()), static_cast<std::streamsize>(plain.nbytes()));
}

/// Weights that begin at 0 or 1 would hide that they are missing or in the wrong place.
void unsettle(torch::nn::Module& network)
{
    const torch::NoGradGuard noGrad;
    for (torch::Tensor& parameter : network.parameters())
        if (parameter.dim() == 1)
            parameter.add_(torch::randn_like(parameter) * 0.1);
    if (torch::Tensor* position = network.named_parameters().find("position"))
        position->normal_();
}

} // namespace

class TestOnnxExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFileGivesTorchsOutput_data()
    {
        QTest::addColumn<ModelFacts>("facts");
        const auto row = [](const char* name, NetworkKind network, LossKind loss, bool isCausal, NetworkInput input) {
            ModelFacts facts;
            facts.model = {.network = network, .input = input, .isCausal = isCausal};
            facts.loss = loss;
            facts.blockFrames = network == NetworkKind::TempoNet ? 512 : 96;
            QTest::newRow(name) << facts;
        };
        using enum LossKind;
        row("MobileNetV2", NetworkKind::MobileNetV2, MeanSquaredError, false, NetworkInput::Tempogram);
        row("MobileNetV2, causal", NetworkKind::MobileNetV2, CrossEntropy, true, NetworkInput::Mel);
        row("Cnn14, causal", NetworkKind::Cnn14, MeanSquaredError, true, NetworkInput::Mel);
        row("TempoNet", NetworkKind::TempoNet, CrossEntropy, false, NetworkInput::Mel);
        row("TempoNet, causal", NetworkKind::TempoNet, CrossEntropy, true, NetworkInput::Mel);
    }

    void theFileGivesTorchsOutput()
    {
        QFETCH(const ModelFacts, facts);
        QByteArray output;
        if (const int status = runPython({"-c", "import onnxruntime"}, output); status != 0)
            QSKIP(qPrintable("there is no onnxruntime in " + testPython()));

        torch::manual_seed(3);
        const LoadedNetwork model{.facts = facts,
                                  .network = makeNetwork(facts.model, {.loss = facts.loss, .grid = facts.grid})};
        unsettle(*model.network);
        const torch::Tensor mel = torch::randn({3, static_cast<std::int64_t>(facts.blockFrames), 128}) * 15.0 - 20.0;
        test::settle(*model.network, mel);
        const test::TempFolder folder;
        writeOnnx(model, folder / "model.onnx");

        const c10::InferenceMode inference;
        const torch::Tensor features = model.network->features(mel);
        writeNpy(folder / "features.npy", features);
        writeNpy(folder / "expected.npy", model.network->forward(features));
        const int status = runPython({TEMPNETIC_CHECK_ONNX, QString::fromStdString(folder.path().native())}, output);
        qInfo("%s", output.constData());
        QCOMPARE(status, 0);
    }

    void aFolderThatIsNotThereIsAnError()
    {
        const LoadedNetwork model{.facts = {}, .network = makeNetwork({}, {})};
        const test::TempFolder folder;
        QVERIFY_THROWS_EXCEPTION(Error, writeOnnx(model, folder / "none" / "model.onnx"));
    }
};

QTEST_APPLESS_MAIN(TestOnnxExport)
#include "tst_onnx_export.moc"
