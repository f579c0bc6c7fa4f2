// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/core/progress.h"
#include "engine/datasets/atomic_file.h"
#include "engine/evaluation/png_canvas.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"
#include "engine/evaluation/svg_canvas.h"
#include "engine/evaluation/xy_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

namespace tempo {

namespace {

namespace fs = std::filesystem;

constexpr double kDotsPerInch = 200.0;

void makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(ErrorCode::FileAccess, printable(folder) + ": " + error.message());
}

/// Letters, digits, dots and dashes stay, all between them becomes one underscore.
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char character : name) {
        const bool isPlain = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
                             (character >= 'A' && character <= 'Z') || character == '.' || character == '-';
        if (isPlain || !plain.ends_with('_'))
            plain += isPlain ? character : '_';
    }
    return plain.find_first_not_of('.') == std::string::npos ? "_" : plain;
}

/// A name that was used gets a number.
std::string uniqueName(const std::string& name, std::set<std::string>& taken)
{
    std::string unique = name;
    for (int number = 2; !taken.insert(unique).second; ++number)
        unique = fmt::format("{}-{}", name, number);
    return unique;
}

/// A track's id as a path: its folders stay folders, so that the files find their tracks again.
fs::path pathOf(std::string_view id)
{
    fs::path path;
    for (const fs::path& part : fs::path(id).relative_path())
        path /= plainName(part.native());
    return path;
}

/// A system's plot with the baseline's points under it.
std::vector<std::size_t> plotOf(const EvaluationReport& report, std::size_t system)
{
    const auto baseline = std::ranges::find(report.systems, SystemKind::Baseline, &SystemReport::kind);
    if (baseline == report.systems.end())
        return {system};
    return {static_cast<std::size_t>(baseline - report.systems.begin()), system};
}

void writePlots(const fs::path& folder, const Evaluation& evaluation, const EvaluationReport& report,
                const std::stop_token& stop, std::vector<std::string>& messages)
{
    std::set<std::string> taken;
    bool hasPng = true;
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        if (report.systems[system].kind == SystemKind::Baseline && report.systems.size() > 1)
            continue;
        throwIfStopped(stop);
        const std::string name = "xy_" + uniqueName(plainName(report.systems[system].name), taken);
        const std::vector<std::size_t> systems = report.systems[system].kind == SystemKind::Baseline
                                                     ? std::vector<std::size_t>{system}
                                                     : plotOf(report, system);
        SvgCanvas svg(kPlotWidth, kXyHeight);
        drawXy(svg, evaluation, report, systems);
        writeFileAtomically(folder / (name + ".svg"), {{svg.file(reportContext(evaluation, report))}});
        if (!hasPng)
            continue;
        try {
            PngCanvas png(kPlotWidth, kXyHeight, kDotsPerInch);
            drawXy(png, evaluation, report, systems);
            writeFileAtomically(folder / (name + ".png"), {{png.file()}});
        } catch (const Error& error) {
            messages.push_back("no PNG files: " + error.message());
            hasPng = false;
        }
    }
}

/// A file that is there already is left alone: a thousand of them take seconds on a busy disk, since each is
/// synchronised.
void writeIfChanged(const fs::path& file, const std::string& content)
{
    std::error_code error;
    if (fs::file_size(file, error) == content.size() && !error) {
        std::ifstream stream(file, std::ios::binary);
        if (std::string(std::istreambuf_iterator<char>(stream), {}) == content)
            return;
    }
    writeFileAtomically(file, {{content}});
}

void writeJams(const fs::path& folder, const Evaluation& evaluation, const EvaluationReport& report,
               const std::stop_token& stop)
{
    std::set<std::string> taken;
    for (const std::size_t item : report.items) {
        const std::string jams = predictionJams(evaluation, item);
        if (jams.empty())
            continue;
        throwIfStopped(stop);
        const fs::path file = folder / (uniqueName(pathOf(evaluation.items[item].id).native(), taken) + ".jams");
        makeFolder(file.parent_path());
        writeIfChanged(file, jams);
    }
}

} // namespace

std::vector<std::string> writeEvaluation(const fs::path& folder, const Evaluation& evaluation,
                                         const EvaluationReport& report, const std::stop_token& stop)
{
    std::vector<std::string> messages;
    makeFolder(folder);
    writePlots(folder, evaluation, report, stop, messages);
    writeJams(folder / "jams", evaluation, report, stop);
    writeFileAtomically(folder / "predictions.csv", {{predictionsCsv(evaluation, report)}});
    writeFileAtomically(folder / "table.md", {{evaluationMarkdown(evaluation, report)}});
    writeFileAtomically(folder / "table.tex", {{evaluationLatex(evaluation, report)}});
    writeFileAtomically(folder / "metrics.json", {{evaluationJson(evaluation, report)}});
    writeFileAtomically(folder / "report.html", {{evaluationHtml(evaluation, report)}});
    return messages;
}

} // namespace tempo
