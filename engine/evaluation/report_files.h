// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

/// A report in the forms that people and programs read. Equal reports give equal bytes. All begin with
/// trainingWarning() where there is one, and say what they are of. Thread-safe: yes.

/// For a terminal: the headline and the comparisons. UTF-8.
std::string evaluationTable(const Evaluation& evaluation, const EvaluationReport& report);

/// All tables as Markdown.
std::string evaluationMarkdown(const Evaluation& evaluation, const EvaluationReport& report);

/// The headline as a LaTeX table (booktabs), with everything that its numbers are of in the caption.
std::string evaluationLatex(const Evaluation& evaluation, const EvaluationReport& report);

/// One JSON object with every number and with the ids behind them, and its line end; the man page has its keys.
std::string evaluationJson(const Evaluation& evaluation, const EvaluationReport& report);

/// One row a judged track and system:
/// `id,genre,reference,reference_bpm,system,bpm,confidence,oe1,oe2,relation,accuracy1,
/// accuracy2,tolerance,split,training,error`. RFC 4180 with LF. `training` says what the system knows of the track from
/// its training: none, validation, train.
std::string predictionsCsv(const Evaluation& evaluation, const EvaluationReport& report);

/// One track's answers of this program's own systems as JAMS (namespace `tempo`), with its line end; empty if there are
/// none. Source: Humphrey et al., ISMIR 2014.
std::string predictionJams(const Evaluation& evaluation, std::size_t item);

/// One HTML page that needs no other file, light or dark as the reader's system is.
std::string evaluationHtml(const Evaluation& evaluation, const EvaluationReport& report);

/// Writes all of them into a folder, each atomically: report.html, metrics.json, predictions.csv, table.md, table.tex,
/// xy_NAME.svg and .png for every system but the baseline, jams/ID.jams.
/// @return messages for the user: what could not be drawn
/// @throws Error(FileAccess); Cancelled
std::vector<std::string> writeEvaluation(const std::filesystem::path& folder, const Evaluation& evaluation,
                                         const EvaluationReport& report, const std::stop_token& stop = {});

} // namespace tempo
