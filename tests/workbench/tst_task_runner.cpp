// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/outbox.h"
#include "app/workbench/task_runner.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <semaphore>
#include <stdexcept>
#include <thread>

using namespace tempo;
using namespace tempo::workbench;

namespace {

/// Waits until it is stopped, as engine calls do: by looking now and then.
void untilStopped(const TaskContext& task)
{
    while (!task.stop().stop_requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    throw Cancelled();
}

} // namespace

class TestTaskRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valueComesBackOnTheWindowsThread();
    void errorsAndForeignExceptionsBecomeValues();
    void cancelledTaskSaysSo();
    void newestOfAKeyCounts();
    void goneContextHearsNothing();
    void destructionStopsAndWaits();
    void progressIsThrottledAndEndsWithTheTask();
    void unlistedTasksAreNotListed();
};

void TestTaskRunner::valueComesBackOnTheWindowsThread()
{
    TaskRunner runner;
    int value = 0;
    QThread* deliveredOn = nullptr;
    std::atomic<QThread*> workedOn = nullptr;
    runner.run(
        {.title = {}, .key = {}},
        [&](TaskContext&) {
            workedOn = QThread::currentThread();
            return 42;
        },
        this,
        [&](TaskResult<int> result) {
            deliveredOn = QThread::currentThread();
            value = result.value.value_or(-1);
        });
    QTRY_COMPARE(value, 42);
    QCOMPARE(deliveredOn, QThread::currentThread());
    QVERIFY(workedOn.load() != deliveredOn);
    QCOMPARE(runner.count(), 0);
}

void TestTaskRunner::errorsAndForeignExceptionsBecomeValues()
{
    TaskRunner runner;
    std::vector<TaskResult<int>> results;
    const auto keep = [&](TaskResult<int> result) { results.push_back(std::move(result)); };
    runner.run(
        {.title = {}, .key = {}}, [](TaskContext&) -> int { throw Error(ErrorCode::Decode, "a.wav: not audio"); }, this,
        keep);
    QTRY_COMPARE(results.size(), std::size_t{1});
    QVERIFY(!results[0].value && !results[0].isCancelled);
    QCOMPARE(results[0].error.value().message(), std::string("a.wav: not audio"));
    QVERIFY(results[0].error.value().code() == ErrorCode::Decode);

    runner.run(
        {.title = {}, .key = {}}, [](TaskContext&) -> int { throw std::runtime_error("odd"); }, this, keep);
    QTRY_COMPARE(results.size(), std::size_t{2});
    QVERIFY(results[1].error.value().code() == ErrorCode::Internal);
    QCOMPARE(results[1].error.value().message(), std::string("odd"));
}

void TestTaskRunner::cancelledTaskSaysSo()
{
    TaskRunner runner;
    bool isCancelled = false;
    const quint64 id = runner.run(
        {.title = {}, .key = {}},
        [](TaskContext& task) {
            untilStopped(task);
            return Nothing{};
        },
        this, [&](const TaskResult<Nothing>& result) { isCancelled = result.isCancelled; });
    QVERIFY(runner.isRunning(id));
    runner.cancel(id);
    QTRY_VERIFY(isCancelled);
    QVERIFY(!runner.isRunning(id));
    runner.cancel(id);
}

void TestTaskRunner::newestOfAKeyCounts()
{
    TaskRunner runner;
    std::vector<int> delivered;
    std::binary_semaphore release(0);
    const auto keep = [&](TaskResult<int> result) { delivered.push_back(result.value.value_or(-1)); };
    // The older one ignores its stop and ends after the newer one with a value: still nobody may hear of it.
    runner.run(
        {.title = {}, .key = QStringLiteral("track")},
        [&](TaskContext&) {
            release.acquire();
            return 1;
        },
        this, keep);
    runner.run(
        {.title = {}, .key = QStringLiteral("track")}, [](TaskContext&) { return 2; }, this, keep);
    QTRY_COMPARE(delivered.size(), std::size_t{1});
    release.release();
    QTRY_COMPARE(runner.count(), 0);
    QCOMPARE(delivered, std::vector<int>{2});
}

void TestTaskRunner::goneContextHearsNothing()
{
    TaskRunner runner;
    bool isTold = false;
    auto context = std::make_unique<QObject>();
    std::binary_semaphore release(0);
    runner.run(
        {.title = {}, .key = {}},
        [&](TaskContext&) {
            release.acquire();
            return 1;
        },
        context.get(), [&](const TaskResult<int>&) { isTold = true; });
    context.reset();
    release.release();
    QTRY_COMPARE(runner.count(), 0);
    QVERIFY(!isTold);
}

void TestTaskRunner::destructionStopsAndWaits()
{
    std::atomic<int> ended = 0;
    bool isTold = false;
    {
        TaskRunner runner;
        for (const TaskLane lane : {TaskLane::Interactive, TaskLane::Batch})
            runner.run(
                {.title = {}, .key = {}, .lane = lane},
                [&](TaskContext& task) -> Nothing {
                    try {
                        untilStopped(task);
                    } catch (const Cancelled&) {
                        ++ended;
                        throw;
                    }
                    return {};
                },
                this, [&](const TaskResult<Nothing>&) { isTold = true; });
    }
    QCOMPARE(ended.load(), 2);
    QCoreApplication::processEvents();
    QVERIFY(!isTold);
}

void TestTaskRunner::progressIsThrottledAndEndsWithTheTask()
{
    TaskRunner runner;
    QSignalSpy changes(&runner, &TaskRunner::listedChanged);
    const auto start = std::chrono::steady_clock::now();
    runner.run(
        {.title = QStringLiteral("work"), .key = {}},
        [](TaskContext& task) {
            const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
            std::int64_t reports = 0;
            while (std::chrono::steady_clock::now() < until) {
                task.report(0.5, "half");
                ++reports;
            }
            return reports;
        },
        this, [](const TaskResult<std::int64_t>& result) { QVERIFY(result.value.value_or(0) > 1000); });
    QTRY_COMPARE(runner.listed().size(), std::size_t{1});
    QTRY_COMPARE(runner.listed().empty() ? 0.5 : runner.listed().front().fraction, 0.5);
    QTRY_VERIFY(runner.listed().empty());
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    QVERIFY(changes.count() >= 2);
    QVERIFY2(changes.count() <= elapsed.count() / 25 + 3, qPrintable(QString::number(changes.count())));
}

void TestTaskRunner::unlistedTasksAreNotListed()
{
    TaskRunner runner;
    std::binary_semaphore release(0);
    runner.run(
        {.title = QStringLiteral("quiet"), .key = {}, .isListed = false},
        [&](TaskContext&) {
            release.acquire();
            return 1;
        },
        this, [](const TaskResult<int>&) {});
    QCOMPARE(runner.count(), 1);
    QVERIFY(runner.listed().empty());
    release.release();
    QTRY_COMPARE(runner.count(), 0);
}

QTEST_MAIN(TestTaskRunner)
#include "tst_task_runner.moc"
