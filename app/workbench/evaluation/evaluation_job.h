// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/evaluation_systems.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/dataset.h"
#include "engine/evaluation/evaluation.h"
#include "engine/evaluation/evaluation_report.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
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
    TrackChoice choice = TrackChoice::Validation;
    std::string scope; ///< for people
    std::vector<std::string> messages;
    std::shared_ptr<const Evidence> bundle; ///< where it was read from; null: the systems listened just now
};

/// Opens the dataset, lets the systems listen, with what earlier evaluations left, and chooses the tracks. The same as
/// `tempnetic evaluate` does.
/// @throws Error; Cancelled, with what was done kept
std::shared_ptr<const EvaluationWork> evaluateSystems(const EvaluationOrder& order, TaskContext& task);

/// One report of the three that the page shows.
struct EvaluationView {
    std::shared_ptr<const EvaluationReport> all;
    std::shared_ptr<const EvaluationReport> filtered; ///< null without a filter, or where it lets none through
    std::shared_ptr<const EvaluationReport> selected; ///< null without a selection that has a tempo
};

/// What a view is to be of.
struct ViewOrder {
    std::vector<std::size_t> filtered{}; ///< items, ascending; empty: no report of them
    std::vector<std::size_t> selected{}; ///< likewise
    std::string filter{};                ///< for people
    std::string reference{};
    double tolerance = kStrictTolerance;
};

/// @throws Error
EvaluationView makeView(const EvaluationWork& work, const ViewOrder& order);

/// A bundle as the work that it was made of.
struct OpenedEvidence {
    std::shared_ptr<const EvaluationWork> work;
    bool hasAudio = false;      ///< of any of the tracks, on this computer
    bool hasSameNumbers = true; ///< this version of the program finds what is in the bundle
};
/// @throws Error in one line for a file that is no bundle of this version or is not as it was made
OpenedEvidence openEvidence(const std::filesystem::path& file);

/// Writes work with everything that it is of into one file.
/// @param view  a JSON object, see Evidence. @throws Error
void saveEvidence(const std::filesystem::path& file, const EvaluationWork& work, const ViewOrder& order,
                  std::string view);

} // namespace tempo::workbench
