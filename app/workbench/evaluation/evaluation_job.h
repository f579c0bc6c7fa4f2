// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/evaluation_systems.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/dataset.h"
#include "engine/evaluation/evaluation.h"
#include "engine/evaluation/evaluation_report.h"
#include "engine/evaluation/exposure.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tempo::workbench {

/// What is to be evaluated.
struct EvaluationOrder {
    std::filesystem::path dataset;
    app::SystemWishes systems;                   ///< its models stay empty
    std::vector<std::filesystem::path> models{}; ///< beside the one that comes with the program
    TrackChoice choice = TrackChoice::Validation;
};

/// What systems said about a dataset: everything that reports are made of.
struct EvaluationWork {
    Dataset dataset;                 ///< tracks in the order of evaluation.items
    Evaluation evaluation;           ///< with all answers
    std::vector<std::size_t> chosen; ///< items of the split
    std::string scope;               ///< for people
    std::vector<std::string> messages;
};

/// Opens the dataset, lets the systems listen, with what earlier evaluations left, and chooses the tracks. The same as
/// `tempnetic evaluate` does.
/// @throws Error; Cancelled, with what was done kept
std::shared_ptr<const EvaluationWork> evaluateSystems(const EvaluationOrder& order, TaskContext& task);

/// One report of the three that the page shows.
struct EvaluationView {
    std::shared_ptr<const EvaluationReport> all;
    std::shared_ptr<const EvaluationReport> selected; ///< null without a selection that has a tempo
};

/// @param selected  items; empty for none. @throws Error
EvaluationView makeView(const EvaluationWork& work, const std::vector<std::size_t>& selected,
                        const std::string& reference, double tolerance);

} // namespace tempo::workbench
