// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/annotation.h"

#include "engine/core/error.h"

#include <QTest>
#include <string>

using namespace tempo;

namespace {

/// A JAMS file of the given annotations, comma-separated.
std::string jams(const std::string& annotations)
{
    return R"({"file_metadata": {"title": "x", "duration": 30.0}, "annotations": [)" + annotations +
           "], \"sandbox\": {}}";
}

std::string annotation(const std::string& kind, const std::string& data, const std::string& metadata = "{}")
{
    return R"({"namespace": ")" + kind + R"(", "annotation_metadata": )" + metadata + R"(, "data": )" + data + "}";
}

QString errorOf(const std::string& text)
{
    try {
        parseJams(text, "a.jams");
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? QString::fromStdString(error.message()) : "another code";
    }
    return "no error";
}

QString referenceErrorOf(const std::string& annotation)
{
    const auto references = parseJams(jams(annotation), "a.jams");
    if (references.size() != 1 || !references.front().error)
        return "no error";
    return QString::fromStdString(references.front().error->message());
}

} // namespace

class TestJams : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTempoOfHighestConfidenceCounts();
    void theFirstOfEqualConfidenceCounts();
    void pythonsNaNCountsAsNoConfidence();
    void notANumberInsideAStringStays();
    void beatsHaveTimesPositionsAndATempo();
    void beatsWithoutPositionsAreFine();
    void beatsMayStandInAnyOrder();
    void beatPositionsAreBeats();
    void observationsMayBeListsByColumn();
    void everyAnnotationIsAReferenceOfItsOwnName();
    void namesComeFromCuratorOrAnnotator();
    void otherNamespacesArePassedOver();
    void whatIsNoJamsIsRefused_data();
    void whatIsNoJamsIsRefused();
    void aBadAnnotationIsAReferenceWithAnError_data();
    void aBadAnnotationIsAReferenceWithAnError();
};

void TestJams::theTempoOfHighestConfidenceCounts()
{
    const auto references =
        parseJams(jams(annotation("tempo", R"([{"time": 0, "duration": 30, "value": 60, "confidence": 0.25},
                                     {"time": 0, "duration": 30, "value": 120.5, "confidence": 0.75}])")),
                  "a.jams");
    QCOMPARE(references.size(), std::size_t{1});
    QCOMPARE(references[0].bpm->value(), 120.5);
    QCOMPARE(references[0].version, std::string("JAMS tempo"));
    QVERIFY(!references[0].beats && !references[0].error && references[0].file.empty());
}

void TestJams::theFirstOfEqualConfidenceCounts()
{
    const auto references =
        parseJams(jams(annotation("tempo", R"([{"value": 60, "confidence": null}, {"value": 90}])")), "a.jams");
    QCOMPARE(references[0].bpm->value(), 60.0);
}

void TestJams::pythonsNaNCountsAsNoConfidence()
{
    const auto references = parseJams(jams(annotation("tempo", R"([{"value": 60, "confidence": NaN},
        {"value": 90, "confidence": 0.0}, {"value": 100, "confidence": -Infinity}])")),
                                      "a.jams");
    QCOMPARE(references[0].bpm->value(), 90.0);
}

void TestJams::notANumberInsideAStringStays()
{
    const auto references = parseJams(
        jams(annotation("tempo", R"([{"value": 60}])", R"({"curator": {"name": "say \"NaN\" Infinity"}})")), "a.jams");
    QCOMPARE(references[0].version, std::string("JAMS tempo (say \"NaN\" Infinity)"));
}

void TestJams::beatsHaveTimesPositionsAndATempo()
{
    const auto references = parseJams(jams(annotation("beat", R"([{"time": 0.5, "duration": 0, "value": 4},
        {"time": 1.0, "duration": 0, "value": 1.0}, {"time": 1.5, "duration": 0, "value": 2}])")),
                                      "a.jams");
    QCOMPARE(references[0].bpm->value(), 120.0);
    QCOMPARE(references[0].version, std::string("JAMS beats (median inter-beat interval)"));
    QCOMPARE(references[0].beats->times.size(), std::size_t{3});
    QCOMPARE(references[0].beats->positions, (std::vector<int>{4, 1, 2}));
}

void TestJams::beatsWithoutPositionsAreFine()
{
    const auto references =
        parseJams(jams(annotation("beat", R"([{"time": 0.5, "value": null}, {"time": 1.0, "value": 1}])")), "a.jams");
    QVERIFY(references[0].beats->positions.empty());
    QCOMPARE(references[0].bpm->value(), 120.0);
}

void TestJams::beatsMayStandInAnyOrder()
{
    const auto references =
        parseJams(jams(annotation("beat", R"([{"time": 1.0, "value": 2}, {"time": 0.5, "value": 1}])")), "a.jams");
    QCOMPARE(references[0].beats->times[0].value(), 0.5);
    QCOMPARE(references[0].beats->positions, (std::vector<int>{1, 2}));
}

void TestJams::beatPositionsAreBeats()
{
    const auto references =
        parseJams(jams(annotation("beat_position", R"([{"time": 0, "value": {"position": 3, "measure": 1}},
                                             {"time": 1, "value": {"position": 1, "measure": 2}}])")),
                  "a.jams");
    QCOMPARE(references[0].beats->positions, (std::vector<int>{3, 1}));
    QCOMPARE(references[0].bpm->value(), 60.0);
}

void TestJams::observationsMayBeListsByColumn()
{
    const auto references =
        parseJams(jams(annotation("tempo", R"({"time": [0, 0], "value": [60, 90], "confidence": [0.1, 0.9]})") + "," +
                       annotation("beat", R"({"time": [0, 1, 2], "value": [1, 2, 3]})")),
                  "a.jams");
    QCOMPARE(references[0].bpm->value(), 90.0);
    QCOMPARE(references[1].bpm->value(), 60.0);
}

void TestJams::everyAnnotationIsAReferenceOfItsOwnName()
{
    const auto references = parseJams(
        jams(annotation("tempo", R"([{"value": 60}])") + "," + annotation("tempo", R"([{"value": 120}])")), "a.jams");
    QCOMPARE(references.size(), std::size_t{2});
    QCOMPARE(references[0].version, std::string("JAMS tempo"));
    QCOMPARE(references[1].version, std::string("JAMS tempo 2"));
}

void TestJams::namesComeFromCuratorOrAnnotator()
{
    const auto versionOf = [](const std::string& metadata) {
        return parseJams(jams(annotation("beat", R"([{"time": 0, "value": 1}, {"time": 1, "value": 2}])", metadata)),
                         "a.jams")
            .front()
            .version;
    };
    QCOMPARE(versionOf(R"({"curator": {"name": "U. Marchand", "email": ""}, "annotator": {"name": "Q. Fresnel"}})"),
             std::string("JAMS beats (U. Marchand; median inter-beat interval)"));
    QCOMPARE(versionOf(R"({"curator": {"name": " "}, "annotator": {"name": "Q. Fresnel"}})"),
             std::string("JAMS beats (Q. Fresnel; median inter-beat interval)"));
    QCOMPARE(versionOf(R"({"curator": [], "data_source": "a\nb"})"),
             std::string("JAMS beats (a\\nb; median inter-beat interval)"));
}

void TestJams::otherNamespacesArePassedOver()
{
    const auto references =
        parseJams(jams(annotation("tag_gtzan", R"([{"value": "blues"}])") + "," +
                       annotation("tempo", R"([{"value": 99}])") + R"(, {"namespace": 5}, 7, null)"),
                  "a.jams");
    QCOMPARE(references.size(), std::size_t{1});
}

void TestJams::whatIsNoJamsIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << "'a.jams': not JSON (byte 1)";
    QTest::newRow("text") << QByteArray("120.0 bpm") << "'a.jams': not JSON (byte 7)";
    QTest::newRow("number") << QByteArray("120.0") << "'a.jams': not a JAMS file: it has no list 'annotations'";
    QTest::newRow("other JSON") << QByteArray(R"({"annotations": {}})")
                                << "'a.jams': not a JAMS file: it has no list 'annotations'";
    QTest::newRow("huge number") << QByteArray("[1e999]") << "'a.jams': JSON with a number out of range";
    QTest::newRow("nothing of tempo") << QByteArray(R"({"annotations": [{"namespace": "chord", "data": []}]})")
                                      << "'a.jams': a JAMS file with neither 'tempo' nor 'beat' annotations";
    QTest::newRow("a million brackets") << QByteArray(1'000'000, '[')
                                        << "'a.jams': not a JAMS file: it is nested too deeply";
    QTest::newRow("not UTF-8") << QByteArray("{\"\xFF\": 1}") << "'a.jams': not JSON (byte 3)";
}

void TestJams::whatIsNoJamsIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(errorOf(text.toStdString()), message);
}

void TestJams::aBadAnnotationIsAReferenceWithAnError_data()
{
    QTest::addColumn<QByteArray>("annotation");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* kind, const char* data, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(annotation(kind, data)) << message;
    };
    row("no tempo", "tempo", "[]", "'a.jams' annotation 1: no observation");
    row("text", "tempo", R"([{"value": "fast"}])", "'a.jams' annotation 1: the tempo is not a number");
    row("zero", "tempo", R"([{"value": 0}])", "'a.jams' annotation 1: a tempo of 0 BPM; it must be above 0");
    row("absurd", "tempo", R"([{"value": 5000}])",
        "'a.jams' annotation 1: a tempo of 5000 BPM is absurd; 10 to 1000 can be");
    row("NaN", "tempo", R"([{"value": NaN}])", "'a.jams' annotation 1: the tempo is not a number");
    row("no data", "tempo", "null", "'a.jams' annotation 1: no list of observations under 'data'");
    row("ragged lists", "tempo", R"({"time": [0], "value": [1, 2]})",
        "'a.jams' annotation 1: no list of observations under 'data'");
    row("no beats", "beat", "[]", "'a.jams' annotation 1: no beats");
    row("one beat", "beat", R"([{"time": 1, "value": 1}])", "'a.jams' annotation 1: one beat only, which has no tempo");
    row("negative time", "beat", R"([{"time": 1}, {"time": -1}])",
        "'a.jams' annotation 1: beat 2 has no time of 0 or more");
    row("no time", "beat", R"([{"value": 1}])", "'a.jams' annotation 1: beat 1 has no time of 0 or more");
    row("same time", "beat", R"([{"time": 1}, {"time": 1}])", "'a.jams' annotation 1: two beats at 1 s");
    row("absurd beats", "beat", R"([{"time": 1}, {"time": 1.001}])",
        "'a.jams' annotation 1: a tempo of 60000 BPM is absurd; 10 to 1000 can be");
}

void TestJams::aBadAnnotationIsAReferenceWithAnError()
{
    QFETCH(QByteArray, annotation);
    QFETCH(QString, message);
    QCOMPARE(referenceErrorOf(annotation.toStdString()), message);
}

QTEST_APPLESS_MAIN(TestJams)
#include "tst_jams.moc"
