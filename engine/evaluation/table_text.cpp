// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "engine/datasets/csv_text.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

/// Characters of UTF-8; the tables hold no wide or combining ones but in names.
std::size_t lengthOf(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& cell, std::size_t width, bool isText)
{
    const std::string space(width - std::min(width, lengthOf(cell)), ' ');
    return isText ? cell + space : space + cell;
}

std::string plainTable(const ReportTable& table)
{
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        widths.push_back(lengthOf(table.header[column]));
        for (const std::vector<std::string>& row : table.rows)
            widths.back() = std::max(widths.back(), lengthOf(row[column]));
    }
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t column = 0; column < cells.size(); ++column)
            text += (column == 0 ? "" : "  ") + padded(cells[column], widths[column], column < table.nTextColumns);
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    };
    std::string text = line(table.header);
    for (const std::vector<std::string>& row : table.rows)
        text += line(row);
    return text;
}

std::string markdownCell(const std::string& cell)
{
    std::string text;
    for (const char character : cell) {
        if (character == '|' || character == '*' || character == '_' || character == '`' || character == '\\')
            text += '\\';
        text += character;
    }
    return text;
}

void appendMarkdown(std::string& text, const ReportTable& table)
{
    text += fmt::format("\n## {}\n\n{}\n\n|", table.title, markdownCell(table.note));
    for (const std::string& cell : table.header)
        text += " " + markdownCell(cell) + " |";
    text += "\n|";
    for (std::size_t column = 0; column < table.header.size(); ++column)
        text += column < table.nTextColumns ? " --- |" : " ---: |";
    text += "\n";
    for (const std::vector<std::string>& row : table.rows) {
        text += "|";
        for (const std::string& cell : row)
            text += " " + markdownCell(cell) + " |";
        text += "\n";
    }
}

std::string latexText(std::string_view utf8)
{
    std::string text;
    for (const char character : utf8) {
        switch (character) {
        case '\\':
            text += "\\textbackslash{}";
            break;
        case '~':
            text += "\\textasciitilde{}";
            break;
        case '^':
            text += "\\textasciicircum{}";
            break;
        case '&':
        case '%':
        case '$':
        case '#':
        case '_':
        case '{':
        case '}':
            text += '\\';
            [[fallthrough]];
        default:
            text += character;
        }
    }
    return text;
}

/// "83.0 {\small [80.5, 85.2]}"
std::string latexShare(const Share& share)
{
    return fmt::format("{} {{\\small [{:.1f}, {:.1f}]}}", percentText(share.value()), 100.0 * share.interval.low,
                       100.0 * share.interval.high);
}

} // namespace

std::string evaluationTable(const Evaluation& evaluation, const EvaluationReport& report)
{
    std::string text = trainingWarning(report);
    text += (text.empty() ? "" : "\n") + reportContext(evaluation, report) + "\n\n" + plainTable(accuracyTable(report));
    if (!report.comparisons.empty())
        for (const ReportTable& table : detailTables(report))
            if (table.title == "Pairs of systems")
                text += "\n" + plainTable(table);
    return text;
}

std::string evaluationMarkdown(const Evaluation& evaluation, const EvaluationReport& report)
{
    std::string text = fmt::format("# {}\n\n", markdownCell(printable(std::string_view(evaluation.dataset))));
    if (const std::string warning = trainingWarning(report); !warning.empty())
        text += "> **" + warning + "**\n\n";
    text += markdownCell(reportContext(evaluation, report)) + ".\n";
    for (const std::string& note : reportNotes(evaluation, report))
        text += "\n" + markdownCell(note) + "\n";
    appendMarkdown(text, accuracyTable(report));
    for (const ReportTable& table : detailTables(report))
        appendMarkdown(text, table);
    return text;
}

std::string evaluationLatex(const Evaluation& evaluation, const EvaluationReport& report)
{
    const std::string warning = trainingWarning(report);
    std::string text = warning.empty() ? "" : "% " + warning + "\n";
    text += "% \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n  \\begin{tabular}{lrrrrr}\n    \\toprule\n";
    text += fmt::format(
        "    System & Accuracy1 ({0:g}\\,\\%) & Accuracy2 ({0:g}\\,\\%) & Accuracy1 (8\\,\\%) & AOE1 & AOE2 "
        "\\\\\n    \\midrule\n",
        100.0 * report.tolerance);
    for (const SystemReport& system : report.systems)
        text += fmt::format("    {} & {} & {} & {} & {:.3f} & {:.3f} \\\\\n",
                            latexText(printable(std::string_view(system.name))), latexShare(system.accuracy1),
                            latexShare(system.accuracy2), latexShare(system.accuracyWide), system.octaves.meanAbsolute1,
                            system.octaves.meanAbsolute2);
    text += fmt::format(
        "    \\midrule\n    Best constant tempo & {} & {} & & & \\\\\n    Best of the baseline's tempi & {} & & "
        "& & \\\\\n    \\bottomrule\n  \\end{{tabular}}\n",
        percentText(report.limits.constant1.accuracy), percentText(report.limits.constant2.accuracy),
        percentText(report.limits.baselineCeiling));
    text += fmt::format(
        "  \\caption{{{}Global tempo: {}. Accuracies in \\%; AOE in octaves, over the answered tracks.}}\n"
        "\\end{{table}}\n",
        warning.empty() ? "" : "\\textbf{" + latexText(warning) + "} ", latexText(reportContext(evaluation, report)));
    return text;
}

std::string tableCsv(const ReportTable& table)
{
    std::string text;
    const auto append = [&text](const std::vector<std::string>& cells) {
        for (std::size_t column = 0; column < cells.size(); ++column)
            text += (column == 0 ? "" : ",") + csvCell(cells[column]);
        text += "\n";
    };
    append(table.header);
    for (const std::vector<std::string>& row : table.rows)
        append(row);
    return text;
}

std::string tableMarkdown(const ReportTable& table)
{
    std::string text;
    appendMarkdown(text, table);
    return text.substr(1); // the empty line that parts it from a table before
}

std::string tableLatex(const ReportTable& table, const std::string& context)
{
    const auto line = [](const std::vector<std::string>& cells) {
        std::string text = "    ";
        for (std::size_t column = 0; column < cells.size(); ++column)
            text += (column == 0 ? "" : " & ") + latexText(cells[column]);
        return text + " \\\\\n";
    };
    std::string columns(table.nTextColumns, 'l');
    columns.append(table.header.size() - table.nTextColumns, 'r');
    std::string text = fmt::format("% \\usepackage{{booktabs}}\n\\begin{{table}}\n  \\centering\n  "
                                   "\\begin{{tabular}}{{{}}}\n    \\toprule\n{}    \\midrule\n",
                                   columns, line(table.header));
    for (const std::vector<std::string>& row : table.rows)
        text += line(row);
    return text + fmt::format("    \\bottomrule\n  \\end{{tabular}}\n  \\caption{{{}: {}. {}}}\n\\end{{table}}\n",
                              latexText(table.title), latexText(context), latexText(table.note));
}

} // namespace tempo
