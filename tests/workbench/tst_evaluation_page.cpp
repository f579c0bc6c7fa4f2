// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/task_runner.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSlider>
#include <QTableWidget>
#include <QTest>
#include <QUndoStack>

#include <fstream>
#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;
namespace fs = std::filesystem;

namespace {

constexpr int kTracks = 8;
constexpr int kPatience = 60000; // ms; a loaded machine is slow

} // namespace

/// The evaluation page over generated clips: the real baseline against estimates from a file.
class TestEvaluationPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void withoutADatasetItSaysWhatToDo();
    void baselineAndImportedAreCompared();
    void toleranceChangesNumbersNotRows();
    void selectionIsOneForPlotTableAndMetrics();
    void ratioLineSelectsItsErrors();
    void listsSelectWhereSystemsDiffer();
    void reportIsExported();
    void brokenDatasetIsAMessage();
    void anotherDatasetTakesThePlace();
    void stateSurvivesGarbage();

private:
    void evaluate();

    std::unique_ptr<TempFolder> m_music;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<QUndoStack> m_undo;
    std::unique_ptr<EvaluationPage> m_page;
    QStringList m_problems;
    QStringList m_notices;
};

void TestEvaluationPage::initTestCase()
{
    m_music = std::make_unique<TempFolder>();
    fs::create_directory(*m_music / "set");
    // "other" is right but for the first two tracks, which it doubles, and the last, for which it has no answer.
    std::ofstream estimates(*m_music / "other.csv");
    estimates << "id,bpm\n";
    for (int i = 0; i < kTracks; ++i) {
        const std::string name = "song" + std::to_string(i);
        const int tempo = 70 + 9 * i;
        writeWav(*m_music / "set" / (name + ".wav"), rhythmClip(tempo, 8.0, static_cast<unsigned>(i)));
        std::ofstream(*m_music / "set" / (name + ".bpm")) << tempo << '\n';
        if (i + 1 < kTracks)
            estimates << name << ',' << (i < 2 ? 2 * tempo : tempo) << '\n';
    }
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((*m_music / "cache").native()));
    // No neural module: the page then says so and goes on without a network.
    qputenv("TEMPNETIC_TORCH_MODULE", QByteArray::fromStdString((*m_music / "none.so").native()));
    ui::Theme::instance().apply();
}

void TestEvaluationPage::init()
{
    m_problems.clear();
    m_notices.clear();
    m_tasks = std::make_unique<TaskRunner>();
    m_undo = std::make_unique<QUndoStack>();
    const Services services{
        .tasks = *m_tasks,
        .undo = *m_undo,
        .notice = [this](const QString& text, const QString& details) { m_notices << text + details; },
        .problem = [this](const QString& text, const QString&) { m_problems << text; }};
    m_page = std::make_unique<EvaluationPage>(services);
    m_page->resize(1200, 760);
    m_page->show();
}

void TestEvaluationPage::cleanup()
{
    m_page.reset();
    m_tasks.reset();
}

void TestEvaluationPage::evaluate()
{
    m_page->proposeDataset(QString::fromStdString((*m_music / "set").string()));
    m_page->addEstimates(QString::fromStdString((*m_music / "other.csv").string()));
    m_page->evaluate();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->report() != nullptr, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    QCOMPARE(m_problems, QStringList());
}

void TestEvaluationPage::withoutADatasetItSaysWhatToDo()
{
    m_page->evaluate();
    QCOMPARE(m_problems.size(), 1);
    QVERIFY(!m_page->report());
}

void TestEvaluationPage::baselineAndImportedAreCompared()
{
    evaluate();
    const auto report = m_page->report();
    QCOMPARE(report->items.size(), std::size_t{kTracks});
    QCOMPARE(report->systems.size(), std::size_t{2});
    QCOMPARE(report->systems[1].accuracy1.hits, std::size_t{kTracks - 3});
    QCOMPARE(report->systems[1].accuracy2.hits, std::size_t{kTracks - 1});
    QVERIFY2(m_notices.join(' ').contains("without a network"), qPrintable(m_notices.join('\n')));
    const QAbstractItemModelTester tester(&m_page->predictions(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(m_page->predictions().rowCount(), kTracks);
    QCOMPARE(m_page->predictions().columnCount(), PredictionModel::kFixedColumns + 4);
    const int last = m_page->predictions().columnCount() - 1;
    QVERIFY(m_page->predictions().index(0, last).data().toString().contains("2"));
    QVERIFY(m_page->predictions().index(kTracks - 1, last).data().toString().contains("no answer"));
    QCOMPARE(m_page->plot().systemCount(), 2);
    QCOMPARE(m_page->metrics().headline().rowCount() >= 2, true);
    QVERIFY(m_page->metrics().tolerancePlot().curveCount() == 2);
    QVERIFY(m_page->banner().isHidden());
    QVERIFY(m_page->status().contains(QString::number(kTracks)));
}

void TestEvaluationPage::toleranceChangesNumbersNotRows()
{
    evaluate();
    m_page->toleranceSlider().setValue(5);
    QTRY_COMPARE(m_page->report()->tolerance, 0.005);
    QCOMPARE(m_page->predictions().rowCount(), kTracks);
    QCOMPARE(m_page->report()->systems[1].accuracy1.hits, std::size_t{kTracks - 3});
}

void TestEvaluationPage::selectionIsOneForPlotTableAndMetrics()
{
    evaluate();
    m_page->selectItems({1, 3});
    QCOMPARE(m_page->plot().selectedRows(), (QVector<int>{1, 3}));
    QTRY_COMPARE(m_tasks->count(), 0);
    m_page->metrics().scopeBox().setCurrentIndex(1);
    QVERIFY(m_page->metrics().headline().rowCount() >= 2);
    QVERIFY(m_page->status().startsWith("2 "));
    m_page->selectItems({});
    QCOMPARE(m_page->plot().selectedRows(), QVector<int>());
}

void TestEvaluationPage::ratioLineSelectsItsErrors()
{
    evaluate();
    Q_EMIT m_page->plot().ratioClicked(2.0);
    // The two that "other" doubles; the baseline may have doubled some, too.
    QVERIFY(m_page->selectedItems().size() >= 2);
    QCOMPARE(m_page->selectedItems()[0], std::size_t{0});
    QCOMPARE(m_page->selectedItems()[1], std::size_t{1});
}

void TestEvaluationPage::listsSelectWhereSystemsDiffer()
{
    evaluate();
    QListWidget& lists = m_page->metrics().lists();
    QCOMPARE(lists.count(), 4);
    const SystemComparison& comparison = m_page->report()->comparisons.front();
    lists.setCurrentRow(1);
    Q_EMIT lists.itemClicked(lists.item(1));
    QCOMPARE(m_page->selectedItems(), comparison.onlyFirst);
}

void TestEvaluationPage::reportIsExported()
{
    evaluate();
    const TempFolder folder;
    m_page->exportReport(QString::fromStdString((folder / "out").string()));
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    QCOMPARE(m_problems, QStringList());
    for (const char* const name : {"report.html", "metrics.json", "predictions.csv", "table.tex"})
        QVERIFY2(fs::exists(folder / "out" / name), name);
}

void TestEvaluationPage::brokenDatasetIsAMessage()
{
    m_page->proposeDataset(QString::fromStdString((*m_music / "nowhere").string()));
    m_page->evaluate();
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    QCOMPARE(m_problems.size(), 1);
    QVERIFY(!m_page->report());
}

void TestEvaluationPage::anotherDatasetTakesThePlace()
{
    evaluate();
    m_page->proposeDataset(QString::fromStdString((*m_music / "set").string()));
    QVERIFY(m_page->report());
    m_page->proposeDataset(QString::fromStdString((*m_music / "another").string()));
    QVERIFY(!m_page->report());
    QVERIFY(m_page->status().contains("another"));
}

void TestEvaluationPage::stateSurvivesGarbage()
{
    m_page->toleranceSlider().setValue(80);
    const QJsonObject state = m_page->saveState();
    m_page->toleranceSlider().setValue(40);
    m_page->restoreState(state);
    QCOMPARE(m_page->toleranceSlider().value(), 80);
    m_page->restoreState({{"tolerance", "x"}, {"split", 99}, {"upper", 3}});
    QCOMPARE(m_page->toleranceSlider().value(), 80);
}

QTEST_MAIN(TestEvaluationPage)
#include "tst_evaluation_page.moc"
