// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/processors.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/estimate/song_table.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/main_window.h"
#include "app/workbench/playback/player.h"
#include "tests/support/audio_files.h"
#include "tests/support/sanitizers.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "widgets/controls/message_bar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QMimeData>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>

using namespace tempo;
using namespace tempo::workbench;

namespace {

constexpr int kLong = 60000;

double threadMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.native());
}

} // namespace

class TestEstimatePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void droppedSongsAreEstimated();
    void nonAudioIsRefusedVisibly();
    void emptyFolderAndMissingFileAreTold();
    void audioWithAStrangeNameIsTaken();
    void playlistIsFollowed();
    void tenThousandMissingFilesAreRows();
    void cancelKeepsWhatIsDoneAndRetryGoesOn();
    void correctionIsKeptBesideTheEstimate();
    void ratioHoldsForAllThatAreSelected();
    void rowsAreExportedAndCopied();
    void removedAndClearedRowsAreGone();
    void modelThatCannotBeReadFailsItsSongs();
    void playButtonPlaysItsRow();
    void stateSurvivesAndGarbageIsBorne();
    void closingWhileRunningIsClean();
    void loopNeverStallsWhileManyAreEstimated();

private:
    void drop(const QStringList& paths);
    bool waitForEnd();
    EstimatePage& page() { return m_window->estimatePage(); }
    SongModel& songs() { return page().songs(); }

    test::TempFolder m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestEstimatePage::initTestCase()
{
    // What the tests expect holds with and without LibTorch.
    qputenv("TEMPNETIC_TORCH_MODULE", "/nonexistent/tempnetic_torch.so");
    std::filesystem::create_directories(m_folder / "music" / "deep");
    test::writeWav(m_folder / "music" / "click120.wav", test::clickTrack(120.0, 12.0));
    test::writeWav(m_folder / "music" / "deep" / "click90.wav", test::clickTrack(90.0, 12.0));
    std::ofstream(m_folder / "readme.txt") << "hello\n";
    std::ofstream(m_folder / "broken.mp3") << "hello\n";
}

void TestEstimatePage::init()
{
    m_window = std::make_unique<MainWindow>(SessionFile(text(m_folder / "session.json")));
    m_window->show();
    page().inspector().setAudioOutput(std::make_unique<NullAudioOutput>());
}

void TestEstimatePage::cleanup()
{
    m_window.reset();
}

void TestEstimatePage::drop(const QStringList& paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    m_window->showPage(1);
    QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
    QVERIFY(event.isAccepted());
}

bool TestEstimatePage::waitForEnd()
{
    return QTest::qWaitFor([&] { return m_window->tasks().count() == 0; }, kLong);
}

void TestEstimatePage::droppedSongsAreEstimated()
{
    const QAbstractItemModelTester tester(&songs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(page().status(), "No songs");
    drop({text(m_folder / "music")});
    QVERIFY(waitForEnd());
    QCOMPARE(songs().rowCount(), 2);
    for (const Song& song : songs().songs()) {
        QCOMPARE(song.state, SongState::Done);
        const double wanted = song.name() == "click120.wav" ? 120.0 : 90.0;
        QVERIFY(std::abs(song.result->baseline->value() / wanted - 1.0) < 0.04); // the baseline's grid
        QVERIFY(song.result->outcome.estimate.confidence > 0.3);
        QVERIFY(!song.result->curve.empty());
        QVERIFY(!song.isUnstable());
    }
    QCOMPARE(page().status(), "2 songs");
    // There is no network here, which is said once.
    QVERIFY(m_window->messages().text().contains("librosa"));
    drop({text(m_folder / "music")});
    QVERIFY(waitForEnd());
    QCOMPARE(songs().rowCount(), 2);
    QVERIFY(m_window->messages().text().contains("in the list already"));
}

void TestEstimatePage::nonAudioIsRefusedVisibly()
{
    drop({text(m_folder / "readme.txt"), text(m_folder / "music" / "click120.wav"), text(m_folder / "broken.mp3")});
    QTRY_COMPARE(songs().rowCount(), 2);
    QVERIFY(m_window->messages().text().startsWith("1 of 3 skipped: not audio."));
    QVERIFY(m_window->messages().details().contains("readme.txt"));
    QVERIFY(waitForEnd());
    QCOMPARE(songs().counts().failed, 1); // it says it is an MP3: a row with the reason
    QVERIFY(!songs().songs()[1].error().isEmpty());
    QCOMPARE(page().status(), "2 songs, 1 failed");
}

void TestEstimatePage::emptyFolderAndMissingFileAreTold()
{
    std::filesystem::create_directories(m_folder / "empty");
    drop({text(m_folder / "empty"), text(m_folder / "missing.wav")});
    QVERIFY(waitForEnd());
    QVERIFY(m_window->messages().text().startsWith("1 of 2 skipped."));
    QVERIFY(m_window->messages().details().contains("empty"));
    QCOMPARE(songs().rowCount(), 1);
    QCOMPARE(songs().songs().front().state, SongState::Failed);
}

void TestEstimatePage::audioWithAStrangeNameIsTaken()
{
    std::filesystem::copy_file(m_folder / "music" / "click120.wav", m_folder / "strange.name");
    drop({text(m_folder / "strange.name")});
    QVERIFY(waitForEnd());
    QCOMPARE(songs().rowCount(), 1);
    QCOMPARE(songs().songs().front().state, SongState::Done);
}

void TestEstimatePage::playlistIsFollowed()
{
    std::ofstream(m_folder / "list.m3u") << "music/click120.wav\nmusic/deep/click90.wav\nmusic/gone.wav\n";
    drop({text(m_folder / "list.m3u")});
    QVERIFY(waitForEnd());
    QCOMPARE(songs().rowCount(), 3);
    QCOMPARE(songs().counts().failed, 1);
}

void TestEstimatePage::tenThousandMissingFilesAreRows()
{
    QStringList paths;
    for (int i = 0; i < 10000; ++i)
        paths.append(text(m_folder / ("missing" + std::to_string(i) + ".wav")));
    page().addPaths(paths);
    QTRY_COMPARE_WITH_TIMEOUT(songs().rowCount(), 10000, kLong);
    QVERIFY(waitForEnd());
    QCOMPARE(songs().counts().failed, 10000);
    QCOMPARE(page().status(), "10000 songs, 10000 failed");
    page().table().sortByColumn(SongModel::Tempo, Qt::DescendingOrder);
    page().clear();
    QCOMPARE(songs().rowCount(), 0);
}

void TestEstimatePage::cancelKeepsWhatIsDoneAndRetryGoesOn()
{
    test::writeLongWav(m_folder / "hours.wav", 44100U * 3600U * 4U);
    drop({text(m_folder / "hours.wav"), text(m_folder / "music" / "click120.wav")});
    QTRY_COMPARE_WITH_TIMEOUT(songs().counts().waiting, 1, kLong); // the short one is done
    page().cancel();
    QVERIFY(waitForEnd());
    QCOMPARE(songs().songs()[0].state, SongState::Cancelled);
    QCOMPARE(songs().songs()[1].state, SongState::Done);
    QCOMPARE(page().status(), "2 songs, 1 cancelled");
    std::filesystem::remove(m_folder / "hours.wav");
    std::filesystem::copy_file(m_folder / "music" / "click120.wav", m_folder / "hours.wav");
    page().retryFailed();
    QVERIFY(waitForEnd());
    QCOMPARE(page().status(), "2 songs");
}

void TestEstimatePage::correctionIsKeptBesideTheEstimate()
{
    drop({text(m_folder / "music" / "click120.wav")});
    QVERIFY(waitForEnd());
    const double raw = songs().songs().front().estimated()->value();
    Q_EMIT page().inspector().correctionWanted(Bpm{92.4}, "tapped");
    const Song& song = songs().songs().front();
    QCOMPARE(song.tempo()->value(), 92.4);
    QCOMPARE(song.estimated()->value(), raw);
    QCOMPARE(song.reason, "tapped");
    for (QAction* const action : m_window->findChildren<QAction*>())
        if (action->shortcut() == QKeySequence(QKeySequence::Undo))
            action->trigger();
    QCOMPARE(songs().songs().front().tempo()->value(), raw);
}

void TestEstimatePage::ratioHoldsForAllThatAreSelected()
{
    drop({text(m_folder / "music")});
    QVERIFY(waitForEnd());
    page().table().selectAll();
    const double first = songs().song(*page().table().currentSong())->tempo()->value();
    Q_EMIT page().inspector().correctionWanted(Bpm{2.0 * first}, "doubled");
    for (const Song& song : songs().songs())
        QVERIFY(std::abs(song.tempo()->value() / song.estimated()->value() - 2.0) < 1e-9);
    // A tapped tempo is that of one song.
    Q_EMIT page().inspector().correctionWanted(Bpm{77.0}, "tapped");
    QCOMPARE(std::ranges::count_if(songs().songs(), [](const Song& song) { return song.tempo()->value() == 77.0; }), 1);
}

void TestEstimatePage::rowsAreExportedAndCopied()
{
    drop({text(m_folder / "music")});
    QVERIFY(waitForEnd());
    page().copy();
    QVERIFY(waitForEnd());
    QCOMPARE(QApplication::clipboard()->text().count('\n'), 3);
    page().exportCsv(text(m_folder / "tempi.csv"));
    QVERIFY(waitForEnd());
    QFile csv(text(m_folder / "tempi.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readAll().startsWith("file,bpm,confidence,candidates,method,seconds,error"));
    std::filesystem::create_directories(m_folder / "jams");
    page().exportJams(text(m_folder / "jams"));
    QVERIFY(waitForEnd());
    QVERIFY(std::filesystem::exists(m_folder / "jams" / "click120.jams"));
    page().exportCsv(text(m_folder / "no" / "folder" / "tempi.csv"));
    QVERIFY(waitForEnd());
    QVERIFY(m_window->messages().text().contains("tempi.csv"));
}

void TestEstimatePage::removedAndClearedRowsAreGone()
{
    drop({text(m_folder / "music")});
    QVERIFY(waitForEnd());
    page().table().selectRow(0);
    page().removeSelected();
    QCOMPARE(songs().rowCount(), 1);
    page().clear();
    QCOMPARE(songs().rowCount(), 0);
    QCOMPARE(page().status(), "No songs");
    drop({text(m_folder / "music")}); // they may come back
    QVERIFY(waitForEnd());
    QCOMPARE(songs().rowCount(), 2);
}

void TestEstimatePage::modelThatCannotBeReadFailsItsSongs()
{
    page().setModel(text(m_folder / "readme.txt"));
    drop({text(m_folder / "music" / "click120.wav")});
    QVERIFY(waitForEnd());
    QCOMPARE(songs().songs().front().state, SongState::Failed);
    QVERIFY(!songs().songs().front().error().isEmpty());
    page().setModel({});
    page().retryFailed();
    QVERIFY(waitForEnd());
    QCOMPARE(songs().songs().front().state, SongState::Done);
}

void TestEstimatePage::playButtonPlaysItsRow()
{
    drop({text(m_folder / "music")});
    QVERIFY(waitForEnd());
    const QModelIndex second = page().table().model()->index(1, SongModel::Play);
    QTest::mouseClick(page().table().viewport(), Qt::LeftButton, {}, page().table().visualRect(second).center());
    QCOMPARE(page().table().currentSong(), std::optional(second.data(SongModel::IdRole).value<quint64>()));
    QTRY_COMPARE(page().inspector().player().state(), Player::State::Playing);
    QVERIFY(page().inspector().player().areClicksOn(ClickVoice::Model) ||
            page().inspector().player().areClicksOn(ClickVoice::Baseline));
}

void TestEstimatePage::stateSurvivesAndGarbageIsBorne()
{
    const QJsonObject state = page().saveState();
    page().restoreState(state);
    page().restoreState({{"splitter", 7}, {"columns", "AAAA"}, {"model", QJsonObject()}, {"inspector", "x"}});
    page().restoreState({});
    QCOMPARE(page().saveState().keys(), state.keys());
    drop({text(m_folder / "music" / "click120.wav")});
    QVERIFY(waitForEnd());
    QCOMPARE(songs().counts().failed, 0);
}

void TestEstimatePage::closingWhileRunningIsClean()
{
    test::writeLongWav(m_folder / "hours2.wav", 44100U * 3600U * 4U);
    drop({text(m_folder / "hours2.wav"), text(m_folder / "music")});
    QTRY_VERIFY(songs().rowCount() > 0);
    m_window->close();
    m_window.reset();
}

void TestEstimatePage::loopNeverStallsWhileManyAreEstimated()
{
    constexpr int kSongs = 200;
    // As long as songs are: over in no time, they would leave few gaps to judge but those of the drop itself.
    test::writeWav(m_folder / "long.wav", test::clickTrack(120.0, test::kIsInstrumented ? 12.0 : 180.0));
    for (int i = 0; i < kSongs; ++i)
        std::filesystem::create_hard_link(m_folder / "long.wav", m_folder / ("many" + std::to_string(i) + ".wav"));
    QStringList paths;
    for (int i = 0; i < kSongs; ++i)
        paths.append(text(m_folder / ("many" + std::to_string(i) + ".wav")));
    // The loop's own work is judged, by the thread's processor time: the time of day also holds what the machine does
    // besides.
    std::vector<double> gaps;
    std::vector<double> work;
    double worked = threadMilliseconds();
    QElapsedTimer since;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    connect(&beat, &QTimer::timeout, this, [&] {
        gaps.push_back(1e-6 * static_cast<double>(since.nsecsElapsed()));
        since.restart();
        work.push_back(threadMilliseconds() - worked);
        worked += work.back();
    });
    since.start();
    beat.start(1);
    drop(paths);
    QVERIFY(waitForEnd());
    beat.stop();
    std::ranges::sort(gaps);
    std::ranges::sort(work);
    const std::size_t nearlyAll = work.size() * 99 / 100;
    qInfo("event loop: 99 %% of the gaps below %.1f ms, the longest %.1f ms; of its work %.1f ms and %.1f ms",
          gaps[nearlyAll], gaps.back(), work[nearlyAll], work.back());
    QCOMPARE(songs().counts().failed, 0);
    if (tempo::test::kIsInstrumented)
        QSKIP("sanitizers decide how long this takes");
    QVERIFY2(work.back() < 50.0, qPrintable(QString::number(work.back())));
    // Where more runs than there are processors, even a thread's own time grows, by what others leave of the caches.
    double load = 0.0;
    if (::getloadavg(&load, 1) == 1 && load <= app::availableProcessors())
        QVERIFY2(work[nearlyAll] < 16.0, qPrintable(QString::number(work[nearlyAll])));
}

QTEST_MAIN(TestEstimatePage)
#include "tst_estimate_page.moc"
