// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch_runner.h"

#include <QTest>
#include <atomic>
#include <latch>
#include <thread>

using namespace tempo;
using namespace tempo::app;
using namespace tempo::cli;

namespace {

FileOutcome numbered(std::size_t index)
{
    return failedOutcome(std::to_string(index), "none");
}

/// Collects what a batch emits.
struct Collector {
    std::vector<std::size_t> indices;
    std::vector<std::string> names;
    std::atomic<bool> isStopWanted{false};

    BatchHooks hooks()
    {
        return {.emit =
                    [this](std::size_t index, const FileOutcome& outcome) {
                        indices.push_back(index);
                        names.push_back(outcome.path.native());
                    },
                .tick = [](const BatchStatus&) {},
                .isStopWanted = [this] { return isStopWanted.load(); }};
    }
};

} // namespace

class TestBatchRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultsComeInTheOrderOfTheItems_data();
    void resultsComeInTheOrderOfTheItems();
    void laterItemsMayFinishFirst();
    void eachWorkerIsMadeOnce();
    void emptyBatchIsComplete();
    void statusCountsStartedParts();
    void stoppingHandsOutWhatIsFinished();
};

void TestBatchRunner::resultsComeInTheOrderOfTheItems_data()
{
    QTest::addColumn<int>("jobs");
    for (const int jobs : {1, 2, 3, 16, 300})
        QTest::addRow("%d jobs", jobs) << jobs;
}

void TestBatchRunner::resultsComeInTheOrderOfTheItems()
{
    QFETCH(const int, jobs);
    constexpr std::size_t kItems = 200;
    Collector collector;
    const auto makeWorker = [] {
        return [](std::size_t index, const ProgressSink&, const std::stop_token&) { return numbered(index); };
    };
    QVERIFY(runBatch(kItems, jobs, makeWorker, collector.hooks()));
    QCOMPARE(collector.indices.size(), kItems);
    for (std::size_t i = 0; i < kItems; ++i) {
        QCOMPARE(collector.indices[i], i);
        QCOMPARE(collector.names[i], std::to_string(i));
    }
}

void TestBatchRunner::laterItemsMayFinishFirst()
{
    std::latch othersDone(3);
    const auto makeWorker = [&] {
        return [&](std::size_t index, const ProgressSink&, const std::stop_token&) {
            if (index == 0)
                othersDone.wait();
            else
                othersDone.count_down();
            return numbered(index);
        };
    };
    Collector collector;
    QVERIFY(runBatch(4, 2, makeWorker, collector.hooks()));
    QCOMPARE(collector.indices, (std::vector<std::size_t>{0, 1, 2, 3}));
}

void TestBatchRunner::eachWorkerIsMadeOnce()
{
    std::atomic<int> made{0};
    std::atomic<bool> hasChangedThread{false};
    const auto makeWorker = [&] {
        ++made;
        return [&, home = std::this_thread::get_id()](std::size_t index, const ProgressSink&, const std::stop_token&) {
            if (std::this_thread::get_id() != home)
                hasChangedThread = true;
            return numbered(index);
        };
    };
    Collector collector;
    QVERIFY(runBatch(50, 3, makeWorker, collector.hooks()));
    QCOMPARE(made.load(), 3);
    QVERIFY(!hasChangedThread);
    QVERIFY(runBatch(2, 8, makeWorker, collector.hooks()));
    QCOMPARE(made.load(), 5);
}

void TestBatchRunner::emptyBatchIsComplete()
{
    Collector collector;
    QVERIFY(runBatch(
        0, 4, [] { return Worker(); }, collector.hooks()));
    QVERIFY(collector.indices.empty());
}

void TestBatchRunner::statusCountsStartedParts()
{
    // The only item reports half of its work and waits until that was seen.
    std::latch seen(1);
    const auto makeWorker = [&] {
        return [&](std::size_t index, const ProgressSink& progress, const std::stop_token&) {
            progress({.fraction = 0.5, .stage = "half"});
            seen.wait();
            return numbered(index);
        };
    };
    Collector collector;
    BatchHooks hooks = collector.hooks();
    bool isSeen = false;
    hooks.tick = [&](const BatchStatus& status) {
        if (isSeen || status.fraction != 0.5)
            return;
        isSeen = true;
        QCOMPARE(status.done, std::size_t{0});
        QCOMPARE(status.total, std::size_t{1});
        QCOMPARE(status.current, std::size_t{0});
        seen.count_down();
    };
    QVERIFY(runBatch(1, 1, makeWorker, hooks));
    QVERIFY(isSeen);
}

void TestBatchRunner::stoppingHandsOutWhatIsFinished()
{
    // Items 1 and 3 finish; 0 and 2 wait for the stop. The stop is wanted when both are known to have finished.
    Collector collector;
    BatchHooks hooks = collector.hooks();
    hooks.tick = [&](const BatchStatus& status) {
        if (status.done == 2)
            collector.isStopWanted = true;
    };
    const auto makeWorker = [&] {
        return [&](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
            while (index % 2 == 0) {
                throwIfStopped(stop);
                std::this_thread::yield();
            }
            return numbered(index);
        };
    };
    QVERIFY(!runBatch(4, 3, makeWorker, hooks));
    QCOMPARE(collector.indices, (std::vector<std::size_t>{1, 3}));
}

QTEST_GUILESS_MAIN(TestBatchRunner)
#include "tst_batch_runner.moc"
