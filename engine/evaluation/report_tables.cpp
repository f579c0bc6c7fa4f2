// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/report_tables.h"

#include "engine/core/printable.h"

#include <fmt/format.h>

namespace tempo {

namespace {

std::string shareText(const Share& share)
{
    return share.n == 0 ? "" : percentText(share.value());
}

std::string shareInterval(const Share& share)
{
    return share.n == 0 ? "" : intervalText(share.interval);
}

std::vector<std::string> accuracyRow(const SystemReport& system)
{
    const OctaveErrors& octaves = system.octaves;
    const auto octaveText = [&](double value) { return octaves.n == 0 ? "" : fmt::format("{:.3f}", value); };
    return {printable(std::string_view(system.name)),
            shareText(system.accuracy1),
            shareInterval(system.accuracy1),
            shareText(system.accuracy2),
            shareInterval(system.accuracy2),
            shareText(system.accuracyWide),
            shareInterval(system.accuracyWide),
            octaveText(octaves.mean1),
            octaveText(octaves.mean2),
            octaveText(octaves.meanAbsolute1),
            octaveText(octaves.meanAbsolute2),
            std::to_string(system.unanswered.size())};
}

} // namespace

std::string percentText(double share)
{
    return fmt::format("{:.1f}", 100.0 * share);
}

std::string intervalText(const Interval& interval)
{
    return fmt::format("{:.1f} to {:.1f}", 100.0 * interval.low, 100.0 * interval.high);
}

std::string probabilityText(double p)
{
    return p < 0.001 ? fmt::format("{:.0e}", p) : fmt::format("{:.3f}", p);
}

std::string reportContext(const Evaluation& evaluation, const EvaluationReport& report)
{
    return fmt::format("{}, reference {}, n = {}, tolerance {:g} %, {}, intervals 95 % (Wilson)",
                       printable(std::string_view(evaluation.dataset)), printable(std::string_view(report.reference)),
                       report.items.size(), 100.0 * report.tolerance, printable(std::string_view(report.scope)));
}

std::string trainingWarning(const EvaluationReport& report)
{
    if (report.trainedOn == 0)
        return {};
    return fmt::format(
        "INCLUDES TRAINING TRACKS: a model learnt from {} of these {} tracks; its numbers here do not tell "
        "how it does on other music.",
        report.trainedOn, report.items.size());
}

std::vector<std::string> reportNotes(const Evaluation& evaluation, const EvaluationReport& report)
{
    std::vector<std::string> notes;
    if (report.chosenBy > 0)
        notes.push_back(
            fmt::format("{} of the tracks are of a model's validation part: it did not learn from them, but "
                        "was chosen by how it did on them.",
                        report.chosenBy));
    if (!report.withoutReference.empty())
        notes.push_back(fmt::format("{} tracks have no tempo in this reference and are not judged, such as {}.",
                                    report.withoutReference.size(),
                                    printable(std::string_view(evaluation.items[report.withoutReference.front()].id))));
    notes.push_back("A track that a system gave no tempo for counts as wrong.");
    return notes;
}

ReportTable accuracyTable(const EvaluationReport& report)
{
    const std::string tolerance = fmt::format("{:g} %", 100.0 * report.tolerance);
    ReportTable table{.title = "Accuracy",
                      .note = "Accuracy1: within the tolerance of the reference. Accuracy2: of it, its double, half, "
                              "triple or third. In %, with 95 % Wilson intervals. OE1 and OE2: mean octave errors over "
                              "the answered tracks, AOE1 and AOE2 of their absolute values, in octaves.",
                      .header = {"System", "Acc1 " + tolerance, "95 %", "Acc2 " + tolerance, "95 %", "Acc1 8 %", "95 %",
                                 "OE1", "OE2", "AOE1", "AOE2", "No answer"},
                      .rows = {}};
    for (const SystemReport& system : report.systems)
        table.rows.push_back(accuracyRow(system));
    const AccuracyLimits& limits = report.limits;
    const auto limitRow = [&](std::string name, std::string one, std::string two) {
        std::vector<std::string> row(table.header.size());
        row[0] = std::move(name);
        row[1] = std::move(one);
        row[3] = std::move(two);
        table.rows.push_back(std::move(row));
    };
    limitRow(fmt::format("(always {:.1f} BPM)", limits.constant1.bpm.value()), percentText(limits.constant1.accuracy),
             "");
    limitRow(fmt::format("(always {:.1f} BPM)", limits.constant2.bpm.value()), "",
             percentText(limits.constant2.accuracy));
    limitRow("(best of librosa's lags)", percentText(limits.baselineCeiling), "");
    return table;
}

} // namespace tempo
