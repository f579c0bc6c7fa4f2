// SPDX-License-Identifier: GPL-3.0-or-later
// Models that a person adds to an evaluation, with a neural module that needs no LibTorch.
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/task_runner.h"
#include "engine/evaluation/evaluation_report.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "training/files/model_file.h"
#include "training/files/safetensors.h"
#include "training/neural/shipped_model.h"
#include "widgets/theme/theme.h"

#include <QTest>
#include <QUndoStack>

#include <fstream>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

constexpr int kPatience = 60000; // ms; a loaded machine is slow

void writeModel(const std::filesystem::path& file, const std::string& name)
{
    ModelFacts facts;
    facts.name = name;
    Safetensors content;
    content.metadata = toMetadata(facts);
    writeSafetensors(file, content);
}

} // namespace

class TestAddedModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void addedModelsStandBesideTheStandardOne();

private:
    TempFolder m_folder;
};

void TestAddedModels::initTestCase()
{
    qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((m_folder / "cache").native()));
    std::filesystem::create_directory(m_folder / "set");
    for (const int tempo : {90, 120, 150}) {
        const std::filesystem::path track = m_folder / "set" / std::to_string(tempo);
        writeWav(track.native() + ".wav", rhythmClip(tempo, 8.0, static_cast<unsigned>(tempo)));
        std::ofstream(track.native() + ".bpm") << tempo << '\n';
    }
    ui::Theme::instance().apply();
}

void TestAddedModels::addedModelsStandBesideTheStandardOne()
{
    try {
        static_cast<void>(shippedModel());
    } catch (const Error& error) {
        QSKIP(error.what());
    }
    writeModel(m_folder / "mine.safetensors", "mine");
    TaskRunner tasks;
    QUndoStack undo;
    QStringList problems;
    const Services services{.tasks = tasks,
                            .undo = undo,
                            .notice = [](const QString&, const QString&) {},
                            .problem = [&](const QString& text, const QString&) { problems << text; }};
    EvaluationPage page(services);
    page.proposeDataset(QString::fromStdString((m_folder / "set").native()));
    const auto systemsAfter = [&](auto&& change) {
        const auto before = page.report();
        change();
        page.evaluate();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(page.report() != before, kPatience); }();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(tasks.count(), 0, kPatience); }();
        QStringList names;
        if (page.report())
            for (const SystemReport& system : page.report()->systems)
                names << QString::fromStdString(system.name);
        return names;
    };
    const QStringList usual = systemsAfter([] {});
    QCOMPARE(usual.size(), 2);
    QCOMPARE(usual.front(), QString("librosa"));
    const QStringList more =
        systemsAfter([&] { page.addModel(QString::fromStdString((m_folder / "mine.safetensors").native())); });
    QCOMPARE(more, usual + QStringList{"mine"});
    // The fake hears 120 BPM everywhere: right for one of three.
    QCOMPARE(page.report()->systems.back().accuracy1.hits, std::size_t{1});
    QCOMPARE(problems, QStringList());
}

QTEST_MAIN(TestAddedModels)
#include "tst_added_models.moc"
