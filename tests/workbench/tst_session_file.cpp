// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/session_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using tempo::workbench::SessionFile;

namespace {

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestSessionFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void missingFileIsAnEmptySession();
    void whatIsSavedComesBack();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void unwritableFolderIsSaid();
    void chosenFileIsReadAndLeftAlone_data() { damagedFileIsSetAside_data(); }
    void chosenFileIsReadAndLeftAlone();
};

void TestSessionFile::missingFileIsAnEmptySession()
{
    const QTemporaryDir folder;
    const SessionFile::Loaded loaded = SessionFile(folder.filePath("a/session.json")).load();
    QVERIFY(loaded.state.isEmpty());
    QVERIFY(loaded.message.isEmpty());
}

void TestSessionFile::whatIsSavedComesBack()
{
    const QTemporaryDir folder;
    const SessionFile file(folder.filePath("a/b/session.json"));
    const QJsonObject state{{"page", 2}, {"filter", "genre:jazz"}};
    QCOMPARE(file.save(state), QString());
    QCOMPARE(file.load().state, state);
    QCOMPARE(QDir(folder.filePath("a/b")).entryList(QDir::Files), QStringList{"session.json"});
}

void TestSessionFile::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("broken off") << QByteArray("{\"version\": 1, \"sta");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not an object") << QByteArray("[1, 2]");
    QTest::newRow("bytes") << QByteArray("\x00\xff\xfe\x01", 4);
    QTest::newRow("from the future") << QByteArray("{\"version\": 99, \"state\": {\"page\": 1}}");
    QTest::newRow("no version") << QByteArray("{\"state\": {\"page\": 1}}");
}

void TestSessionFile::damagedFileIsSetAside()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath("session.json");
    writeFile(path, content);
    const SessionFile::Loaded loaded = SessionFile(path).load();
    QVERIFY(loaded.state.isEmpty());
    QVERIFY2(loaded.message.contains("session.json.aside-1"), qPrintable(loaded.message));
    QVERIFY(!QFile::exists(path));
    QFile aside(path + ".aside-1");
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), content);

    // A second one does not replace the first.
    writeFile(path, content);
    QVERIFY(SessionFile(path).load().message.contains("aside-2"));
    QVERIFY(QFile::exists(path + ".aside-1"));
}

void TestSessionFile::unwritableFolderIsSaid()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath("file"), "x");
    QVERIFY(!SessionFile(folder.filePath("file/session.json")).save({}).isEmpty());
}

void TestSessionFile::chosenFileIsReadAndLeftAlone()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath("mine.tempnetic-session");
    const SessionFile::Loaded missing = SessionFile::read(path);
    QVERIFY2(missing.message.contains(path), qPrintable(missing.message));
    QCOMPARE(SessionFile(path).save({{"page", 2}}), QString());
    QCOMPARE(SessionFile::read(path).state, (QJsonObject{{"page", 2}}));
    QCOMPARE(SessionFile::read(path).message, QString());
    writeFile(path, content);
    const SessionFile::Loaded damaged = SessionFile::read(path);
    QVERIFY(damaged.state.isEmpty());
    QVERIFY2(damaged.message.contains(path) && !damaged.message.contains('\n'), qPrintable(damaged.message));
    // It is the user's own: neither renamed nor changed.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_session_file.moc"
