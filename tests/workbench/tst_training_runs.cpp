// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/curve_controls.h"
#include "app/workbench/training/run_curves.h"
#include "app/workbench/training/runs_model.h"
#include "app/workbench/training/runs_panel.h"
#include "tests/workbench/training_bench.h"
#include "training/files/run_record.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QTableView>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 30000; // ms; a loaded machine is slow

} // namespace

/// What can be done with runs that have ended: rename them, and see several as one.
class TestTrainingRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aRenamedRunKeepsWhatBelongsToIt();
    void aNameThatIsTakenIsRefused();
    void aRunThatIsTrainedCannotBeRenamed();
    void aRenamedRunGoesOnFromTheQueue();
    void seedsBecomeOneCurve();
    void meansSurviveZoomAndTheirRunsGo();

private:
    void train(const RunConfig& config);
    [[nodiscard]] RunsModel& model() { return m_bench->page().runsPanel().model(); }
    [[nodiscard]] QStringList names();
    void rename(const QString& name, const QString& wanted);

    std::unique_ptr<TempFolder> m_cache;
    std::unique_ptr<TrainingBench> m_bench;
};

void TestTrainingRuns::initTestCase()
{
    m_cache = std::make_unique<TempFolder>();
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(m_cache->path().native()));
    qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
    ui::Theme::instance().apply();
}

void TestTrainingRuns::init()
{
    calmFakeModule();
    m_bench = std::make_unique<TrainingBench>();
}

void TestTrainingRuns::cleanup()
{
    m_bench.reset();
}

void TestTrainingRuns::train(const RunConfig& config)
{
    m_bench->controller().start(config);
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->controller().state(), TrainingState::Idle, kPatience);
    QTRY_VERIFY(names().contains(QString::fromStdString(config.trainer.name)));
}

QStringList TestTrainingRuns::names()
{
    QStringList names;
    for (int row = 0; row < model().rowCount(); ++row)
        names << model().index(row, RunsModel::Name).data().toString();
    return names;
}

void TestTrainingRuns::rename(const QString& name, const QString& wanted)
{
    RunsPanel& panel = m_bench->page().runsPanel();
    QVERIFY(panel.select(name));
    panel.renameAction()->trigger();
    auto* const editor = panel.table().findChild<QLineEdit*>();
    QVERIFY(editor);
    QCOMPARE(editor->text(), name);
    editor->setText(wanted);
    QTest::keyClick(editor, Qt::Key_Return);
}

void TestTrainingRuns::aRenamedRunKeepsWhatBelongsToIt()
{
    train(m_bench->config(3));
    writeRunNote(m_bench->runs() / "one", "the good one");
    QTRY_VERIFY(model().runAt(0)->state == RunState::Finished);
    QCOMPARE(model().overlaid(), QStringList{"one"});
    const int color = model().colorIndexOf("one");
    fs::path renamed;
    connect(&m_bench->page(), &TrainingPage::runRenamed, this,
            [&renamed](const fs::path&, const fs::path& to) { renamed = to; });
    rename("one", " better ");
    QTRY_COMPARE(names(), QStringList{"better"});
    QCOMPARE(m_bench->problems, QStringList());
    QVERIFY(fs::exists(m_bench->runs() / "better" / "model.safetensors"));
    QVERIFY(!fs::exists(m_bench->runs() / "one"));
    QCOMPARE(renamed, m_bench->runs() / "better");
    // Curve, colour, note and selection go with it.
    QCOMPARE(model().overlaid(), QStringList{"better"});
    QCOMPARE(model().colorIndexOf("better"), color);
    QTRY_COMPARE(m_bench->page().curves().runs(), QStringList{"better"});
    QTRY_COMPARE(m_bench->page().runsPanel().selected().size(), std::size_t{1});
    QTRY_COMPARE(model().index(0, RunsModel::Note).data().toString(), QString("the good one"));
    QCOMPARE(m_bench->controller().folder(), m_bench->runs() / "better");
}

void TestTrainingRuns::aNameThatIsTakenIsRefused()
{
    train(m_bench->config(1, "one"));
    train(m_bench->config(1, "two"));
    rename("one", "two");
    QTRY_VERIFY2(m_bench->problems.join(' ').contains("two: another run has this name"),
                 qPrintable(m_bench->problems.join(' ')));
    m_bench->problems.clear();
    rename("one", "a/b");
    QTRY_VERIFY2(m_bench->problems.join(' ').contains("no slash"), qPrintable(m_bench->problems.join(' ')));
    QCOMPARE(names(), (QStringList{"one", "two"}));
}

void TestTrainingRuns::aRunThatIsTrainedCannotBeRenamed()
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
    m_bench->controller().start(m_bench->config(1000));
    QTRY_VERIFY_WITH_TIMEOUT(names().contains("one") && model().runAt(0)->state == RunState::Running, kPatience);
    QVERIFY(m_bench->page().runsPanel().select("one"));
    QVERIFY(!m_bench->page().runsPanel().renameAction()->isEnabled());
    QVERIFY(!model().index(0, RunsModel::Name).flags().testFlag(Qt::ItemIsEditable));
    m_bench->controller().stopAndKeepBest();
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->controller().state(), TrainingState::Idle, kPatience);
    QTRY_VERIFY(m_bench->page().runsPanel().renameAction()->isEnabled());
}

void TestTrainingRuns::aRenamedRunGoesOnFromTheQueue()
{
    train(m_bench->config(2, "first"));
    qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
    m_bench->controller().start(m_bench->config(1000, "long"));
    m_bench->controller().resumeRun(m_bench->runs() / "first");
    QTRY_VERIFY_WITH_TIMEOUT(!m_bench->controller().epochs().empty(), kPatience);
    rename("first", "renamed");
    QTRY_VERIFY(names().contains("renamed"));
    m_bench->controller().stopAndKeepBest();
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->controller().folder(), m_bench->runs() / "renamed", kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->controller().state(), TrainingState::Idle, kPatience);
    QCOMPARE(m_bench->problems, QStringList());
}

void TestTrainingRuns::seedsBecomeOneCurve()
{
    for (const int seed : {1, 2, 3}) {
        RunConfig config = m_bench->config(4, "small-seed" + std::to_string(seed));
        config.seed = static_cast<std::uint64_t>(seed);
        train(config);
    }
    RunCurves& curves = m_bench->page().curves();
    QTRY_VERIFY(!curves.controls().meansBox().isHidden());
    QTRY_COMPARE(curves.runs().size(), 3);
    QCOMPARE(curves.lossPlot().curveCount(), 6);
    curves.controls().meansBox().setChecked(true);
    QCOMPARE(curves.lossPlot().curveCount(), 2);
    QCOMPARE(curves.lowerPlot().curveCount(), 2);
    QVERIFY2(curves.lossPlot().summary().contains("small-seed, training, mean of 3 seed"),
             qPrintable(curves.lossPlot().summary()));
    // Another run stands beside them.
    RunConfig other = m_bench->config(2, "other");
    other.trainer.learningRate = 5e-4;
    train(other);
    QTRY_COMPARE(curves.lossPlot().curveCount(), 4);
    curves.controls().meansBox().setChecked(false);
    QCOMPARE(curves.lossPlot().curveCount(), 8);
    // With less than two there is nothing to average.
    model().setOverlaid({"small-seed1", "other"});
    QVERIFY(curves.controls().meansBox().isHidden());
}

void TestTrainingRuns::meansSurviveZoomAndTheirRunsGo()
{
    RunCurves curves;
    std::vector<StepRecord> steps;
    for (int i = 1; i <= 20; ++i)
        steps.push_back({.step = i, .epoch = 0, .loss = 1.0, .learningRate = 1e-3, .seconds = 1.0 * i});
    curves.setRun("a1", 0, steps, {});
    for (StepRecord& step : steps)
        step.loss = 3.0;
    curves.setRun("a2", 1, steps, {});
    curves.setSeedGroups({{"a", {"a1", "a2"}}});
    curves.controls().meansBox().setChecked(true);
    QVERIFY2(curves.lossPlot().summary().contains("from 1 to 3, now 2"), qPrintable(curves.lossPlot().summary()));
    const ui::PlotView zoomed{.left = 2.0, .right = 4.0, .bottom = 1.0, .top = 5.0};
    curves.lossPlot().setView(zoomed);
    const std::vector<StepRecord> more{{.step = 21, .epoch = 0, .loss = 1.0, .seconds = 21.0}};
    curves.addRows("a1", more, {});
    curves.addRows("a2", more, {});
    // The means take their time, but not the view.
    QTRY_VERIFY(curves.lossPlot().summary().contains("now 1.888"));
    QVERIFY(curves.lossPlot().view() == zoomed);
    curves.setSeedGroups({});
    QCOMPARE(curves.lossPlot().curveCount(), 4);
    curves.removeRun("a1");
    QCOMPARE(curves.lossPlot().curveCount(), 2);
}

QTEST_MAIN(TestTrainingRuns)
#include "tst_training_runs.moc"
