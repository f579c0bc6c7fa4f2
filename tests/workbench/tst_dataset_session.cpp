// SPDX-License-Identifier: GPL-3.0-or-later
// The dataset page over time: what it keeps and writes, what is stopped half-way, and that it never stalls.
#include "app/common/processors.h"
#include "app/workbench/dataset/demo_corpus.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/main_window.h"
#include "app/workbench/plot_export.h"
#include "tests/support/sanitizers.h"
#include "tests/workbench/dataset_bench.h"
#include "tests/workbench/tiny_dataset.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

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

class TestDatasetSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void reportIsExported();
    void plotIsExported();
    void sessionComesBack();
    void damagedSessionIsBorne_data();
    void damagedSessionIsBorne();
    void demoDatasetCanBeStopped();
    void newerScanReplacesTheOlder();
    void closingWhileScanning();
    void windowNeverStallsWhileScanning();
    void pictures();

private:
    test::TempFolder m_home;
};

void TestDatasetSession::initTestCase()
{
    settleIn(m_home.path());
    ui::Theme::instance().apply();
}

void TestDatasetSession::reportIsExported()
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

void TestDatasetSession::plotIsExported()
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

void TestDatasetSession::sessionComesBack()
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

void TestDatasetSession::damagedSessionIsBorne_data()
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

void TestDatasetSession::damagedSessionIsBorne()
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

void TestDatasetSession::demoDatasetCanBeStopped()
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

void TestDatasetSession::newerScanReplacesTheOlder()
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

void TestDatasetSession::closingWhileScanning()
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

void TestDatasetSession::windowNeverStallsWhileScanning()
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

void TestDatasetSession::pictures()
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

QTEST_MAIN(TestDatasetSession)
#include "tst_dataset_session.moc"
