// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/manifest.h"

#include "engine/core/error.h"
#include "engine/datasets/csv_text.h"

#include <QTest>
#include <random>
#include <string>

using namespace tempo;

namespace {

Manifest parsed(const std::string& text)
{
    return parseManifest(text, "m.csv", "/music");
}

QString errorOf(const std::string& text)
{
    try {
        parsed(text);
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? QString::fromStdString(error.message()) : "another code";
    }
    return "no error";
}

QString rowErrorOf(const std::string& text)
{
    const Manifest manifest = parsed(text);
    if (manifest.rows.size() != 1 || !manifest.rows.front().error)
        return "no error";
    return QString::fromStdString(manifest.rows.front().error->message());
}

} // namespace

class TestManifest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsStandInAnyOrder();
    void unknownColumnsArePassedOver();
    void quotedCellsHoldCommasQuotesAndLineEnds();
    void byteOrderMarkCrlfAndBlankLinesAreUnderstood();
    void pathsAreResolvedAgainstTheFolder();
    void anEmptyTempoIsNoError();
    void artistIsAnotherNameOfGroup();
    void beatsAloneAreEnough();
    void aTableWithoutRowsIsEmpty();
    void whatIsNoManifestIsRefused_data();
    void whatIsNoManifestIsRefused();
    void aBadRowKeepsWhatItSaysAndTheOthersStay();
    void badCellsAreNamedWithTheirLine_data();
    void badCellsAreNamedWithTheirLine();
    void headersAreToldFromOtherTables();
    void cellsSurviveWritingAndReading();
};

void TestManifest::columnsStandInAnyOrder()
{
    const Manifest manifest = parsed("Genre, BPM ,beats,PATH,group\nrock,120.5,b/1.beats,a/1.wav,Somebody\n");
    QCOMPARE(manifest.rows.size(), std::size_t{1});
    const ManifestRow& row = manifest.rows.front();
    QVERIFY(!row.error);
    QCOMPARE(row.line, std::size_t{2});
    QCOMPARE(row.path.native(), std::string("/music/a/1.wav"));
    QCOMPARE(row.bpm->value(), 120.5);
    QCOMPARE(row.genre, std::string("rock"));
    QCOMPARE(row.beats->native(), std::string("/music/b/1.beats"));
    QCOMPARE(row.group, std::string("Somebody"));
    QVERIFY(manifest.hasBpm && manifest.hasBeats);
}

void TestManifest::unknownColumnsArePassedOver()
{
    const Manifest manifest = parsed("id,path,,year,bpm\n1,a.wav,x,1999,100\n");
    QVERIFY(!manifest.rows.front().error);
    QCOMPARE(manifest.rows.front().bpm->value(), 100.0);
}

void TestManifest::quotedCellsHoldCommasQuotesAndLineEnds()
{
    const Manifest manifest = parsed("path,bpm,genre\n\"a, \"\"b\"\".wav\" , \"100\" ,\"two\nlines\"\nc.wav,90,\"\"\n");
    QCOMPARE(manifest.rows.size(), std::size_t{2});
    QCOMPARE(manifest.rows[0].path.native(), std::string("/music/a, \"b\".wav"));
    QCOMPARE(manifest.rows[0].bpm->value(), 100.0);
    QCOMPARE(manifest.rows[0].genre, std::string("two\nlines"));
    QCOMPARE(manifest.rows[1].line, std::size_t{4});
}

void TestManifest::byteOrderMarkCrlfAndBlankLinesAreUnderstood()
{
    const Manifest manifest = parsed("\xEF\xBB\xBF\"path\",bpm\r\n\r\na.wav,100\r\n \t\r\nb.wav,101\r\n\r\n");
    QCOMPARE(manifest.rows.size(), std::size_t{2});
    QCOMPARE(manifest.rows[1].bpm->value(), 101.0);
    QCOMPARE(manifest.rows[1].line, std::size_t{5});
}

void TestManifest::pathsAreResolvedAgainstTheFolder()
{
    const Manifest manifest = parsed("path,bpm\n../x.wav,100\n/abs/y.wav,100\nz\xFF.wav,100\n");
    QCOMPARE(manifest.rows[0].path.native(), std::string("/music/../x.wav"));
    QCOMPARE(manifest.rows[1].path.native(), std::string("/abs/y.wav"));
    QCOMPARE(manifest.rows[2].path.native(), std::string("/music/z\xFF.wav"));
}

void TestManifest::anEmptyTempoIsNoError()
{
    const Manifest manifest = parsed("path,bpm\na.wav,\n");
    QVERIFY(!manifest.rows.front().error && !manifest.rows.front().bpm);
}

void TestManifest::artistIsAnotherNameOfGroup()
{
    QCOMPARE(parsed("path,bpm,Artist\na.wav,100,X\n").rows.front().group, std::string("X"));
}

void TestManifest::beatsAloneAreEnough()
{
    const Manifest manifest = parsed("path,beats\na.wav,a.beats\n");
    QVERIFY(!manifest.hasBpm && manifest.hasBeats);
    QVERIFY(!manifest.rows.front().bpm && manifest.rows.front().beats);
}

void TestManifest::aTableWithoutRowsIsEmpty()
{
    QVERIFY(parsed("path,bpm\n").rows.empty());
    QVERIFY(parsed("path,bpm").rows.empty());
}

void TestManifest::whatIsNoManifestIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const QString wanted = "the first line must name the columns: path,bpm[,genre][,beats][,group]";
    QTest::newRow("empty") << QByteArray("\r\n") << "'m.csv': an empty manifest; " + wanted;
    QTest::newRow("no header") << QByteArray("a.wav,100") << "'m.csv': " + wanted;
    QTest::newRow("no tempo") << QByteArray("path,genre\n") << "'m.csv': " + wanted;
    QTest::newRow("no path") << QByteArray("file,bpm\n") << "'m.csv': " + wanted;
    QTest::newRow("semicolons") << QByteArray("path;bpm\na.wav;100\n")
                                << "'m.csv': columns are separated by something else than commas; " + wanted;
    QTest::newRow("twice") << QByteArray("path,bpm,BPM\n") << "'m.csv': two columns 'BPM' (group and artist are one)";
    QTest::newRow("group twice") << QByteArray("path,bpm,group,artist\n")
                                 << "'m.csv': two columns 'artist' (group and artist are one)";
    QTest::newRow("open quote") << QByteArray("path,bpm\na.wav,100\n\"b.wav,100\n")
                                << "'m.csv' line 3: a quoted cell begins here and does not end";
    QTest::newRow("text after quote")
        << QByteArray("path,bpm\n\"a\"b.wav,100\n")
        << "'m.csv' line 2: text after the closing quote of a cell; double the quotes that belong to it";
    QTest::newRow("binary") << QByteArray("path,bpm\n\0", 10) << "'m.csv': not a text file: it holds binary data";
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFEp") << "'m.csv': text in UTF-16; save it as UTF-8";
}

void TestManifest::whatIsNoManifestIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(errorOf(text.toStdString()), message);
}

void TestManifest::aBadRowKeepsWhatItSaysAndTheOthersStay()
{
    const Manifest manifest = parsed("path,bpm,genre\na.wav,fast,rock\nb.wav,90,pop\n");
    QVERIFY(manifest.rows[0].error && !manifest.rows[0].bpm);
    QCOMPARE(manifest.rows[0].path.native(), std::string("/music/a.wav"));
    QCOMPARE(manifest.rows[0].genre, std::string("rock"));
    QVERIFY(!manifest.rows[1].error);
}

void TestManifest::badCellsAreNamedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("message");
    QTest::newRow("text") << QByteArray("a.wav,fast") << "'m.csv' line 2: 'fast' is not a number";
    QTest::newRow("decimal comma") << QByteArray("a.wav,\"120,5\"")
                                   << "'m.csv' line 2: '120,5' has a decimal comma; write a point instead";
    QTest::newRow("negative") << QByteArray("a.wav,-5") << "'m.csv' line 2: a tempo of -5 BPM; it must be above 0";
    QTest::newRow("NaN") << QByteArray("a.wav,nan") << "'m.csv' line 2: 'nan' is no finite number";
    QTest::newRow("absurd") << QByteArray("a.wav,2000")
                            << "'m.csv' line 2: a tempo of 2000 BPM is absurd; 10 to 1000 can be";
    QTest::newRow("no path") << QByteArray(",100") << "'m.csv' line 2: no path";
    QTest::newRow("one cell") << QByteArray("a.wav")
                              << "'m.csv' line 2: 1 cells where the header has 2; quote cells with commas";
    QTest::newRow("three cells") << QByteArray("a.wav,120,5")
                                 << "'m.csv' line 2: 3 cells where the header has 2; quote cells with commas";
    QTest::newRow("long path") << QByteArray(5000, 'a') + ",100"
                               << "'m.csv' line 2: '" + QString(40, 'a') + "...' is no path";
}

void TestManifest::badCellsAreNamedWithTheirLine()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, message);
    QCOMPARE(rowErrorOf("path,bpm\n" + row.toStdString() + "\n"), message);
}

void TestManifest::headersAreToldFromOtherTables()
{
    QVERIFY(isManifestHeader("path,bpm\nwhatever"));
    QVERIFY(isManifestHeader("\xEF\xBB\xBFgenre,beats,path\r\n"));
    QVERIFY(!isManifestHeader("filename,length,tempo,label\n"));
    QVERIFY(!isManifestHeader(""));
    QVERIFY(!isManifestHeader("\"path"));
}

void TestManifest::cellsSurviveWritingAndReading()
{
    constexpr std::string_view kAlphabet = "ab,\"\r\n\t \xC3\xA9;'";
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        std::vector<std::string> cells = {"first"};
        std::string line = "first";
        for (unsigned i = random() % 4; i > 0; --i) {
            std::string& cell = cells.emplace_back();
            for (unsigned k = random() % 8; k > 0; --k)
                cell += kAlphabet[random() % kAlphabet.size()];
            line += "," + csvCell(cell);
        }
        const std::string text = line + "\n" + line;
        CsvReader reader(text, "x");
        QCOMPARE(reader.next().value().cells, cells);
        QCOMPARE(reader.next().value().cells, cells);
        QVERIFY(!reader.next());
    }
}

QTEST_APPLESS_MAIN(TestManifest)
#include "tst_manifest.moc"
