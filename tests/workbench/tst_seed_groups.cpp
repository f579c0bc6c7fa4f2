// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/seed_groups.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tempo;
using namespace tempo::workbench;

class TestSeedGroups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsThatDifferInTheSeedAreAGroup();
    void anyOtherDifferenceIsAnotherGroup();
    void theSameSeedTwiceIsOneRun();
    void meanAndBandHaveKnownValues();
    void onlyWhatAllHaveCounts();
    void aGapInOneIsAGap();
    void stepsLieInTheirEpochs();

private:
    static std::shared_ptr<const RunRecord> run(const std::string& name, std::uint64_t seed, double rate = 1e-3)
    {
        auto record = std::make_shared<RunRecord>();
        record->name = name;
        record->config = RunConfig{};
        record->config->seed = seed;
        record->config->trainer.name = name;
        record->config->trainer.runDir = "/runs/" + name;
        record->config->trainer.learningRate = rate;
        return record;
    }
};

void TestSeedGroups::runsThatDifferInTheSeedAreAGroup()
{
    const std::vector runs{run("small-seed1", 1), run("small-seed2", 2), run("small-seed3", 3)};
    const std::vector<SeedGroup> groups = seedGroups(runs);
    QCOMPARE(groups.size(), std::size_t{1});
    QCOMPARE(groups[0].runs, (QStringList{"small-seed1", "small-seed2", "small-seed3"}));
    QCOMPARE(groups[0].name, QString("small-seed"));
    // Nothing in common: the first one's name.
    const std::vector others{run("alpha", 1), run("beta", 2)};
    QCOMPARE(seedGroups(others)[0].name, QString("alpha"));
}

void TestSeedGroups::anyOtherDifferenceIsAnotherGroup()
{
    auto unknown = std::make_shared<RunRecord>();
    unknown->name = "later";
    const std::vector<std::shared_ptr<const RunRecord>> runs{
        run("a1", 1), run("b1", 1, 2e-3), run("a2", 2), run("c1", 1, 3e-3), unknown, run("b2", 2, 2e-3)};
    const std::vector<SeedGroup> groups = seedGroups(runs);
    QCOMPARE(groups.size(), std::size_t{2});
    QCOMPARE(groups[0].runs, (QStringList{"a1", "a2"}));
    QCOMPARE(groups[1].runs, (QStringList{"b1", "b2"}));
}

void TestSeedGroups::theSameSeedTwiceIsOneRun()
{
    const std::vector twice{run("a", 1), run("a again", 1)};
    QVERIFY(seedGroups(twice).empty());
    QVERIFY(seedGroups({}).empty());
}

void TestSeedGroups::meanAndBandHaveKnownValues()
{
    const std::vector<SeedCurve> curves{
        {{1, 2, 3}, {1, 2, 3}, {10, 20, 30}}, {{1, 2, 3}, {1, 2, 6}, {20, 20, 0}}, {{1, 2, 3}, {1, 2, 6}, {60, 20, 0}}};
    const SeedMeans means = meansOf(curves);
    QCOMPARE(means.x, (QVector<double>{1, 2, 5}));
    QCOMPARE(means.mean, (QVector<double>{30, 20, 10}));
    QCOMPARE(means.low, (QVector<double>{10, 20, 0}));
    QCOMPARE(means.high, (QVector<double>{60, 20, 30}));
}

void TestSeedGroups::onlyWhatAllHaveCounts()
{
    // One has lost a row, the other has not come as far.
    const std::vector<SeedCurve> curves{{{1, 3, 4, 5}, {1, 3, 4, 5}, {1, 3, 4, 5}},
                                        {{1, 2, 3, 4}, {1, 2, 3, 4}, {3, 9, 5, 6}}};
    const SeedMeans means = meansOf(curves);
    QCOMPARE(means.x, (QVector<double>{1, 3, 4}));
    QCOMPARE(means.mean, (QVector<double>{2, 4, 5}));
    QVERIFY(meansOf({}).x.isEmpty());
}

void TestSeedGroups::aGapInOneIsAGap()
{
    const double gap = std::numeric_limits<double>::quiet_NaN();
    const std::vector<SeedCurve> curves{{{1, 2}, {1, 2}, {1, 2}}, {{1, 2}, {1, 2}, {gap, 4}}};
    const SeedMeans means = meansOf(curves);
    QVERIFY(std::isnan(means.mean[0]) && std::isnan(means.low[0]) && std::isnan(means.high[0]));
    QCOMPARE(means.mean[1], 3.0);
}

void TestSeedGroups::stepsLieInTheirEpochs()
{
    RunRows rows;
    rows.steps = {{.step = 5, .epoch = 0, .loss = 1.0, .learningRate = 0.1, .seconds = 30.0}};
    QCOMPARE(placeOf(rows, RunAxis::Epoch, rows.steps[0]), 5.0); // not known yet
    EpochRecord epoch;
    epoch.epoch = 1;
    epoch.step = 20;
    epoch.seconds = 120.0;
    rows.epochs = {epoch};
    QCOMPARE(placeOf(rows, RunAxis::Epoch, rows.steps[0]), 0.5);
    QCOMPARE(placeOf(rows, RunAxis::Minutes, rows.steps[0]), 0.5);
    QCOMPARE(placeOf(RunAxis::Epoch, epoch), 2.0);
    QCOMPARE(placeOf(RunAxis::Step, epoch), 20.0);
    QCOMPARE(placeOf(RunAxis::Minutes, epoch), 2.0);
}

QTEST_APPLESS_MAIN(TestSeedGroups)
#include "tst_seed_groups.moc"
