// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/tempo_metrics.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <map>
#include <string>

using namespace tempo;

namespace {

const std::string kData = TEMPNETIC_METRICS_DATA;

nlohmann::json readJson(const std::string& name)
{
    std::ifstream stream(kData + "/" + name);
    return nlohmann::json::parse(stream);
}

/// tempi.csv
std::vector<TempoPair> predictions()
{
    std::ifstream stream(kData + "/tempi.csv");
    std::string line;
    std::getline(stream, line);
    std::vector<TempoPair> pairs;
    while (std::getline(stream, line)) {
        const std::size_t comma = line.find(',');
        TempoPair pair{.reference = Bpm{std::stod(line.substr(0, comma))}, .estimate = std::nullopt};
        if (comma + 1 < line.size())
            pair.estimate = Bpm{std::stod(line.substr(comma + 1))};
        pairs.push_back(pair);
    }
    return pairs;
}

TempoPair pairOf(double reference, double estimate)
{
    return {.reference = Bpm{reference}, .estimate = Bpm{estimate}};
}

} // namespace

class TestTempoMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void accuraciesEqualAnIndependentComputation();
    void octaveErrorsEqualAnIndependentComputation();
    void relationsEqualAnIndependentComputation();
    void toleranceIncludesItsEdge();
    void missingEstimatesAreWrong();
    void twoThirdsIsNoOctave();
    void emptyListsHaveNoAccuracy();
    void pScoresEqualMirEval();
    void pScoreNeedsATempo();
};

void TestTempoMetrics::accuraciesEqualAnIndependentComputation()
{
    const std::vector<TempoPair> pairs = predictions();
    QCOMPARE(pairs.size(), std::size_t{999});
    const nlohmann::json expected = readJson("tempi_expected.json");
    std::vector<double> tolerances;
    for (const auto& [text, share] : expected["accuracy1"].items())
        tolerances.push_back(std::stod(text));
    QCOMPARE(tolerances.size(), std::size_t{6});
    std::size_t i = 0;
    const std::vector<TolerancePoint> curve = toleranceCurve(pairs, tolerances);
    for (const auto& [text, share] : expected["accuracy1"].items()) {
        QVERIFY(std::abs(curve[i].accuracy1 - share.get<double>()) < 1e-12);
        QVERIFY(std::abs(curve[i].accuracy2 - expected["accuracy2"][text].get<double>()) < 1e-12);
        ++i;
    }
}

void TestTempoMetrics::octaveErrorsEqualAnIndependentComputation()
{
    double sum1 = 0.0;
    double sum2 = 0.0;
    double count = 0.0;
    const std::vector<TempoPair> pairs = predictions();
    for (const TempoPair& pair : pairs) {
        QCOMPARE(octaveError1(pair).has_value(), pair.estimate.has_value());
        if (!pair.estimate)
            continue;
        sum1 += std::abs(*octaveError1(pair));
        sum2 += std::abs(*octaveError2(pair));
        count += 1.0;
    }
    const nlohmann::json expected = readJson("tempi_expected.json");
    QVERIFY(std::abs(sum1 / count - expected["mean_absolute_octave_error1"].get<double>()) < 1e-9);
    QVERIFY(std::abs(sum2 / count - expected["mean_absolute_octave_error2"].get<double>()) < 1e-9);
}

void TestTempoMetrics::relationsEqualAnIndependentComputation()
{
    std::map<std::string, int> counts;
    const std::vector<TempoPair> pairs = predictions();
    for (const TempoPair& pair : pairs)
        ++counts[std::string(nameOf(relationOf(pair)))];
    const nlohmann::json expected = readJson("tempi_expected.json");
    for (const auto& [name, count] : expected["classes"].items())
        QCOMPARE(counts[name], count.get<int>());
}

void TestTempoMetrics::toleranceIncludesItsEdge()
{
    QVERIFY(isCorrect(pairOf(100.0, 104.0), 0.04));
    QVERIFY(isCorrect(pairOf(100.0, 96.0), 0.04));
    QVERIFY(!isCorrect(pairOf(100.0, 104.01), 0.04));
    // The tolerance of Accuracy2 is relative to the multiple.
    QVERIFY(isCorrectUpToOctaves(pairOf(100.0, 208.0), 0.04));
    QVERIFY(!isCorrectUpToOctaves(pairOf(100.0, 208.1), 0.04));
}

void TestTempoMetrics::missingEstimatesAreWrong()
{
    const std::vector<TempoPair> pairs{{.reference = Bpm{100.0}, .estimate = std::nullopt}, pairOf(100.0, 100.0)};
    QCOMPARE(accuracy1(pairs), 0.5);
    QCOMPARE(accuracy2(pairs), 0.5);
    QCOMPARE(relationOf(pairs.front()), TempoRelation::None);
    QVERIFY(!octaveError2(pairs.front()));
}

void TestTempoMetrics::twoThirdsIsNoOctave()
{
    QVERIFY(!isCorrectUpToOctaves(pairOf(120.0, 80.0), 0.04));
    QVERIFY(!isCorrectUpToOctaves(pairOf(120.0, 180.0), 0.04));
    QCOMPARE(relationOf(pairOf(120.0, 80.0)), TempoRelation::Other);
}

void TestTempoMetrics::emptyListsHaveNoAccuracy()
{
    QVERIFY_THROWS_EXCEPTION(Error, (void)accuracy1({}));
}

void TestTempoMetrics::pScoresEqualMirEval()
{
    const nlohmann::json cases = readJson("pscore.json");
    QCOMPARE(cases.size(), std::size_t{40});
    for (const nlohmann::json& item : cases) {
        const std::vector<Bpm> estimates{Bpm{item["estimates"][0].get<double>()},
                                         Bpm{item["estimates"][1].get<double>()}};
        const PScore score = pScore({.slow = Bpm{item["slow"].get<double>()},
                                     .fast = Bpm{item["fast"].get<double>()},
                                     .slowSalience = item["salience"].get<double>()},
                                    estimates);
        QVERIFY(std::abs(score.pScore - item["p_score"].get<double>()) < 1e-12);
        QCOMPARE(score.oneCorrect, item["one"].get<bool>());
        QCOMPARE(score.bothCorrect, item["both"].get<bool>());
    }
}

void TestTempoMetrics::pScoreNeedsATempo()
{
    const std::vector<Bpm> estimates{Bpm{100.0}};
    QVERIFY_THROWS_EXCEPTION(Error, (void)pScore({}, estimates));
    QVERIFY_EXCEPTION_THROWN((void)pScore({.slow = Bpm{100.0}, .fast = Bpm{0.0}, .slowSalience = 1.5}, estimates),
                             Error);
}

QTEST_GUILESS_MAIN(TestTempoMetrics)
#include "tst_tempo_metrics.moc"
