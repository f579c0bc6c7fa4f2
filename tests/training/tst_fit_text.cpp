// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/devices_command.h"
#include "app/cli/fit_text.h"

#include <QTest>

using namespace tempo;
using namespace tempo::cli;

class TestFitText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressTellsWhereTheRunIs()
    {
        FitStatus status;
        status.maxEpochs = 60;
        QCOMPARE(fitProgressText(status, Seconds{1.0}), std::string("training begins"));
        status.stepsPerEpoch = 25;
        status.step = {.step = 30, .epoch = 1, .loss = 0.12345};
        status.stepsBefore = 20;
        // 10 steps in 5 s, 1470 to go.
        QCOMPARE(fitProgressText(status, Seconds{5.0}), std::string("epoch 2/60  step 5/25  loss 0.1235  12:15 left"));
        status.step.step = 50;
        status.epoch = EpochRecord{};
        status.epoch->accuracy1 = 0.712;
        status.bestAccuracy = 0.74;
        QCOMPARE(fitProgressText(status, Seconds{0.0}),
                 std::string("epoch 2/60  step 25/25  loss 0.1235  val 71.2 % (best 74.0 %)"));
    }

    void anEpochIsOneLine()
    {
        EpochRecord record;
        record.epoch = 3;
        record.trainLoss = 1.5;
        record.validationLoss = 2.25;
        record.accuracy8 = 0.9;
        record.accuracy1 = 0.8;
        record.accuracy2 = 0.95;
        record.isBest = true;
        QCOMPARE(
            fitEpochText(record, 60),
            std::string("epoch 4/60: train loss 1.5000, validation loss 2.2500, accuracy 90.0 % within 8 %, 80.0 % "
                        "within 4 %, 95.0 % with octaves, best so far"));
    }

    void theResultSaysWhatItsNumbersReferTo()
    {
        TrainingOutcome outcome;
        TrainingJob job;
        job.runFolder = "/runs/a";
        job.validation.resize(120);
        QCOMPARE(fitResultText(outcome, job, "tempo/*.bpm"), std::string("Run: /runs/a\n"));
        outcome.model = "/runs/a/model.safetensors";
        outcome.epochs = 20;
        outcome.bestEpoch = 11;
        outcome.best.accuracy1 = 0.7;
        outcome.best.accuracy8 = 0.8;
        outcome.best.accuracy2 = 0.9;
        QCOMPARE(fitResultText(outcome, job, "tempo/*.bpm"),
                 std::string(
                     "Model: /runs/a/model.safetensors\nRun: /runs/a\nBest epoch 12 of 20: 70.0 % within 4 %, 80.0 % "
                     "within 8 %, 90.0 % within 4 % with octave errors allowed (120 validation tracks, reference "
                     "tempo/*.bpm)\n"));
    }

    void devicesAreATable()
    {
        const std::vector<ComputeDevice> devices{
            {.name = "cuda:0", .description = "A GPU, 24 GiB", .isUsable = true, .reason = "the first GPU"},
            {.name = "cuda:1", .description = "Another", .isUsable = false, .reason = "too old"},
            {.name = "cpu", .description = "8 threads", .isUsable = true, .reason = ""}};
        QCOMPARE(devicesText(devices, "2.13.0 (CUDA)", "/m.so"),
                 std::string("Device    Usable  Description\n"
                             "cuda:0    yes     A GPU, 24 GiB\n"
                             "cuda:1    no      Another; too old\n"
                             "cpu       yes     8 threads\n"
                             "auto: cuda:0, the first GPU\nLibTorch: 2.13.0 (CUDA)\nModule: /m.so\n"));
    }
};

QTEST_APPLESS_MAIN(TestFitText)
#include "tst_fit_text.moc"
