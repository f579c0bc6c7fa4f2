// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/folder_contents.h"
#include "tests/support/temp_folder.h"
#include "training/files/safetensors.h"

#include <QTest>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

} // namespace

/// `devices`, `export` and `import-weights`, which only pass on to the module.
class TestModuleCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE); }

    void devicesTellsWhatIsUsedAndWhy()
    {
        const ProcessResult result = runProcess(kProgram, {"devices"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, std::string("Device    Usable  Description\n"
                                         "cpu       yes     1 thread\n"
                                         "cuda:0    no      there is no NVIDIA driver\n"
                                         "auto: cpu, no GPU is usable\n"
                                         "LibTorch: 0.0.0 (fake)\n"
                                         "Module: " TEMPNETIC_FAKE_MODULE "\n"));
    }

    void withoutTheModuleASentenceSaysWhatToDo()
    {
        qputenv("TEMPNETIC_TORCH_MODULE", "/gone/module.so");
        for (const std::vector<std::string>& words :
             {std::vector<std::string>{"devices"},
              {"export", "a", "--out", "b"},
              {"import-weights", "a", "--network", "panns", "--input", "mel", "--out", "b"},
              {"fit", "data.root=/x"}}) {
            const ProcessResult result = runProcess(kProgram, words);
            QCOMPARE(result.exitCode, 1);
            QCOMPARE(result.out, std::string());
            QVERIFY2(
                result.err.starts_with("tempnetic: the neural module is missing (looked for /gone/module.so): run "),
                result.err.c_str());
        }
    }

    void exportPassesOn()
    {
        const TempFolder folder;
        tempo::writeSafetensors(folder / "m", {});
        const ProcessResult result = runProcess(
            kProgram, {"export", (folder / "m").native(), "--format", "onnx", "--out", (folder / "o.onnx").native()});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, "Model: " + (folder / "o.onnx").native() + "\n");
        QCOMPARE(folderContents(folder.path()).at("o.onnx"), std::string("onnx"));
        const ProcessResult missing =
            runProcess(kProgram, {"export", "/gone/m", "--out", (folder / "p.onnx").native()});
        QCOMPARE(missing.exitCode, 1);
        QVERIFY(missing.err.find("/gone/m") != std::string::npos);
        QCOMPARE(runProcess(kProgram, {"export", "/gone/m", "--format", "tflite", "--out", "x"}).exitCode, 2);
    }

    void importPassesOn()
    {
        const TempFolder folder;
        const std::vector<std::string> words{"import-weights", "w.pth",   "--network",
                                             "mobilenet",      "--input", "mel",
                                             "--causal",       "--out",   (folder / "w").native()};
        const ProcessResult result = runProcess(kProgram, words);
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, "Weights: " + (folder / "w").native() + "\n");
        QCOMPARE(result.err, std::string("tempnetic: classifier.1.weight: left out\n"));
        QCOMPARE(folderContents(folder.path()).at("w"), std::string("w.pth causal"));
        QCOMPARE(
            runProcess(kProgram, {"import-weights", "w", "--network", "vgg", "--input", "mel", "--out", "x"}).exitCode,
            2);
    }
};

QTEST_APPLESS_MAIN(TestModuleCommands)
#include "tst_module_commands.moc"
