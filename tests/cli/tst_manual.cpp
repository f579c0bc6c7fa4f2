// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;
const QString kPackaging = TEMPNETIC_PACKAGING_DIR;

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString helpOf(const QString& command)
{
    std::vector<std::string> words{"--help"};
    if (!command.isEmpty())
        words.insert(words.begin(), command.toStdString());
    return QString::fromStdString(runProcess(kProgram, words).out);
}

QStringList commands()
{
    QStringList names;
    const QString list = helpOf({}).section("Subcommands:\n", 1);
    auto matches = QRegularExpression("^  ([a-z-]+) ", QRegularExpression::MultilineOption).globalMatch(list);
    while (matches.hasNext())
        names << matches.next().captured(1);
    return names;
}

QStringList optionsOf(const QString& command)
{
    QStringList names;
    auto matches = QRegularExpression("^  (?:-\\w,)?--([a-z-]+)", QRegularExpression::MultilineOption)
                       .globalMatch(helpOf(command));
    while (matches.hasNext())
        names << matches.next().captured(1);
    return names;
}

} // namespace

class TestManual : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandAndOptionIsCovered_data();
    void everyCommandAndOptionIsCovered();
    void completionsAreValidScripts_data();
    void completionsAreValidScripts();
    void bashCompletesOptions();
    void manualsHaveNoFormattingFaults_data();
    void manualsHaveNoFormattingFaults();
};

void TestManual::everyCommandAndOptionIsCovered_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("optionPattern");
    // How an option is written in each language.
    QTest::newRow("bash") << "/completion/tempnetic.bash"
                          << "--%1\\b";
    QTest::newRow("zsh") << "/completion/_tempnetic"
                         << "--%1\\b";
    QTest::newRow("fish") << "/completion/tempnetic.fish"
                          << "-l %1\\b";
    QTest::newRow("man") << "/man/tempnetic.1"
                         << "--%1\\b";
}

void TestManual::everyCommandAndOptionIsCovered()
{
    QFETCH(const QString, file);
    QFETCH(const QString, optionPattern);
    // A dash that a terminal shall show as one is written with a backslash in roff.
    const QString content = contentOf(kPackaging + file).replace("\\-", "-");
    QVERIFY(!content.isEmpty());
    QVERIFY(commands().size() >= 2);
    for (const QString& command : commands()) {
        QVERIFY2(content.contains(command), qPrintable(command));
        QVERIFY(optionsOf(command).size() >= 2);
        for (const QString& option : optionsOf(command))
            QVERIFY2(content.contains(QRegularExpression(optionPattern.arg(option))), qPrintable(option));
    }
}

void TestManual::completionsAreValidScripts_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QString>("file");
    QTest::newRow("bash") << "bash"
                          << "/completion/tempnetic.bash";
    QTest::newRow("zsh") << "zsh"
                         << "/completion/_tempnetic";
    QTest::newRow("fish") << "fish"
                          << "/completion/tempnetic.fish";
}

void TestManual::completionsAreValidScripts()
{
    QFETCH(const QString, shell);
    QFETCH(const QString, file);
    if (QStandardPaths::findExecutable(shell).isEmpty())
        QSKIP("this shell is not installed");
    QProcess process;
    process.start(shell, {"-n", kPackaging + file});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.exitCode(), 0);
}

void TestManual::bashCompletesOptions()
{
    if (QStandardPaths::findExecutable("bash").isEmpty())
        QSKIP("bash is not installed");
    QProcess process;
    process.start("bash", {"-c",
                           "source \"$0\"; COMP_WORDS=(tempnetic estimate --j); COMP_CWORD=2; _tempnetic; "
                           "echo \"${COMPREPLY[*]}\"",
                           kPackaging + "/completion/tempnetic.bash"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("--jobs --json"));
}

void TestManual::manualsHaveNoFormattingFaults_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& name : QDir(kPackaging + "/man").entryList({"*.1"}, QDir::Files))
        QTest::newRow(qPrintable(name)) << kPackaging + "/man/" + name;
}

void TestManual::manualsHaveNoFormattingFaults()
{
    QFETCH(const QString, file);
    QProcess process;
    process.setProcessEnvironment([] {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LC_ALL", "C.UTF-8");
        environment.insert("MANWIDTH", "100");
        return environment;
    }());
    if (!QStandardPaths::findExecutable("mandoc").isEmpty())
        process.start("mandoc", {"-Tlint", "-Wwarning", file});
    else if (!QStandardPaths::findExecutable("groff").isEmpty())
        process.start("groff", {"-man", "-ww", "-Tutf8", "-z", file});
    else
        QSKIP("neither mandoc nor groff is installed");
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestManual)
#include "tst_manual.moc"
