// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a process: started with arguments, used by keys that come from outside, ended by signals.
#include "tests/endtoend/driver.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <memory>

using namespace tempo::test;

namespace {

constexpr int kPatience = 60'000;
const QString kDemo = QStringLiteral(TEMPNETIC_DEMO);

} // namespace

class StoryProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void terminatedWithADatasetItComesBack();
    void terminatedInTheMiddleOfItsJobs();
    void sessionOfALaterVersionIsSetAside();

private:
    void startProgram(const QStringList& arguments);
    /// A key with its modifiers, as xdotool names them.
    void pressKey(const QString& key);
    /// Waits for the end. @return the exit code; -1 if it did not end by itself
    int exitCode();
    [[nodiscard]] QString sessionPath() const { return *m_home / "XDG_STATE_HOME" + "/tempnetic/session.json"; }
    [[nodiscard]] QJsonObject session() const;

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<QProcess> m_program;
    QString m_window; ///< as the X server calls it
};

void StoryProgram::initTestCase()
{
    if (QStandardPaths::findExecutable("xdotool").isEmpty())
        QSKIP("xdotool is not installed (Debian: apt install xdotool), so nobody can look from outside");
}

void StoryProgram::init()
{
    m_home = std::make_unique<PrivateHome>();
}

void StoryProgram::cleanup()
{
    if (m_program && m_program->state() != QProcess::NotRunning) {
        m_program->kill();
        m_program->waitForFinished();
    }
    m_program.reset();
}

void StoryProgram::startProgram(const QStringList& arguments)
{
    m_program = std::make_unique<QProcess>();
    m_program->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program->start(QStringLiteral(TEMPNETIC_WORKBENCH), arguments);
    QVERIFY2(m_program->waitForStarted(kPatience), qPrintable(m_program->errorString()));
    const QString pid = QString::number(m_program->processId());
    QProcess search;
    search.start("xdotool", {"search", "--sync", "--onlyvisible", "--pid", pid, "--name", "tempnetic"});
    QVERIFY2(search.waitForFinished(kPatience), "no window was seen");
    m_window = QString::fromLatin1(search.readAllStandardOutput()).section('\n', 0, 0);
    QVERIFY(!m_window.isEmpty());
    QVERIFY(QProcess::execute("xdotool", {"windowfocus", "--sync", m_window}) == 0);
}

void StoryProgram::pressKey(const QString& key)
{
    QCOMPARE(QProcess::execute("xdotool", {"key", key}), 0);
}

int StoryProgram::exitCode()
{
    if (!m_program->waitForFinished(kPatience) || m_program->exitStatus() != QProcess::NormalExit)
        return -1;
    return m_program->exitCode();
}

QJsonObject StoryProgram::session() const
{
    QFile file(sessionPath());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()["state"].toObject()
                                          : QJsonObject();
}

void StoryProgram::terminatedWithADatasetItComesBack()
{
    startProgram({kDemo});
    pressKey("ctrl+2");
    // A key has come when the page is another one, which only the session file tells: the program saves it when it
    // ends.
    QTest::qWait(1000);
    QCOMPARE(::kill(static_cast<pid_t>(m_program->processId()), SIGTERM), 0);
    QCOMPARE(exitCode(), 0);
    QCOMPARE(session()["page"].toInt(-1), 1);
    const QJsonObject dataset = session()["pages"].toObject()["DatasetPage"].toObject();
    QCOMPARE(dataset["path"].toString(), kDemo);

    startProgram({});
    pressKey("ctrl+q");
    QCOMPARE(exitCode(), 0);
    QCOMPARE(session()["page"].toInt(-1), 1);
    QCOMPARE(session()["pages"].toObject()["DatasetPage"].toObject()["path"].toString(), kDemo);
}

void StoryProgram::terminatedInTheMiddleOfItsJobs()
{
    // Nothing is in the cache: it scans and estimates for longer than this takes.
    startProgram({kDemo, kDemo + "/genres"});
    QCOMPARE(::kill(static_cast<pid_t>(m_program->processId()), SIGINT), 0);
    QCOMPARE(exitCode(), 0);
    QVERIFY(!session().isEmpty());
}

void StoryProgram::sessionOfALaterVersionIsSetAside()
{
    QVERIFY(QDir().mkpath(QFileInfo(sessionPath()).path()));
    QFile file(sessionPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version": 99, "state": {"page": 2}})");
    file.close();
    startProgram({});
    QCOMPARE(::kill(static_cast<pid_t>(m_program->processId()), SIGTERM), 0);
    QCOMPARE(exitCode(), 0);
    QVERIFY(QFile::exists(sessionPath() + ".aside-1"));
    QCOMPARE(session()["page"].toInt(-1), 0);
}

QTEST_MAIN(StoryProgram)
#include "story_program.moc"
