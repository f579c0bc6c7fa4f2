// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/training_session.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/split_file.h"
#include "engine/datasets/text_values.h"
#include "engine/evaluation/evaluation_items.h"
#include "training/config/run_config_yaml.h"
#include "training/files/run_record.h"
#include "training/neural/run_environment.h"
#include "training/neural/session_observer.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr int kLockAttempts = 5;
constexpr std::chrono::milliseconds kLockPause{20};
constexpr std::size_t kLargestEnvironment = std::size_t{1} << 20U;

/// A name that no run of the folder has: two may begin within one second.
std::string runName(const RunConfig& config)
{
    const std::string name = fmt::format("{}-{}-{:%Y%m%d-%H%M%S}", nameOf(config.model.network),
                                         nameOf(config.model.input), fmt::localtime(std::time(nullptr)));
    std::string free = name;
    std::error_code error;
    for (int number = 2; fs::exists(config.trainer.runDir / free, error); ++number)
        free = fmt::format("{}-{}", name, number);
    return free;
}

/// Names the run and its folder.
void complete(RunConfig& config)
{
    if (config.trainer.runDir.empty())
        config.trainer.runDir = defaultRunsFolder();
    if (config.trainer.name.empty())
        config.trainer.name = runName(config);
    if (config.data.cache.empty())
        config.data.cache = defaultFeatureFolder();
}

/// Told before hours of work, not after: a run folder that is taken, or a place that cannot be written.
void requireNewFolder(const fs::path& folder)
{
    try {
        fs::create_directories(folder.parent_path());
        if (fs::exists(folder) && !fs::is_empty(folder))
            throw Error(ErrorCode::FileAccess, printable(folder) +
                                                   ": is not empty; name a new run by trainer.name=NAME, "
                                                   "or go on with this one by --resume");
        std::string probe = (folder.parent_path() / ".probe.XXXXXX").native();
        if (::mkdtemp(probe.data()) == nullptr)
            throw fs::filesystem_error("", std::error_code(errno, std::generic_category()));
        fs::remove(probe);
    } catch (const fs::filesystem_error& error) {
        throw Error(ErrorCode::FileAccess, fmt::format("{}: {}; trainer.run_dir=DIR names another place",
                                                       printable(folder.parent_path()), error.code().message()));
    }
}

std::unique_ptr<FileLock> locked(const fs::path& folder)
{
    try {
        auto lock = std::make_unique<FileLock>(folder / kRunLockName);
        // readRun() may be looking at this very moment.
        bool isHeld = lock->tryAlone();
        for (int attempt = 0; !isHeld && attempt < kLockAttempts; ++attempt) {
            std::this_thread::sleep_for(kLockPause);
            isHeld = lock->tryAlone();
        }
        if (!isHeld)
            throw Error(ErrorCode::FileAccess, printable(folder) + ": another tempnetic is training in it");
        return lock;
    } catch (const std::system_error& error) {
        throw Error(ErrorCode::FileAccess, printable(folder) + ": " + error.code().message());
    }
}

/// "800 tracks to train on, 199 to validate on; left out: 1 undecodable"
std::string describe(const Split& split)
{
    std::vector<std::string> reasons;
    for (const SplitEntry& entry : split.entries)
        if (entry.part == SplitPart::LeftOut)
            reasons.push_back(entry.reason);
    std::string text = fmt::format("{} tracks to train on, {} to validate on", idsOf(split, SplitPart::Train).size(),
                                   idsOf(split, SplitPart::Validation).size());
    if (const std::size_t nTest = idsOf(split, SplitPart::Test).size(); nTest > 0)
        text += fmt::format(", {} to test on", nTest);
    return reasons.empty() ? text : text + "; left out: " + reasonsText(reasons);
}

std::string joined(const std::vector<std::string>& references)
{
    std::string text;
    for (const std::string& reference : references)
        if (text.find(reference) == std::string::npos)
            text += (text.empty() ? "" : ", ") + reference;
    return text;
}

} // namespace

fs::path defaultRunsFolder()
{
    const char* const dataHome = std::getenv("XDG_DATA_HOME");
    if (dataHome && fs::path(dataHome).is_absolute())
        return fs::path(dataHome) / "tempnetic" / "runs";
    const char* const home = std::getenv("HOME");
    return fs::absolute(home && *home ? home : ".") / ".local" / "share" / "tempnetic" / "runs";
}

TrainingSession TrainingSession::begin(RunConfig config, NeuralModule& module, WorkRunner& runner)
{
    complete(config);
    const fs::path path = config.trainer.runDir / config.trainer.name;
    chosenDevice(module, config.trainer.device);
    requireNewFolder(path);
    ScanCache cache(defaultScanCachePath());
    TrainingData data = readTrainingData(config.data, cache, runner);
    const Split split = splitOf(data, config.data);
    requireEnough(split, config.trainer);

    TrainingSession session;
    session.m_job.config = config;
    session.prepareTracks(data, split, runner);
    session.takeFolder(RunFolder::create(path));
    try {
        session.m_folder->writeSplit(split);
        session.m_folder->writeEnvironment(environmentJson(config, module, data, split));
        // What makes the folder a run, and so the last.
        session.m_folder->writeConfig(toYaml(config));
    } catch (const Error&) {
        std::error_code ignored;
        fs::remove_all(path, ignored);
        throw;
    }
    return session;
}

TrainingSession TrainingSession::resume(const fs::path& folder, const std::vector<std::string>& overrides,
                                        NeuralModule& module, WorkRunner& runner)
{
    TrainingSession session;
    session.takeFolder(RunFolder::open(folder));
    const std::vector<fs::path> files{folder / "config.yaml"};
    RunConfig config = loadRunConfig(files, overrides);
    complete(config);
    chosenDevice(module, config.trainer.device);
    const Split split = readSplitFile(folder / "split.csv");
    ScanCache cache(defaultScanCachePath());
    const TrainingData data = readTrainingData(config.data, cache, runner);
    requireSame(data, split);
    requireEnough(split, config.trainer);

    session.m_job.config = config;
    session.m_job.isResumed = true;
    session.prepareTracks(data, split, runner);
    if (!isSameDataset(readTextFile(folder / "environment.json", kLargestEnvironment), data, split))
        session.m_messages.emplace_back("audio or tempi have changed since the run began: it will not go on as it was");
    session.m_folder->writeConfig(toYaml(config));
    session.m_folder->log("run resumed");
    return session;
}

void TrainingSession::takeFolder(RunFolder folder)
{
    m_lock = locked(folder.path());
    m_job.runFolder = folder.path();
    m_folder = std::move(folder);
}

void TrainingSession::prepareTracks(const TrainingData& data, const Split& split, WorkRunner& runner)
{
    std::unordered_map<std::string_view, SplitPart> parts;
    for (const SplitEntry& entry : split.entries)
        parts.emplace(entry.id, entry.part);
    for (std::size_t i = 0; i < data.dataset.tracks.size(); ++i) {
        const Track& track = data.dataset.tracks[i];
        const auto place = parts.find(track.id);
        const bool isTrained = place != parts.end() && place->second == SplitPart::Train;
        if (!isTrained && (place == parts.end() || place->second != SplitPart::Validation))
            continue;
        (isTrained ? m_job.train : m_job.validation)
            .push_back({.id = track.id,
                        .genre = track.genre,
                        .audio = *track.audio,
                        .audioHash = audioHashOf(data.scans[i]),
                        .nFrames = 0,
                        .tempo = *track.references.front().bpm});
    }
    m_features = std::make_unique<FeatureStore>(m_job.config.data.cache);
    const auto trackOf = [&](std::size_t index) -> TrainingTrack& {
        return index < m_job.train.size() ? m_job.train[index] : m_job.validation[index - m_job.train.size()];
    };
    runner.run(
        "preparing features", m_job.train.size() + m_job.validation.size(), m_job.config.data.jobs,
        [&](std::size_t index, const std::stop_token& stop) {
            trackOf(index).nFrames = m_features->prepare(trackOf(index).audio, stop);
        },
        [&](std::size_t index) { return trackOf(index).id; });
    m_job.features = m_features.get();
    m_job.splitFingerprint = fingerprintOf(split);
    m_reference = joined(data.references);
    m_messages = data.messages;
    m_messages.push_back(describe(split));
}

TrainingOutcome TrainingSession::run(NeuralModule& module, TrainingObserver& observer, TrainingControl& control)
{
    for (const std::string& message : m_messages)
        m_folder->log(message);
    SessionObserver recorder(*m_folder, m_job.config.trainer.writesTensorBoard, observer);
    try {
        TrainingOutcome outcome = module.train(m_job, recorder, control);
        m_folder->log(fmt::format("run {} after {} epochs; {:.1f} s, {:.1f} s of them in the network",
                                  outcome.end == TrainingOutcome::End::Cancelled ? "cancelled" : "ended",
                                  outcome.epochs, outcome.seconds, outcome.secondsInNetwork));
        return outcome;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        // Whatever it is, the run's folder says why it ended.
        try {
            m_folder->log(std::string("error: ") + error.what());
        } catch (const Error&) {
            // A full disk: the first error is the one to tell.
        }
        throw;
    }
}

} // namespace tempo
