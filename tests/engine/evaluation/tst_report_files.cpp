// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/png_canvas.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"
#include "engine/evaluation/svg_canvas.h"
#include "engine/evaluation/xy_plot.h"
#include "tests/support/folder_contents.h"
#include "tests/support/temp_folder.h"

#include <QTest>
#include <QXmlStreamReader>

#include <nlohmann/json.hpp>

#include <numeric>

using namespace tempo;
using namespace tempo::test;

namespace {

/// Names that every format must escape.
constexpr const char* kOddName = "net <b>&\"100%_$\" \\ | x";

Evaluation sample(bool isTrainedOn)
{
    Evaluation evaluation{.dataset = "set_1 & <more>", .references = {"tempo/*.bpm", "beats"}};
    for (int i = 0; i < 20; ++i)
        evaluation.items.push_back({.id = "genre/track " + std::to_string(100 + i),
                                    .genre = i % 2 == 0 ? "jazz, \"cool\"" : "rock",
                                    .references = {{.bpm = Bpm{60.0 + 10.0 * i}}, {.bpm = Bpm{120.0 + 20.0 * i}}}});
    EvaluatedSystem baseline{.name = "librosa", .kind = SystemKind::Baseline};
    EvaluatedSystem model{.name = kOddName, .kind = SystemKind::Model};
    for (int i = 0; i < 20; ++i) {
        baseline.predictions.push_back({.bpm = Bpm{i % 3 == 0 ? 120.0 : 60.0 + 10.0 * i}, .confidence = 0.5});
        model.predictions.push_back(i == 7 ? TrackPrediction{.error = "silent, <all of it>"}
                                           : TrackPrediction{.bpm = Bpm{60.5 + 10.0 * i}, .confidence = 0.9});
        model.exposures.push_back(isTrainedOn && i < 5 ? Exposure::TrainedOn : Exposure::None);
    }
    evaluation.systems = {baseline, model, baseline};
    evaluation.systems[2].name = "other";
    evaluation.systems[2].kind = SystemKind::Imported;
    return evaluation;
}

EvaluationReport reportOf(const Evaluation& evaluation)
{
    std::vector<std::size_t> items(evaluation.items.size());
    std::iota(items.begin(), items.end(), std::size_t{0});
    return makeEvaluationReport(evaluation, items, EvaluationOptions{.scope = "split all"});
}

/// A parser's complaint, or empty.
QString faultOf(const std::string& xml)
{
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    while (!reader.atEnd())
        reader.readNext();
    return reader.errorString();
}

bool holds(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestReportFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFormSaysWhatItsNumbersAreOf()
    {
        const Evaluation evaluation = sample(false);
        const EvaluationReport report = reportOf(evaluation);
        for (const std::string& text : {evaluationTable(evaluation, report), evaluationMarkdown(evaluation, report),
                                        evaluationLatex(evaluation, report), evaluationHtml(evaluation, report)}) {
            QVERIFY2(holds(text, "n = 20"), text.c_str());
            QVERIFY(holds(text, "split all"));
            QVERIFY(holds(text, "tempo/"));
            QVERIFY(!holds(text, "TRAINING TRACKS"));
        }
        QVERIFY(holds(predictionsCsv(evaluation, report), ",tempo/*.bpm,"));
        QVERIFY(holds(predictionsCsv(evaluation, report), ",0.04,split all,"));
    }

    void trainingTracksMarkEveryOutput()
    {
        const Evaluation evaluation = sample(true);
        const EvaluationReport report = reportOf(evaluation);
        for (const std::string& text : {evaluationTable(evaluation, report), evaluationMarkdown(evaluation, report),
                                        evaluationLatex(evaluation, report), evaluationHtml(evaluation, report),
                                        evaluationJson(evaluation, report)})
            QVERIFY2(holds(text, "INCLUDES TRAINING TRACKS: a model learnt from 5 of these 20 tracks"), text.c_str());
        QVERIFY(evaluationTable(evaluation, report).starts_with("INCLUDES"));
        QVERIFY(holds(predictionsCsv(evaluation, report), ",train,"));
        SvgCanvas canvas(kPlotWidth, kXyHeight);
        const std::vector<std::size_t> systems{0, 1};
        drawXy(canvas, evaluation, report, systems);
        QVERIFY(holds(canvas.file("t"), "INCLUDES 5 TRAINING TRACKS"));
    }

    void jsonHoldsTheNumbersAndTheIds()
    {
        const Evaluation evaluation = sample(false);
        const nlohmann::json json = nlohmann::json::parse(evaluationJson(evaluation, reportOf(evaluation)));
        QCOMPARE(json["n"].get<int>(), 20);
        QCOMPARE(json["reference"].get<std::string>(), std::string("tempo/*.bpm"));
        QCOMPARE(json["systems"].size(), std::size_t{3});
        QCOMPARE(json["systems"][1]["name"].get<std::string>(), std::string(kOddName));
        QCOMPARE(json["systems"][1]["accuracy1"]["hits"].get<int>(), 19);
        QCOMPARE(json["systems"][1]["no_answer"][0]["id"].get<std::string>(), std::string("genre/track 107"));
        QCOMPARE(json["comparisons"].size(), std::size_t{3});
        QCOMPARE(json["rankings"].size(), std::size_t{2});
        QCOMPARE(json["breakdowns"].size(), std::size_t{4});
        QCOMPARE(json["systems"][0]["tolerance_curve"].size(), std::size_t{39});
    }

    void namesAreEscapedInEachForm()
    {
        const Evaluation evaluation = sample(false);
        const EvaluationReport report = reportOf(evaluation);
        QVERIFY(holds(evaluationLatex(evaluation, report), "100\\%\\_\\$"));
        QVERIFY(holds(evaluationLatex(evaluation, report), "\\textbackslash{} |"));
        QVERIFY(holds(evaluationMarkdown(evaluation, report), "\\\\ \\| x"));
        const std::string html = evaluationHtml(evaluation, report);
        QVERIFY(!holds(html, "<b>&\"100"));
        QVERIFY(holds(html, "net &lt;b&gt;&amp;"));
        QVERIFY(!holds(html, "<script"));
        QVERIFY(!holds(html, "http://") && !holds(html, "https://"));
        QVERIFY(holds(predictionsCsv(evaluation, report), "\"jazz, \"\"cool\"\"\""));
    }

    void theXyPlotIsValidSvgWithBothSystems()
    {
        const Evaluation evaluation = sample(false);
        const EvaluationReport report = reportOf(evaluation);
        SvgCanvas canvas(kPlotWidth, kXyHeight);
        const std::vector<std::size_t> systems{0, 1};
        drawXy(canvas, evaluation, report, systems);
        const std::string svg = canvas.file("a <title> & more");
        QCOMPARE(faultOf(svg), QString());
        QVERIFY(holds(svg, "width=\"119.9mm\""));
        // One mark a track that was answered, and one in the legend: squares and discs, in the colours of the look.
        QCOMPARE(QString::fromStdString(svg).count("class=\"f-baseline\""), 21);
        QCOMPARE(QString::fromStdString(svg).count("<circle class=\"f-model\""), 20);
        QVERIFY(holds(svg, ".f-baseline { fill: #E69F00; }") && holds(svg, ".f-model { fill: #0072B2; }"));
        for (const char* label : {"×2", "×3", "×½", "×⅓", "Reference (BPM)", "Estimate (BPM)"})
            QVERIFY2(holds(svg, label), label);
    }

    void everyShapeAndPlotCanBeDrawnOnEveryCanvas()
    {
        const Evaluation evaluation = sample(true);
        const EvaluationReport report = reportOf(evaluation);
        const std::vector<std::size_t> systems{0, 1, 2};
        SvgCanvas svg(kPlotWidth, kSmallHeight);
        PngCanvas png(kPlotWidth, kSmallHeight, 72.0);
        for (PlotCanvas* canvas : {static_cast<PlotCanvas*>(&svg), static_cast<PlotCanvas*>(&png)}) {
            drawToleranceCurve(*canvas, report, systems);
            drawOctaveHistogram(*canvas, evaluation, report, systems);
            for (std::size_t ink = 0; ink < kInkCount; ++ink)
                canvas->mark({10.0 * static_cast<double>(ink), 5.0}, shapeOf(static_cast<Ink>(ink)),
                             static_cast<Ink>(ink), 3.0);
        }
        QCOMPARE(faultOf(svg.file("t")), QString());
        QVERIFY(png.file().starts_with("\x89PNG\r\n"));
    }

    void theFolderHasAllFilesAndIsWrittenAgainTheSame()
    {
        const TempFolder folder;
        const Evaluation evaluation = sample(false);
        const EvaluationReport report = reportOf(evaluation);
        QVERIFY(writeEvaluation(folder.path(), evaluation, report).empty());
        const auto files = folderContents(folder.path(), HiddenFiles::Include);
        for (const char* name : {"report.html", "metrics.json", "predictions.csv", "table.md", "table.tex",
                                 "xy_other.svg", "xy_other.png", "xy_net_b_100_x.svg", "jams/genre/track_100.jams"})
            QVERIFY2(files.contains(name), name);
        QCOMPARE(files.size(), std::size_t{5 + 4 + 20});
        writeEvaluation(folder.path(), evaluation, report);
        QVERIFY(folderContents(folder.path(), HiddenFiles::Include) == files);
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        const TempFolder folder;
        const Evaluation evaluation = sample(false);
        QVERIFY_THROWS_EXCEPTION(Error, writeEvaluation("/dev/null/out", evaluation, reportOf(evaluation)));
    }
};

QTEST_APPLESS_MAIN(TestReportFiles)
#include "tst_report_files.moc"
