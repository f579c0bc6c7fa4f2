// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/annotation.h"

#include "engine/core/error.h"

#include <QTest>
#include <clocale>
#include <cmath>
#include <functional>
#include <optional>
#include <random>
#include <string>

using namespace tempo;

namespace {

/// The message of the Error(Format) that a call throws, or "no error".
QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? QString::fromStdString(error.message()) : "another code";
    }
    return "no error";
}

std::vector<double> timesOf(const BeatAnnotation& beats)
{
    std::vector<double> times;
    for (const Seconds time : beats.times)
        times.push_back(time.value());
    return times;
}

BeatAnnotation beatsAt(const std::vector<double>& times)
{
    BeatAnnotation beats;
    for (const double time : times)
        beats.times.emplace_back(time);
    return beats;
}

using Times = std::vector<double>;
using Positions = std::vector<int>;

} // namespace

class TestAnnotation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTempoIsOneNumberInAnyForm_data();
    void aTempoIsOneNumberInAnyForm();
    void whatIsNoTempoIsRefusedWithItsCause_data();
    void whatIsNoTempoIsRefusedWithItsCause();
    void theLocaleDoesNotMatter();
    void messagesAreOneLineWhateverTheNameAndTheText();
    void beatsAreTimesWithOrWithoutPositions_data();
    void beatsAreTimesWithOrWithoutPositions();
    void whatIsNoListOfBeatsIsRefusedWithItsLine_data();
    void whatIsNoListOfBeatsIsRefusedWithItsLine();
    void tempoOfBeatsIsSixtyOverTheMedianInterval();
    void oneBeatHasNoTempo();
    void evenBeatsDoNotVary();
    void variationIsTheIntervalsDeviationOverTheirMean();
    void stretchedBeatsKeepTheirVariation();
};

void TestAnnotation::aTempoIsOneNumberInAnyForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("bpm");
    QTest::newRow("GTZAN's form") << QByteArray("1.219300000000000068e+02\n") << 121.93;
    QTest::newRow("plain") << QByteArray("120") << 120.0;
    QTest::newRow("point") << QByteArray("120.5") << 120.5;
    QTest::newRow("upper exponent") << QByteArray("1.2E2") << 120.0;
    QTest::newRow("plus") << QByteArray("+120") << 120.0;
    QTest::newRow("spaces and tabs") << QByteArray(" \t 98.5 \t ") << 98.5;
    QTest::newRow("CRLF") << QByteArray("98.5\r\n") << 98.5;
    QTest::newRow("old Mac line end") << QByteArray("98.5\r") << 98.5;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") + "98.5\n" << 98.5;
    QTest::newRow("trailing blank lines") << QByteArray("98.5\n\n \r\n\n") << 98.5;
    QTest::newRow("leading blank line") << QByteArray("\n98.5") << 98.5;
    QTest::newRow("slowest") << QByteArray("10") << 10.0;
    QTest::newRow("fastest") << QByteArray("1000.0") << 1000.0;
}

void TestAnnotation::aTempoIsOneNumberInAnyForm()
{
    QFETCH(QByteArray, text);
    QFETCH(double, bpm);
    QCOMPARE(parseBpm(text.toStdString(), "a.bpm").value(), bpm);
}

void TestAnnotation::whatIsNoTempoIsRefusedWithItsCause_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << "'a.bpm': empty; one tempo in BPM is expected";
    QTest::newRow("blank") << QByteArray(" \r\n\t\n") << "'a.bpm': empty; one tempo in BPM is expected";
    QTest::newRow("mark only") << QByteArray("\xEF\xBB\xBF") << "'a.bpm': empty; one tempo in BPM is expected";
    QTest::newRow("decimal comma") << QByteArray("120,5")
                                   << "'a.bpm': '120,5' has a decimal comma; write a point instead";
    QTest::newRow("negative") << QByteArray("-120") << "'a.bpm': a tempo of -120 BPM; it must be above 0";
    QTest::newRow("zero") << QByteArray("0.0") << "'a.bpm': a tempo of 0 BPM; it must be above 0";
    QTest::newRow("NaN") << QByteArray("nan") << "'a.bpm': 'nan' is no finite number";
    QTest::newRow("infinity") << QByteArray("inf") << "'a.bpm': 'inf' is no finite number";
    QTest::newRow("overflow") << QByteArray("1e999") << "'a.bpm': '1e999' is out of range";
    QTest::newRow("text") << QByteArray("fast") << "'a.bpm': 'fast' is not a number";
    QTest::newRow("unit") << QByteArray("120bpm") << "'a.bpm': '120bpm' is not a number";
    QTest::newRow("hexadecimal") << QByteArray("0x78") << "'a.bpm': '0x78' is not a number";
    QTest::newRow("two signs") << QByteArray("+-120") << "'a.bpm': '+-120' is not a number";
    QTest::newRow("sign alone") << QByteArray("+") << "'a.bpm': '+' is not a number";
    QTest::newRow("thousands") << QByteArray("1,200,000") << "'a.bpm': '1,200,000' is not a number";
    QTest::newRow("second number") << QByteArray("120\n60\n")
                                   << "'a.bpm': '60' after the tempo; one number is expected";
    QTest::newRow("too slow") << QByteArray("9.99") << "'a.bpm': a tempo of 9.99 BPM is absurd; 10 to 1000 can be";
    QTest::newRow("too fast") << QByteArray("44100") << "'a.bpm': a tempo of 44100 BPM is absurd; 10 to 1000 can be";
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "1\0"
                                          "2\0",
                                          6)
                            << "'a.bpm': text in UTF-16; save it as UTF-8";
    QTest::newRow("binary") << QByteArray("1\0002", 3) << "'a.bpm': not a text file: it holds binary data";
}

void TestAnnotation::whatIsNoTempoIsRefusedWithItsCause()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(errorOf([&] { parseBpm(text.toStdString(), "a.bpm"); }), message);
}

void TestAnnotation::theLocaleDoesNotMatter()
{
    // Not every machine has the locale; where it lacks, the test is still true.
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
    const double bpm = parseBpm("120.5", "a.bpm").value();
    const QString refused = errorOf([] { parseBpm("120,5", "a.bpm"); });
    std::setlocale(LC_NUMERIC, before.c_str());
    QCOMPARE(bpm, 120.5);
    QVERIFY2(refused.contains("decimal comma"), qPrintable(refused));
}

void TestAnnotation::messagesAreOneLineWhateverTheNameAndTheText()
{
    const QString message = errorOf([] { parseBpm(std::string(1000, '\x01'), "a\nb\xFF.bpm"); });
    QVERIFY(!message.contains('\n'));
    QVERIFY(message.size() < 250);
    QVERIFY2(message.startsWith("'a\\nb\\xff.bpm': "), qPrintable(message));
}

void TestAnnotation::beatsAreTimesWithOrWithoutPositions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Times>("times");
    QTest::addColumn<Positions>("positions");
    QTest::newRow("GTZAN's form") << QByteArray("0.229\t2\n0.793\t3\n1.356\t1\n") << Times{0.229, 0.793, 1.356}
                                  << Positions{2, 3, 1};
    QTest::newRow("times only") << QByteArray("0\n0.5\n1") << Times{0, 0.5, 1} << Positions{};
    QTest::newRow("spaces, CRLF, mark") << QByteArray("\xEF\xBB\xBF") + " 0.5   1 \r\n1.0  2\r\n\r\n"
                                        << Times{0.5, 1.0} << Positions{1, 2};
    QTest::newRow("scientific") << QByteArray("5.0e-01 1.000000000000000000e+00\n1.5e+00 2.0") << Times{0.5, 1.5}
                                << Positions{1, 2};
    QTest::newRow("one beat") << QByteArray("3.25") << Times{3.25} << Positions{};
}

void TestAnnotation::beatsAreTimesWithOrWithoutPositions()
{
    QFETCH(QByteArray, text);
    QFETCH(Times, times);
    QFETCH(Positions, positions);
    const BeatAnnotation beats = parseBeats(text.toStdString(), "a.beats");
    QCOMPARE(timesOf(beats), times);
    QCOMPARE(beats.positions, positions);
}

void TestAnnotation::whatIsNoListOfBeatsIsRefusedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray("\n \n") << "'a.beats': no beats; one time in seconds a line is expected";
    QTest::newRow("text") << QByteArray("0.5 1\nbeat 2") << "'a.beats' line 2: 'beat' is not a number";
    QTest::newRow("decimal comma") << QByteArray("0,5 1")
                                   << "'a.beats' line 1: '0,5' has a decimal comma; write a point instead";
    QTest::newRow("negative") << QByteArray("-0.5 1") << "'a.beats' line 1: the time '-0.5' is negative";
    QTest::newRow("NaN") << QByteArray("0.5\n\nnan") << "'a.beats' line 3: 'nan' is no finite number";
    QTest::newRow("falling") << QByteArray("1\n2\n1.5")
                             << "'a.beats' line 3: the time '1.5' is not after the beat before it";
    QTest::newRow("repeated") << QByteArray("1\n1") << "'a.beats' line 2: the time '1' is not after the beat before it";
    QTest::newRow("position lacks") << QByteArray("1 1\n2")
                                    << "'a.beats' line 2: a position in the bar must stand on all lines or on none";
    QTest::newRow("position appears") << QByteArray("1\n2 1")
                                      << "'a.beats' line 2: a position in the bar must stand on all lines or on none";
    QTest::newRow("position 0") << QByteArray("1 0")
                                << "'a.beats' line 1: '0' is no position in a bar; it counts from 1";
    QTest::newRow("position 1.5") << QByteArray("1 1.5")
                                  << "'a.beats' line 1: '1.5' is no position in a bar; it counts from 1";
    QTest::newRow("position huge") << QByteArray("1 1e20")
                                   << "'a.beats' line 1: '1e20' is no position in a bar; it counts from 1";
    QTest::newRow("three values") << QByteArray("1 1 1")
                                  << "'a.beats' line 1: 3 values where a time and a position in the bar are expected";
}

void TestAnnotation::whatIsNoListOfBeatsIsRefusedWithItsLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(errorOf([&] { parseBeats(text.toStdString(), "a.beats"); }), message);
}

void TestAnnotation::tempoOfBeatsIsSixtyOverTheMedianInterval()
{
    QCOMPARE(tempoOfBeats(beatsAt({0.0, 0.5, 1.0, 1.5}))->value(), 120.0);
    // Intervals 0.5, 0.5, 2: one missed beat does not move the median.
    QCOMPARE(tempoOfBeats(beatsAt({0.0, 0.5, 1.0, 3.0}))->value(), 120.0);
    // Intervals 0.4 and 0.6: the middle of both.
    QCOMPARE(tempoOfBeats(beatsAt({0.0, 0.4, 1.0}))->value(), 120.0);
}

void TestAnnotation::oneBeatHasNoTempo()
{
    QVERIFY(!tempoOfBeats({}));
    QVERIFY(!tempoOfBeats(beatsAt({1.0})));
    QVERIFY(!tempoOfBeats(beatsAt({1.0, 1.0})));
    QVERIFY(!beatIntervalVariation(beatsAt({1.0, 2.0})));
}

void TestAnnotation::evenBeatsDoNotVary()
{
    QCOMPARE(*beatIntervalVariation(beatsAt({0.0, 0.5, 1.0, 1.5})), 0.0);
}

void TestAnnotation::variationIsTheIntervalsDeviationOverTheirMean()
{
    // Intervals 0.4 and 0.6: mean 0.5, deviation 0.1.
    QVERIFY(std::abs(*beatIntervalVariation(beatsAt({0.0, 0.4, 1.0})) - 0.2) < 1e-12);
}

void TestAnnotation::stretchedBeatsKeepTheirVariation()
{
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        std::vector<double> times = {0.0};
        for (int i = 0; i < 20; ++i)
            times.push_back(times.back() + 0.3 + 0.001 * static_cast<double>(random() % 400));
        std::vector<double> stretched;
        for (const double time : times)
            stretched.push_back(time * 1.25);
        const BeatAnnotation before = beatsAt(times);
        const BeatAnnotation after = beatsAt(stretched);
        QVERIFY(std::abs(tempoOfBeats(after)->value() * 1.25 - tempoOfBeats(before)->value()) < 1e-9);
        QVERIFY(std::abs(*beatIntervalVariation(after) - *beatIntervalVariation(before)) < 1e-9);
    }
}

QTEST_APPLESS_MAIN(TestAnnotation)
#include "tst_annotation.moc"
