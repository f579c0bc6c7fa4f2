// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/figures_view.h"
#include "app/workbench/evaluation/hover_card.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/system_chips.h"
#include "app/workbench/evaluation/xy_pair.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/playback/audio_output.h"
#include "app/workbench/playback/player.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/layout.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "widgets/plots/category_bars.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSlider>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QUndoStack>

#include <array>
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
    void filterLimitsPlotTableAndNumbers();
    void selectionIsSharedWithTheDatasetPage();
    void cardSaysWhatTheTableSays();
    void sideBySideHasTheSameAxes();
    void barsSelectTheirTracks();
    void numberKeysPlayWithOneVoice();
    void tablesAreCopiedInThreeForms();
    void referenceCanBeChosen();
    void bundleOpensToTheSameViewWithoutTheDataset();
    void bundleThatIsNoneIsOneLine();
    void openedBundleStaysUntilSomethingIsEvaluated();
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
    QCOMPARE(m_page->predictions().columnCount(), PredictionModel::kFixedColumns + 2 * PredictionModel::kSystemColumns);
    const int last = m_page->predictions().columnCount() - 1;
    QVERIFY(m_page->predictions().index(0, last).data().toString().contains("2"));
    QVERIFY(m_page->predictions().index(kTracks - 1, last).data().toString().contains("no answer"));
    QCOMPARE(m_page->plot().systemCount(), 2);
    QCOMPARE(m_page->metrics().headline().rowCount() >= 2, true);
    QCOMPARE(m_page->metrics().figures().tolerancePlot().curveCount(), 2);
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
    m_page->metrics().scopeBox().setCurrentIndex(2);
    QCOMPARE(m_page->metrics().headline().item(0, 3)->text(), QString("2"));
    QCOMPARE(m_page->metrics().headline().item(0, 2)->text(), QString::fromUtf8("–"));
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

void TestEvaluationPage::filterLimitsPlotTableAndNumbers()
{
    evaluate();
    m_page->selectItems({0, 6});
    m_page->filterBar().setText("bpm:>100");
    // 70 + 9 i: from song4 on.
    QCOMPARE(m_page->shownItems(), (std::vector<std::size_t>{4, 5, 6, 7}));
    QCOMPARE(m_page->selectedItems(), std::vector<std::size_t>{6});
    QCOMPARE(m_page->table().model()->rowCount(), 4);
    QVERIFY2(m_page->plot().summary().contains("of 4"), qPrintable(m_page->plot().summary()));
    QTRY_VERIFY(m_page->view().filtered && m_page->view().filtered->items.size() == 4);
    QTRY_COMPARE(m_page->metrics().headline().item(0, 2)->text(), QString("4"));
    QCOMPARE(m_page->metrics().headline().item(0, 1)->text(), QString::number(kTracks));
    // What is filtered out is not selected by anything.
    Q_EMIT m_page->plot().ratioClicked(2.0);
    for (const std::size_t item : m_page->selectedItems())
        QVERIFY(item >= 4);
    m_page->filterBar().setText("bpm:>1000");
    QCOMPARE(m_page->table().model()->rowCount(), 0);
    QVERIFY(m_page->plot().summary().contains("of 0"));
    m_page->filterBar().setText({});
    QCOMPARE(m_page->shownItems().size(), std::size_t{kTracks});
    QTRY_VERIFY(!m_page->view().filtered);
}

void TestEvaluationPage::selectionIsSharedWithTheDatasetPage()
{
    TrackCatalogue catalogue;
    TrackSelection selection;
    m_page->shareWith(catalogue, selection);
    catalogue.setDataset(std::make_shared<const Dataset>(openDataset(*m_music / "set", {}, {})), {}, {});
    QObject other;
    selection.select({"song5"}, &other);
    evaluate();
    // What was selected there before is selected here.
    QCOMPARE(m_page->selectedItems(), std::vector<std::size_t>{5});
    selection.select({"song2", "song3", "unknown"}, &other);
    QCOMPARE(m_page->selectedItems(), (std::vector<std::size_t>{2, 3}));
    m_page->selectItems({0});
    QCOMPARE(selection.ids(), QSet<QString>{"song0"});
    // A tag is known to the catalogue alone.
    std::vector<TrackRow> rows = catalogue.rows();
    rows[4].tags = QStringList{"live"};
    catalogue.setRows(rows);
    m_page->filterBar().setText("tag:live");
    QCOMPARE(m_page->shownItems(), std::vector<std::size_t>{4});
    m_page->filterBar().setText({});
    catalogue.setDataset(nullptr, {}, {});
    m_page->selectItems({1});
    QVERIFY(!selection.ids().contains("song1"));
    m_page.reset();
}

void TestEvaluationPage::cardSaysWhatTheTableSays()
{
    evaluate();
    const HoverCard& card = m_page->plots().card();
    QVERIFY(card.isHidden());
    ui::XyPlot& plot = m_page->plot();
    const QPoint point = plot.pixelOf(70.0, 140.0);
    QTest::mouseMove(plot.canvas(), point);
    QVERIFY(!card.isHidden());
    QVERIFY2(card.text().contains("song0") && card.text().contains("other"), qPrintable(card.text()));
    // The same words are in the table, for those who use the keyboard.
    const PredictionModel& model = m_page->predictions();
    const int columns = int{PredictionModel::kFixedColumns} + PredictionModel::kSystemColumns;
    for (const auto column :
         {PredictionModel::Tempo, PredictionModel::Error, PredictionModel::OctaveError, PredictionModel::Relation})
        QVERIFY2(card.text().contains(model.index(0, columns + column).data().toString()),
                 qPrintable(model.index(0, columns + column).data().toString()));
    QCOMPARE(model.index(0, columns + PredictionModel::Error).data().toString(), QString("+100.0 %"));
    QCOMPARE(model.index(0, columns + PredictionModel::OctaveError).data().toString(), QString("+1.00"));
    QVERIFY(!card.geometry().contains(plot.canvas()->mapTo(&m_page->plots(), point)));
    QVERIFY(m_page->plots().rect().contains(card.geometry()));
    QTest::mouseMove(plot.canvas(), QPoint(1, 1));
    QVERIFY(card.isHidden());
}

void TestEvaluationPage::sideBySideHasTheSameAxes()
{
    evaluate();
    XyPair& plots = m_page->plots();
    QVERIFY(plots.second().isHidden());
    QCOMPARE(plots.plot().visibleSystems(), (QVector<int>{0, 1}));
    for (QAction* const action : m_page->findChildren<QAction*>())
        if (action->text().startsWith("As in the original project"))
            action->trigger();
    QVERIFY(plots.isSideBySide() && !plots.second().isHidden());
    QCOMPARE(plots.plot().visibleSystems(), QVector<int>{0});
    QCOMPARE(plots.second().visibleSystems(), QVector<int>{1});
    QVERIFY(!plots.plot().hasTempoScale() && !plots.second().hasTempoScale());
    QCOMPARE(plots.plot().view(), plots.second().view());
    plots.second().setView({.left = 50.0, .right = 100.0, .bottom = 60.0, .top = 110.0});
    QCOMPARE(plots.plot().view(), plots.second().view());
    m_page->chips().setShown({1});
    QCOMPARE(plots.plot().visibleSystems(), QVector<int>());
    QCOMPARE(m_page->state().hiddenSystems, QStringList{"librosa"});
}

void TestEvaluationPage::barsSelectTheirTracks()
{
    evaluate();
    FiguresView& figures = m_page->metrics().figures();
    QVERIFY(figures.figureBox().count() >= 6);
    figures.figureBox().setCurrentIndex(1);
    // "× 2" of "other": its first two.
    QCOMPARE(figures.bars().value(2, 1), 2.0);
    Q_EMIT figures.bars().categoryClicked(2, 1);
    QCOMPARE(m_page->selectedItems(), (std::vector<std::size_t>{0, 1}));
    for (int figure = 2; figure < figures.figureBox().count(); ++figure)
        if (figures.figureBox().itemText(figure).contains("tempo"))
            figures.figureBox().setCurrentIndex(figure);
    QVERIFY2(figures.bars().accessibleName().contains("tempo"), qPrintable(figures.bars().accessibleName()));
    // From 60 to 80 BPM: 70 and 79.
    Q_EMIT figures.bars().categoryClicked(1, -1);
    QCOMPARE(m_page->selectedItems(), (std::vector<std::size_t>{0, 1}));
    QCOMPARE(figures.bars().value(1, 1), 0.0);
    figures.figureBox().setCurrentIndex(figures.figureBox().count() - 1);
    QVERIFY(figures.confidencePlot().curveCount() >= 2);
}

void TestEvaluationPage::numberKeysPlayWithOneVoice()
{
    evaluate();
    TrackInspector& inspector = m_page->inspector();
    inspector.setAudioOutput(std::make_unique<NullAudioOutput>());
    m_page->playWith(ClickVoice::Model);
    QVERIFY2(m_notices.last().contains("Select a track"), qPrintable(m_notices.last()));
    m_page->selectItems({3});
    const auto keyOf = [this](const QKeySequence& key) {
        QAction* found = nullptr;
        for (QAction* const action : m_page->pageActions())
            if (action && action->shortcut() == key)
                found = action;
        return found;
    };
    const std::array voices{ClickVoice::Reference, ClickVoice::Baseline, ClickVoice::Model};
    for (std::size_t number = 0; number < voices.size(); ++number) {
        QAction* const action = keyOf(QKeySequence(Qt::Key_1 + static_cast<int>(number)));
        QVERIFY(action);
        action->trigger();
        for (const ClickVoice voice : voices)
            QCOMPARE(inspector.player().areClicksOn(voice), voice == voices[number]);
        QTRY_VERIFY(inspector.player().isActive());
    }
    m_page->hide();
    QVERIFY(!inspector.player().isActive());
}

void TestEvaluationPage::tablesAreCopiedInThreeForms()
{
    QCOMPARE(m_page->tableText("csv"), QString());
    evaluate();
    QVERIFY2(m_page->tableText("csv").startsWith(",All,Filtered,Selected\n"), qPrintable(m_page->tableText("csv")));
    QVERIFY(m_page->tableText("md").contains("| ---: |"));
    QVERIFY(m_page->tableText("md").contains("n = 8, tolerance 4 %"));
    QVERIFY(m_page->tableText("tex").contains("\\toprule"));
    m_page->metrics().tabs().setCurrentIndex(2);
    m_page->metrics().detailBox().setCurrentIndex(0);
    QVERIFY2(m_page->tableText("csv").startsWith("System,Acc1"), qPrintable(m_page->tableText("csv")));
}

void TestEvaluationPage::referenceCanBeChosen()
{
    // Two versions of the truth: the beats are at half the tempo that is written.
    const TempFolder folder;
    std::ofstream manifest(folder / "set.csv");
    manifest << "path,bpm,beats\n";
    for (int i = 0; i < 3; ++i) {
        const std::string name = "song" + std::to_string(i);
        const int tempo = 70 + 9 * i;
        std::ofstream beats(folder / (name + ".beats"));
        for (int beat = 0; beat < 6; ++beat)
            beats << 120.0 / tempo * beat << '\n';
        manifest << (*m_music / "set" / (name + ".wav")).string() << ',' << tempo << ',' << name << ".beats\n";
    }
    manifest.close();
    m_page->proposeDataset(QString::fromStdString((folder / "set.csv").string()));
    m_page->evaluate();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->report() != nullptr, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    QCOMPARE(m_page->referenceBox().count(), 2);
    QCOMPARE(m_page->predictions().index(0, PredictionModel::Reference).data().toString(), QString("70.0"));
    m_page->selectItems({1});
    m_page->referenceBox().setCurrentIndex(1);
    QTRY_COMPARE(m_page->report()->reference, m_page->referenceBox().currentText().toStdString());
    QCOMPARE(m_page->predictions().index(0, PredictionModel::Reference).data().toString(), QString("35.0"));
    QCOMPARE(m_page->selectedItems(), std::vector<std::size_t>{1});
}

void TestEvaluationPage::bundleOpensToTheSameViewWithoutTheDataset()
{
    const TempFolder folder;
    const QString file = QString::fromStdString((folder / "all.tempnetic-evidence").string());
    EvaluationState state;
    QString table;
    std::string numbers;
    {
        // A copy that is gone when the bundle is opened.
        fs::copy(*m_music / "set", folder / "gone");
        m_page->proposeDataset(QString::fromStdString((folder / "gone").string()));
        m_page->addEstimates(QString::fromStdString((*m_music / "other.csv").string()));
        m_page->evaluate();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->report() != nullptr, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
        m_page->toleranceSlider().setValue(25);
        QTRY_COMPARE(m_page->report()->tolerance, 0.025);
        m_page->filterBar().setText("bpm:<120");
        for (QAction* const action : m_page->findChildren<QAction*>())
            if (action->text().startsWith("As in the original project"))
                action->trigger();
        m_page->chips().setShown({1});
        m_page->plots().setView({.left = 60.1, .right = 130.0 / 3.0 + 60.0, .bottom = 50.0, .top = 170.0});
        m_page->selectItems({1, 4});
        m_page->metrics().scopeBox().setCurrentIndex(1);
        QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
        state = m_page->state();
        table = m_page->tableText("csv");
        m_page->saveBundle(file);
        QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
        QCOMPARE(m_problems, QStringList());
        numbers = readEvidence(folder / "all.tempnetic-evidence").metrics;
        fs::remove_all(folder / "gone");
    }
    cleanup();
    init();
    m_page->openBundle(file);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->report() != nullptr, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    QCOMPARE(m_problems, QStringList());
    QCOMPARE(jsonOf(m_page->state()), jsonOf(state));
    QCOMPARE(m_page->tableText("csv"), table);
    QCOMPARE(m_page->report()->tolerance, 0.025);
    QCOMPARE(m_page->plot().view(), *state.view);
    QCOMPARE(m_page->table().model()->rowCount(), 6);
    QVERIFY2(m_page->origin().text().contains("playing is off"), qPrintable(m_page->origin().text()));
    QVERIFY(!m_page->origin().text().contains("other numbers"));
    m_page->playWith(ClickVoice::Reference);
    QVERIFY2(m_problems.join(' ').contains("cannot be played"), qPrintable(m_problems.join('|')));
    // Saved again it is of the same music and the same numbers.
    m_page->saveBundle(file);
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    QCOMPARE(readEvidence(folder / "all.tempnetic-evidence").metrics, numbers);
    QVERIFY(readEvidence(folder / "all.tempnetic-evidence").audio[0].ends_with("song0.wav"));
}

void TestEvaluationPage::bundleThatIsNoneIsOneLine()
{
    const TempFolder folder;
    std::ofstream(folder / "a.tempnetic-evidence") << "PK nothing";
    for (const char* const name : {"a.tempnetic-evidence", "missing.tempnetic-evidence"}) {
        m_problems.clear();
        m_page->openBundle(QString::fromStdString((folder / name).string()));
        QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
        QCOMPARE(m_problems.size(), 1);
        QVERIFY2(m_problems[0].contains(name) && !m_problems[0].contains('\n'), qPrintable(m_problems[0]));
        QVERIFY(!m_page->report());
    }
}

void TestEvaluationPage::openedBundleStaysUntilSomethingIsEvaluated()
{
    evaluate();
    const TempFolder folder;
    const QString file = QString::fromStdString((folder / "b.tempnetic-evidence").string());
    m_page->saveBundle(file);
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    m_page->openBundle(file);
    QTRY_VERIFY(!m_page->origin().isHidden());
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
    // The music is still there: it can be heard.
    QVERIFY(!m_page->origin().text().contains("playing is off"));
    m_page->proposeDataset("/somewhere/else");
    QVERIFY(m_page->report());
    m_page->proposeDataset(QString::fromStdString((*m_music / "set").string()));
    m_page->evaluate();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->origin().isHidden(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_tasks->count(), 0, kPatience);
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
