// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/problems_view.h"
#include "app/workbench/dataset/split_view.h"
#include "app/workbench/dataset/track_table.h"
#include "tests/workbench/dataset_bench.h"
#include "tests/workbench/tiny_dataset.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QSignalSpy>
#include <QTreeWidget>

#include <algorithm>
#include <fstream>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

class TestDatasetPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void startsWithSomethingToDo();
    void scanFillsEverything();
    void whatIsNoDatasetIsSaid_data();
    void whatIsNoDatasetIsSaid();
    void folderThatDisappearsKeepsItsRows();
    void movedDatasetBringsItsCorrections();
    void datasetWithoutAnnotationsSaysHowToGetThem();
    void draggingInTheHistogramFilters();
    void oneSelectionForAll();
    void problemsSelectTheirTracks();
    void editsAreUndoneAndKept();
    void exclusionLeavesTheTrackOutOfTheSplit();
    void referenceVersionCanBeSwitched();
    void hiddenTracksAreNotEdited();

private:
    test::TempFolder m_home;
};

void TestDatasetPage::initTestCase()
{
    settleIn(m_home.path());
    ui::Theme::instance().apply();
}

void TestDatasetPage::startsWithSomethingToDo()
{
    Bench bench;
    QCOMPARE(bench.page.emptyTitle(), QString("No dataset"));
    QVERIFY(bench.page.datasetPath().isEmpty());
    QVERIFY(bench.page.recentDatasets().isEmpty());
    QVERIFY(std::ranges::count(bench.page.pageActions(), nullptr) >= 2);
}

void TestDatasetPage::scanFillsEverything()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 20);
    std::ofstream(folder / "tiny/genres/jazz/jazz.00009.wav") << "no audio";
    Bench bench;
    QSignalSpy resets(&bench.page.model(), &QAbstractItemModel::modelReset);
    bench.open(folder / "tiny");
    QCOMPARE(bench.page.emptyTitle(), QString());
    QCOMPARE(bench.page.model().rowCount(), 20);
    QVERIFY(resets.count() <= 2);
    const TrackRow& row = bench.page.catalogue().row(bench.page.catalogue().indexOf("blues.00003"));
    QCOMPARE(row.bpm, 67.0);
    QCOMPARE(row.genre, QString("blues"));
    QVERIFY(row.seconds > 0.3 && row.seconds < 0.5);
    QVERIFY(row.part.has_value());
    QVERIFY(bench.page.catalogue().row(bench.page.catalogue().indexOf("jazz.00009")).has(ProblemKind::Undecodable));
    QCOMPARE(bench.page.recentDatasets(), QStringList{textOf(folder / "tiny")});
    QVERIFY(bench.page.status().contains("20"));
    QVERIFY(!bench.page.histogramPanel().histogram().showsEmptyText());
    QVERIFY2(bench.page.problems().summary().contains("19 of 20"), qPrintable(bench.page.problems().summary()));
    QVERIFY(bench.page.splitView().table().topLevelItemCount() == 2);
    QVERIFY(bench.troubles.isEmpty());
}

void TestDatasetPage::whatIsNoDatasetIsSaid_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("missing") << "missing";
    QTest::newRow("empty folder") << "empty";
    QTest::newRow("a folder of texts") << "texts";
    QTest::newRow("a file") << "file.wav";
}

void TestDatasetPage::whatIsNoDatasetIsSaid()
{
    QFETCH(QString, what);
    const test::TempFolder folder;
    std::filesystem::create_directories(folder / "empty");
    std::filesystem::create_directories(folder / "texts");
    std::ofstream(folder / "texts/a.txt") << "a";
    std::ofstream(folder / "file.wav") << "a";
    Bench bench;
    bench.page.openDataset(textOf(folder / what.toStdString()));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.troubles.isEmpty(), kScanTimeout);
    QVERIFY(!bench.page.emptyTitle().isEmpty());
    QVERIFY(!bench.page.isScanning());
    QVERIFY(bench.page.recentDatasets().isEmpty());
    if (what == "missing")
        QVERIFY(bench.page.emptyTitle().contains("not there"));
}

void TestDatasetPage::folderThatDisappearsKeepsItsRows()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 10);
    Bench bench;
    bench.open(folder / "tiny");
    std::filesystem::remove_all(folder / "tiny");
    bench.page.rescan();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.troubles.isEmpty(), kScanTimeout);
    QCOMPARE(bench.page.model().rowCount(), 10);
    QVERIFY(bench.troubles.front().contains("Locate"));
}

void TestDatasetPage::movedDatasetBringsItsCorrections()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "old/tiny", 10);
    {
        Bench bench;
        bench.open(folder / "old/tiny");
        bench.page.editor().correct("jazz.00001", Bpm{124.0}, "tapped");
        QTRY_VERIFY(bench.page.corrections().isSaved());
    }
    std::filesystem::create_directories(folder / "new");
    std::filesystem::rename(folder / "old/tiny", folder / "new/tiny");
    Bench bench;
    bench.page.openDataset(textOf(folder / "old/tiny"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.troubles.isEmpty(), kScanTimeout);
    bench.page.relink(textOf(folder / "new/tiny"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.review() != nullptr, kScanTimeout);
    QCOMPARE(bench.page.catalogue().row(bench.page.catalogue().indexOf("jazz.00001")).bpm, 124.0);
    QCOMPARE(bench.page.recentDatasets(), QStringList{textOf(folder / "new/tiny")});
    QVERIFY(std::filesystem::exists(folder / "new/tiny.tempnetic.json"));
}

void TestDatasetPage::datasetWithoutAnnotationsSaysHowToGetThem()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 6);
    std::filesystem::remove_all(folder / "tiny/tempo");
    Bench bench;
    bench.open(folder / "tiny");
    QCOMPARE(bench.page.model().rowCount(), 6);
    QVERIFY(bench.page.histogramPanel().histogram().showsEmptyText());
    QVERIFY(bench.page.review()->report.count(ProblemKind::MissingAnnotation) == 6);
    QVERIFY(!bench.page.review()->splitError.empty());
    QVERIFY(!bench.page.splitView().summary().isEmpty());
}

void TestDatasetPage::draggingInTheHistogramFilters()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 40);
    Bench bench;
    bench.open(folder / "tiny");
    ui::TempoHistogram& histogram = bench.page.histogramPanel().histogram();
    QTest::qWait(50);
    const QPoint from = histogram.pixelOf(70.0, 0.5);
    const QPoint to = histogram.pixelOf(80.0, 0.5);
    QTest::mousePress(histogram.canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(histogram.canvas(), (from + to) / 2);
    QTest::mouseMove(histogram.canvas(), to);
    QTest::mouseRelease(histogram.canvas(), Qt::LeftButton, {}, to);
    const std::optional<FilterRange> range = tempoRangeOf(bench.page.filterBar().text());
    QVERIFY2(range, qPrintable(bench.page.filterBar().text()));
    QVERIFY(std::abs(range->low - 70.0) < 1.0 && std::abs(range->high - 80.0) < 1.0);
    QVERIFY(bench.page.model().rowCount() >= 8 && bench.page.model().rowCount() <= 12);
    QVERIFY2(bench.page.filterBar().countsText().contains(QString::number(bench.page.model().rowCount())),
             qPrintable(bench.page.filterBar().countsText()));
    int filteredOut = 0;
    for (std::size_t bin = 0; bin < histogram.bins().count(); ++bin)
        filteredOut += histogram.filteredOutIn(bin);
    QCOMPARE(filteredOut, 40 - bench.page.model().rowCount());

    bench.page.filterBar().setText("bmp:70");
    QVERIFY(!bench.page.filterBar().isValid());
    QVERIFY(bench.page.filterBar().error().contains("bpm"));
    QCOMPARE(filteredOut, 40 - bench.page.model().rowCount());
    bench.page.filterBar().setText({});
    QCOMPARE(bench.page.model().rowCount(), 40);
}

void TestDatasetPage::oneSelectionForAll()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 20);
    Bench bench;
    bench.open(folder / "tiny");
    bench.page.table().selectRow(3);
    QCOMPARE(bench.page.selection().ids(), QSet<QString>{bench.page.model().idAt(3)});
    QCOMPARE(bench.page.selection().current(), bench.page.model().idAt(3));
    bench.page.selection().select({"jazz.00001", "jazz.00002", "blues.00003"}, nullptr);
    QCOMPARE(bench.page.table().selectionModel()->selectedRows().size(), 3);
    ui::TempoHistogram& histogram = bench.page.histogramPanel().histogram();
    int selected = 0;
    for (std::size_t bin = 0; bin < histogram.bins().count(); ++bin)
        selected += histogram.selectedIn(bin);
    QCOMPARE(selected, 3);
    // Sorting and filtering move rows, never the selection.
    bench.page.table().setSortKeys({{.column = TrackColumn::Tempo, .order = Qt::DescendingOrder}});
    QCOMPARE(bench.page.selection().ids().size(), 3);
    QCOMPARE(bench.page.table().selectionModel()->selectedRows().size(), 3);
    bench.page.filterBar().setText("genre:jazz");
    QCOMPARE(bench.page.table().selectionModel()->selectedRows().size(), 2);
    bench.page.filterBar().setText({});
    QCOMPARE(bench.page.table().selectionModel()->selectedRows().size(), 3);
}

void TestDatasetPage::problemsSelectTheirTracks()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 12);
    std::ofstream(folder / "tiny/genres/jazz/jazz.00004.wav") << "no audio";
    std::filesystem::remove(folder / "tiny/tempo/gtzan_blues_00002.bpm");
    Bench bench;
    bench.open(folder / "tiny");
    bench.page.filterBar().setText("genre:blues");
    QTreeWidget& list = bench.page.problems().list();
    QTreeWidgetItem* undecodable = nullptr;
    for (int row = 0; row < list.topLevelItemCount(); ++row)
        if (list.topLevelItem(row)->child(0)->text(0) == "jazz.00004")
            undecodable = list.topLevelItem(row);
    QVERIFY(undecodable);
    QCOMPARE(undecodable->text(1), QString("1"));
    QVERIFY(undecodable->data(0, Qt::AccessibleTextRole).toString().startsWith("Error"));
    Q_EMIT list.itemClicked(undecodable, 0);
    QCOMPARE(bench.page.selection().ids(), QSet<QString>{"jazz.00004"});
    QCOMPARE(bench.page.filterBar().text(), QString());
    list.setCurrentItem(undecodable);
    Q_EMIT bench.page.problems().filterWanted("undecodable");
    QCOMPARE(bench.page.model().rowCount(), 1);
}

void TestDatasetPage::editsAreUndoneAndKept()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 10);
    const auto bpmOf = [](Bench& bench, const QString& id) {
        return bench.page.catalogue().row(bench.page.catalogue().indexOf(id)).bpm;
    };
    {
        Bench bench;
        bench.open(folder / "tiny");
        bench.page.selection().select({"jazz.00000", "jazz.00001"}, nullptr);
        QCOMPARE(bench.page.editor().preview({"jazz.00000"}, {.numerator = 1, .denominator = 2}),
                 QString("60.0 → 30.0 BPM"));
        for (QAction* const action : bench.page.pageActions())
            if (action && action->text() == "Halve the tempo of the selection") {
                QVERIFY2(action->toolTip().contains("→"), qPrintable(action->toolTip()));
                action->trigger();
            }
        QCOMPARE(bpmOf(bench, "jazz.00000"), 30.0);
        QCOMPARE(bpmOf(bench, "jazz.00001"), 31.0);
        QCOMPARE(bench.undo.undoText(), QString("Halve the tempo of 2 tracks"));
        bench.undo.undo();
        QCOMPARE(bpmOf(bench, "jazz.00000"), 60.0);
        bench.undo.redo();
        const TrackRow& row = bench.page.catalogue().row(bench.page.catalogue().indexOf("jazz.00000"));
        QVERIFY2(row.editText.contains("60.0 → 30.0") && row.editText.contains("ada"), qPrintable(row.editText));
        bench.page.editor().setTags("jazz.00001", {"live", "odd"});
        QVERIFY(bench.page.model()
                    .data(bench.page.model().index(bench.page.model().rowOf("jazz.00000"), 2), Qt::FontRole)
                    .value<QFont>()
                    .italic());
        QTRY_VERIFY(bench.page.corrections().isSaved());
        QTRY_VERIFY(bench.page.review()->report.count(ProblemKind::TempoOutOfRange) == 2);
    }
    Bench bench;
    bench.open(folder / "tiny");
    QCOMPARE(bpmOf(bench, "jazz.00000"), 30.0);
    QCOMPARE(bench.page.catalogue().row(bench.page.catalogue().indexOf("jazz.00001")).tags,
             QStringList({"live", "odd"}));
    bench.page.filterBar().setText("is:corrected -tag:live");
    QCOMPARE(bench.page.model().rowCount(), 1);
}

void TestDatasetPage::exclusionLeavesTheTrackOutOfTheSplit()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 20);
    Bench bench;
    bench.open(folder / "tiny");
    bench.page.editor().setTraining({"jazz.00003"}, TrackEditor::Training::Exclude);
    const auto partOf = [&] { return bench.page.catalogue().row(bench.page.catalogue().indexOf("jazz.00003")).part; };
    QTRY_VERIFY(partOf() == SplitPart::LeftOut);
    bench.undo.undo();
    QTRY_VERIFY(partOf() != SplitPart::LeftOut);
}

void TestDatasetPage::referenceVersionCanBeSwitched()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 6);
    std::filesystem::create_directories(folder / "tiny/beats");
    std::ofstream beats(folder / "tiny/beats/gtzan_jazz_00000.beats");
    for (int beat = 0; beat < 20; ++beat)
        beats << beat * 0.75 << "\t" << beat % 4 + 1 << "\n";
    beats.close();
    Bench bench;
    bench.open(folder / "tiny");
    const std::vector<std::string>& versions = bench.page.catalogue().dataset()->referenceVersions;
    QCOMPARE(versions.size(), std::size_t{2});
    const auto row = [&]() -> const TrackRow& {
        return bench.page.catalogue().row(bench.page.catalogue().indexOf("jazz.00000"));
    };
    QCOMPARE(row().bpm, 60.0);
    QCOMPARE(row().beats, 20);
    for (QComboBox* const box : bench.page.findChildren<QComboBox*>())
        if (box->accessibleName() == "Reference version")
            box->setCurrentIndex(1);
    QCOMPARE(row().bpm, 80.0);
    QTRY_VERIFY(bench.page.review()->report.statistics.referenceVersion == versions[1]);
}

void TestDatasetPage::hiddenTracksAreNotEdited()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 10);
    Bench bench;
    bench.open(folder / "tiny");
    bench.page.selection().select({"jazz.00001", "blues.00001"}, nullptr);
    bench.page.filterBar().setText("genre:jazz");
    QVERIFY2(bench.page.status().startsWith("1 selected of 5"), qPrintable(bench.page.status()));
    for (QAction* const action : bench.page.pageActions())
        if (action && action->text() == "Double the tempo of the selection")
            action->trigger();
    QCOMPARE(bench.undo.undoText(), QString("Double the tempo of jazz.00001"));
    QCOMPARE(bench.page.corrections().edits().size(), std::size_t{1});
}

QTEST_MAIN(TestDatasetPage)
#include "tst_dataset_page.moc"
