// SPDX-License-Identifier: GPL-3.0-or-later
// What a whole window makes of what it should never be given.
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/main_window.h"
#include "app/workbench/playback/player.h"
#include "app/workbench/training/recipe_editor.h"
#include "app/workbench/training/training_controller.h"
#include "app/workbench/training/training_page.h"
#include "tests/support/sanitizers.h"
#include "tests/support/temp_folder.h"
#include "tests/workbench/tiny_dataset.h"
#include "widgets/controls/message_bar.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <fstream>
#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 240'000; // long work leaves the processors to others
constexpr int kMany = kIsInstrumented ? 1'000 : 10'000;

QString textOf(const fs::path& path)
{
    return QString::fromStdString(path.native());
}

} // namespace

class TestWindowBadInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void sessionThatCannotBeReadIsSetAsideAndSaid_data();
    void sessionThatCannotBeReadIsSetAsideAndSaid();
    void whatIsNoFileOfThisComputerIsSaid();
    void folderOfTenThousandTextsIsOneSentence();
    void datasetOfTenThousandUnreadableFilesIsShown();
    void folderDisappearsWhileItIsScanned();
    void folderDisappearsWhileItsSongsAreEstimated();
    void datasetWithoutAnnotationsCannotBeLearntOrJudged();
    void withoutASoundDeviceTheRestWorks();

private:
    void drop(const QList<QUrl>& urls);
    bool waitForEnd();
    DatasetPage& page() { return m_window->datasetPage(); }
    [[nodiscard]] QString told() const
    {
        return m_window->messages().isHidden() ? QString() : m_window->messages().text();
    }

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindowBadInput::initTestCase()
{
    qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
    // Nobody's sound server.
    qputenv("PULSE_SERVER", "unix:/nonexistent/pulse");
}

void TestWindowBadInput::init()
{
    m_folder = std::make_unique<TempFolder>();
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((*m_folder / name).native()));
    m_window = std::make_unique<MainWindow>(SessionFile(textOf(*m_folder / "session.json")));
    m_window->show();
}

void TestWindowBadInput::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

void TestWindowBadInput::drop(const QList<QUrl>& urls)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QDropEvent event({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
}

bool TestWindowBadInput::waitForEnd()
{
    return QTest::qWaitFor([&] { return m_window->tasks().count() == 0; }, kPatience);
}

void TestWindowBadInput::sessionThatCannotBeReadIsSetAsideAndSaid_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("from the future") << QByteArray(R"({"version": 99, "state": {"page": 2}})");
    QTest::newRow("broken off") << QByteArray(R"({"version": 1, "state": {"pa)");
    QTest::newRow("bytes") << QByteArray("\x00\xff\x01", 3);
}

void TestWindowBadInput::sessionThatCannotBeReadIsSetAsideAndSaid()
{
    QFETCH(QByteArray, content);
    std::ofstream(*m_folder / "session.json") << content.toStdString();
    m_window->start({});
    QVERIFY2(told().contains("session.json.aside-1"), qPrintable(told()));
    QCOMPARE(m_window->currentPage(), 0);
    writeTinyDataset(*m_folder / "tiny", 4);
    drop({QUrl::fromLocalFile(textOf(*m_folder / "tiny"))});
    QTRY_VERIFY_WITH_TIMEOUT(page().review() != nullptr, kPatience);
    QVERIFY(m_window->close());
    QCOMPARE(SessionFile(textOf(*m_folder / "session.json")).load().message, QString());
}

void TestWindowBadInput::whatIsNoFileOfThisComputerIsSaid()
{
    drop({QUrl("https://example.org/song.mp3")});
    QVERIFY2(told().contains("not a file"), qPrintable(told()));
    QCOMPARE(m_window->estimatePage().songs().rowCount(), 0);
}

void TestWindowBadInput::folderOfTenThousandTextsIsOneSentence()
{
    fs::create_directory(*m_folder / "texts");
    for (int i = 0; i < kMany; ++i)
        std::ofstream(*m_folder / "texts" / (std::to_string(i) + ".txt")) << "text\n";
    m_window->showPage(3);
    drop({QUrl::fromLocalFile(textOf(*m_folder / "texts"))});
    QVERIFY(waitForEnd());
    QCOMPARE(m_window->estimatePage().songs().rowCount(), 0);
    QVERIFY2(told().contains("skipped"), qPrintable(told()));
    QVERIFY(!m_window->messages().details().isEmpty());
}

void TestWindowBadInput::datasetOfTenThousandUnreadableFilesIsShown()
{
    writeTinyDataset(*m_folder / "many", 2);
    for (int i = 1; i < kMany / 2; ++i)
        for (const char* const genre : {"jazz", "blues"})
            std::ofstream(*m_folder / "many/genres" / genre /
                          (std::string(genre) + "." + std::to_string(100'000 + i).substr(1) + ".wav"))
                << "no audio";
    drop({QUrl::fromLocalFile(textOf(*m_folder / "many"))});
    QTRY_VERIFY_WITH_TIMEOUT(page().review() != nullptr, kPatience);
    QCOMPARE(page().model().rowCount(), kMany);
    QCOMPARE(page().review()->report.count(ProblemKind::Undecodable), std::size_t{kMany - 2});
    page().filterBar().setText("-problem:undecodable");
    QCOMPARE(page().model().rowCount(), 2);
}

void TestWindowBadInput::folderDisappearsWhileItIsScanned()
{
    constexpr int kTracks = 400;
    writeTinyDataset(*m_folder / "tiny", kTracks, 2.0);
    drop({QUrl::fromLocalFile(textOf(*m_folder / "tiny"))});
    QTRY_COMPARE_WITH_TIMEOUT(page().model().rowCount(), kTracks, kPatience);
    QVERIFY(page().isScanning());
    fs::remove_all(*m_folder / "tiny");
    QVERIFY(waitForEnd());
    QVERIFY(!page().isScanning());
    // What was there is shown, and what has gone is a problem of its track, or was said.
    QCOMPARE(page().model().rowCount(), kTracks);
    const auto isGone = [](const TrackRow& row) {
        return row.has(ProblemKind::Undecodable) || row.has(ProblemKind::MissingAudio);
    };
    QVERIFY(std::ranges::any_of(page().catalogue().rows(), isGone) || !told().isEmpty());
}

void TestWindowBadInput::folderDisappearsWhileItsSongsAreEstimated()
{
    constexpr int kSongs = 100;
    writeTinyDataset(*m_folder / "songs", kSongs, 8.0);
    m_window->showPage(3);
    drop({QUrl::fromLocalFile(textOf(*m_folder / "songs/genres"))});
    const SongModel& songs = m_window->estimatePage().songs();
    QTRY_COMPARE_WITH_TIMEOUT(songs.rowCount(), kSongs, kPatience);
    QVERIFY(songs.counts().waiting > 0);
    fs::remove_all(*m_folder / "songs");
    QVERIFY(waitForEnd());
    QCOMPARE(songs.counts().waiting, 0);
    QVERIFY(songs.counts().failed > 0);
    for (const Song& song : songs.songs())
        QVERIFY(song.state == SongState::Done || !song.error().isEmpty());
}

void TestWindowBadInput::datasetWithoutAnnotationsCannotBeLearntOrJudged()
{
    writeTinyDataset(*m_folder / "tiny", 6);
    fs::remove_all(*m_folder / "tiny/tempo");
    drop({QUrl::fromLocalFile(textOf(*m_folder / "tiny"))});
    QTRY_VERIFY_WITH_TIMEOUT(page().review() != nullptr, kPatience);
    QCOMPARE(page().model().rowCount(), 6);
    m_window->showPage(1);
    QVERIFY(waitForEnd());
    m_window->trainingPage().startTraining();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->trainingPage().controller().state(), TrainingState::Idle, kPatience);
    QVERIFY2(told().contains("tempo") || told().contains("annotat"), qPrintable(told()));
    m_window->messages().hide();
    m_window->showPage(2);
    m_window->evaluationPage().evaluate();
    QVERIFY(waitForEnd());
    QVERIFY(!m_window->evaluationPage().report());
    QVERIFY2(told().contains("tempo") || told().contains("annotat"), qPrintable(told()));
}

void TestWindowBadInput::withoutASoundDeviceTheRestWorks()
{
    if (makeDeviceOutput()->open().isEmpty())
        QSKIP("this machine has a sound device that cannot be taken away");
    writeTinyDataset(*m_folder / "tiny", 6);
    drop({QUrl::fromLocalFile(textOf(*m_folder / "tiny"))});
    QTRY_VERIFY_WITH_TIMEOUT(page().review() != nullptr, kPatience);
    page().selection().select({"jazz.00001"}, nullptr);
    auto* const inspector = page().findChild<TrackInspector*>();
    QVERIFY(inspector);
    inspector->playWithClicks();
    QTRY_VERIFY2(inspector->note().contains("no audio device"), qPrintable(inspector->note()));
    QCOMPARE(inspector->player().state(), Player::State::Stopped);
    QVERIFY(waitForEnd());
    page().filterBar().setText("genre:jazz");
    QCOMPARE(page().model().rowCount(), 3);
    drop({QUrl::fromLocalFile(textOf(*m_folder / "tiny/genres/jazz/jazz.00000.wav")),
          QUrl::fromLocalFile(textOf(*m_folder / "tiny/genres/jazz/jazz.00001.wav"))});
    QVERIFY(waitForEnd());
    QCOMPARE(m_window->estimatePage().songs().rowCount(), 2);
}

QTEST_MAIN(TestWindowBadInput)
#include "tst_window_bad_input.moc"
