// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/file_lock.h"
#include "tests/support/folder_contents.h"
#include "tests/support/temp_folder.h"
#include "training/config/run_config_yaml.h"
#include "training/files/run_folder.h"
#include "training/files/run_record.h"
#include "training/files/run_tables.h"

#include <QTest>

#include <fstream>

using namespace tempo;
using namespace tempo::test;
namespace fs = std::filesystem;

namespace {

RunFolder makeRun(const fs::path& path)
{
    RunFolder run = RunFolder::create(path);
    RunConfig config;
    config.trainer.maxEpochs = 7;
    run.writeConfig(toYaml(config));
    run.writeEnvironment(R"({"begun": "2026-01-02T03:04:05Z", "device": {"name": "cpu"}})");
    return run;
}

EpochRecord epochRecord(int epoch, double accuracy, double loss)
{
    EpochRecord record;
    record.epoch = epoch;
    record.step = 10 * (epoch + 1);
    record.accuracy1 = accuracy;
    record.validationLoss = loss;
    return record;
}

} // namespace

class TestRunRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingIsRead();
    void bestIsByAccuracyThenByLoss();
    void stateIsTheLastThingTheLogSays_data();
    void stateIsTheLastThingTheLogSays();
    void aLockedFolderIsRunning();
    void readingChangesNothing();
    void aHalfWrittenRowIsLeftAway();
    void foreignConfigurationIsNoEnd();
    void runsAreFound();
    void notesAreWrittenAndRemoved();
    void whatIsNoRunIsRefused();
};

void TestRunRecord::everythingIsRead()
{
    const TempFolder folder;
    RunFolder run = makeRun(folder / "a");
    run.append(epochRecord(0, 0.5, 2.0));
    run.append(StepRecord{1, 0, 3.5, 1e-3, 0.25});
    const RunRecord record = readRun(folder / "a");
    QCOMPARE(record.name, std::string("a"));
    QCOMPARE(record.begun, std::string("2026-01-02T03:04:05Z"));
    QCOMPARE(record.device, std::string("cpu"));
    QCOMPARE(record.config.value().trainer.maxEpochs, 7);
    QCOMPARE(record.epochs.size(), std::size_t{1});
    QCOMPARE(record.epochs[0].accuracy1, 0.5);
    QVERIFY(!record.hasModel && !record.hasCheckpoint);
    const std::vector<StepRecord> steps = readStepTable(folder / "a" / "steps.csv");
    QCOMPARE(steps.size(), std::size_t{1});
    QCOMPARE(steps[0].loss, 3.5);
    QCOMPARE(steps[0].seconds, 0.25);
}

void TestRunRecord::bestIsByAccuracyThenByLoss()
{
    const TempFolder folder;
    RunFolder run = makeRun(folder / "a");
    QVERIFY(!readRun(folder / "a").best);
    run.append(epochRecord(0, 0.5, 1.0));
    run.append(epochRecord(1, 0.8, 2.0));
    run.append(epochRecord(2, 0.8, 1.5));
    run.append(epochRecord(3, 0.7, 0.1));
    QCOMPARE(readRun(folder / "a").best.value(), std::size_t{2});
}

void TestRunRecord::stateIsTheLastThingTheLogSays_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, const char* log, RunState state) {
        QTest::newRow(name) << QByteArray(log) << static_cast<int>(state);
    };
    row("begun", "t run begun\n", RunState::Interrupted);
    row("ended", "t run begun\nt run ended after 3 epochs\n", RunState::Finished);
    row("cancelled", "t run begun\nt run cancelled after 3 epochs\n", RunState::Cancelled);
    row("failed", "t run begun\nt error: out of memory\n", RunState::Failed);
    row("resumed after failing", "t run begun\nt error: x\nt run resumed\nt epoch 3\n", RunState::Interrupted);
    row("torn last line", "t run begun\nt run ended", RunState::Interrupted);
    row("no log", "", RunState::Interrupted);
}

void TestRunRecord::stateIsTheLastThingTheLogSays()
{
    QFETCH(QByteArray, log);
    QFETCH(int, state);
    const TempFolder folder;
    makeRun(folder / "a");
    std::ofstream(folder / "a" / "log.txt") << log.constData();
    const RunRecord record = readRun(folder / "a");
    QCOMPARE(static_cast<int>(record.state), state);
    if (record.state == RunState::Failed)
        QCOMPARE(record.failure, std::string("out of memory"));
}

void TestRunRecord::aLockedFolderIsRunning()
{
    const TempFolder folder;
    makeRun(folder / "a");
    {
        FileLock lock(folder / "a" / kRunLockName);
        QVERIFY(lock.tryAlone());
        QVERIFY(readRun(folder / "a").state == RunState::Running);
    }
    QVERIFY(readRun(folder / "a").state == RunState::Interrupted);
}

void TestRunRecord::readingChangesNothing()
{
    const TempFolder folder;
    makeRun(folder / "a");
    std::ofstream(folder / "a" / "metrics.csv") << kEpochTableHeader << "0,1,2";
    const auto before = folderContents(folder / "a");
    readRun(folder / "a");
    QVERIFY(folderContents(folder / "a") == before);
}

void TestRunRecord::aHalfWrittenRowIsLeftAway()
{
    const TempFolder folder;
    RunFolder run = makeRun(folder / "a");
    run.append(epochRecord(0, 0.5, 1.0));
    std::ofstream(folder / "a" / "metrics.csv", std::ios::app) << "1,20,0.";
    QCOMPARE(readRun(folder / "a").epochs.size(), std::size_t{1});
}

void TestRunRecord::foreignConfigurationIsNoEnd()
{
    const TempFolder folder;
    RunFolder run = makeRun(folder / "a");
    run.writeConfig("of_another_version: true\n");
    const RunRecord record = readRun(folder / "a");
    QVERIFY(!record.config);
    QCOMPARE(record.configText, std::string("of_another_version: true\n"));
}

void TestRunRecord::runsAreFound()
{
    const TempFolder folder;
    QVERIFY(findRuns(folder / "none").empty());
    makeRun(folder / "b");
    makeRun(folder / "a");
    fs::create_directory(folder / "no run");
    const auto runs = findRuns(folder.path());
    QCOMPARE(runs.size(), std::size_t{2});
    QCOMPARE(runs[0].filename().native(), std::string("a"));
    const std::uint64_t before = runChange(folder / "a");
    QCOMPARE(runChange(folder / "a"), before);
    std::ofstream(folder / "a" / "model.safetensors") << "x";
    QVERIFY(runChange(folder / "a") != before);
}

void TestRunRecord::notesAreWrittenAndRemoved()
{
    const TempFolder folder;
    makeRun(folder / "a");
    writeRunNote(folder / "a", "the one for the paper");
    QCOMPARE(readRun(folder / "a").note, std::string("the one for the paper"));
    writeRunNote(folder / "a", "");
    QCOMPARE(readRun(folder / "a").note, std::string());
}

void TestRunRecord::whatIsNoRunIsRefused()
{
    const TempFolder folder;
    QVERIFY_THROWS_EXCEPTION(Error, readRun(folder.path()));
    makeRun(folder / "a");
    std::ofstream(folder / "a" / "metrics.csv") << "epoch,other\n1,2\n";
    QVERIFY_THROWS_EXCEPTION(Error, readRun(folder / "a"));
}

QTEST_GUILESS_MAIN(TestRunRecord)
#include "tst_run_record.moc"
