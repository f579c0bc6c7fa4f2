// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a machine without LibTorch: what needs it says how to get it, and the rest works.
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/main_window.h"
#include "app/workbench/training/training_page.h"
#include "tests/support/temp_folder.h"
#include "tests/workbench/tiny_dataset.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/message_bar.h"

#include <QLabel>
#include <QTest>

#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

constexpr int kPatience = 120'000;
constexpr int kTracks = 6;

/// All that a widget says in labels that can be seen.
QString wordsOf(const QWidget& widget)
{
    QStringList words;
    for (const QLabel* const label : widget.findChildren<QLabel*>())
        if (label->isVisible())
            words << label->text();
    return words.join(' ');
}

} // namespace

class TestWithoutTorch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void datasetPageWorks();
    void trainingPageSaysHowToGetIt();
    void evaluationPageJudgesTheBaselineAndSaysHowToGetTheRest();
    void estimatePageEstimatesWithTheBaseline();

private:
    bool waitForEnd();

    TempFolder m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestWithoutTorch::initTestCase()
{
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((m_folder / name).native()));
    qputenv("TEMPNETIC_TORCH_MODULE", "/nonexistent/tempnetic_torch.so");
    writeTinyDataset(m_folder / "tiny", kTracks, 8.0);
    m_window = std::make_unique<MainWindow>(SessionFile(QString::fromStdString((m_folder / "session.json").native())));
    StartWishes wishes;
    wishes.dataset = QString::fromStdString((m_folder / "tiny").native());
    m_window->start(wishes);
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->datasetPage().review() != nullptr, kPatience);
}

bool TestWithoutTorch::waitForEnd()
{
    return QTest::qWaitFor([&] { return m_window->tasks().count() == 0; }, kPatience);
}

void TestWithoutTorch::datasetPageWorks()
{
    QCOMPARE(m_window->datasetPage().model().rowCount(), kTracks);
    m_window->datasetPage().selection().select({"jazz.00001"}, nullptr);
    auto* const inspector = m_window->datasetPage().findChild<TrackInspector*>();
    QVERIFY(inspector);
    QTRY_COMPARE_WITH_TIMEOUT(inspector->analysisCount(), 1, kPatience);
    QVERIFY(waitForEnd());
    QVERIFY2(m_window->messages().isHidden(), qPrintable(m_window->messages().text()));
}

void TestWithoutTorch::trainingPageSaysHowToGetIt()
{
    m_window->showPage(1);
    QVERIFY(waitForEnd());
    const QString words = wordsOf(m_window->trainingPage());
    QVERIFY2(words.contains("needs LibTorch"), qPrintable(words));
    QVERIFY2(words.contains("run.sh"), qPrintable(words));
}

void TestWithoutTorch::evaluationPageJudgesTheBaselineAndSaysHowToGetTheRest()
{
    m_window->showPage(2);
    m_window->evaluationPage().evaluate();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->evaluationPage().report() != nullptr, kPatience);
    QVERIFY(waitForEnd());
    const auto report = m_window->evaluationPage().report();
    QCOMPARE(report->systems.size(), std::size_t{1});
    QCOMPARE(report->items.size(), std::size_t{kTracks});
    const QString words = m_window->messages().text() + m_window->messages().details();
    QVERIFY2(words.contains("without a network") && words.contains("run.sh"), qPrintable(words));
}

void TestWithoutTorch::estimatePageEstimatesWithTheBaseline()
{
    const SongModel& songs = m_window->estimatePage().songs();
    m_window->estimatePage().addPaths({QString::fromStdString((m_folder / "tiny/genres").native())});
    QTRY_COMPARE_WITH_TIMEOUT(songs.rowCount(), kTracks, kPatience);
    QVERIFY(waitForEnd());
    for (const Song& song : songs.songs()) {
        QCOMPARE(song.state, SongState::Done);
        QCOMPARE(song.result->method, std::string("librosa"));
    }
    const QString words = m_window->messages().text() + m_window->messages().details();
    QVERIFY2(words.contains("librosa"), qPrintable(words));
}

QTEST_MAIN(TestWithoutTorch)
#include "tst_without_torch.moc"
