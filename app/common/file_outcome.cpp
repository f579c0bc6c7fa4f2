// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/file_outcome.h"

#include "engine/core/printable.h"

#include <chrono>
#include <utility>

namespace tempo::app {

namespace {

FileOutcome judge(FileEstimate&& found, TruncatedFiles truncatedFiles)
{
    FileOutcome outcome;
    if (!found.estimate.bpm) {
        outcome.error = found.estimate.refusal.empty() ? "no tempo can be stated" : found.estimate.refusal;
        return outcome;
    }
    for (const AudioProblem& problem : found.audio.problems) {
        const bool isAllowed = problem.fault == AudioFault::Truncated && truncatedFiles == TruncatedFiles::Allow;
        std::string& place = isAllowed ? outcome.warning : outcome.error;
        if (place.empty())
            place = problem.detail;
    }
    if (outcome.error.empty()) {
        outcome.duration = found.audio.decodedDuration;
        outcome.estimate = std::move(found.estimate);
    }
    return outcome;
}

FileOutcome tryEstimate(const EstimatorSource& estimator, const std::filesystem::path& path,
                        const OutcomeOptions& options, const ProgressSink& progress, const std::stop_token& stop)
{
    try {
        return judge(estimator().estimateFile(path, options.estimate, progress, stop), options.truncatedFiles);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        return failedOutcome(path, causeOf(error, path));
    } catch (const std::exception& error) {
        return failedOutcome(path, std::string("internal error: ") + error.what());
    }
}

} // namespace

FileOutcome estimateSource(const EstimatorSource& estimator, const AudioSource& source, const OutcomeOptions& options,
                           const ProgressSink& progress, const std::stop_token& stop)
{
    if (source.error)
        return failedOutcome(source.path, causeOf(*source.error, source.path));
    const auto begin = std::chrono::steady_clock::now();
    FileOutcome outcome = tryEstimate(estimator, source.path, options, progress, stop);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    outcome.path = source.path;
    outcome.processingTime = Seconds{elapsed.count()};
    return outcome;
}

FileOutcome failedOutcome(const std::filesystem::path& path, std::string cause)
{
    FileOutcome outcome;
    outcome.path = path;
    outcome.error = cause.empty() ? "failed without a reason" : std::move(cause);
    return outcome;
}

std::string causeOf(const Error& error, const std::filesystem::path& path)
{
    const std::string& message = error.message();
    for (const std::string& name : {path.native(), printable(path)})
        for (const std::string& prefix : {name + ": ", "'" + name + "': ", "cannot read '" + name + "': "})
            if (message.starts_with(prefix))
                return message.substr(prefix.size());
    return message;
}

} // namespace tempo::app
