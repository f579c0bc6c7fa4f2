// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/main_window.h"
#include "app/workbench/session_file.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
#include "tests/support/temp_folder.h"
#include "widgets/controls/message_bar.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSlider>
#include <QTest>
#include <QUrl>

#include <fstream>
#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

constexpr int kPatience = 30000; // ms; a loaded machine is slow
constexpr int kEvaluationPage = 2;

void writeSampleBundle(const std::filesystem::path& file)
{
    Evidence evidence{.program = "tempnetic 1.2.3", .created = "2026-01-02T03:04:05Z"};
    EvaluatedSystem baseline{.name = "librosa", .kind = SystemKind::Baseline};
    evidence.evaluation = {.dataset = "set", .references = {"truth"}};
    for (int i = 0; i < 5; ++i) {
        evidence.evaluation.items.push_back({.id = "song" + std::to_string(i), .references = {{.bpm = Bpm{80.0 + i}}}});
        baseline.predictions.push_back({.bpm = Bpm{i == 0 ? 160.0 : 80.0 + i}});
        evidence.audio.push_back("song" + std::to_string(i) + ".wav");
        evidence.chosen.push_back(static_cast<std::size_t>(i));
    }
    evidence.evaluation.systems = {baseline};
    evidence.root = "/nowhere";
    evidence.choice = TrackChoice::All;
    evidence.options = {.reference = "truth", .tolerance = 0.0333, .scope = "split all"};
    writeEvidence(file, evidence);
}

} // namespace

/// The window's own kinds of files: by command line, by dropping them, and when they are damaged.
class TestMainDocuments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void commandLineOpensABundle();
    void droppedBundleIsOpened();
    void commandLineOpensASession();
    void damagedFilesAreOneLineAndStay_data();
    void damagedFilesAreOneLineAndStay();
    void menuHasThem();

private:
    [[nodiscard]] QString path(const char* name) const { return QString::fromStdString((*m_folder / name).string()); }
    void drop(const QString& file);

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainDocuments::initTestCase()
{
    m_folder = std::make_unique<TempFolder>();
    for (const char* const variable : {"XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, path(variable).toUtf8());
    qputenv("TEMPNETIC_TORCH_MODULE", path("none.so").toUtf8());
    ui::Theme::instance().apply();
    writeSampleBundle(*m_folder / "a.tempnetic-evidence");
}

void TestMainDocuments::init()
{
    m_window = std::make_unique<MainWindow>(SessionFile(path("session.json")));
}

void TestMainDocuments::cleanup()
{
    m_window.reset();
}

void TestMainDocuments::drop(const QString& file)
{
    QMimeData content;
    content.setUrls({QUrl::fromLocalFile(file)});
    // Qt drops only on what has let the drag in.
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(10, 10), Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
}

void TestMainDocuments::commandLineOpensABundle()
{
    StartWishes wishes;
    wishes.bundle = path("a.tempnetic-evidence");
    m_window->start(wishes);
    QCOMPARE(m_window->currentPage(), kEvaluationPage);
    EvaluationPage& page = m_window->evaluationPage();
    QTRY_VERIFY_WITH_TIMEOUT(page.report() != nullptr, kPatience);
    // Also what lies between two steps of the slider.
    QCOMPARE(page.report()->tolerance, 0.0333);
    QCOMPARE(page.report()->systems[0].accuracy1.hits, std::size_t{4});
    QVERIFY(page.origin().text().contains("tempnetic 1.2.3"));
    QVERIFY(page.origin().text().contains("playing is off"));
    QVERIFY2(!page.origin().text().contains("other numbers"), qPrintable(page.origin().text()));
}

void TestMainDocuments::droppedBundleIsOpened()
{
    m_window->start({});
    drop(path("a.tempnetic-evidence"));
    QCOMPARE(m_window->currentPage(), kEvaluationPage);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->evaluationPage().report() != nullptr, kPatience);
}

void TestMainDocuments::commandLineOpensASession()
{
    m_window->start({});
    m_window->showPage(kEvaluationPage);
    m_window->evaluationPage().toleranceSlider().setValue(77);
    m_window->close(); // keeps the session
    QVERIFY(QFile::copy(path("session.json"), path("mine.tempnetic-session")));
    QVERIFY(QFile::remove(path("session.json")));
    cleanup();
    init();
    StartWishes wishes;
    wishes.session = path("mine.tempnetic-session");
    m_window->start(wishes);
    QCOMPARE(m_window->currentPage(), kEvaluationPage);
    QCOMPARE(m_window->evaluationPage().toleranceSlider().value(), 77);
    m_window->evaluationPage().toleranceSlider().setValue(40);
    drop(path("mine.tempnetic-session"));
    QCOMPARE(m_window->evaluationPage().toleranceSlider().value(), 77);
}

void TestMainDocuments::damagedFilesAreOneLineAndStay_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("session of the future") << "f.tempnetic-session" << QByteArray("{\"version\": 99, \"state\": {}}");
    QTest::newRow("damaged session") << "d.tempnetic-session" << QByteArray("{\"vers");
    QTest::newRow("damaged bundle") << "d.tempnetic-evidence" << QByteArray("PK\x03\x04 and nothing");
}

void TestMainDocuments::damagedFilesAreOneLineAndStay()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    const std::filesystem::path file = *m_folder / name.toStdString();
    std::ofstream(file, std::ios::binary) << content.toStdString();
    m_window->start({});
    drop(QString::fromStdString(file.string()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->messages().text().contains(name), kPatience);
    QVERIFY(!m_window->messages().text().contains('\n'));
    std::ifstream stream(file, std::ios::binary);
    QCOMPARE(std::string((std::istreambuf_iterator<char>(stream)), {}), content.toStdString());
}

void TestMainDocuments::menuHasThem()
{
    QStringList texts;
    for (const QAction* menu : m_window->menuBar()->actions())
        for (const QAction* action : menu->menu()->actions())
            texts << action->text().remove('&');
    for (const char* const text : {"Open an evidence bundle…", "Open a session…", "Save the session as…"})
        QVERIFY2(texts.contains(QString::fromUtf8(text)), text);
}

QTEST_MAIN(TestMainDocuments)
#include "tst_main_documents.moc"
