// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/inspector_views.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/playback/player.h"
#include "app/workbench/task_runner.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "widgets/views/heat_map_view.h"
#include "widgets/views/time_axis.h"
#include "widgets/views/waveform_view.h"

#include <QAction>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace tempo;
using namespace tempo::workbench;

class TestTrackInspector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void picturesBeatsAndTempiAppear();
    void newestTrackWinsAndNothingPilesUp();
    void goingBackComputesNothing();
    void undecodableFileSaysSo();
    void missingNetworkIsSaidAndTheRestWorks();
    void correctedReferenceMovesLineAndClicks();
    void selectedTrackPlaysWhereThatIsWished();
    void clickInTheWaveformSeeks();
    void loopFollowsTheMarkedRegion();
    void hiddenInspectorIsSilent();
    void spaceBelongsToAFocusedButton();
    void spacePlaysFromElsewhere();
    void stateSurvivesAndGarbageIsBorne();

private:
    InspectedTrack track(const std::string& name, std::optional<Bpm> reference = {}) const;
    bool waitForTempi();

    test::TempFolder m_folder;
    std::unique_ptr<TaskRunner> m_tasks;
    QUndoStack m_undo;
    std::unique_ptr<TrackInspector> m_inspector;
    NullAudioOutput* m_output = nullptr;
};

void TestTrackInspector::initTestCase()
{
    qputenv("TEMPNETIC_TORCH_MODULE", "/nonexistent/tempnetic_torch.so");
    test::writeWav(m_folder / "a.wav", test::clickTrack(120.0, 12.0));
    test::writeWav(m_folder / "b.wav", test::clickTrack(90.0, 10.0));
    std::ofstream(m_folder / "broken.wav") << "this is not audio";
}

void TestTrackInspector::init()
{
    m_tasks = std::make_unique<TaskRunner>();
    m_inspector =
        std::make_unique<TrackInspector>(Services{.tasks = *m_tasks, .undo = m_undo, .notice = {}, .problem = {}});
    auto output = std::make_unique<NullAudioOutput>();
    m_output = output.get();
    m_inspector->setAudioOutput(std::move(output));
    m_inspector->resize(1000, 320);
    m_inspector->show();
}

void TestTrackInspector::cleanup()
{
    m_tasks.reset();
    m_inspector.reset();
}

InspectedTrack TestTrackInspector::track(const std::string& name, std::optional<Bpm> reference) const
{
    return {.id = QString::fromStdString(name), .audio = m_folder / name, .reference = reference, .beats = {}};
}

bool TestTrackInspector::waitForTempi()
{
    return QTest::qWaitFor([&] { return !m_inspector->views().tempogram().lines().empty() && m_tasks->count() == 0; },
                           20000);
}

void TestTrackInspector::picturesBeatsAndTempiAppear()
{
    InspectedTrack annotated = track("a.wav", Bpm{120.0});
    for (int beat = 0; beat < 24; ++beat) {
        annotated.beats.times.emplace_back(0.5 * beat);
        annotated.beats.positions.push_back(1 + beat % 4);
    }
    m_inspector->showTrack(annotated);
    QVERIFY(!m_inspector->views().text().isEmpty());
    QVERIFY(waitForTempi());
    const ui::WaveformView& waveform = m_inspector->views().waveform();
    QVERIFY(m_inspector->views().text().isEmpty() && !waveform.isEmpty());
    QCOMPARE(waveform.beats().size(), 24U);
    QVERIFY(waveform.beats()[4].isDownbeat && !waveform.beats()[5].isDownbeat);
    QCOMPARE(m_inspector->views().axis().duration(), 12.0);
    const std::vector<ui::HeatMapLine>& lines = m_inspector->views().tempogram().lines();
    QCOMPARE(lines.size(), 2U); // no network here
    QCOMPARE(lines[0].meaning, ui::Meaning::Reference);
    QCOMPARE(lines[1].meaning, ui::Meaning::Baseline);
    QVERIFY(std::abs(lines[1].height - lines[0].height) < 0.02);
}

void TestTrackInspector::newestTrackWinsAndNothingPilesUp()
{
    for (int i = 0; i < 30; ++i) {
        m_inspector->showTrack(track(i % 2 == 0 ? "a.wav" : "b.wav"));
        QVERIFY(m_tasks->count() <= 4);
    }
    QVERIFY(waitForTempi());
    QCOMPARE(m_inspector->views().axis().duration(), 10.0); // b.wav was the last
    QVERIFY(m_inspector->analysisCount() <= 3);
}

void TestTrackInspector::goingBackComputesNothing()
{
    m_inspector->showTrack(track("a.wav"));
    QVERIFY(waitForTempi());
    m_inspector->showTrack(track("b.wav"));
    QTRY_COMPARE(m_inspector->views().axis().duration(), 10.0);
    QVERIFY(waitForTempi());
    const int before = m_inspector->analysisCount();
    m_inspector->showTrack(track("a.wav"));
    QCOMPARE(m_inspector->views().axis().duration(), 12.0); // at once
    QVERIFY(waitForTempi());
    QCOMPARE(m_inspector->analysisCount(), before);
}

void TestTrackInspector::undecodableFileSaysSo()
{
    m_inspector->showTrack(track("broken.wav"));
    QTRY_VERIFY(m_inspector->views().text().contains("broken.wav"));
    m_inspector->showTrack(track("missing.wav"));
    QTRY_VERIFY(m_inspector->views().text().contains("missing.wav"));
    m_inspector->showTrack(InspectedTrack{.id = "no audio", .audio = {}, .reference = {}, .beats = {}});
    QTRY_VERIFY(m_inspector->views().text().contains("no audio"));
    m_inspector->showTrack({});
    m_inspector->playWithClicks(); // there is nothing to play
    QVERIFY(!m_inspector->player().isActive());
}

void TestTrackInspector::missingNetworkIsSaidAndTheRestWorks()
{
    m_inspector->showTrack(track("a.wav"));
    QVERIFY(waitForTempi());
    QVERIFY2(m_inspector->note().contains("tempnetic_torch"), qPrintable(m_inspector->note()));
    QVERIFY(!m_inspector->note().contains('\n'));
}

void TestTrackInspector::correctedReferenceMovesLineAndClicks()
{
    m_inspector->showTrack(track("a.wav", Bpm{120.0}));
    QVERIFY(waitForTempi());
    QSignalSpy wanted(m_inspector.get(), &TrackInspector::correctionWanted);
    for (QAction* const action : m_inspector->trackActions())
        if (action && action->shortcut() == QKeySequence(Qt::Key_H))
            action->trigger();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().front().value<Bpm>().value(), 60.0);
    QCOMPARE(m_inspector->views().tempogram().lines().front().height, tempoHeight(Bpm{120.0})); // only asked for
    m_inspector->setReference(Bpm{60.0});
    QCOMPARE(m_inspector->views().tempogram().lines().front().height, tempoHeight(Bpm{60.0}));
    QTRY_COMPARE(m_tasks->count(), 0);
    m_inspector->playWithClicks();
    QTRY_COMPARE(m_inspector->player().state(), Player::State::Playing);
    const std::vector<float> heard = m_output->advance(44100 * 4);
    QVERIFY(std::ranges::any_of(heard, [](float sample) { return std::abs(sample) > 0.1F; }));
}

void TestTrackInspector::selectedTrackPlaysWhereThatIsWished()
{
    m_inspector->restoreState({{"audition", true}});
    m_inspector->showTrack(track("a.wav"));
    QTRY_COMPARE(m_inspector->player().state(), Player::State::Playing);
    for (int i = 0; i < 10; ++i) { // a key that repeats: silence until it rests
        m_inspector->showTrack(track(i % 2 == 0 ? "b.wav" : "a.wav"));
        QVERIFY(i == 0 || !m_inspector->player().isActive());
    }
    QTRY_COMPARE(m_inspector->player().state(), Player::State::Playing);
}

void TestTrackInspector::clickInTheWaveformSeeks()
{
    m_inspector->showTrack(track("a.wav"));
    QVERIFY(waitForTempi());
    m_inspector->views().axis().wishSeek(6.0);
    QCOMPARE(m_inspector->player().position(), 6.0);
    QCOMPARE(m_inspector->views().axis().cursor(), std::optional(6.0));
}

void TestTrackInspector::loopFollowsTheMarkedRegion()
{
    m_inspector->showTrack(track("a.wav"));
    QVERIFY(waitForTempi());
    m_inspector->views().axis().setRegion(ui::TimeRegion{2.0, 3.0});
    m_inspector->views().axis().settleRegion();
    m_inspector->player().play();
    QTRY_COMPARE(m_inspector->player().state(), Player::State::Playing);
    m_output->advance(44100 * 5 / 2);
    QVERIFY(std::abs(m_inspector->player().position() - 2.5) < 0.01);
}

void TestTrackInspector::hiddenInspectorIsSilent()
{
    m_inspector->showTrack(track("a.wav"));
    m_inspector->player().play();
    QTRY_COMPARE(m_inspector->player().state(), Player::State::Playing);
    m_inspector->hide();
    QVERIFY(!m_inspector->player().isActive());
}

void TestTrackInspector::spaceBelongsToAFocusedButton()
{
    m_inspector->showTrack(track("a.wav"));
    QVERIFY(waitForTempi());
    m_inspector->activateWindow();
    auto* const field = m_inspector->findChild<QLineEdit*>();
    QVERIFY(field);
    field->setFocus();
    QTest::keyClicks(field, "92");
    auto* const use = m_inspector->findChild<QPushButton*>();
    QTRY_VERIFY(use->isEnabled());
    use->setFocus();
    QSignalSpy wanted(m_inspector.get(), &TrackInspector::correctionWanted);
    QTest::keyClick(use, Qt::Key_Space);
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!m_inspector->player().isActive());
}

void TestTrackInspector::spacePlaysFromElsewhere()
{
    m_inspector->showTrack(track("a.wav"));
    QVERIFY(waitForTempi());
    m_inspector->activateWindow();
    m_inspector->setFocus();
    QTest::keyClick(m_inspector.get(), Qt::Key_Space);
    QTRY_COMPARE(m_inspector->player().state(), Player::State::Playing);
    QTest::keyClick(m_inspector.get(), Qt::Key_Space);
    QVERIFY(!m_inspector->player().isActive());
}

void TestTrackInspector::stateSurvivesAndGarbageIsBorne()
{
    m_inspector->restoreState({{"audition", true}, {"clicks", 6}});
    QVERIFY(!m_inspector->player().areClicksOn(ClickVoice::Reference));
    QVERIFY(m_inspector->player().areClicksOn(ClickVoice::Model));
    QCOMPARE(m_inspector->saveState().value("clicks").toInt(), 6);
    m_inspector->restoreState({{"audition", "perhaps"}, {"clicks", QJsonObject()}});
    m_inspector->restoreState({{"clicks", 1e300}});
}

QTEST_MAIN(TestTrackInspector)
#include "tst_track_inspector.moc"
