// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/significance.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <string>

using namespace tempo;

namespace {

nlohmann::json expectedValues()
{
    std::ifstream stream(TEMPNETIC_METRICS_DATA + std::string("/significance.json"));
    return nlohmann::json::parse(stream);
}

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 1e-9 * std::max(1e-3, std::abs(expected));
}

} // namespace

class TestSignificance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mcNemarEqualsTheBinomialTest()
    {
        const nlohmann::json expected = expectedValues();
        for (const nlohmann::json& item : expected["mcnemar"]) {
            // Besides the tracks that differ, some that both get right or wrong: they must not count.
            std::vector<char> first(50, 1);
            std::vector<char> second(50, 1);
            first.insert(first.end(), 20, 0);
            second.insert(second.end(), 20, 0);
            first.insert(first.end(), item["only_first"].get<std::size_t>(), 1);
            second.insert(second.end(), item["only_first"].get<std::size_t>(), 0);
            first.insert(first.end(), item["only_second"].get<std::size_t>(), 0);
            second.insert(second.end(), item["only_second"].get<std::size_t>(), 1);
            const McNemar result = mcNemar(first, second);
            QCOMPARE(result.onlyFirst, item["only_first"].get<std::size_t>());
            QCOMPARE(result.onlySecond, item["only_second"].get<std::size_t>());
            QVERIFY2(isNear(result.p, item["p"].get<double>()), qPrintable(QString::number(result.p, 'g', 15)));
        }
    }

    void hitIntervalIsThatOfManyDraws()
    {
        std::vector<double> first(200, 0.0);
        std::vector<double> second(200, 0.0);
        std::fill_n(first.begin(), 30, 1.0);
        std::fill_n(second.begin() + 20, 60, 1.0);
        const McNemar counts{.onlyFirst = 20, .onlySecond = 50};
        const Interval exact = pairedHitInterval(counts, 200);
        const Interval drawn = pairedBootstrap(first, second, 40000);
        // A step of the mean is 1 / 200; drawn quantiles may miss by one.
        QVERIFY(std::abs(exact.low - drawn.low) < 0.0051);
        QVERIFY(std::abs(exact.high - drawn.high) < 0.0051);
        QVERIFY(exact.low < 0.15 && 0.15 < exact.high);
        const Interval none = pairedHitInterval({}, 10);
        QCOMPARE(none.low, 0.0);
        QCOMPARE(none.high, 0.0);
        const Interval allDiffer = pairedHitInterval({.onlyFirst = 0, .onlySecond = 10}, 10);
        QCOMPARE(allDiffer.low, 1.0);
        QCOMPARE(allDiffer.high, 1.0);
        QVERIFY_THROWS_EXCEPTION(Error, pairedHitInterval({.onlyFirst = 3, .onlySecond = 0}, 2));
        QVERIFY_THROWS_EXCEPTION(Error, pairedHitInterval({}, 0));
    }

    void wilsonEqualsSciPy()
    {
        const nlohmann::json expected = expectedValues();
        for (const nlohmann::json& item : expected["wilson"]) {
            const Interval interval = wilsonInterval(item["hits"].get<std::size_t>(), item["n"].get<std::size_t>());
            QVERIFY(std::abs(interval.low - item["low"].get<double>()) < 1e-9);
            QVERIFY(std::abs(interval.high - item["high"].get<double>()) < 1e-9);
        }
        QVERIFY_THROWS_EXCEPTION(Error, (void)wilsonInterval(1, 0));
        QVERIFY_THROWS_EXCEPTION(Error, (void)wilsonInterval(3, 2));
    }

    void holmStepsDown()
    {
        const std::vector<double> p{0.01, 0.04, 0.03, 0.005};
        const std::vector<double> adjusted = holm(p);
        const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
        for (std::size_t i = 0; i < p.size(); ++i)
            QVERIFY(std::abs(adjusted[i] - expected[i]) < 1e-12);
        QVERIFY(holm({}).empty());
    }

    void bootstrapCoversTheDifference()
    {
        std::vector<double> first(400);
        std::vector<double> second(400);
        for (std::size_t i = 0; i < first.size(); ++i) {
            first[i] = i % 4 == 0 ? 1.0 : 0.0;
            second[i] = i % 2 == 0 ? 1.0 : 0.0;
        }
        const Interval interval = pairedBootstrap(first, second);
        QVERIFY(interval.low < 0.25 && 0.25 < interval.high);
        // The difference is 1 on a quarter of the tracks: its standard error is sqrt(3 / 16 / 400).
        QVERIFY(std::abs(interval.high - interval.low - 2.0 * 1.96 * std::sqrt(3.0 / 16.0 / 400.0)) < 0.01);
        const Interval again = pairedBootstrap(first, second);
        QCOMPARE(interval.low, again.low);
        QCOMPARE(interval.high, again.high);
    }

    void otherTracksAreRefused()
    {
        const std::vector<char> one{1};
        const std::vector<char> two{1, 0};
        QVERIFY_THROWS_EXCEPTION(Error, (void)mcNemar(one, two));
        const std::vector<double> none;
        QVERIFY_THROWS_EXCEPTION(Error, (void)pairedBootstrap(none, none));
    }
};

QTEST_GUILESS_MAIN(TestSignificance)
#include "tst_significance.moc"
