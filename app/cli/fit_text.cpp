// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fit_text.h"

#include "app/cli/progress_line.h"
#include "engine/core/printable.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo::cli {

namespace {

double percent(double share)
{
    return 100.0 * share;
}

} // namespace

std::string fitProgressText(const FitStatus& status, Seconds elapsed)
{
    if (status.step.step == 0)
        return "training begins";
    const std::int64_t stepInEpoch = (status.step.step - 1) % std::max<std::int64_t>(status.stepsPerEpoch, 1) + 1;
    std::string text = fmt::format("epoch {}/{}  step {}/{}  loss {:.4f}", status.step.epoch + 1, status.maxEpochs,
                                   stepInEpoch, status.stepsPerEpoch, status.step.loss);
    if (status.epoch)
        text += fmt::format("  val {:.1f} % (best {:.1f} %)", percent(status.epoch->accuracy1),
                            percent(status.bestAccuracy.value_or(status.epoch->accuracy1)));
    const std::int64_t done = status.step.step - status.stepsBefore;
    const std::int64_t left = status.stepsPerEpoch * status.maxEpochs - status.step.step;
    if (done > 0 && elapsed.value() > 0.0)
        text += fmt::format("  {} left", durationText(elapsed.value() / static_cast<double>(done) *
                                                      static_cast<double>(std::max<std::int64_t>(left, 0))));
    return text;
}

std::string fitEpochText(const EpochRecord& record, int maxEpochs)
{
    return fmt::format("epoch {}/{}: train loss {:.4f}, validation loss {:.4f}, accuracy {:.1f} % within 8 %, {:.1f} % "
                       "within 4 %, {:.1f} % with octaves{}",
                       record.epoch + 1, maxEpochs, record.trainLoss, record.validationLoss, percent(record.accuracy8),
                       percent(record.accuracy1), percent(record.accuracy2), record.isBest ? ", best so far" : "");
}

std::string fitResultText(const TrainingOutcome& outcome, const TrainingJob& job, const std::string& reference)
{
    std::string text;
    if (!outcome.model.empty())
        text += fmt::format("Model: {}\n", printable(outcome.model));
    text += fmt::format("Run: {}\n", printable(job.runFolder));
    if (outcome.epochs > 0)
        text += fmt::format(
            "Best epoch {} of {}: {:.1f} % within 4 %, {:.1f} % within 8 %, {:.1f} % within 4 % with octave "
            "errors allowed ({} validation tracks, reference {})\n",
            outcome.bestEpoch + 1, outcome.epochs, percent(outcome.best.accuracy1), percent(outcome.best.accuracy8),
            percent(outcome.best.accuracy2), job.validation.size(), printable(std::string_view(reference)));
    return text;
}

} // namespace tempo::cli
