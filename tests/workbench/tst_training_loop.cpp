// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/processors.h"
#include "app/workbench/training/run_curves.h"
#include "tests/support/sanitizers.h"
#include "tests/workbench/loop_watch.h"
#include "tests/workbench/training_bench.h"
#include "training/neural/neural_module.h"
#include "widgets/theme/theme.h"

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

/// The event loop while LibTorch trains beside it, on all processors.
class TestTrainingLoop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLoopNeverStallsWhileANetworkIsTrained()
    {
        constexpr int kPatience = 300000; // ms; a loaded machine is slow
        const TempFolder cache;
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(cache.path().native()));
        if (!hasNeuralModule())
            QSKIP("without LibTorch nothing is trained");
        ui::Theme::instance().apply();
        TrainingBench bench;
        RunConfig config = bench.config(3);
        config.trainer.device = "cpu";
        config.trainer.batchSize = 1;
        bench.controller().start(config);
        QTRY_VERIFY_WITH_TIMEOUT(bench.controller().state() != TrainingState::Preparing, kPatience);
        LoopWatch watch;
        QTRY_COMPARE_WITH_TIMEOUT(bench.controller().state(), TrainingState::Idle, kPatience);
        watch.stop();
        QCOMPARE(bench.problems, QStringList());
        QCOMPARE(bench.controller().epochs().size(), std::size_t{3});
        QCOMPARE(bench.page().curves().runs(), QStringList{"one"});
        qInfo("%zu steps; event loop: 99 %% of the gaps below %.1f ms, the longest %.1f ms; of its work %.1f ms and "
              "%.1f ms",
              bench.controller().steps().size(), watch.gap(0.99), watch.gap(1.0), watch.work(0.99), watch.work(1.0));
        if (tempo::test::kIsInstrumented)
            QSKIP("sanitizers decide how long this takes");
        QVERIFY2(watch.work(1.0) < 50.0, qPrintable(QString::number(watch.work(1.0))));
        if (!LoopWatch::isMachineBusy(app::availableProcessors()))
            QVERIFY2(watch.work(0.99) < 16.0, qPrintable(QString::number(watch.work(0.99))));
    }
};

QTEST_MAIN(TestTrainingLoop)
#include "tst_training_loop.moc"
