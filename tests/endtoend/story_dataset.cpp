// SPDX-License-Identifier: GPL-3.0-or-later
// The first half of the program: understand a dataset, hear a track, get the tempo of one's own songs.
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/track_filter.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/main_window.h"
#include "app/workbench/playback/audio_output.h"
#include "app/workbench/playback/player.h"
#include "tests/endtoend/driver.h"
#include "training/neural/neural_module.h"
#include "widgets/controls/message_bar.h"

#include <QFile>
#include <QTest>

#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

constexpr int kPatience = 60'000;
constexpr int kTracks = 40;
constexpr int kEstimatePage = 3;

} // namespace

class StoryDataset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void emptyPagesSayWhatToDo();
    void droppedFolderIsScanned();
    void dragInTheHistogramFilters();
    void rowsAreSelected();
    void trackIsHeard();
    void droppedSongsGetTheirTempo();
    void tempiAreExportedAndReadBack();
    void nextStartGoesOn();

private:
    void startProgram(const StartWishes& wishes);
    DatasetPage& page() { return m_window->datasetPage(); }

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Driver> m_driver;
    bool m_hasFailed = false;
};

void StoryDataset::initTestCase()
{
    m_home = std::make_unique<PrivateHome>();
    startProgram({});
}

void StoryDataset::init()
{
    if (m_hasFailed)
        QSKIP("a step before this one has failed");
}

void StoryDataset::cleanup()
{
    m_hasFailed = m_hasFailed || QTest::currentTestFailed();
}

void StoryDataset::cleanupTestCase()
{
    m_driver.reset();
    m_window.reset();
    qInfo("pictures: %s", TEMPNETIC_SCREENSHOTS);
}

void StoryDataset::startProgram(const StartWishes& wishes)
{
    m_driver.reset();
    m_window.reset();
    m_window = std::make_unique<MainWindow>(SessionFile(SessionFile::defaultPath()));
    m_driver = std::make_unique<Driver>(*m_window, QStringLiteral(TEMPNETIC_SCREENSHOTS));
    m_window->start(wishes);
    QVERIFY(m_driver->open());
}

void StoryDataset::emptyPagesSayWhatToDo()
{
    const std::array names{"0-empty-dataset", "0-empty-training", "0-empty-evaluation", "0-empty-estimate"};
    for (int page = static_cast<int>(names.size()) - 1; page >= 0; --page) {
        m_driver->key(static_cast<Qt::Key>(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(m_window->currentPage(), page);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
        QCOMPARE(m_driver->takePictures(QString::fromLatin1(names[static_cast<std::size_t>(page)])), QString());
    }
    QVERIFY(!page().emptyTitle().isEmpty());
}

void StoryDataset::droppedFolderIsScanned()
{
    QVERIFY(m_driver->drop({QStringLiteral(TEMPNETIC_DEMO)}));
    QTRY_VERIFY_WITH_TIMEOUT(page().review() != nullptr, kPatience);
    QCOMPARE(page().model().rowCount(), kTracks);
    QCOMPARE(page().emptyTitle(), QString());
    QVERIFY2(m_window->messages().isHidden(), qPrintable(m_window->messages().text()));
    QCOMPARE(m_driver->takePictures("1-scanned"), QString());
}

void StoryDataset::dragInTheHistogramFilters()
{
    ui::TempoHistogram& histogram = page().histogramPanel().histogram();
    QVector<QPoint> way;
    for (int step = 0; step <= 10; ++step)
        way << histogram.pixelOf(80.0 + 5.0 * step, 1.0);
    m_driver->drag(*histogram.canvas(), way);
    const std::optional<FilterRange> range = tempoRangeOf(page().filterBar().text());
    QVERIFY2(range, qPrintable(page().filterBar().text()));
    QVERIFY(std::abs(range->low - 80.0) < 2.0 && std::abs(range->high - 130.0) < 2.0);
    QVERIFY(page().model().rowCount() > 0 && page().model().rowCount() < kTracks);
    for (int row = 0; row < page().model().rowCount(); ++row) {
        const double bpm = page().catalogue().row(page().catalogue().indexOf(page().model().idAt(row))).bpm;
        QVERIFY(bpm >= range->low && bpm <= range->high);
    }
}

void StoryDataset::rowsAreSelected()
{
    TrackTable& table = page().table();
    const auto placeOf = [&table](int row) { return table.visualRect(table.model()->index(row, 0)).center(); };
    m_driver->click(*table.viewport(), placeOf(1));
    m_driver->click(*table.viewport(), placeOf(3), Qt::ShiftModifier);
    const QSet<QString> wanted{page().model().idAt(1), page().model().idAt(2), page().model().idAt(3)};
    QCOMPARE(page().selection().ids(), wanted);
    QVERIFY2(page().status().startsWith("3 selected"), qPrintable(page().status()));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QCOMPARE(m_driver->takePictures("2-filtered-and-selected"), QString());
}

void StoryDataset::trackIsHeard()
{
    m_driver->click(*page().table().viewport(),
                    page().table().visualRect(page().table().model()->index(2, 0)).center());
    auto* const inspector = page().findChild<TrackInspector*>();
    QVERIFY(inspector);
    Player& player = inspector->player();
    if (!makeDeviceOutput()->open().isEmpty()) {
        m_driver->key(Qt::Key_Space);
        QTRY_VERIFY2(inspector->note().contains("no audio device"), qPrintable(inspector->note()));
        QSKIP("there is no audio device here, which the window says; nothing was played");
    }
    m_driver->key(Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(player.state(), Player::State::Playing, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(player.position() > 0.5, kPatience);
    QCOMPARE(m_driver->takePictures("3-playing"), QString());
    m_driver->key(Qt::Key_Space);
    QCOMPARE(player.state(), Player::State::Stopped);
    QVERIFY(player.position() > 0.5);
}

void StoryDataset::droppedSongsGetTheirTempo()
{
    const QString folder = QStringLiteral(TEMPNETIC_DEMO "/genres/");
    QVERIFY(m_driver->drop({folder + "hiphop/hiphop.00001.wav", folder + "reggae/reggae.00000.wav"}));
    QCOMPARE(m_window->currentPage(), kEstimatePage);
    const SongModel& songs = m_window->estimatePage().songs();
    QTRY_COMPARE(songs.rowCount(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(songs.counts().waiting, 0, kPatience);
    for (const Song& song : songs.songs()) {
        QVERIFY2(song.state == SongState::Done, qPrintable(song.error()));
        const QString id = song.name().section('.', 0, 1);
        const double reference = page().catalogue().row(page().catalogue().indexOf(id)).bpm;
        QVERIFY(std::abs(song.estimated()->value() / reference - 1.0) < 0.04);
        QVERIFY(std::abs(song.result->baseline->value() / reference - 1.0) < 0.04);
        QCOMPARE(song.result->method == "librosa", !hasNeuralModule());
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QCOMPARE(m_driver->takePictures("4-estimated"), QString());
}

void StoryDataset::tempiAreExportedAndReadBack()
{
    const QString path = *m_home / "tempi.csv";
    m_driver->answerFileDialog(path);
    m_driver->key(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kPatience);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
    const SongModel& songs = m_window->estimatePage().songs();
    QCOMPARE(lines.size(), 1 + songs.rowCount());
    for (const Song& song : songs.songs()) {
        const QStringList row = lines.filter(song.name()).value(0).split(',');
        QCOMPARE(row.value(0), QString::fromStdString(song.path.native()));
        QCOMPARE(row.value(1).toDouble(), song.tempo()->value());
    }
    QTRY_VERIFY2(m_window->messages().text().contains("tempi.csv"), qPrintable(m_window->messages().text()));
}

void StoryDataset::nextStartGoesOn()
{
    const QString filter = page().filterBar().text();
    const QSet<QString> selected = page().selection().ids();
    QVERIFY(!filter.isEmpty() && !selected.isEmpty());
    QVERIFY(m_window->close());
    QVERIFY(!m_window->isVisible());
    startProgram({});
    QCOMPARE(m_window->currentPage(), kEstimatePage);
    QTRY_VERIFY_WITH_TIMEOUT(page().review() != nullptr, kPatience);
    QVERIFY2(page().datasetPath().endsWith("demo"), qPrintable(page().datasetPath()));
    QCOMPARE(page().filterBar().text(), filter);
    QCOMPARE(page().selection().ids(), selected);
    QVERIFY2(m_window->messages().isHidden(), qPrintable(m_window->messages().text()));
    m_driver->key(Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QCOMPARE(m_driver->takePictures("5-next-start"), QString());
}

QTEST_MAIN(StoryDataset)
#include "story_dataset.moc"
