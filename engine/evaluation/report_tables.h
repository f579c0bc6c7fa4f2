// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"

#include <cstddef>
#include <string>
#include <vector>

namespace tempo {

/// A report's numbers as tables of text, which every form of the report shows alike.

struct ReportTable {
    std::string title;
    std::string note; ///< what the numbers are, one sentence or two; may be empty
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows; ///< each as long as the header; UTF-8 that may hold any character
    std::size_t nTextColumns = 1;               ///< so many columns from the left are words; the others are numbers
};

/// What all numbers are of, e.g. "GTZAN, reference tempo/*.bpm, n = 999, tolerance 4 %, split val, intervals 95 %".
std::string reportContext(const Evaluation& evaluation, const EvaluationReport& report);

/// Empty, or the sentence that every output must begin with: tracks that systems learnt from are among the judged ones.
std::string trainingWarning(const EvaluationReport& report);

/// One line each: tracks that systems were chosen by, and those without a reference.
std::vector<std::string> reportNotes(const Evaluation& evaluation, const EvaluationReport& report);

/// The headline: accuracies with their intervals, octave errors, and what lies below and above.
ReportTable accuracyTable(const EvaluationReport& report);
/// All others: relations, tolerances, comparisons, rankings, breakdowns, confidence, blocks, two tempi; those without a
/// row are left out.
std::vector<ReportTable> detailTables(const EvaluationReport& report);

/// One table for a spreadsheet: RFC 4180 with LF, the header first.
std::string tableCsv(const ReportTable& table);
/// One table with its title and note.
std::string tableMarkdown(const ReportTable& table);
/// One table (booktabs). @param context  for the caption, what the numbers are of; see reportContext()
std::string tableLatex(const ReportTable& table, const std::string& context);

/// "83.0", in percent.
std::string percentText(double share);
/// "80.5 to 85.2", in percent.
std::string intervalText(const Interval& interval);
/// "0.012", "3e-08".
std::string probabilityText(double p);

} // namespace tempo
