// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/run_folder.h"

#include "engine/core/error.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>

using namespace tempo;
using tempo::test::TempFolder;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

EpochRecord epoch(int number)
{
    EpochRecord record;
    record.epoch = number;
    record.step = 10 * (number + 1);
    record.trainLoss = 1.0 / 3.0;
    record.validationLoss = 0.25;
    record.accuracy8 = 0.8;
    record.accuracy1 = 0.7;
    record.accuracy2 = 0.9;
    record.learningRate = 1e-4;
    record.seconds = 12.3456;
    return record;
}

RunFolder filled(const fs::path& path)
{
    RunFolder run = RunFolder::create(path);
    run.writeConfig("seed_everything: 1\n");
    for (int i = 0; i < 3; ++i) {
        for (int step = 10 * i + 1; step <= 10 * i + 10; ++step)
            run.append(StepRecord{step, i, 0.5, 1e-3, 0.1 * step});
        run.append(epoch(i));
    }
    return run;
}

} // namespace

class TestRunFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsHaveLightningsColumnsAndReadBack()
    {
        const TempFolder folder;
        const RunFolder run = filled(folder / "a" / "run");
        const std::string metrics = contentOf(run.path() / "metrics.csv");
        QVERIFY(metrics.starts_with(
            "epoch,step,train_loss,val_loss,val_accuracy_8,val_accuracy_1,val_accuracy_2,lr,seconds\n"
            "0,10,0.3333333333333333,0.25,0.8,0.7,0.9,0.0001,12.346\n"));
        const std::vector<EpochRecord> epochs = run.readEpochs();
        QCOMPARE(epochs.size(), std::size_t{3});
        QCOMPARE(epochs[2].step, std::int64_t{30});
        QCOMPARE(epochs[2].trainLoss, 1.0 / 3.0);
        QVERIFY(contentOf(run.path() / "steps.csv").starts_with("step,epoch,loss,lr,seconds\n1,0,0.5,0.001,0.100\n2,"));
        QVERIFY(contentOf(run.path() / "log.txt").find("Z run begun\n") != std::string::npos);
    }

    void numbersThatAreNoneReadBack()
    {
        const TempFolder folder;
        RunFolder run = RunFolder::create(folder / "run");
        EpochRecord record = epoch(0);
        record.validationLoss = std::numeric_limits<double>::quiet_NaN();
        record.trainLoss = std::numeric_limits<double>::infinity();
        run.append(record);
        QVERIFY(std::isnan(run.readEpochs().at(0).validationLoss));
        QVERIFY(std::isinf(run.readEpochs().at(0).trainLoss));
    }

    void aTornLastLineIsDropped()
    {
        const TempFolder folder;
        const fs::path path = filled(folder / "run").path();
        for (const char* const name : {"metrics.csv", "steps.csv"}) {
            const std::string whole = contentOf(path / name);
            const std::size_t lastRow = whole.rfind('\n', whole.size() - 2) + 1;
            for (std::size_t length = lastRow + 1; length < whole.size(); ++length) {
                std::ofstream(path / name, std::ios::binary) << whole.substr(0, length);
                QVERIFY(RunFolder::open(path).readEpochs().size() >= 2);
                QCOMPARE(contentOf(path / name), whole.substr(0, lastRow));
            }
            std::ofstream(path / name, std::ios::binary) << whole;
        }
        // A header that is torn goes, too, and comes again with the next row.
        std::ofstream(path / "metrics.csv", std::ios::binary) << "epoch,st";
        RunFolder run = RunFolder::open(path);
        run.append(epoch(0));
        QCOMPARE(run.readEpochs().size(), std::size_t{1});
    }

    void aLongTornLineIsDropped()
    {
        const TempFolder folder;
        const fs::path path = filled(folder / "run").path();
        std::ofstream(path / "log.txt", std::ios::binary) << "a\n" << std::string(10000, 'x');
        RunFolder::open(path);
        QCOMPARE(contentOf(path / "log.txt"), std::string("a\n"));
        std::ofstream(path / "log.txt", std::ios::binary) << std::string(10000, 'x');
        RunFolder::open(path);
        QCOMPARE(contentOf(path / "log.txt"), std::string());
    }

    void rowsAfterACheckpointAreDropped()
    {
        const TempFolder folder;
        RunFolder run = filled(folder / "run");
        run.truncateAfter(1, 25);
        QCOMPARE(run.readEpochs().size(), std::size_t{2});
        QCOMPARE(run.readEpochs().back().epoch, 1);
        const std::string steps = contentOf(run.path() / "steps.csv");
        QVERIFY(steps.find("\n25,") != std::string::npos && steps.find("\n26,") == std::string::npos);
        run.truncateAfter(-1, 0);
        QVERIFY(run.readEpochs().empty());
        run.append(epoch(0));
        QCOMPARE(run.readEpochs().size(), std::size_t{1});
        RunFolder fresh = RunFolder::create(folder / "other");
        fresh.truncateAfter(3, 3);
        QVERIFY(fresh.readEpochs().empty());
    }

    void aFolderInUseIsRefused()
    {
        const TempFolder folder;
        filled(folder / "run");
        QVERIFY(errorOf([&] { RunFolder::create(folder / "run"); }).contains("is not empty; name a new run"));
        std::ofstream(folder / "file") << "x";
        QVERIFY(errorOf([&] { RunFolder::create(folder / "file"); }) != "no error");
        QVERIFY(errorOf([&] { RunFolder::create(folder / "file" / "run"); }).contains("file"));
        fs::create_directory(folder / "empty");
        QCOMPARE(errorOf([&] { RunFolder::create(folder / "empty"); }), QString("no error"));
    }

    void whatIsNoRunIsRefused()
    {
        const TempFolder folder;
        QVERIFY(errorOf([&] { RunFolder::open(folder / "gone"); }).contains("there is no such run folder"));
        QVERIFY(errorOf([&] { RunFolder::open(folder.path()); }).contains("has no config.yaml"));
    }

    void damagedMetricsAreNamed()
    {
        const TempFolder folder;
        const RunFolder run = filled(folder / "run");
        std::ofstream(run.path() / "metrics.csv", std::ios::app) << "3,x,,,,,,,\n";
        QVERIFY(
            errorOf([&] { static_cast<void>(run.readEpochs()); }).contains("metrics.csv' line 5: 'x' is no number"));
        std::ofstream(run.path() / "metrics.csv") << "a,b\n";
        QVERIFY(errorOf([&] { static_cast<void>(run.readEpochs()); }).contains("its first line is not epoch,step"));
    }

    void aRowThatDoesNotFitIsTakenBack()
    {
        const TempFolder folder;
        RunFolder run = RunFolder::create(folder / "run");
        fs::create_symlink("/dev/full", run.path() / "steps.csv");
        QVERIFY(errorOf([&] { run.append(StepRecord{}); }).contains("steps.csv: No space left on device"));
    }

    void whatIsWrittenWholeReadsBack()
    {
        const TempFolder folder;
        RunFolder run = RunFolder::create(folder / "run");
        run.writeConfig("trainer:\n  lr: 1\n");
        QCOMPARE(run.readConfig(), std::string("trainer:\n  lr: 1\n"));
        run.writeEnvironment("{}\n");
        QCOMPARE(contentOf(run.path() / "environment.json"), std::string("{}\n"));
        Split split;
        split.entries = {{"a", SplitPart::Train, std::nullopt, ""}};
        run.writeSplit(split);
        QCOMPARE(contentOf(run.path() / "split.csv"), std::string("id,split,reason\na,train,\n"));
        run.log("two\nlines");
        QVERIFY(contentOf(run.path() / "log.txt").ends_with("Z two\\nlines\n"));
    }
};

QTEST_APPLESS_MAIN(TestRunFolder)
#include "tst_run_folder.moc"
