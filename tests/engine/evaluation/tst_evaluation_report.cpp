// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/layout.h"
#include "engine/evaluation/estimate_files.h"
#include "engine/evaluation/evaluation_items.h"
#include "engine/evaluation/evaluation_report.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>

using namespace tempo;
using Json = nlohmann::json;

namespace {

const std::filesystem::path kData = TEMPNETIC_METRICS_DATA "/evaluation";

Json expectedValues()
{
    std::ifstream stream(kData / "expected.json");
    return Json::parse(stream);
}

std::vector<std::size_t> allOf(const Evaluation& evaluation)
{
    std::vector<std::size_t> items(evaluation.items.size());
    std::iota(items.begin(), items.end(), std::size_t{0});
    return items;
}

/// The synthetic references and the three systems, read as a user would have them read.
Evaluation syntheticEvaluation()
{
    std::vector<std::string> messages;
    Evaluation evaluation = evaluationOf(openDataset(kData / "references.csv", {}), {}, {}, messages);
    for (const char* name : {"good", "fair", "poor"}) {
        const auto estimates = readEstimates(kData / (std::string("estimates_") + name + ".csv"));
        evaluation.systems.push_back(
            {.name = name, .predictions = matchEstimates(estimates, evaluation.items, name).predictions});
    }
    return evaluation;
}

/// Four tracks with known answers.
Evaluation smallEvaluation()
{
    Evaluation evaluation{.dataset = "small", .references = {"a", "b"}};
    const std::vector<double> tempi{60.0, 100.0, 120.0, 180.0};
    for (std::size_t i = 0; i < tempi.size(); ++i) {
        EvaluationItem item{.id = "t" + std::to_string(i), .genre = i < 2 ? "jazz" : ""};
        item.references = {{.bpm = Bpm{tempi[i]}}, {.bpm = i == 3 ? std::nullopt : std::optional(Bpm{2.0 * tempi[i]})}};
        item.beatVariation = 0.03 * static_cast<double>(i);
        evaluation.items.push_back(std::move(item));
    }
    const auto predictionsOf = [](const std::vector<double>& bpm) {
        std::vector<TrackPrediction> predictions;
        for (const double value : bpm)
            predictions.push_back(value > 0.0 ? TrackPrediction{.bpm = Bpm{value}, .confidence = 0.75}
                                              : TrackPrediction{.error = "silent"});
        return predictions;
    };
    evaluation.systems.push_back(
        {.name = "right", .kind = SystemKind::Baseline, .predictions = predictionsOf({60.0, 101.0, 120.0, 180.0})});
    evaluation.systems.push_back(
        {.name = "doubled", .kind = SystemKind::Model, .predictions = predictionsOf({120.0, 200.0, 240.0, 0.0})});
    return evaluation;
}

} // namespace

class TestEvaluationReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersEqualAnIndependentComputation_data()
    {
        QTest::addColumn<int>("system");
        QTest::newRow("good") << 0;
        QTest::newRow("fair") << 1;
        QTest::newRow("poor") << 2;
    }

    void numbersEqualAnIndependentComputation()
    {
        QFETCH(const int, system);
        const Evaluation evaluation = syntheticEvaluation();
        const Json all = expectedValues();
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        QCOMPARE(report.items.size(), all["n"].get<std::size_t>());
        const SystemReport& result = report.systems.at(static_cast<std::size_t>(system));
        const Json& expected = all["systems"][result.name];
        QCOMPARE(result.accuracy1.hits, expected["accuracy1_0.04"].get<std::size_t>());
        QCOMPARE(result.accuracy2.hits, expected["accuracy2_0.04"].get<std::size_t>());
        QCOMPARE(result.accuracyWide.hits, expected["accuracy1_0.08"].get<std::size_t>());
        QVERIFY(std::abs(result.accuracy1.interval.low - expected["interval"][0].get<double>()) < 1e-12);
        QVERIFY(std::abs(result.accuracy1.interval.high - expected["interval"][1].get<double>()) < 1e-12);
        for (const TolerancePoint& point : result.curve) {
            const std::string key = QString("accuracy1_%1").arg(point.tolerance).toStdString();
            if (expected.contains(key))
                QCOMPARE(std::lround(point.accuracy1 * 999.0), expected[key].get<long>());
        }
        for (std::size_t relation = 0; relation < result.relations.size(); ++relation)
            QCOMPARE(
                result.relations[relation],
                expected["relations"][std::string(nameOf(static_cast<TempoRelation>(relation)))].get<std::size_t>());
        // Sums of a thousand doubles in another order.
        QVERIFY(std::abs(result.octaves.mean1 - expected["oe1"].get<double>()) < 1e-12);
        QVERIFY(std::abs(result.octaves.mean2 - expected["oe2"].get<double>()) < 1e-12);
        QVERIFY(std::abs(result.octaves.meanAbsolute1 - expected["aoe1"].get<double>()) < 1e-12);
        QVERIFY(std::abs(result.octaves.meanAbsolute2 - expected["aoe2"].get<double>()) < 1e-12);
    }

    void comparisonsEqualAnIndependentComputation()
    {
        const Evaluation evaluation = syntheticEvaluation();
        const Json all = expectedValues();
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        QCOMPARE(report.comparisons.size(), std::size_t{3});
        for (const SystemComparison& comparison : report.comparisons) {
            const Json& expected = all["comparisons"][report.systems[comparison.first].name + "/" +
                                                      report.systems[comparison.second].name];
            QCOMPARE(comparison.both.size(), expected["both"].get<std::size_t>());
            QCOMPARE(comparison.onlyFirst.size(), expected["only_a"].get<std::size_t>());
            QCOMPARE(comparison.onlySecond.size(), expected["only_b"].get<std::size_t>());
            QCOMPARE(comparison.none.size(), expected["none"].get<std::size_t>());
            QVERIFY(std::abs(comparison.mcNemar.p / expected["p"].get<double>() - 1.0) < 1e-9);
            QVERIFY(comparison.holmP >= comparison.mcNemar.p);
            // The expected ends are of 4000 draws: they waver by about a track or two.
            QVERIFY(std::abs(comparison.interval.low - expected["interval"][0].get<double>()) < 0.004);
            QVERIFY(std::abs(comparison.interval.high - expected["interval"][1].get<double>()) < 0.004);
        }
        QCOMPARE(std::lround(999.0 * report.limits.constant1.accuracy), all["best_constant1"].get<long>());
        QCOMPARE(std::lround(999.0 * report.limits.constant2.accuracy), all["best_constant2"].get<long>());
        QCOMPARE(std::lround(999.0 * report.limits.baselineCeiling), all["ceiling"]["0.04"].get<long>());
        QCOMPARE(report.neverRight.size(), all["never_right"].get<std::size_t>());
        const EvaluationReport strict =
            makeEvaluationReport(evaluation, allOf(evaluation), EvaluationOptions{.tolerance = 0.01});
        QCOMPARE(std::lround(999.0 * strict.limits.baselineCeiling), all["ceiling"]["0.01"].get<long>());
    }

    void eachReferenceRanksForItself()
    {
        const Evaluation evaluation = smallEvaluation();
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        QCOMPARE(report.reference, std::string("a"));
        QCOMPARE(report.rankings.size(), std::size_t{2});
        QCOMPARE(report.rankings[0].rows[0].system, std::size_t{0});
        QCOMPARE(report.rankings[0].n, std::size_t{4});
        QCOMPARE(report.rankings[1].rows[0].system, std::size_t{1});
        QCOMPARE(report.rankings[1].n, std::size_t{3});
        QCOMPARE(report.rankings[1].rows[0].accuracy1.hits, std::size_t{3});
        const EvaluationReport other = makeEvaluationReport(evaluation, allOf(evaluation), {.reference = "b"});
        QCOMPARE(other.withoutReference, std::vector<std::size_t>{3});
        QCOMPARE(other.systems[1].accuracy1.hits, std::size_t{3});
    }

    void noAnswerCountsAsWrongAndIsListed()
    {
        const Evaluation evaluation = smallEvaluation();
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        QCOMPARE(report.systems[1].unanswered, std::vector<std::size_t>{3});
        QCOMPARE(report.systems[1].accuracy2.n, std::size_t{4});
        QCOMPARE(report.systems[1].accuracy2.hits, std::size_t{3});
        QCOMPARE(report.systems[1].octaves.n, std::size_t{3});
        QVERIFY(std::abs(report.systems[1].octaves.mean1 - 1.0) < 1e-12);
        QCOMPARE(report.systems[1].calibration->n, std::size_t{3});
    }

    void aSubsetIsJudgedAlone()
    {
        const Evaluation evaluation = smallEvaluation();
        const std::vector<std::size_t> selected{1, 2};
        const EvaluationReport report =
            makeEvaluationReport(evaluation, selected, EvaluationOptions{.scope = "2 selected"});
        QCOMPARE(report.items, selected);
        QCOMPARE(report.scope, std::string("2 selected"));
        QCOMPARE(report.systems[0].accuracy1.n, std::size_t{2});
        QCOMPARE(report.breakdowns[0].rows.size(), std::size_t{2});
        QCOMPARE(report.breakdowns[0].rows[0].label, std::string("no genre"));
        QCOMPARE(report.breakdowns[1].rows.size(), std::size_t{8});
        QCOMPARE(report.breakdowns[1].rows[3].n, std::size_t{1}); // 100 BPM opens its range
        QCOMPARE(report.breakdowns[1].rows[4].n, std::size_t{1});
    }

    void blocksAndTwoTempiAreSummedUp()
    {
        Evaluation evaluation = smallEvaluation();
        evaluation.systems[0].predictions[0].blocks = {Bpm{60.0}, Bpm{120.0}, Bpm{61.0}};
        evaluation.systems[0].predictions[1].blocks = {Bpm{101.0}};
        evaluation.items[0].references[0].twoTempi =
            TwoTempi{.slow = Bpm{60.0}, .fast = Bpm{120.0}, .slowSalience = 0.7};
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        const BlockSummary& blocks = report.systems[0].blocks.value();
        QCOMPARE(blocks.nTracks, std::size_t{2});
        QCOMPARE(blocks.blocks.hits, std::size_t{3});
        QCOMPARE(blocks.blocks.n, std::size_t{4});
        QCOMPARE(blocks.unsteadyTracks, std::size_t{1});
        QVERIFY(!report.systems[1].blocks);
        QCOMPARE(report.systems[0].pScore->n, std::size_t{1});
        QVERIFY(std::abs(report.systems[0].pScore->pScore - 0.7) < 1e-12);
        QVERIFY(std::abs(report.systems[1].pScore->pScore - 0.3) < 1e-12);
    }

    void jamsReferencesOfTwoTempiGiveAPScore()
    {
        const test::TempFolder folder;
        std::ofstream(folder / "a.jams")
            << R"({"annotations":[{"namespace":"tempo","data":[{"time":0,"duration":0,"value":120,"confidence":0.8},
                   {"time":0,"duration":0,"value":60,"confidence":0.2}]}]})";
        std::ofstream(folder / "b.jams")
            << R"({"annotations":[{"namespace":"tempo","data":[{"time":0,"duration":0,"value":90,"confidence":1}]}]})";
        std::vector<std::string> messages;
        Evaluation evaluation = evaluationOf(openDataset(folder.path(), {}), {}, {}, messages);
        QCOMPARE(evaluation.items.size(), std::size_t{2});
        QCOMPARE(evaluation.items[0].references[0].bpm->value(), 120.0);
        QVERIFY(!evaluation.items[1].references[0].twoTempi);
        evaluation.systems.push_back({.name = "slow", .predictions = {{.bpm = Bpm{60.0}}, {.bpm = Bpm{90.0}}}});
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        QCOMPARE(report.systems[0].pScore->n, std::size_t{1});
        QVERIFY(std::abs(report.systems[0].pScore->pScore - 0.2) < 1e-12);
    }

    void trainingTracksAreCounted()
    {
        Evaluation evaluation = smallEvaluation();
        evaluation.systems[1].exposures = {Exposure::TrainedOn, Exposure::ChosenBy, Exposure::None, Exposure::None};
        const EvaluationReport report = makeEvaluationReport(evaluation, allOf(evaluation));
        QCOMPARE(report.trainedOn, std::size_t{1});
        QCOMPARE(report.chosenBy, std::size_t{1});
        QCOMPARE(report.systems[0].trainedOn, std::size_t{0});
        QCOMPARE(report.breakdowns[3].rows[2].n, std::size_t{1});
    }

    void whatCannotBeJudgedIsRefused_data()
    {
        QTest::addColumn<int>("fault");
        int fault = 0;
        for (const char* name : {"id twice", "reference of 0 BPM", "estimate that is no number", "confidence of 2",
                                 "predictions missing", "system twice", "no tempo in the reference", "no reference"})
            QTest::newRow(name) << fault++;
    }

    void whatCannotBeJudgedIsRefused()
    {
        QFETCH(const int, fault);
        Evaluation evaluation = smallEvaluation();
        EvaluationOptions options;
        switch (fault) {
        case 0:
            evaluation.items[1].id = "t0";
            break;
        case 1:
            evaluation.items[2].references[0].bpm = Bpm{0.0};
            break;
        case 2:
            evaluation.systems[0].predictions[0].bpm = Bpm{std::numeric_limits<double>::quiet_NaN()};
            break;
        case 3:
            evaluation.systems[0].predictions[0].confidence = 2.0;
            break;
        case 4:
            evaluation.systems[0].predictions.pop_back();
            break;
        case 5:
            evaluation.systems[1].name = "right";
            break;
        case 6:
            for (EvaluationItem& item : evaluation.items)
                item.references[0].bpm.reset();
            break;
        default:
            options.reference = "gone";
        }
        QVERIFY_THROWS_EXCEPTION(Error, makeEvaluationReport(evaluation, allOf(evaluation), options));
    }

    void aToleranceMustBeReasonable()
    {
        const Evaluation evaluation = smallEvaluation();
        for (const double tolerance : {0.0, -0.1, 0.2, 1.0})
            QVERIFY_THROWS_EXCEPTION(
                Error, makeEvaluationReport(evaluation, allOf(evaluation), EvaluationOptions{.tolerance = tolerance}));
    }
};

QTEST_APPLESS_MAIN(TestEvaluationReport)
#include "tst_evaluation_report.moc"
