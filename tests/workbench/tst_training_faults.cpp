// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/processors.h"
#include "app/workbench/training/recipe_editor.h"
#include "app/workbench/training/run_curves.h"
#include "app/workbench/training/runs_model.h"
#include "app/workbench/training/runs_panel.h"
#include "app/workbench/training/training_strip.h"
#include "tests/cli/process.h"
#include "tests/support/sanitizers.h"
#include "tests/workbench/loop_watch.h"
#include "tests/workbench/training_bench.h"
#include "training/files/run_tables.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <sys/mount.h>

#include <csignal>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 30000; // ms; a loaded machine is slow

} // namespace

/// What may go wrong in the middle of a training: the run says why it ended, and the window lives.
class TestTrainingFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whateverTheWorkerThrowsIsSaid_data();
    void whateverTheWorkerThrowsIsSaid();
    void aFullDiskIsSaid();
    void aDatasetThatDisappearsEndsNoRun();
    void aKilledProgramsRunIsOfferedAndGoesOn();
    void memoryOfTheDeviceIsShown();
    void theLoopNeverStallsAtTheHighestRate();

private:
    void waitForEnd();
    [[nodiscard]] QString stateText();
    /// The window lives: what is begun next comes to its end.
    void nextRunWorks();

    std::unique_ptr<TempFolder> m_cache;
    std::unique_ptr<TrainingBench> m_bench;
};

void TestTrainingFaults::initTestCase()
{
    m_cache = std::make_unique<TempFolder>();
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(m_cache->path().native()));
    qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
    ui::Theme::instance().apply();
}

void TestTrainingFaults::init()
{
    calmFakeModule();
    m_bench = std::make_unique<TrainingBench>();
}

void TestTrainingFaults::cleanup()
{
    m_bench.reset();
}

void TestTrainingFaults::waitForEnd()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->controller().state(), TrainingState::Idle, kPatience);
}

QString TestTrainingFaults::stateText()
{
    const RunsModel& model = m_bench->page().runsPanel().model();
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, RunsModel::Name).data().toString() == "one")
            return model.index(row, RunsModel::State).data().toString();
    return {};
}

void TestTrainingFaults::nextRunWorks()
{
    calmFakeModule();
    m_bench->controller().start(m_bench->config(2, "next"));
    waitForEnd();
    QVERIFY(fs::exists(m_bench->runs() / "next" / "model.safetensors"));
}

void TestTrainingFaults::whateverTheWorkerThrowsIsSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isForeign");
    QTest::newRow("error") << QByteArray("step 3: the loss is not a finite number") << false;
    QTest::newRow("foreign exception") << QByteArray("vector::_M_range_check") << true;
    QTest::newRow("device gone") << QByteArray("training: CUDA error: unspecified launch failure") << false;
}

void TestTrainingFaults::whateverTheWorkerThrowsIsSaid()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isForeign);
    qputenv("TEMPNETIC_FAKE_FAIL_AT", "3");
    qputenv("TEMPNETIC_FAKE_FAIL_TEXT", text);
    qputenv("TEMPNETIC_FAKE_FAIL_FOREIGN", isForeign ? "1" : "0");
    m_bench->controller().start(m_bench->config(3));
    waitForEnd();
    QVERIFY2(m_bench->problems.join(' ').contains(text), qPrintable(m_bench->problems.join(' ')));
    QTRY_VERIFY2(stateText().contains(text), qPrintable(stateText()));
    nextRunWorks();
}

void TestTrainingFaults::aFullDiskIsSaid()
{
    const fs::path disk = m_bench->folder() / "disk";
    fs::create_directory(disk);
    if (::mount("none", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
        QSKIP("a small disk cannot be mounted here");
    RunConfig config = m_bench->config(3000);
    config.trainer.runDir = disk;
    m_bench->controller().start(config);
    waitForEnd();
    QVERIFY2(m_bench->problems.join(' ').contains("No space left on device"), qPrintable(m_bench->problems.join(' ')));
    // The list shows another folder; the run is looked at where it lies.
    TrainingBench& bench = *m_bench;
    RunsModel& model = bench.page().runsPanel().model();
    model.setRuns({std::make_shared<const RunRecord>(readRun(disk / "one"))});
    QVERIFY2(stateText().contains("No space left on device"), qPrintable(stateText()));
    ::umount2(disk.c_str(), MNT_DETACH);
    nextRunWorks();
}

void TestTrainingFaults::aDatasetThatDisappearsEndsNoRun()
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "10");
    m_bench->controller().start(m_bench->config(4));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->controller().steps().size() >= 2, kPatience);
    fs::rename(m_bench->songs(), m_bench->folder() / "moved");
    waitForEnd();
    // What it learns from was read before it began.
    QCOMPARE(m_bench->problems, QStringList());
    QCOMPARE(m_bench->controller().epochs().size(), std::size_t{4});
    m_bench->controller().start(m_bench->config(2, "without"));
    waitForEnd();
    QVERIFY2(m_bench->problems.join(' ').contains("set"), qPrintable(m_bench->problems.join(' ')));
    QVERIFY(!fs::exists(m_bench->runs() / "without"));
    fs::rename(m_bench->folder() / "moved", m_bench->songs());
    nextRunWorks();
}

void TestTrainingFaults::aKilledProgramsRunIsOfferedAndGoesOn()
{
    qputenv("TEMPNETIC_FAKE_DIE_AT", "5");
    const ProcessResult killed = runProcess(
        TEMPNETIC_PROGRAM, {"fit", "data.root=" + m_bench->songs().native(),
                            "data.cache=" + (m_bench->folder() / "features").native(), "trainer.batch_size=4",
                            "trainer.max_epochs=4", "trainer.name=one", "trainer.run_dir=" + m_bench->runs().native()});
    QCOMPARE(killed.exitCode, 128 + SIGKILL);
    calmFakeModule();
    m_bench->notices.clear();
    m_bench->openPage();
    QTRY_VERIFY(m_bench->notices.join(' ').contains("one was interrupted"));
    RunsPanel& panel = m_bench->page().runsPanel();
    QTRY_COMPARE(panel.selected().size(), std::size_t{1});
    QCOMPARE(panel.selected().front()->name, std::string("one"));

    panel.runActions().front()->trigger(); // Resume
    waitForEnd();
    QCOMPARE(m_bench->problems, QStringList());
    const auto isOneToEight = [](const std::vector<StepRecord>& steps) {
        for (std::size_t i = 0; i < steps.size(); ++i)
            if (steps[i].step != static_cast<std::int64_t>(i + 1))
                return false;
        return steps.size() == 8;
    };
    QVERIFY(isOneToEight(m_bench->controller().steps()));
    QVERIFY(isOneToEight(readStepTable(m_bench->runs() / "one" / "steps.csv")));
    QCOMPARE(m_bench->page().curves().lossPlot().pointCount(0), 8);
    // It is offered once, and not after it has come to its end.
    m_bench->notices.clear();
    m_bench->openPage();
    QTRY_COMPARE(m_bench->page().runsPanel().model().rowCount(), 1);
    QVERIFY(!m_bench->notices.join(' ').contains("interrupted"));
}

void TestTrainingFaults::memoryOfTheDeviceIsShown()
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
    qputenv("TEMPNETIC_FAKE_MEMORY_MIB", "3174");
    const TrainingStrip strip(m_bench->controller());
    m_bench->controller().start(m_bench->config(1000));
    const QString expected = QLocale().toString(3.1, 'f', 1) + " of " + QLocale().toString(8.0, 'f', 1) + " GiB";
    QTRY_VERIFY2_WITH_TIMEOUT(strip.text().contains(expected), qPrintable(strip.text()), kPatience);
    m_bench->controller().stopAndKeepBest();
    waitForEnd();
    // Nothing is said of the run before.
    qunsetenv("TEMPNETIC_FAKE_MEMORY_MIB");
    m_bench->controller().start(m_bench->config(2, "next"));
    waitForEnd();
    QVERIFY(!m_bench->controller().memory().has_value());
}

void TestTrainingFaults::theLoopNeverStallsAtTheHighestRate()
{
    constexpr std::size_t kSteps = 400000;
    qputenv("TEMPNETIC_FAKE_RATE", "100000");
    qputenv("TEMPNETIC_FAKE_STEPS_PER_EPOCH", "50000");
    m_bench->controller().start(m_bench->config(8));
    QTRY_VERIFY_WITH_TIMEOUT(!m_bench->controller().steps().empty(), kPatience);
    LoopWatch watch;
    waitForEnd();
    watch.stop();
    QCOMPARE(m_bench->problems, QStringList());
    QCOMPARE(m_bench->controller().steps().size(), kSteps);
    QCOMPARE(m_bench->page().curves().lossPlot().pointCount(0), static_cast<qsizetype>(kSteps));
    qInfo("event loop: 99 %% of the gaps below %.1f ms, the longest %.1f ms; of its work %.1f ms and %.1f ms",
          watch.gap(0.99), watch.gap(1.0), watch.work(0.99), watch.work(1.0));
    QVERIFY(watch.looks() > 100);
    if (tempo::test::kIsInstrumented)
        QSKIP("sanitizers decide how long this takes");
    QVERIFY2(watch.work(1.0) < 50.0, qPrintable(QString::number(watch.work(1.0))));
    if (!LoopWatch::isMachineBusy(app::availableProcessors()))
        QVERIFY2(watch.work(0.99) < 16.0, qPrintable(QString::number(watch.work(0.99))));
}

QTEST_MAIN(TestTrainingFaults)
#include "tst_training_faults.moc"
