// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/beat_metrics.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>

using namespace tempo;

namespace {

std::string dataFile(const char* stem, int number, const char* extension)
{
    char name[64];
    std::snprintf(name, sizeof name, "/%s%02d.%s", stem, number, extension);
    return TEMPNETIC_METRICS_DATA + std::string(name);
}

std::vector<double> readBeats(const std::string& path)
{
    std::ifstream stream(path);
    std::vector<double> beats;
    for (double beat = 0.0; stream >> beat;)
        beats.push_back(beat);
    return trimBeats(beats);
}

} // namespace

class TestBeatMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsMirEval_data();
    void equalsMirEval();
    void perfectBeatsAreFullMarks();
    void trimmingKeepsTheFifthSecond();
};

void TestBeatMetrics::equalsMirEval_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (; std::ifstream(dataFile("ref", number, "beats")).good(); ++number)
        QTest::addRow("case %02d", number) << number;
    QVERIFY(number >= 16);
}

void TestBeatMetrics::equalsMirEval()
{
    QFETCH(int, number);
    const std::vector<double> reference = readBeats(dataFile("ref", number, "beats"));
    const std::vector<double> estimate = readBeats(dataFile("est", number, "beats"));
    std::ifstream stream(dataFile("expected", number, "json"));
    const nlohmann::json expected = nlohmann::json::parse(stream);
    const BeatContinuity continuity = beatContinuity(reference, estimate);
    const std::vector<std::pair<const char*, double>> values{
        {"f_measure", beatFMeasure(reference, estimate)},
        {"cemgil", cemgilAccuracy(reference, estimate)},
        {"cmlc", continuity.cmlc},
        {"cmlt", continuity.cmlt},
        {"amlc", continuity.amlc},
        {"amlt", continuity.amlt},
        {"information_gain", informationGain(reference, estimate)}};
    for (const auto& [name, value] : values)
        QVERIFY2(std::abs(value - expected[name].get<double>()) < 1e-9,
                 qPrintable(QStringLiteral("%1: %2, mir_eval has %3")
                                .arg(QString::fromLatin1(name))
                                .arg(value, 0, 'g', 12)
                                .arg(expected[name].get<double>(), 0, 'g', 12)));
}

void TestBeatMetrics::perfectBeatsAreFullMarks()
{
    const std::vector<double> beats{5.0, 5.5, 6.0, 6.5, 7.0};
    QCOMPARE(beatFMeasure(beats, beats), 1.0);
    QCOMPARE(cemgilAccuracy(beats, beats), 1.0);
    QCOMPARE(beatContinuity(beats, beats).cmlt, 1.0);
    QCOMPARE(informationGain(beats, beats), 1.0);
}

void TestBeatMetrics::trimmingKeepsTheFifthSecond()
{
    const std::vector<double> beats{4.999, 5.0, 5.5};
    QCOMPARE(trimBeats(beats), (std::vector<double>{5.0, 5.5}));
}

QTEST_GUILESS_MAIN(TestBeatMetrics)
#include "tst_beat_metrics.moc"
