// SPDX-License-Identifier: GPL-3.0-or-later
// The window is closed in the middle of each kind of job: it goes at once, and leaves nothing half done.
// Of a training it asks what becomes of it.
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/main_window.h"
#include "app/workbench/training/close_question.h"
#include "app/workbench/training/recipe_editor.h"
#include "app/workbench/training/training_controller.h"
#include "app/workbench/training/training_page.h"
#include "tests/endtoend/driver.h"
#include "tests/support/audio_files.h"
#include "training/neural/neural_module.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

constexpr int kPatience = 240'000; // long work leaves the processors to others
const QString kDemo = QStringLiteral(TEMPNETIC_DEMO);

} // namespace

class StoryClosing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whileScanning();
    void whileEstimating();
    void whileEvaluating();
    void whileTraining();

private:
    void openWindow(const QString& dataset, const QStringList& audio = {});
    void closeWindow();

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Driver> m_driver;
};

void StoryClosing::init()
{
    m_home = std::make_unique<PrivateHome>();
}

void StoryClosing::cleanup()
{
    m_driver.reset();
    m_window.reset();
    m_home.reset();
}

void StoryClosing::openWindow(const QString& dataset, const QStringList& audio)
{
    StartWishes wishes;
    wishes.dataset = dataset;
    wishes.audio = audio;
    m_window = std::make_unique<MainWindow>(SessionFile(SessionFile::defaultPath()));
    m_driver = std::make_unique<Driver>(*m_window, QStringLiteral(TEMPNETIC_SCREENSHOTS));
    m_window->start(wishes);
    QVERIFY(m_driver->open());
}

void StoryClosing::closeWindow()
{
    QVERIFY(m_window->tasks().count() > 0);
    m_driver->key(Qt::Key_Q, Qt::ControlModifier);
    // Only a training is asked about.
    const bool isTraining = m_window->trainingPage().controller().state() != TrainingState::Idle;
    QCOMPARE(m_window->closeQuestion().dialog() != nullptr, isTraining);
    if (isTraining)
        m_window->closeQuestion().stopButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    m_driver.reset();
    m_window.reset();
    // What the next start begins with is whole.
    const SessionFile::Loaded session = SessionFile(SessionFile::defaultPath()).load();
    QCOMPARE(session.message, QString());
    QVERIFY(!session.state.isEmpty());
}

void StoryClosing::whileScanning()
{
    openWindow(kDemo);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->datasetPage().model().rowCount() > 0, kPatience);
    QVERIFY(m_window->datasetPage().isScanning());
    closeWindow();
    // What was read until then does not stand in the way of the rest.
    openWindow({});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->datasetPage().review() != nullptr, kPatience);
    QCOMPARE(m_window->datasetPage().datasetPath(), kDemo);
}

void StoryClosing::whileEstimating()
{
    const TempFolder folder;
    writeLongWav(folder / "hours.wav", 44100U * 3600U * 4U);
    openWindow({}, {QString::fromStdString((folder / "hours.wav").native()), kDemo});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->estimatePage().songs().counts().waiting > 0, kPatience);
    closeWindow();
}

void StoryClosing::whileEvaluating()
{
    openWindow(kDemo);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    m_driver->key(Qt::Key_3, Qt::ControlModifier);
    m_window->evaluationPage().evaluate();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->tasks().listed().empty() && m_window->tasks().listed().front().fraction > 0.0,
                             kPatience);
    closeWindow();
}

void StoryClosing::whileTraining()
{
    if (!hasNeuralModule())
        QSKIP("without LibTorch nothing is trained");
    openWindow(kDemo);
    m_driver->key(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    RunConfig config = m_window->trainingPage().recipe().config();
    config.trainer.maxEpochs = 10'000;
    config.trainer.batchSize = 4;
    config.trainer.device = "cpu";
    config.trainer.name = "closed";
    m_window->trainingPage().recipe().setConfig(config);
    m_window->trainingPage().startTraining();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->trainingPage().controller().epochs().empty(), kPatience);
    m_driver->answerQuestion("Stop and keep best");
    closeWindow();
    const std::filesystem::path run =
        (*m_home / "XDG_DATA_HOME").toStdString() + "/tempnetic/runs/closed/model.safetensors";
    QVERIFY2(std::filesystem::exists(run), run.c_str());
}

QTEST_MAIN(StoryClosing)
#include "story_closing.moc"
