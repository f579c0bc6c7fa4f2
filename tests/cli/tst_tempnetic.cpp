// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/golden.h"
#include "tests/support/signals.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstdio>
#include <fstream>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

QStringList linesOf(const std::string& text)
{
    QStringList lines = QString::fromStdString(text).split('\n');
    // What stands behind the last line end is nothing.
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QList<QJsonObject> objectsOf(const std::string& jsonLines)
{
    QList<QJsonObject> objects;
    for (const QString& line : linesOf(jsonLines))
        objects.append(QJsonDocument::fromJson(line.toUtf8()).object());
    return objects;
}

} // namespace

class TestTempnetic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helpAndVersionGoToStdout();
    void nothingToDoIsWrongUsage();
    void oneFilePrintsExactlyOneLine();
    void goldenInputsGiveLibrosasTempo_data();
    void goldenInputsGiveLibrosasTempo();
    void severalFilesPrintATable();
    void folderAndPlaylistAreExpanded();
    void jsonLinesHaveTheDocumentedKeys();
    void curveIsListed();
    void anyNumberOfJobsGivesTheSameOutput();
    void oneBadFileDoesNotEndTheBatch();
    void oddNamesStayOnOneLine();
    void progressIsShownOnATerminalOnly();
    void interruptPrintsWhatIsFinished();
    void goneReaderEndsQuietly();
    void closedStdoutIsAnError();
    void fullDiskIsAnError();
    void fileRemovedMeanwhileIsAnError();

private:
    ProcessResult estimate(std::vector<std::string> arguments, ProcessOptions options = {})
    {
        arguments.insert(arguments.begin(), {"estimate", "--method", "librosa"});
        options.folder = m_folder;
        return runProcess(kProgram, arguments, options);
    }

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
};

void TestTempnetic::initTestCase()
{
    QVERIFY(m_temporary.isValid());
    m_folder = std::filesystem::canonical(m_temporary.path().toStdString());
    writeWav(m_folder / "a.wav", clickTrack(120.0, 8.0));
    writeWav(m_folder / "b.wav", clickTrack(90.0, 8.0));
    writeWav(m_folder / "c.wav", clickTrack(150.0, 8.0));
    std::ofstream(m_folder / "text.wav") << "this is not audio\n";
    std::filesystem::create_directories(m_folder / "music" / "inner");
    writeWav(m_folder / "music" / "2.wav", clickTrack(120.0, 8.0));
    writeWav(m_folder / "music" / "inner" / "1.wav", clickTrack(90.0, 8.0));
    std::ofstream(m_folder / "music" / "notes.txt") << "not music\n";
    std::ofstream(m_folder / "list.m3u") << "#EXTM3U\nmusic/2.wav\ngone.wav\nc.wav\n";
}

void TestTempnetic::helpAndVersionGoToStdout()
{
    const ProcessResult help = runProcess(kProgram, {"--help"});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.find("Usage: tempnetic") != std::string::npos);
    QCOMPARE(help.err, std::string());
    const ProcessResult version = runProcess(kProgram, {"estimate", "--version"});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.starts_with("tempnetic 0."));
    QCOMPARE(version.err, std::string());
}

void TestTempnetic::nothingToDoIsWrongUsage()
{
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{}, {"estimate"}, {"estimate", "--jobs", "0", "a"}}) {
        const ProcessResult result = runProcess(kProgram, words);
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.out, std::string());
        QVERIFY(!result.err.empty());
    }
}

void TestTempnetic::oneFilePrintsExactlyOneLine()
{
    const ProcessResult result = estimate({"a.wav"});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err, std::string());
    const QRegularExpressionMatch match =
        QRegularExpression("^Estimated tempo: (\\d+\\.\\d\\d) BPM\n$").match(QString::fromStdString(result.out));
    QVERIFY2(match.hasMatch(), result.out.c_str());
    // The neighbours on librosa's lag axis are 117.45 and 123.05.
    QVERIFY(std::abs(match.captured(1).toDouble() - 120.0) < 4.0);
}

void TestTempnetic::goldenInputsGiveLibrosasTempo_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string_view name : goldenNames())
        QTest::addRow("%s", std::string(name).c_str()) << QString::fromStdString(std::string(name));
}

void TestTempnetic::goldenInputsGiveLibrosasTempo()
{
    QFETCH(const QString, name);
    writeWav(m_folder / "golden.wav", goldenInput(name.toStdString()), {.floatSamples = true});
    const double expected = readF64(goldenPath(name.toStdString() + "/tempo.f64")).at(0);
    const ProcessResult json = estimate({"--json", "golden.wav"});
    QCOMPARE(json.exitCode, 0);
    // Exactly: neither the chain nor the text may lose a digit.
    QVERIFY(objectsOf(json.out).at(0)["bpm"].toDouble() == expected);
    QCOMPARE(QString::fromStdString(estimate({"golden.wav"}).out),
             QString("Estimated tempo: %1 BPM\n").arg(expected, 0, 'f', 2));
}

void TestTempnetic::severalFilesPrintATable()
{
    const ProcessResult result = estimate({"b.wav", "a.wav"});
    QCOMPARE(result.exitCode, 0);
    const QStringList lines = linesOf(result.out);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith("file"));
    QVERIFY(lines[1].startsWith("b.wav"));
    QVERIFY(lines[2].startsWith("a.wav"));
    QCOMPARE(lines[1].indexOf('.', 6), lines[2].indexOf('.', 6));
}

void TestTempnetic::folderAndPlaylistAreExpanded()
{
    const ProcessResult folder = estimate({"--json", "music"});
    QCOMPARE(folder.exitCode, 0);
    const QList<QJsonObject> inFolder = objectsOf(folder.out);
    QCOMPARE(inFolder.size(), 2);
    QCOMPARE(inFolder[0]["file"].toString(), QString("music/2.wav"));
    QCOMPARE(inFolder[1]["file"].toString(), QString("music/inner/1.wav"));

    const ProcessResult playlist = estimate({"--json", "list.m3u"});
    QCOMPARE(playlist.exitCode, 1);
    const QList<QJsonObject> inList = objectsOf(playlist.out);
    QCOMPARE(inList.size(), 3);
    QVERIFY(inList[0]["error"].isNull());
    QVERIFY(inList[1]["file"].toString().endsWith("gone.wav"));
    QVERIFY(inList[1]["bpm"].isNull());
    QVERIFY(!inList[1]["error"].toString().isEmpty());
    QVERIFY(inList[2]["error"].isNull());

    // One file in a folder is still a table.
    QCOMPARE(linesOf(estimate({"music/inner"}).out).size(), 2);
}

void TestTempnetic::jsonLinesHaveTheDocumentedKeys()
{
    const QList<QJsonObject> objects = objectsOf(estimate({"--json", "a.wav", "text.wav"}).out);
    QCOMPARE(objects.size(), 2);
    for (const QJsonObject& object : objects) {
        QStringList keys = object.keys();
        keys.sort();
        QCOMPARE(keys, (QStringList{"bpm", "candidates", "confidence", "error", "file", "method", "seconds"}));
        QCOMPARE(object["method"].toString(), QString("librosa"));
        QVERIFY(object["seconds"].isDouble());
    }
    const QJsonObject good = objects[0];
    QVERIFY(good["error"].isNull());
    QVERIFY(good["confidence"].toDouble() > 0.0 && good["confidence"].toDouble() <= 1.0);
    const QJsonArray candidates = good["candidates"].toArray();
    QVERIFY(!candidates.isEmpty());
    QCOMPARE(candidates[0].toObject()["bpm"], good["bpm"]);
    QVERIFY(candidates[0].toObject()["weight"].isDouble());
    QVERIFY(objects[1]["bpm"].isNull());
    QVERIFY(!objects[1]["error"].toString().isEmpty());
}

void TestTempnetic::curveIsListed()
{
    const QJsonArray curve = objectsOf(estimate({"--json", "--curve", "a.wav"}).out).at(0)["curve"].toArray();
    QVERIFY(curve.size() > 1);
    QCOMPARE(curve[0].toArray()[0].toDouble(), 0.0);
    QVERIFY(curve[1].toArray()[0].toDouble() > 0.0);
    QVERIFY(curve[0].toArray()[1].toDouble() > 0.0);

    const QStringList lines = linesOf(estimate({"--curve", "a.wav"}).out);
    QVERIFY(lines.size() >= 2);
    QVERIFY(lines[0].startsWith("Estimated tempo: "));
    QVERIFY(lines[1].contains(" 0.00 s "));
    QVERIFY(lines[1].endsWith(" BPM"));
}

void TestTempnetic::anyNumberOfJobsGivesTheSameOutput()
{
    std::vector<std::string> files;
    for (int i = 0; i < 4; ++i)
        files.insert(files.end(), {"a.wav", "text.wav", "b.wav", "c.wav"});
    const auto run = [&](const std::string& jobs) {
        std::vector<std::string> arguments{"--jobs", jobs};
        arguments.insert(arguments.end(), files.begin(), files.end());
        return estimate(arguments);
    };
    const ProcessResult one = run("1");
    QCOMPARE(one.exitCode, 1);
    for (const char* jobs : {"2", "7", "1024"}) {
        const ProcessResult many = run(jobs);
        QCOMPARE(many.out, one.out);
        QCOMPARE(many.err, one.err);
        QCOMPARE(many.exitCode, one.exitCode);
    }
}

void TestTempnetic::oneBadFileDoesNotEndTheBatch()
{
    const ProcessResult result = estimate({"a.wav", "text.wav", "missing.wav", "b.wav"});
    QCOMPARE(result.exitCode, 1);
    const QStringList rows = linesOf(result.out);
    QCOMPARE(rows.size(), 5);
    QVERIFY(rows[2].contains(" - "));
    QVERIFY(rows[4].startsWith("b.wav"));
    const QStringList messages = linesOf(result.err);
    QCOMPARE(messages.size(), 2);
    QVERIFY(messages[0].startsWith("tempnetic: text.wav: "));
    QCOMPARE(messages[1], QString("tempnetic: missing.wav: no such file"));
}

void TestTempnetic::oddNamesStayOnOneLine()
{
    const std::vector<std::string> names{"two words.wav", "quo'te\".wav", "new\nline.wav",  "caf\xE9.wav",
                                         "-dash.wav",     "[list].wav",   "back\\slash.wav"};
    std::vector<std::string> arguments{"--"};
    for (const std::string& name : names) {
        std::filesystem::copy_file(m_folder / "a.wav", m_folder / name,
                                   std::filesystem::copy_options::overwrite_existing);
        arguments.push_back(name);
    }
    const ProcessResult table = estimate(arguments);
    QCOMPARE(table.exitCode, 0);
    QCOMPARE(linesOf(table.out).size(), static_cast<qsizetype>(names.size() + 1));

    arguments.insert(arguments.begin(), "--json");
    const QList<QJsonObject> objects = objectsOf(estimate(arguments).out);
    QCOMPARE(objects.size(), static_cast<qsizetype>(names.size()));
    QCOMPARE(objects[2]["file"].toString(), QString("new\nline.wav"));
    QVERIFY(!objects[2].contains("file_bytes"));
    QCOMPARE(objects[3]["file_bytes"].toString(), QString("caf%E9.wav"));

    std::ofstream(m_folder / "bad\nname\xE9.wav") << "no audio";
    const ProcessResult bad = estimate({"bad\nname\xE9.wav"});
    QCOMPARE(bad.exitCode, 1);
    QCOMPARE(linesOf(bad.err).size(), 1);
    QVERIFY(bad.err.starts_with("tempnetic: bad\\nname\\xe9.wav: "));
}

void TestTempnetic::progressIsShownOnATerminalOnly()
{
    writeLongWav(m_folder / "endless.wav", 4'000'000'000U);
    ProcessOptions terminal;
    terminal.standardError = Stderr::Terminal;
    terminal.interruptWhen = [](const std::string& err) { return err.find("endless.wav") != std::string::npos; };
    const ProcessResult shown = estimate({"a.wav", "endless.wav"}, terminal);
    QVERIFY2(shown.err.find("1/2") != std::string::npos, shown.err.c_str());
    QVERIFY(shown.err.find("% ") != std::string::npos);
    // The line is off the screen before a message is printed.
    QVERIFY2(shown.err.find("\r\x1b[Ktempnetic: stopped after 1 of 2 files") != std::string::npos, shown.err.c_str());
    QVERIFY(shown.out.find('\r') == std::string::npos);
    QCOMPARE(linesOf(shown.out).size(), 2);
    std::filesystem::remove(m_folder / "endless.wav");

    std::vector<std::string> many(20, "a.wav");
    many.emplace_back("text.wav");
    const ProcessResult hidden = estimate(many);
    QVERIFY(hidden.err.find('\r') == std::string::npos);
    QCOMPARE(linesOf(hidden.err).size(), 1);
}

void TestTempnetic::interruptPrintsWhatIsFinished()
{
    writeLongWav(m_folder / "endless.wav", 4'000'000'000U);
    ProcessOptions options;
    options.whileRunning = [this](pid_t process) {
        QVERIFY(waitUntilOpen(process, m_folder / "endless.wav"));
        ::kill(process, SIGINT);
    };
    const ProcessResult result = estimate({"--jobs", "1", "a.wav", "endless.wav", "b.wav"}, options);
    QCOMPARE(result.exitCode, 128 + SIGINT);
    const QStringList rows = linesOf(result.out);
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[1].startsWith("a.wav"));
    QCOMPARE(result.err, std::string("tempnetic: stopped after 1 of 3 files\n"));
    std::filesystem::remove(m_folder / "endless.wav");
}

void TestTempnetic::goneReaderEndsQuietly()
{
    ProcessOptions options;
    options.standardOutput = Stdout::ReaderGone;
    const ProcessResult result = estimate({"a.wav", "b.wav", "c.wav"}, options);
    QCOMPARE(result.err, std::string());
    QCOMPARE(result.exitCode, 128 + SIGPIPE);
}

void TestTempnetic::closedStdoutIsAnError()
{
    ProcessOptions options;
    options.standardOutput = Stdout::Closed;
    const ProcessResult result = estimate({"a.wav", "b.wav"}, options);
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.err, std::string("tempnetic: standard output: Bad file descriptor\n"));
}

void TestTempnetic::fullDiskIsAnError()
{
    ProcessOptions options;
    options.standardOutput = Stdout::FullDisk;
    const ProcessResult result = estimate({"a.wav"}, options);
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.err, std::string("tempnetic: standard output: No space left on device\n"));
}

void TestTempnetic::fileRemovedMeanwhileIsAnError()
{
    writeLongWav(m_folder / "first.wav", 40'000'000);
    std::filesystem::copy_file(m_folder / "a.wav", m_folder / "victim.wav");
    ProcessOptions options;
    options.whileRunning = [this](pid_t process) {
        QVERIFY(waitUntilOpen(process, m_folder / "first.wav"));
        std::filesystem::remove(m_folder / "victim.wav");
    };
    const ProcessResult result = estimate({"--jobs", "1", "first.wav", "victim.wav", "a.wav"}, options);
    QCOMPARE(result.exitCode, 1);
    const QStringList messages = linesOf(result.err);
    QCOMPARE(messages.size(), 2);
    QVERIFY2(messages[1].startsWith("tempnetic: victim.wav: "), result.err.c_str());
    QVERIFY(linesOf(result.out).last().startsWith("a.wav"));
    std::filesystem::remove(m_folder / "first.wav");
}

QTEST_GUILESS_MAIN(TestTempnetic)
#include "tst_tempnetic.moc"
