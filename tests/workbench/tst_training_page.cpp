// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/task_runner.h"
#include "app/workbench/training/config_difference.h"
#include "app/workbench/training/epoch_view.h"
#include "app/workbench/training/recipe_editor.h"
#include "app/workbench/training/recipe_form.h"
#include "app/workbench/training/run_curves.h"
#include "app/workbench/training/run_list.h"
#include "app/workbench/training/runs_model.h"
#include "app/workbench/training/runs_panel.h"
#include "app/workbench/training/training_controller.h"
#include "app/workbench/training/training_page.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QJsonArray>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

#include <fstream>
#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;
namespace fs = std::filesystem;

namespace {

constexpr int kTracks = 10;
constexpr int kPatience = 20000; // ms; a loaded machine is slow

} // namespace

/// The training page with a fake module: everything but the network.
class TestTrainingPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void formAndTextFollowEachOther();
    void wrongTextIsSaidWithItsLine();
    void aRunGoesToItsEndAndIsListed();
    void pauseStopAndQueue();
    void cancelLeavesNoModelAndCanBeResumed();
    void failureIsSaidAndTheWindowLives();
    void withoutADatasetNothingBegins();
    void curvesKeepTheirZoom();
    void epochSliderGoesBack();
    void stateSurvivesGarbage();
    void differenceOfConfigurations();
    void modelIsSound();
    void destructionInTheMiddleIsClean();

private:
    [[nodiscard]] RunConfig config(int epochs) const;
    void waitForEnd() const;

    std::unique_ptr<TempFolder> m_music;
    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<QUndoStack> m_undo;
    std::unique_ptr<TrainingPage> m_page;
    QStringList m_problems;
    QStringList m_notices;
};

void TestTrainingPage::initTestCase()
{
    m_music = std::make_unique<TempFolder>();
    fs::create_directory(*m_music / "set");
    for (int i = 0; i < kTracks; ++i) {
        const std::string name = "song" + std::to_string(i);
        writeWav(*m_music / "set" / (name + ".wav"), rhythmClip(80.0 + 9 * i, 3.0, static_cast<unsigned>(i)));
        std::ofstream(*m_music / "set" / (name + ".bpm")) << 80 + 9 * i << '\n';
    }
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((*m_music / "cache").native()));
    qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
    ui::Theme::instance().apply();
}

void TestTrainingPage::init()
{
    qunsetenv("TEMPNETIC_FAKE_FAIL_AT");
    qputenv("TEMPNETIC_FAKE_STEP_MS", "0");
    m_problems.clear();
    m_notices.clear();
    m_folder = std::make_unique<TempFolder>();
    m_tasks = std::make_unique<TaskRunner>();
    m_undo = std::make_unique<QUndoStack>();
    const Services services{.tasks = *m_tasks,
                            .undo = *m_undo,
                            .notice = [this](const QString& text, const QString&) { m_notices << text; },
                            .problem = [this](const QString& text, const QString&) { m_problems << text; }};
    m_page = std::make_unique<TrainingPage>(services, *m_folder / "runs");
    m_page->resize(1200, 700);
    m_page->show();
    QTRY_COMPARE(m_tasks->count(), 0);
}

void TestTrainingPage::cleanup()
{
    m_page.reset();
    m_tasks.reset();
}

RunConfig TestTrainingPage::config(int epochs) const
{
    RunConfig config;
    config.data.roots = {*m_music / "set"};
    config.trainer.maxEpochs = epochs;
    config.trainer.batchSize = 4;
    return config;
}

void TestTrainingPage::waitForEnd() const
{
    QTRY_COMPARE_WITH_TIMEOUT(m_page->controller().state(), TrainingState::Idle, kPatience);
}

void TestTrainingPage::formAndTextFollowEachOther()
{
    RecipeEditor editor;
    RunConfig wanted = config(12);
    wanted.trainer.patience = 5;
    editor.setConfig(wanted);
    QVERIFY(editor.text().toPlainText().contains("max_epochs: 12"));
    // What the form does not show survives an edit of the form.
    RunConfig hidden = wanted;
    hidden.augmentation.timeMasks = 9;
    editor.setConfig(hidden);
    QSpinBox* epochs = nullptr;
    for (QSpinBox* const box : editor.form().findChildren<QSpinBox*>())
        if (box->value() == 12)
            epochs = box;
    QVERIFY(epochs);
    epochs->setValue(13);
    QVERIFY(editor.text().toPlainText().contains("max_epochs: 13"));
    QCOMPARE(editor.config().augmentation.timeMasks, 9);

    QString text = editor.text().toPlainText();
    text.replace("max_epochs: 13", "max_epochs: 44");
    editor.text().setPlainText(text);
    QTRY_COMPARE(editor.config().trainer.maxEpochs, 44);
    QCOMPARE(epochs->value(), 44);
    QVERIFY(editor.problem().isEmpty());
}

void TestTrainingPage::wrongTextIsSaidWithItsLine()
{
    RecipeEditor editor;
    editor.setConfig(config(3));
    editor.text().setPlainText("trainer:\n  max_epoch: 4\n");
    editor.readText();
    QVERIFY2(editor.problem().contains("2") && editor.problem().contains("max_epochs"), qPrintable(editor.problem()));
    QCOMPARE(editor.config().trainer.maxEpochs, 3);
    editor.text().setPlainText("trainer:\n  max_epochs: 4\n");
    editor.readText();
    QVERIFY(editor.problem().isEmpty());
    QCOMPARE(editor.config().trainer.maxEpochs, 4);
}

void TestTrainingPage::aRunGoesToItsEndAndIsListed()
{
    m_page->recipe().setConfig(config(3));
    m_page->startTraining();
    QVERIFY(m_page->controller().state() != TrainingState::Idle);
    waitForEnd();
    QCOMPARE(m_problems, QStringList());
    QCOMPARE(m_page->controller().epochs().size(), std::size_t{3});
    QCOMPARE(m_page->controller().steps().size(), std::size_t{6});
    const QString name = QString::fromStdString(m_page->controller().folder().filename().string());
    QCOMPARE(m_page->curves().runs(), QStringList{name});
    QTRY_COMPARE(m_page->runsPanel().model().rowCount(), 1);
    const RunsModel& model = m_page->runsPanel().model();
    QTRY_VERIFY(model.runAt(0)->state == RunState::Finished);
    QVERIFY(model.runAt(0)->hasModel);
    QCOMPARE(model.index(0, RunsModel::BestAccuracy).data().toString().left(4),
             QLocale().toString(100.0 * (1.0 - 0.5 / 3), 'f', 1));
    QCOMPARE(model.index(0, RunsModel::Name).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QVERIFY(m_notices.join(' ').contains(name));
}

void TestTrainingPage::pauseStopAndQueue()
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
    TrainingController& controller = m_page->controller();
    RunConfig first = config(1000);
    first.trainer.runDir = *m_folder / "runs";
    first.trainer.name = "first";
    RunConfig second = config(2);
    second.trainer.runDir = *m_folder / "runs";
    second.trainer.name = "second";
    controller.start(first);
    controller.start(second);
    QCOMPARE(controller.queued(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(controller.steps().size() >= 4, kPatience);
    controller.pause();
    QCOMPARE(controller.state(), TrainingState::Paused);
    QTest::qWait(200);
    const std::size_t atPause = controller.steps().size();
    QTest::qWait(300);
    QCOMPARE(controller.steps().size(), atPause);
    controller.goOn();
    QTRY_VERIFY_WITH_TIMEOUT(controller.steps().size() > atPause, kPatience);
    controller.stopAndKeepBest();
    QTRY_VERIFY_WITH_TIMEOUT(controller.folder().filename() == "second", kPatience);
    waitForEnd();
    QVERIFY(fs::exists(*m_folder / "runs" / "first" / "model.safetensors"));
    QVERIFY(fs::exists(*m_folder / "runs" / "second" / "model.safetensors"));
    QCOMPARE(controller.queued(), 0);
}

void TestTrainingPage::cancelLeavesNoModelAndCanBeResumed()
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
    TrainingController& controller = m_page->controller();
    RunConfig run = config(6);
    run.trainer.runDir = *m_folder / "runs";
    run.trainer.name = "one";
    controller.start(run);
    QTRY_VERIFY_WITH_TIMEOUT(controller.epochs().size() >= 2, kPatience);
    controller.cancelAndDiscard();
    waitForEnd();
    QVERIFY(!fs::exists(*m_folder / "runs" / "one" / "model.safetensors"));
    m_page->runsPanel().select("one");

    qputenv("TEMPNETIC_FAKE_STEP_MS", "0");
    controller.resumeRun(*m_folder / "runs" / "one");
    waitForEnd();
    QCOMPARE(m_problems, QStringList());
    // Every step once: the curve goes on without a break or a doubled point.
    QCOMPARE(controller.epochs().size(), std::size_t{6});
    QCOMPARE(controller.steps().size(), std::size_t{12});
    for (std::size_t i = 0; i < controller.steps().size(); ++i)
        QCOMPARE(controller.steps()[i].step, static_cast<std::int64_t>(i + 1));
    QVERIFY(fs::exists(*m_folder / "runs" / "one" / "model.safetensors"));
}

void TestTrainingPage::failureIsSaidAndTheWindowLives()
{
    qputenv("TEMPNETIC_FAKE_FAIL_AT", "3");
    m_page->recipe().setConfig(config(3));
    m_page->startTraining();
    waitForEnd();
    QVERIFY2(m_problems.join(' ').contains("out of memory"), qPrintable(m_problems.join(' ')));
    QTRY_COMPARE(m_page->runsPanel().model().rowCount(), 1);
    QTRY_VERIFY(m_page->runsPanel().model().runAt(0)->state == RunState::Failed);
    QVERIFY(QString::fromStdString(m_page->runsPanel().model().runAt(0)->failure).contains("batch_size=16"));

    qunsetenv("TEMPNETIC_FAKE_FAIL_AT");
    m_page->startTraining();
    waitForEnd();
    QCOMPARE(m_page->controller().epochs().size(), std::size_t{3});
}

void TestTrainingPage::withoutADatasetNothingBegins()
{
    RunConfig nothing = config(3);
    nothing.data.roots.clear();
    m_page->recipe().setConfig(nothing);
    m_page->startTraining();
    QCOMPARE(m_page->controller().state(), TrainingState::Idle);
    QCOMPARE(m_problems.size(), 1);
    m_page->proposeDataset(QString::fromStdString((*m_music / "set").string()));
    QCOMPARE(m_page->recipe().config().data.roots.size(), std::size_t{1});
    m_page->proposeDataset("/another");
    QCOMPARE(m_page->recipe().config().data.roots.front(), *m_music / "set");
}

void TestTrainingPage::curvesKeepTheirZoom()
{
    RunCurves curves;
    std::vector<StepRecord> steps;
    for (int i = 1; i <= 20; ++i)
        steps.push_back({.step = i, .epoch = (i - 1) / 10, .loss = 10.0 / i, .learningRate = 1e-3, .seconds = 6.0 * i});
    curves.setRun("a", 0, steps, {});
    curves.lossPlot().setView({.left = 2.0, .right = 4.0, .bottom = 1.0, .top = 5.0});
    curves.addRows("a", std::vector<StepRecord>{{.step = 21, .epoch = 2, .loss = 0.1, .seconds = 126.0}}, {});
    QCOMPARE(curves.lossPlot().view().right, 4.0);
    curves.setHorizontal(RunCurves::Horizontal::Minutes);
    QVERIFY(curves.lossPlot().view().right < 3.0);
    curves.removeRun("a");
    QCOMPARE(curves.lossPlot().curveCount(), 0);
}

void TestTrainingPage::epochSliderGoesBack()
{
    EpochView view;
    view.resize(400, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    EpochRecord epoch;
    epoch.predictions = {{.id = "a", .reference = Bpm{100.0}, .estimate = Bpm{200.0}}};
    view.addEpoch(epoch);
    epoch.epoch = 1;
    epoch.predictions[0].estimate = Bpm{100.0};
    view.addEpoch(epoch);
    QCOMPARE(view.shownEpoch(), 1);
    QCOMPARE(view.plot().rowNear(100.0, 100.0), 0);
    view.showEpoch(0);
    QCOMPARE(view.plot().rowNear(100.0, 200.0), 0);
    QCOMPARE(view.plot().rowNear(100.0, 100.0), -1);
    // A new epoch does not take the place of the one that is looked at.
    epoch.epoch = 2;
    view.addEpoch(epoch);
    QCOMPARE(view.shownEpoch(), 0);
    view.clear();
    QCOMPARE(view.shownEpoch(), -1);
}

void TestTrainingPage::stateSurvivesGarbage()
{
    m_page->recipe().setConfig(config(17));
    const QJsonObject state = m_page->saveState();
    m_page->recipe().setConfig(config(3));
    m_page->restoreState(state);
    QCOMPARE(m_page->recipe().config().trainer.maxEpochs, 17);
    m_page->restoreState({{"recipe", "a: [b"}, {"overlaid", 7}, {"curves", QJsonArray{1}}, {"columns", true}});
    QVERIFY(m_page->recipe().problem().isEmpty());
    m_page->restoreState({});
}

void TestTrainingPage::differenceOfConfigurations()
{
    QCOMPARE(configDifference("seed: 1\ntrainer:\n  lr: 0.1\n  name: a\n", "seed: 1\ntrainer:\n  lr: 0.2\n  name: a\n"),
             QString("trainer.lr: 0.1 → 0.2"));
    QCOMPARE(configDifference("a: 1\n", "a: 1\n"), QString());
}

void TestTrainingPage::modelIsSound()
{
    RunsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto run = [](const std::string& name) {
        auto record = std::make_shared<RunRecord>();
        record->folder = "/runs/" + name;
        record->name = name;
        return std::shared_ptr<const RunRecord>(record);
    };
    model.setRuns({run("a"), run("c")});
    model.setRuns({run("a"), run("b"), run("c")});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, RunsModel::Name).data().toString(), QString("b"));
    QSignalSpy notes(&model, &RunsModel::noteWanted);
    QVERIFY(model.setData(model.index(1, RunsModel::Note), "good", Qt::EditRole));
    QCOMPARE(notes.front().front().toString(), QString("b"));
    QVERIFY(model.setData(model.index(0, RunsModel::Name), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.overlaid(), QStringList{"a"});
    model.setRuns({run("c")});
    QCOMPARE(model.rowCount(), 1);
}

void TestTrainingPage::destructionInTheMiddleIsClean()
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "10");
    RunConfig run = config(1000);
    run.trainer.runDir = *m_folder / "runs";
    run.trainer.name = "one";
    m_page->controller().start(run);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->controller().steps().size() >= 4, kPatience);
    m_page.reset();
    m_tasks.reset();
    // What was learnt until then is kept.
    QVERIFY(fs::exists(*m_folder / "runs" / "one" / "model.safetensors"));
}

QTEST_MAIN(TestTrainingPage)
#include "tst_training_page.moc"
