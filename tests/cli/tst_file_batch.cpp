// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/file_batch.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <new>
#include <thread>

using namespace tempo;
using namespace tempo::cli;

namespace {

std::string nameOf(std::size_t index)
{
    return "item " + std::to_string(index);
}

} // namespace

class TestFileBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyItemIsWorkedOn()
    {
        std::atomic<std::size_t> sum = 0;
        const ItemWork work = [&](std::size_t index, const ProgressSink&, const std::stop_token&) { sum += index; };
        const BatchSummary summary = runFileBatch(
            5, 3, [&] { return work; }, nameOf);
        QCOMPARE(sum.load(), std::size_t{10});
        QCOMPARE(summary.nDone, std::size_t{5});
        QCOMPARE(summary.nFailed, std::size_t{0});
        QCOMPARE(summary.signal, 0);
    }

    void whateverIsThrownIsTheFailureOfOneItem()
    {
        const ItemWork work = [](std::size_t index, const ProgressSink&, const std::stop_token&) {
            if (index == 1)
                throw Error(ErrorCode::FileAccess, "item 1: is gone");
            if (index == 2)
                throw std::bad_alloc();
        };
        const BatchSummary summary = runFileBatch(
            4, 2, [&] { return work; }, nameOf);
        QCOMPARE(summary.nDone, std::size_t{4});
        QCOMPARE(summary.nFailed, std::size_t{2});
        QCOMPARE(summary.signal, 0);
    }

    void aSignalEndsTheBatch()
    {
        const ItemWork work = [](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
            if (index == 0)
                return;
            std::raise(SIGTERM);
            while (true) {
                throwIfStopped(stop);
                std::this_thread::yield();
            }
        };
        const BatchSummary summary = runFileBatch(
            3, 1, [&] { return work; }, nameOf);
        QCOMPARE(summary.signal, SIGTERM);
        QCOMPARE(summary.nDone, std::size_t{1});
        QCOMPARE(summary.nFailed, std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestFileBatch)
#include "tst_file_batch.moc"
