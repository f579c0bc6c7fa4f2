// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/main_window.h"
#include "app/workbench/training/close_question.h"
#include "tests/workbench/training_bench.h"
#include "widgets/controls/message_bar.h"
#include "widgets/theme/theme.h"

#include <QMessageBox>
#include <QPushButton>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 30000; // ms; a loaded machine is slow

} // namespace

/// Closing the whole window while a training runs.
class TestCloseQuestion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anIdleWindowClosesWithoutAQuestion();
    void keepTrainingKeepsTheWindow();
    void stopKeepsTheBestAndCloses();
    void cancelLeavesNoModelAndCloses();
    void theQueueIsForgottenWithTheRun();
    void aRunThatEndsMeanwhileAnswersItself();
    void aFailureWhileStoppingStaysToBeRead();
    void whoClosesTwiceDoesNotWait();
    void theEndOfTheSessionAsksNothing();

private:
    void train(int epochs);
    [[nodiscard]] TrainingController& controller() { return m_window->trainingPage().controller(); }
    [[nodiscard]] CloseQuestion& question() { return m_window->closeQuestion(); }
    [[nodiscard]] bool hasModel() const { return fs::exists(*m_folder / "runs" / "one" / "model.safetensors"); }

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestCloseQuestion::initTestCase()
{
    qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
    ui::Theme::instance().apply();
}

void TestCloseQuestion::init()
{
    calmFakeModule();
    m_folder = std::make_unique<TempFolder>();
    for (const char* const name : {"XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((*m_folder / name).native()));
    writeSongs(*m_folder / "set");
    m_window = std::make_unique<MainWindow>(SessionFile(QString::fromStdString((*m_folder / "session").native())));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestCloseQuestion::cleanup()
{
    m_window.reset();
}

void TestCloseQuestion::train(int epochs)
{
    qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
    RunConfig config;
    config.data.roots = {*m_folder / "set"};
    config.trainer.runDir = *m_folder / "runs";
    config.trainer.name = "one";
    config.trainer.maxEpochs = epochs;
    config.trainer.batchSize = 4;
    controller().start(config);
    QTRY_VERIFY_WITH_TIMEOUT(!controller().epochs().empty(), kPatience);
}

void TestCloseQuestion::anIdleWindowClosesWithoutAQuestion()
{
    QVERIFY(m_window->close());
    QVERIFY(!m_window->isVisible());
    QVERIFY(!question().dialog());
}

void TestCloseQuestion::keepTrainingKeepsTheWindow()
{
    train(1000);
    QVERIFY(!m_window->close());
    QVERIFY(question().dialog());
    QTRY_VERIFY(question().dialog()->isVisible());
    const std::size_t before = controller().steps().size();
    // The training goes on while the question is open.
    QTRY_VERIFY_WITH_TIMEOUT(controller().steps().size() > before, kPatience);
    question().keepButton()->click();
    QTRY_VERIFY(!question().dialog());
    QVERIFY(m_window->isVisible());
    QCOMPARE(controller().state(), TrainingState::Running);
    // Escape is the same.
    QVERIFY(!m_window->close());
    QTest::keyClick(question().dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!question().dialog());
    QCOMPARE(controller().state(), TrainingState::Running);
}

void TestCloseQuestion::stopKeepsTheBestAndCloses()
{
    train(1000);
    QVERIFY(!m_window->close());
    question().stopButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    QVERIFY(hasModel());
}

void TestCloseQuestion::cancelLeavesNoModelAndCloses()
{
    train(1000);
    QVERIFY(!m_window->close());
    question().cancelButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    QVERIFY(!hasModel());
    QVERIFY(fs::exists(*m_folder / "runs" / "one" / "checkpoints" / "last.ckpt"));
}

void TestCloseQuestion::theQueueIsForgottenWithTheRun()
{
    train(1000);
    RunConfig next = controller().config();
    next.trainer.name = "two";
    controller().start(next);
    QVERIFY(!m_window->close());
    QVERIFY2(question().dialog()->informativeText().contains("queue"),
             qPrintable(question().dialog()->informativeText()));
    question().stopButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    QVERIFY(!fs::exists(*m_folder / "runs" / "two"));
}

void TestCloseQuestion::aRunThatEndsMeanwhileAnswersItself()
{
    train(5);
    QVERIFY(!m_window->close());
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    QVERIFY(!question().dialog());
    QVERIFY(hasModel());
}

void TestCloseQuestion::aFailureWhileStoppingStaysToBeRead()
{
    qputenv("TEMPNETIC_FAKE_FAIL_AT", "8");
    train(1000);
    QVERIFY(!m_window->close());
    QTRY_COMPARE_WITH_TIMEOUT(controller().state(), TrainingState::Idle, kPatience);
    QTRY_VERIFY(!question().dialog());
    QVERIFY(m_window->isVisible());
    QVERIFY2(m_window->messages().text().contains("out of memory"), qPrintable(m_window->messages().text()));
    QVERIFY(m_window->close());
}

void TestCloseQuestion::whoClosesTwiceDoesNotWait()
{
    // The batch takes longer than anyone wants to look at a window that is to be closed.
    train(1000);
    qputenv("TEMPNETIC_FAKE_STEP_MS", "3000");
    const std::size_t before = controller().steps().size();
    QTRY_VERIFY_WITH_TIMEOUT(controller().steps().size() > before, kPatience);
    QVERIFY(!m_window->close());
    question().stopButton()->click();
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->close());
    m_window.reset();
    QVERIFY(hasModel());
}

void TestCloseQuestion::theEndOfTheSessionAsksNothing()
{
    train(1000);
    m_window->closeAtOnce();
    QVERIFY(!m_window->isVisible());
    QVERIFY(!question().dialog());
    m_window.reset();
    QVERIFY(hasModel());
}

QTEST_MAIN(TestCloseQuestion)
#include "tst_close_question.moc"
