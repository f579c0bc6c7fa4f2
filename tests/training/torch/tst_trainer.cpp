// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/trainer.h"

#include "engine/datasets/synth/random.h"
#include "tests/support/temp_folder.h"
#include "tests/training/torch/training_stand_in.h"
#include "training/files/run_folder.h"
#include "training/files/safetensors.h"

#include <QTest>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>

using namespace tempo;
using namespace tempo::neural;
using tempo::test::StandIn;
using tempo::test::standInNetwork;
using tempo::test::Watcher;
using Wish = TrainingControl::Wish;
using End = TrainingOutcome::End;

namespace {

constexpr int kEpochs = 4;
constexpr int kStepsPerEpoch = 2;

/// The rows of a table without their last column, which is a time.
std::vector<std::string> rowsOf(const std::filesystem::path& table)
{
    std::vector<std::string> rows;
    std::ifstream stream(table);
    for (std::string line; std::getline(stream, line);)
        rows.push_back(line.substr(0, line.rfind(',')));
    return rows;
}

void compareRuns(const std::filesystem::path& run, const std::filesystem::path& reference)
{
    QCOMPARE(rowsOf(run / "metrics.csv"), rowsOf(reference / "metrics.csv"));
    QCOMPARE(rowsOf(run / "steps.csv"), rowsOf(reference / "steps.csv"));
    QVERIFY(readSafetensors(run / "model.safetensors").data == readSafetensors(reference / "model.safetensors").data);
}

/// The one-line message of the error that a run ends with.
std::string errorOf(const std::function<void()>& run)
{
    try {
        run();
    } catch (const Error& error) {
        return error.message();
    }
    return "no error";
}

bool isOneLineWith(const std::string& message, const std::string& part)
{
    return message.find('\n') == std::string::npos && message.find(part) != std::string::npos;
}

/// Runs this program as a child that trains.
pid_t startChild(const std::filesystem::path& folder, const std::string& run, bool isResumed)
{
    std::vector<std::string> words{"tst_trainer", isResumed ? "--resume" : "--train", folder.native(), run};
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, arguments.data(), environ) != 0)
        throw std::runtime_error("cannot start a child process");
    return child;
}

int trainAsChild(const std::filesystem::path& folder, const std::string& run, bool isResumed)
{
    StandIn standIn(folder);
    TrainingJob job = isResumed ? standIn.jobToResume(run) : standIn.newJob(run);
    Watcher watcher;
    // Long enough that a kill finds every stage of an epoch.
    watcher.onStep = [](const StepRecord&) { std::this_thread::sleep_for(std::chrono::milliseconds(10)); };
    TrainingControl control;
    trainNetwork(job, watcher, control, standInNetwork);
    return 0;
}

TrainingOutcome train(const TrainingJob& job, Watcher& watcher, TrainingControl& control)
{
    return trainNetwork(job, watcher, control, standInNetwork);
}

TrainingOutcome train(const TrainingJob& job)
{
    Watcher watcher;
    TrainingControl control;
    return train(job, watcher, control);
}

void overwrite(const std::filesystem::path& file, std::streamoff at, char byte)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(at);
    stream.put(byte);
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private:
    test::TempFolder m_folder;
    std::unique_ptr<StandIn> m_standIn;
    TrainingOutcome m_reference;

private Q_SLOTS:
    void initTestCase()
    {
        m_standIn = std::make_unique<StandIn>(m_folder.path());
        m_reference = train(m_standIn->newJob("reference"));
        QCOMPARE(m_reference.end, End::Finished);
        QCOMPARE(m_reference.epochs, kEpochs);
        QVERIFY(m_reference.secondsInNetwork > 0.0 && m_reference.secondsInNetwork <= m_reference.seconds);
    }

    void aRunLeavesRowsCheckpointsAndAModelThatTellsItsStory()
    {
        const RunFolder run = RunFolder::open(m_folder / "reference");
        QCOMPARE(run.readEpochs().size(), std::size_t{kEpochs});
        QCOMPARE(rowsOf(run.path() / "steps.csv").size(), std::size_t{1 + kEpochs * kStepsPerEpoch});
        QVERIFY(std::filesystem::exists(run.lastCheckpoint()) && std::filesystem::exists(run.bestCheckpoint()));
        const ModelFacts facts = factsFromMetadata(readSafetensors(run.model()).metadata, "model");
        QCOMPARE(facts.tracks.size(), std::size_t{10});
        QCOMPARE(facts.tracks.back().part, SplitPart::Validation);
        QCOMPARE(facts.splitFingerprint, std::string("fingerprint"));
        QCOMPARE(facts.history.at("config"), std::string("seed_everything: 1\n"));
        QVERIFY(facts.history.at("date").ends_with("Z") && !facts.history.at("torch").empty());
        QVERIFY(facts.temperature >= 0.1 && facts.temperature <= 10.0);
        QVERIFY(facts.metrics.at("val_loss") > 0.0);
    }

    void theObserverHearsOfEveryStepAndEpoch()
    {
        Watcher watcher;
        TrainingControl control;
        train(m_standIn->newJob("observed"), watcher, control);
        QCOMPARE(watcher.steps.size(), std::size_t{kEpochs * kStepsPerEpoch});
        QCOMPARE(watcher.epochs.size(), std::size_t{kEpochs});
        QVERIFY(watcher.epochs.front().isBest);
        QCOMPARE(watcher.epochs.front().predictions.size(), std::size_t{3});
        QVERIFY(watcher.messages.front().find("cpu") != std::string::npos);
        compareRuns(m_folder / "observed", m_folder / "reference");
    }

    void aKilledRunResumesToTheSameNumbers()
    {
        const auto seed = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
        synth::Random random(seed);
        qInfo("seed of the kills: %llu", static_cast<unsigned long long>(seed));
        const std::filesystem::path steps = m_folder / "killed" / "steps.csv";
        int kills = 0;
        bool isDone = false;
        for (bool isResumed = false; !isDone; isResumed = true) {
            const pid_t child = startChild(m_folder.path(), "killed", isResumed);
            const std::size_t before = rowsOf(steps).size();
            const std::size_t target = before + random.index(5);
            int status = 0;
            if (kills < 4) {
                while (rowsOf(steps).size() <= target && waitpid(child, &status, WNOHANG) == 0)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                std::this_thread::sleep_for(std::chrono::microseconds(random.index(60000)));
                kills += kill(child, SIGKILL) == 0 ? 1 : 0;
            }
            waitpid(child, &status, 0);
            isDone = WIFEXITED(status);
            if (isDone)
                QCOMPARE(WEXITSTATUS(status), 0);
        }
        QVERIFY(kills > 0);
        compareRuns(m_folder / "killed", m_folder / "reference");
    }

    void aFinishedRunThatIsResumedWritesItsModelAgain()
    {
        std::filesystem::copy(m_folder / "reference", m_folder / "finished", std::filesystem::copy_options::recursive);
        std::filesystem::remove(m_folder / "finished" / "model.safetensors");
        // As if the kill had come before the best checkpoint got its name.
        if (m_reference.bestEpoch == kEpochs - 1)
            std::filesystem::remove(m_folder / "finished" / "checkpoints" / "best.ckpt");
        train(m_standIn->jobToResume("finished"));
        compareRuns(m_folder / "finished", m_folder / "reference");
    }

    void cancellingEndsWithinABatchAndTheRunCanGoOn()
    {
        Watcher watcher;
        TrainingControl control;
        watcher.onStep = [&](const StepRecord& step) {
            if (step.step == kStepsPerEpoch + 1)
                control.wish = Wish::Cancel;
        };
        const TrainingOutcome outcome = train(m_standIn->newJob("cancelled"), watcher, control);
        QCOMPARE(outcome.end, End::Cancelled);
        QVERIFY(outcome.model.empty());
        QCOMPARE(watcher.steps.size(), std::size_t{kStepsPerEpoch + 1});
        QVERIFY(!std::filesystem::exists(m_folder / "cancelled" / "model.safetensors"));
        train(m_standIn->jobToResume("cancelled"));
        compareRuns(m_folder / "cancelled", m_folder / "reference");
    }

    void stoppingKeepsTheBestSoFar()
    {
        for (const std::int64_t last : {std::int64_t{1}, std::int64_t{kStepsPerEpoch + 1}}) {
            const std::string name = "stopped" + std::to_string(last);
            Watcher watcher;
            TrainingControl control;
            watcher.onStep = [&](const StepRecord& step) {
                if (step.step == last)
                    control.wish = Wish::StopAndKeepBest;
            };
            const TrainingOutcome outcome = train(m_standIn->newJob(name), watcher, control);
            QCOMPARE(outcome.end, End::Stopped);
            QCOMPARE(static_cast<std::int64_t>(watcher.steps.size()), last);
            QCOMPARE(factsFromMetadata(readSafetensors(outcome.model).metadata, "model").tracks.size(),
                     std::size_t{10});
            QVERIFY(outcome.best.validationLoss > 0.0);
        }
        TrainingControl control{.wish = Wish::StopAndKeepBest};
        Watcher watcher;
        QCOMPARE(train(m_standIn->newJob("never"), watcher, control).end, End::Cancelled);
    }

    void pausingWaitsForTheUser()
    {
        Watcher watcher;
        TrainingControl control;
        std::jthread user;
        std::size_t stepsAfterThePause = 0;
        watcher.onStep = [&](const StepRecord& step) {
            if (step.step != 3)
                return;
            control.wish = Wish::Pause;
            user = std::jthread([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(300));
                stepsAfterThePause = watcher.steps.size();
                control.wish = Wish::Run;
            });
        };
        const TrainingOutcome outcome = train(m_standIn->newJob("paused"), watcher, control);
        QCOMPARE(stepsAfterThePause, std::size_t{3});
        QVERIFY(outcome.seconds >= 0.3);
        compareRuns(m_folder / "paused", m_folder / "reference");
    }

    void aLossThatIsNoNumberNamesTheStepAndKeepsTheCheckpoint()
    {
        TrainingJob job = m_standIn->newJob("nan");
        Watcher watcher;
        TrainingControl control;
        const std::string message =
            errorOf([&] { trainNetwork(job, watcher, control, test::networkThatBreaksAt(5, std::nan(""))); });
        QVERIFY2(isOneLineWith(message, "step 5 (epoch 2)"), message.c_str());
        train(m_standIn->jobToResume("nan"));
        compareRuns(m_folder / "nan", m_folder / "reference");
    }

    void aLackOfMemoryProposesABatchSize()
    {
        Watcher watcher;
        TrainingControl control;
        const std::string message =
            errorOf([&] { trainNetwork(m_standIn->newJob("memory"), watcher, control, test::networkThatBreaksAt(2)); });
        QVERIFY2(isOneLineWith(message, "try trainer.batch_size=2"), message.c_str());
    }

    void checkpointsThatAreDamagedOrForeignAreRefused()
    {
        std::filesystem::copy(m_folder / "reference", m_folder / "damaged", std::filesystem::copy_options::recursive);
        const std::filesystem::path last = m_folder / "damaged" / "checkpoints" / "last.ckpt";
        const auto message = [&] { return errorOf([&] { train(m_standIn->jobToResume("damaged")); }); };
        TrainingJob other = m_standIn->jobToResume("damaged");
        other.config.seed = 99;
        const std::string foreign = errorOf([&] { train(other); });
        QVERIFY2(isOneLineWith(foreign, "last.ckpt") && isOneLineWith(foreign, "another run"), foreign.c_str());

        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(last));
        overwrite(last, size - 1000, '\x55');
        QVERIFY2(isOneLineWith(message(), "last.ckpt"), message().c_str());
        std::filesystem::resize_file(last, static_cast<std::uintmax_t>(size / 2));
        QVERIFY2(isOneLineWith(message(), "last.ckpt"), message().c_str());
        std::filesystem::copy(m_folder / "reference" / "model.safetensors", last,
                              std::filesystem::copy_options::overwrite_existing);
        QVERIFY2(isOneLineWith(message(), "last.ckpt"), message().c_str());
    }

    void aFullDiskLeavesTheLastCheckpoint()
    {
        Watcher watcher;
        TrainingControl control;
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        getrlimit(RLIMIT_FSIZE, &usual);
        watcher.onEpoch = [&](const EpochRecord& record) {
            const rlimit small{16384, usual.rlim_max};
            if (record.epoch == 1)
                setrlimit(RLIMIT_FSIZE, &small);
        };
        const std::string message = errorOf([&] { train(m_standIn->newJob("full"), watcher, control); });
        setrlimit(RLIMIT_FSIZE, &usual);
        QVERIFY2(isOneLineWith(message, "last.ckpt"), message.c_str());
        for (const auto& file : std::filesystem::directory_iterator(m_folder / "full" / "checkpoints"))
            QVERIFY(!file.path().filename().native().starts_with('.'));
        train(m_standIn->jobToResume("full"));
        compareRuns(m_folder / "full", m_folder / "reference");
    }

    void otherLossesAveragesAndBalancesLearnToo()
    {
        for (const TempoBalance balance : {TempoBalance::Bins, TempoBalance::Stretch}) {
            TrainingJob job = m_standIn->newJob("other" + std::to_string(static_cast<int>(balance)));
            job.config.augmentation.balance = balance;
            job.config.trainer.loss = LossKind::MeanSquaredError;
            job.config.trainer.emaDecay = 0.9;
            job.config.trainer.blocksPerTrack = 4;
            job.config.trainer.maxEpochs = 8;
            job.config.trainer.learningRate = 0.01;
            Watcher watcher;
            TrainingControl control;
            const TrainingOutcome outcome = train(job, watcher, control);
            QVERIFY(watcher.epochs.back().trainLoss < watcher.epochs.front().trainLoss);
            QCOMPARE(factsFromMetadata(readSafetensors(outcome.model).metadata, "model").temperature, 1.0);
            const Safetensors checkpoint = readSafetensors(RunFolder::open(job.runFolder).bestCheckpoint());
            const TensorEntry* average = checkpoint.find("average.head.weight");
            const TensorEntry* live = checkpoint.find("network.head.weight");
            QVERIFY(average != nullptr && live != nullptr);
            QVERIFY(!std::ranges::equal(checkpoint.bytesOf(*average), checkpoint.bytesOf(*live)));
            // The model has the averaged weights.
            const Safetensors model = readSafetensors(outcome.model);
            QVERIFY(std::ranges::equal(model.bytesOf(*model.find("head.weight")), checkpoint.bytesOf(*average)));
        }
    }

    void patienceEndsARunThatGetsNoBetter()
    {
        TrainingJob job = m_standIn->newJob("patience");
        job.config.trainer.maxEpochs = 200;
        job.config.trainer.patience = 2;
        job.config.trainer.learningRate = 1e-9;
        const TrainingOutcome outcome = train(job);
        QCOMPARE(outcome.end, End::StoppedEarly);
        QCOMPARE(outcome.epochs, outcome.bestEpoch + 1 + 2);
    }

    void aRunBeginsWithTheWeightsOfAModel()
    {
        const std::filesystem::path begun = m_folder / "begun.safetensors";
        std::filesystem::copy_file(m_reference.model, begun);
        TrainingJob job = m_standIn->newJob("begun");
        job.config.model.weights = begun;
        job.config.trainer.learningRate = 1e-9; // what it ends with is what it began with
        job.config.trainer.maxEpochs = 1;
        const TrainingOutcome outcome = train(job);
        const auto headOf = [](const std::filesystem::path& model) {
            const Safetensors content = readSafetensors(model);
            const std::span<const std::byte> bytes = content.bytesOf(*content.find("head.weight"));
            std::vector<float> values(bytes.size() / sizeof(float));
            std::memcpy(values.data(), bytes.data(), bytes.size());
            return values;
        };
        const std::vector<float> given = headOf(begun);
        const std::vector<float> kept = headOf(outcome.model);
        QCOMPARE(kept.size(), given.size());
        for (std::size_t i = 0; i < kept.size(); ++i)
            QVERIFY2(std::abs(kept[i] - given[i]) < 1e-5F, std::to_string(i).c_str());
        QVERIFY(factsFromMetadata(readSafetensors(outcome.model).metadata, "model").model.weights.empty());

        // The checkpoint has them now: a resumed run no longer asks for the file.
        std::filesystem::remove(begun);
        TrainingJob more = m_standIn->jobToResume("begun");
        more.config.model.weights = begun;
        more.config.trainer.learningRate = 1e-9;
        more.config.trainer.maxEpochs = 2;
        QCOMPARE(train(more).epochs, 2);
    }

    void weightsThatCannotBeReadEndTheRunBeforeItBegins()
    {
        TrainingJob job = m_standIn->newJob("unread");
        job.config.model.weights = m_folder / "nowhere.safetensors";
        QVERIFY(isOneLineWith(errorOf([&] { train(job); }), "nowhere.safetensors"));
        job.config.model.weights = m_folder / "damaged.safetensors";
        std::ofstream(m_folder / "damaged.safetensors") << "not a model";
        QVERIFY(isOneLineWith(errorOf([&] { train(job); }), "damaged.safetensors"));
        QVERIFY(!std::filesystem::exists(RunFolder::open(job.runFolder).model()));
    }

    void aSingleSongIsEnoughAndNoneIsRefused()
    {
        TrainingJob job = m_standIn->newJob("single");
        job.train.resize(1);
        QCOMPARE(train(job).end, End::Finished);
        TrainingJob empty = m_standIn->newJob("empty");
        empty.train.clear();
        QVERIFY(isOneLineWith(errorOf([&] { train(empty); }), "train"));
        empty = m_standIn->newJob("blind");
        empty.validation.clear();
        QVERIFY(isOneLineWith(errorOf([&] { train(empty); }), "validate"));
    }
};

int main(int argc, char** argv)
{
    const std::string mode = argc == 4 ? argv[1] : "";
    if (mode == "--train" || mode == "--resume")
        return trainAsChild(argv[2], argv[3], mode == "--resume");
    TestTrainer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_trainer.moc"
