// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/neural_module.h"

#include "engine/core/error.h"
#include "tests/support/temp_folder.h"
#include "training/neural/module_loader.h"

#include <QTest>

#include <fstream>
#include <functional>

using namespace tempo;
using tempo::test::TempFolder;
namespace fs = std::filesystem;

namespace {

QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

} // namespace

class TestNeuralModule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theModuleIsLookedForBesideTheProgram()
    {
        qunsetenv("TEMPNETIC_TORCH_MODULE");
        const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
        const std::vector<fs::path> expected{
            folder / "tempnetic_torch.so", (folder / TEMPNETIC_MODULE_PLACE / "tempnetic_torch.so").lexically_normal()};
        QCOMPARE(neuralModulePlaces(), expected);
        qputenv("TEMPNETIC_TORCH_MODULE", "/x/y.so");
        QCOMPARE(neuralModulePlaces(), std::vector<fs::path>{"/x/y.so"});
    }

    void aMissingModuleIsASentenceThatSaysWhatToDo()
    {
        const QString error = errorOf([] { findNeuralModule({"/gone/a.so", "/gone/b.so"}); });
        QVERIFY2(error.startsWith("the neural module is missing (looked for /gone/a.so and /gone/b.so): run "
                                  "packaging/run.sh"),
                 qPrintable(error));
    }

    void whatIsNoModuleIsAnError()
    {
        const TempFolder folder;
        std::ofstream(folder / "text.so") << "no library";
        const QString error = errorOf([&] { openNeuralModule(folder / "text.so"); });
        QVERIFY2(error.startsWith("the neural module cannot be loaded (") && error.contains("text.so"),
                 qPrintable(error));
        QVERIFY(errorOf([] { openNeuralModule("libm.so.6"); }).contains("is no neural module of tempnetic"));
        QVERIFY(errorOf([] { openNeuralModule(TEMPNETIC_FOREIGN_MODULE); }).contains("another version of tempnetic"));
    }

    void errorsPassTheBorder()
    {
        NeuralModule& module = openNeuralModule(TEMPNETIC_FAKE_MODULE);
        QCOMPARE(module.version(), std::string("0.0.0 (fake)"));
        try {
            module.loadModel("/gone/model", "auto", 0);
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::FileAccess);
            QCOMPARE(error.message(), std::string("'/gone/model': No such file or directory"));
        }
    }

    // Last, since the module is opened once in a process.
    void theFirstErrorIsKept()
    {
        qputenv("TEMPNETIC_TORCH_MODULE", "/gone/module.so");
        QVERIFY(!hasNeuralModule());
        qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
        QVERIFY(!hasNeuralModule());
        QVERIFY(errorOf([] { neuralModule(); }).contains("looked for /gone/module.so"));
    }
};

QTEST_APPLESS_MAIN(TestNeuralModule)
#include "tst_neural_module.moc"
