// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/processors.h"
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/dataset/demo_corpus.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/problems_view.h"
#include "app/workbench/dataset/split_view.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/main_window.h"
#include "app/workbench/plot_export.h"
#include "tests/support/sanitizers.h"
#include "tests/support/temp_folder.h"
#include "tests/workbench/tiny_dataset.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>
#include <QUndoStack>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>

using namespace tempo;
using namespace tempo::workbench;

namespace {

constexpr int kScanTimeout = 60'000;

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.native());
}

/// A page with what the window gives it.
struct Bench {
    TaskRunner tasks;
    QUndoStack undo;
    QStringList notices;
    QStringList troubles;
    DatasetPage page;

    Bench()
        : page({.tasks = tasks,
                .undo = undo,
                .notice = [this](const QString& text, const QString&) { notices << text; },
                .problem = [this](const QString& text, const QString&) { troubles << text; }})
    {
        page.resize(1200, 740);
        page.show();
    }
    ~Bench() { tasks.cancelAll(); }

    void open(const std::filesystem::path& path)
    {
        page.openDataset(textOf(path));
        QTRY_VERIFY_WITH_TIMEOUT(page.review() != nullptr, kScanTimeout);
    }
};

/// Times between two turns of the event loop, in milliseconds: by the clock on the wall, and what of it this thread
/// itself has worked, which other programs on the machine do not change.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        m_timer.setInterval(1);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_wall.push_back(now(CLOCK_MONOTONIC) - m_lastWall);
            m_work.push_back(now(CLOCK_THREAD_CPUTIME_ID) - m_lastWork);
            m_lastWall = now(CLOCK_MONOTONIC);
            m_lastWork = now(CLOCK_THREAD_CPUTIME_ID);
        });
        m_timer.start();
    }
    [[nodiscard]] double wall(double share) const { return quantile(m_wall, share); }
    [[nodiscard]] double work(double share) const { return quantile(m_work, share); }

private:
    static double now(clockid_t clock)
    {
        timespec time{};
        ::clock_gettime(clock, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    static double quantile(std::vector<double> gaps, double share)
    {
        std::ranges::sort(gaps);
        return gaps.empty() ? 0.0 : gaps[static_cast<std::size_t>(share * static_cast<double>(gaps.size() - 1))];
    }

    QTimer m_timer;
    double m_lastWall = now(CLOCK_MONOTONIC);
    double m_lastWork = now(CLOCK_THREAD_CPUTIME_ID);
    std::vector<double> m_wall;
    std::vector<double> m_work;
};

} // namespace

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
    void reportIsExported();
    void plotIsExported();
    void sessionComesBack();
    void damagedSessionIsBorne_data();
    void damagedSessionIsBorne();
    void hiddenTracksAreNotEdited();
    void demoDatasetCanBeStopped();
    void newerScanReplacesTheOlder();
    void closingWhileScanning();
    void windowNeverStallsWhileScanning();
    void pictures();

private:
    test::TempFolder m_home;
};

void TestDatasetPage::initTestCase()
{
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((m_home / name).native()));
    qputenv("USER", "ada");
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

void TestDatasetPage::reportIsExported()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 6);
    Bench bench;
    bench.open(folder / "tiny");
    bench.page.exportReport(textOf(folder / "out.csv"), DatasetPage::ReportFormat::Csv);
    bench.page.exportReport(textOf(folder / "out.html"), DatasetPage::ReportFormat::Html);
    bench.page.exportReport(textOf(folder / "no/such/folder.csv"), DatasetPage::ReportFormat::Csv);
    QTRY_COMPARE(bench.notices.size(), 2);
    QTRY_COMPARE(bench.troubles.size(), 1);
    std::ifstream csv(folder / "out.csv");
    std::string head;
    std::getline(csv, head);
    QVERIFY(head.starts_with("id,genre,audio,bpm"));
    QVERIFY(std::filesystem::file_size(folder / "out.html") > 1000);
}

void TestDatasetPage::plotIsExported()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 6);
    Bench bench;
    bench.open(folder / "tiny");
    const Services services{.tasks = bench.tasks,
                            .undo = bench.undo,
                            .notice = [&](const QString& text, const QString&) { bench.notices << text; },
                            .problem = [&](const QString& text, const QString&) { bench.troubles << text; }};
    ui::Plot& plot = bench.page.histogramPanel().histogram();
    writePlot(plot, textOf(folder / "plot.pdf"), services, &bench.page);
    writePlot(plot, textOf(folder / "plot.png"), services, &bench.page);
    writePlot(plot, textOf(folder / "plot.svg"), services, &bench.page, {100.0, 60.0});
    QTRY_COMPARE(bench.notices.size(), 3);
    std::ifstream pdf(folder / "plot.pdf");
    std::string head;
    std::getline(pdf, head);
    QVERIFY(head.starts_with("%PDF"));
    const QImage image(textOf(folder / "plot.png"));
    // 120 mm at 300 dots an inch.
    QVERIFY2(std::abs(image.width() - 1417) <= 2, qPrintable(QString::number(image.width())));
    std::ifstream svg(folder / "plot.svg");
    const std::string text((std::istreambuf_iterator<char>(svg)), {});
    QVERIFY2(text.find("width=\"100mm\" height=\"60mm\"") != std::string::npos, text.substr(0, 300).c_str());
    QCOMPARE(image.pixelColor(0, 0), ui::Theme::lightColors().panel);
}

void TestDatasetPage::sessionComesBack()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 20);
    QJsonObject state;
    {
        Bench bench;
        bench.open(folder / "tiny");
        bench.page.filterBar().setText("bpm:<75");
        bench.page.table().setSortKeys({{.column = TrackColumn::Genre, .order = Qt::AscendingOrder},
                                        {.column = TrackColumn::Tempo, .order = Qt::DescendingOrder}});
        bench.page.table().setColumnHidden(static_cast<int>(TrackColumn::Version), true);
        bench.page.selection().select({"jazz.00001", "jazz.00002"}, nullptr);
        state = bench.page.saveState();
    }
    Bench bench;
    bench.page.restoreState(state);
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.review() != nullptr, kScanTimeout);
    QCOMPARE(bench.page.filterBar().text(), QString("bpm:<75"));
    QCOMPARE(bench.page.model().rowCount(), 15);
    QCOMPARE(bench.page.selection().ids(), QSet<QString>({"jazz.00001", "jazz.00002"}));
    QVERIFY(bench.page.table().isColumnHidden(static_cast<int>(TrackColumn::Version)));
    QCOMPARE(bench.page.model().sortKeys().size(), std::size_t{2});
    QCOMPARE(bench.page.model().idAt(0), QString("blues.00006"));
    QCOMPARE(bench.page.recentDatasets().size(), 1);
}

void TestDatasetPage::damagedSessionIsBorne_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("wrong kinds") << QByteArray(
        R"({"path": 7, "recent": "x", "filter": [], "table": 3, "histogram": [1], "split": "a", "tab": "x", "rows": 1})");
    QTest::newRow("absurd values") << QByteArray(
        R"({"recent": [1, null, "a"], "filter": "bpm:<<", "tab": -5, "histogram": {"bins": 99}, "split": {"method": 50,
            "validation": -3, "seed": 1e30}, "rows": "AAAA", "columns": "////", "left": "not base 64 %%%",
            "table": {"columns": [{"key": "id", "width": 9999999, "hidden": true}, {"key": "zzz"}, 5],
                      "sort": [{"key": "bpm"}, {"key": "bpm"}, {"key": "no"}, null]}})");
    QTest::newRow("all hidden") << QByteArray(
        R"({"table": {"columns": [{"key": "id", "hidden": true}, {"key": "genre", "hidden": true},
            {"key": "bpm", "hidden": true}, {"key": "version", "hidden": true}, {"key": "seconds", "hidden": true},
            {"key": "beats", "hidden": true}, {"key": "problems", "hidden": true}, {"key": "split", "hidden": true},
            {"key": "tags", "hidden": true}]}})");
    QTest::newRow("gone dataset") << QByteArray(R"({"path": "/no/such/folder", "selected": ["a"], "current": "a"})");
}

void TestDatasetPage::damagedSessionIsBorne()
{
    QFETCH(QByteArray, json);
    Bench bench;
    bench.page.restoreState(QJsonDocument::fromJson(json).object());
    QTRY_VERIFY(!bench.page.isScanning());
    QVERIFY(bench.page.model().sortKeys().size() <= 1);
    QVERIFY(bench.page.table().horizontalHeader()->hiddenSectionCount() < kTrackColumns);
    QVERIFY(!bench.page.emptyTitle().isEmpty());
    QVERIFY(!bench.page.saveState().isEmpty());
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

void TestDatasetPage::demoDatasetCanBeStopped()
{
    const std::filesystem::path folder = demoFolder();
    Bench bench;
    bench.page.makeDemo();
    const auto clips = [&folder] {
        std::error_code none;
        int count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, none))
            count += entry.path().extension() == ".au" || entry.path().extension() == ".wav" ? 1 : 0;
        return count;
    };
    QTRY_VERIFY_WITH_TIMEOUT(clips() > 0 || !bench.troubles.isEmpty(), kScanTimeout);
    if (!bench.troubles.isEmpty())
        QSKIP(qPrintable(bench.troubles.front()));
    bench.tasks.cancelAll();
    QTRY_COMPARE_WITH_TIMEOUT(bench.tasks.count(), 0, kScanTimeout);
    QVERIFY(clips() < 120);
    QVERIFY(bench.page.datasetPath().isEmpty());
    std::filesystem::remove_all(folder);
}

void TestDatasetPage::newerScanReplacesTheOlder()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "one", 60);
    test::writeTinyDataset(folder / "two", 8);
    Bench bench;
    bench.page.openDataset(textOf(folder / "one"));
    bench.page.openDataset(textOf(folder / "two"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.review() != nullptr, kScanTimeout);
    QCOMPARE(bench.page.model().rowCount(), 8);
    QTRY_COMPARE(bench.tasks.count(), 0);
    QCOMPARE(bench.page.model().rowCount(), 8);
}

void TestDatasetPage::closingWhileScanning()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 60);
    for (const int wait : {0, 20, 60}) {
        Bench bench;
        bench.page.openDataset(textOf(folder / "tiny"));
        QTest::qWait(wait);
        bench.page.editor().setTraining({"jazz.00003"}, TrackEditor::Training::Exclude);
    }
}

void TestDatasetPage::windowNeverStallsWhileScanning()
{
    const test::TempFolder folder;
    test::writeTinyDataset(folder / "tiny", 1000);
    MainWindow window{SessionFile(textOf(folder / "session.json"))};
    window.resize(1280, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(200);
    window.datasetPage().openDataset(textOf(folder / "tiny"));
    Watchdog watchdog;
    QTRY_VERIFY_WITH_TIMEOUT(window.datasetPage().review() != nullptr, kScanTimeout);
    QTest::qWait(100);
    qInfo("event loop while 1000 tracks are scanned: p99 %.1f, longest %.1f ms; own work: p99 %.1f, longest %.1f ms",
          watchdog.wall(0.99), watchdog.wall(1.0), watchdog.work(0.99), watchdog.work(1.0));
    if (tempo::test::kIsInstrumented)
        QSKIP("sanitizers decide how long this takes");
    QVERIFY2(watchdog.work(1.0) < 50.0, qPrintable(QString::number(watchdog.work(1.0))));
    // Where other programs take the processors, the clock on the wall says nothing about the window.
    double load = 0.0;
    if (::getloadavg(&load, 1) == 1 && load <= app::availableProcessors())
        QVERIFY2(watchdog.wall(1.0) < 50.0, qPrintable(QString::number(watchdog.wall(1.0))));
}

void TestDatasetPage::pictures()
{
    const QString out = qEnvironmentVariable("TEMPNETIC_PICTURES");
    const QString dataset = qEnvironmentVariable("TEMPNETIC_PICTURE_DATASET");
    if (out.isEmpty() || dataset.isEmpty())
        QSKIP("set TEMPNETIC_PICTURES to a folder and TEMPNETIC_PICTURE_DATASET to a dataset to get pictures of the "
              "page");
    const test::TempFolder folder;
    MainWindow window{SessionFile(textOf(folder / "session.json"))};
    window.resize(1280, 800);
    window.show();
    QTest::qWait(100);
    window.grab().save(out + "/dataset-empty.png");
    window.datasetPage().openDataset(dataset);
    QTRY_VERIFY_WITH_TIMEOUT(window.datasetPage().review() != nullptr, 300'000);
    DatasetPage& page = window.datasetPage();
    const auto grab = [&](const QString& name, const QSize& size, ui::SchemeWish wish) {
        window.resize(size);
        ui::Theme::instance().setWish(wish);
        QTest::qWait(150);
        window.grab().save(out + "/dataset-" + name + ".png");
    };
    grab("light-1280", {1280, 800}, ui::SchemeWish::Light);
    page.filterBar().setText("bpm:80-140");
    page.selection().select({page.model().idAt(2), page.model().idAt(4), page.model().idAt(5)}, nullptr);
    page.editor().multiply({page.model().idAt(2), page.model().idAt(5)}, {.numerator = 1, .denominator = 2});
    page.editor().addTag({page.model().idAt(1), page.model().idAt(5)}, "live");
    page.table().setSortKeys(
        {{.column = TrackColumn::Genre}, {.column = TrackColumn::Tempo, .order = Qt::DescendingOrder}});
    grab("filtered-light-1920", {1920, 1080}, ui::SchemeWish::Light);
    grab("filtered-dark-1280", {1280, 800}, ui::SchemeWish::Dark);
    page.filterBar().setText("is:corrected");
    grab("corrected-light-1280", {1280, 800}, ui::SchemeWish::Light);
    page.filterBar().setText("bmp:80");
    page.findChild<QTabWidget*>()->setCurrentIndex(1);
    page.histogramPanel().histogram().setBinning(ui::TempoBinning::Log2);
    grab("split-dark-1920", {1920, 1080}, ui::SchemeWish::Dark);
    grab("split-light-1280", {1280, 800}, ui::SchemeWish::Light);
}

QTEST_MAIN(TestDatasetPage)
#include "tst_dataset_page.moc"
