// SPDX-License-Identifier: GPL-3.0-or-later
// The translations themselves: that none is missing, and that each says what its source says. What was forgotten is
// found by Qt's own tool, which reads the sources anew.
#include "app/workbench/engine_texts.h"
#include "app/workbench/language.h"
#include "engine/datasets/problem.h"
#include "engine/evaluation/report_tables.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <numeric>

using namespace tempo;
using namespace tempo::workbench;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; ///< several where there is a %n
    QString state;            ///< empty: done; else "unfinished", "vanished", "obsolete"
};

Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message{.context = context, .source = {}, .translations = {}, .state = {}};
    const bool isNumerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.state = xml.attributes().value(QLatin1String("type")).toString();
            if (!isNumerus)
                message.translations << xml.readElementText();
            while (isNumerus && xml.readNextStartElement())
                message.translations << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> messagesIn(const QString& path)
{
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages << readMessage(xml, context);
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// What must be in the translation as it is in the source, in any order.
QStringList placesIn(const QString& text)
{
    static const QRegularExpression kPlace(QStringLiteral("%L?[0-9n]|\\(\\*[^)]*\\)|\\n"));
    QStringList places;
    for (auto match = kPlace.globalMatch(text); match.hasNext();)
        places << match.next().captured();
    places.sort();
    places.removeDuplicates();
    return places;
}

/// What a text begins and ends with, as far as it means something.
QString ends(const QString& text)
{
    QString kept;
    if (text.startsWith(QLatin1Char(' ')))
        kept += QStringLiteral("space, ");
    for (const QChar sign : {QChar(u' '), QChar(u'…'), QChar(u':')})
        if (text.endsWith(sign))
            kept += sign;
    return kept;
}

QString textsFolder()
{
    return QStringLiteral(TEMPNETIC_SOURCE_DIR "/resources/i18n");
}

/// An evaluation in which every table of the report has a row.
Evaluation richEvaluation()
{
    Evaluation evaluation{.dataset = "small", .references = {"a", "b"}, .items = {}, .systems = {}};
    for (int i = 0; i < 6; ++i) {
        const Bpm tempo{60.0 + 20.0 * i};
        EvaluationItem item{.id = "t" + std::to_string(i), .genre = i < 2 ? "jazz" : ""};
        item.references = {{.bpm = tempo, .twoTempi = TwoTempi{.slow = tempo, .fast = Bpm{2.0 * tempo.value()}}},
                           {.bpm = tempo}};
        item.beatVariation = 0.03 * i;
        evaluation.items.push_back(std::move(item));
    }
    for (int system = 0; system < 12; ++system) {
        EvaluatedSystem answers{.name = "s" + std::to_string(system), .kind = SystemKind::Model};
        for (const EvaluationItem& item : evaluation.items) {
            const Bpm tempo{(system % 2 + 1) * item.references[0].bpm->value()};
            answers.predictions.push_back(
                {.bpm = tempo, .confidence = 0.75, .candidates = {{tempo, 0.7}}, .blocks = {tempo, tempo}});
        }
        answers.exposures.assign(evaluation.items.size(), Exposure::TrainedOn);
        evaluation.systems.push_back(std::move(answers));
    }
    return evaluation;
}

/// The same in every language.
bool isSign(const QString& text)
{
    static const QRegularExpression kSign(
        QStringLiteral("^(|A|B|n|p|Holm|ECE|O?A?OE[12]|P-score|Genre|System|jazz|s\\d+|t\\d+|In %\\.|Acc[12]( .*)?|"
                       "Accuracy1 / Accuracy2 in %\\.|[-+\\d., /%e]*)$"));
    return kSign.match(text).hasMatch();
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsMissing_data();
    void nothingIsMissing();
    void translationsFitTheirSources();
    void textsOfTheEngineAreKnown();
    void namesAndNumbersAreKept();
};

void TestTranslations::nothingIsMissing_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("isPluralOnly");
    QTest::newRow("English") << "en" << true;
    QTest::newRow("German") << "de" << false;
}

void TestTranslations::nothingIsMissing()
{
    QFETCH(const QString, language);
    QFETCH(const bool, isPluralOnly);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("tempnetic_%1.ts").arg(language));
    QVERIFY(QFile::copy(QDir(textsFolder()).filePath(QStringLiteral("tempnetic_%1.ts").arg(language)), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));

    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(TEMPNETIC_SOURCE_DIR));
    QStringList arguments{"-I", ".", "-locations", "none", "app", "widgets", "-ts", copy};
    if (isPluralOnly)
        arguments.prepend("-pluralonly");
    lupdate.start(QStringLiteral(TEMPNETIC_LUPDATE), arguments);
    QVERIFY(lupdate.waitForFinished(-1));
    QVERIFY2(lupdate.exitStatus() == QProcess::NormalExit && lupdate.exitCode() == 0,
             lupdate.readAllStandardError().constData());

    const QList<Message> messages = messagesIn(copy);
    QVERIFY(messages.size() > (isPluralOnly ? 5 : 500));
    QStringList faults;
    for (const Message& message : messages)
        if (!message.state.isEmpty() || message.translations.isEmpty() || message.translations.contains(QString()))
            faults << QStringLiteral("%1, %2: %3").arg(message.state, message.context, message.source);
    QVERIFY2(faults.isEmpty(), qPrintable("build the target update_texts and translate:\n" + faults.join('\n')));
}

void TestTranslations::translationsFitTheirSources()
{
    QStringList faults;
    for (const Message& message : messagesIn(QDir(textsFolder()).filePath("tempnetic_de.ts")))
        for (const QString& text : message.translations) {
            const bool isSame = placesIn(message.source) == placesIn(text) && ends(message.source) == ends(text) &&
                                message.source.count('&') == text.count('&');
            if (!isSame)
                faults << QStringLiteral("“%1” as “%2”").arg(message.source, text);
        }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
}

void TestTranslations::textsOfTheEngineAreKnown()
{
    speak(*QCoreApplication::instance(), "de");
    QStringList strangers;
    const auto expect = [&strangers](const std::string& text) {
        const QString english = QString::fromStdString(text);
        if (!isSign(english) && engineText(text) == english)
            strangers << english;
    };
    for (const ProblemKind kind : allProblemKinds())
        expect(std::string(titleOf(kind)));
    for (const char* layout : {"CSV manifest", "GTZAN (flat)", "reading audio 3/10"})
        expect(layout);
    const Evaluation evaluation = richEvaluation();
    std::vector<std::size_t> items(evaluation.items.size());
    std::iota(items.begin(), items.end(), std::size_t{0});
    const EvaluationReport report =
        makeEvaluationReport(evaluation, items, {.reference = "a", .tolerance = 0.045, .scope = "split all"});
    expect(reportContext(evaluation, report));
    expect(trainingWarning(report));
    std::vector<ReportTable> tables = detailTables(report);
    QVERIFY(tables.size() >= 10);
    for (const ReportTable& table : tables) {
        expect(table.title);
        expect(table.note);
    }
    tables.push_back(accuracyTable(report));
    for (const ReportTable& table : tables) {
        for (const std::string& header : table.header)
            expect(header);
        for (const std::vector<std::string>& row : table.rows)
            for (const std::string& cell : row)
                expect(cell);
    }
    strangers.removeAll("a");
    strangers.removeAll("b");
    QVERIFY2(strangers.isEmpty(), qPrintable(strangers.join('\n')));
}

void TestTranslations::namesAndNumbersAreKept()
{
    speak(*QCoreApplication::instance(), "de");
    QCOMPARE(engineText("my %1 dataset, reference x, n = 3, tolerance 4.5 %, split all, intervals 95 % (Wilson)"),
             QString("my %1 dataset, Referenz x, n = 3, Toleranz 4,5 %, alle Titel, Intervalle 95 % (Wilson)"));
    QCOMPARE(engineCell("83.0", true), QString("83,0"));
    QCOMPARE(engineCell("80.5 to 85.2", true), QString("80,5 bis 85,2"));
    QCOMPARE(engineCell("model-1.2", false), QString("model-1.2"));
    QCOMPARE(engineText("/music/a.wav: cannot be read"), QString("/music/a.wav: cannot be read"));

    speak(*QCoreApplication::instance(), "en");
    QCOMPARE(engineCell("80.5 to 85.2", true), QString("80.5 to 85.2"));
    QCOMPARE(engineText("split val (3 of 10 tracks)"), QString("split val (3 of 10 tracks)"));
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
