// SPDX-License-Identifier: GPL-3.0-or-later
// The features in torch against the engine's and librosa's, to the 1e-3. The engine computes in double; torch
// does so up to the mel spectrogram and in float from there, which costs about 1e-5.
#include "training/torch/detail/device_features.h"

#include "engine/dsp/decibel.h"
#include "engine/rhythm/mel_spectrogram.h"
#include "engine/rhythm/onset_envelope.h"
#include "tests/support/golden.h"
#include "tests/support/signals.h"

#include <QTest>

#include <string>

using namespace tempo;
using namespace tempo::neural;

namespace {

constexpr double kTolerance = 1e-3;

Matrix<float> engineMel(std::span<const float> samples)
{
    Matrix<float> result;
    MelSpectrogramStream stream([&](std::size_t, std::span<const float> decibel) { result.appendRow(decibel); });
    stream.push(samples);
    stream.finish();
    return result;
}

template <class T>
torch::Tensor tensorOf(const Matrix<T>& matrix)
{
    const torch::Tensor tensor =
        torch::empty({1, static_cast<std::int64_t>(matrix.rows()), static_cast<std::int64_t>(matrix.cols())});
    auto values = tensor.accessor<float, 3>();
    for (std::size_t row = 0; row < matrix.rows(); ++row)
        for (std::size_t column = 0; column < matrix.cols(); ++column)
            values[0][static_cast<std::int64_t>(row)][static_cast<std::int64_t>(column)] =
                static_cast<float>(matrix(row, column));
    return tensor;
}

torch::Tensor tensorOf(const std::vector<float>& values)
{
    return torch::tensor(values).unsqueeze(0);
}

double distance(const torch::Tensor& a, const torch::Tensor& b)
{
    return a.sizes() == b.sizes() ? (a - b).abs().max().item<double>() : 1e9;
}

} // namespace

class TestDeviceFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStageEqualsTheEngines_data()
    {
        QTest::addColumn<bool>("isGolden");
        for (const std::string_view name : test::goldenNames())
            QTest::newRow(std::string(name).c_str()) << true;
        QTest::newRow("rhythm clip") << false;
        QTest::newRow("five frames") << false;
    }

    void everyStageEqualsTheEngines()
    {
        QFETCH(const bool, isGolden);
        const std::string row = QTest::currentDataTag();
        std::vector<float> samples = isGolden ? test::goldenInput(row) : test::rhythmClip(127.0, 6.0, 3);
        if (row == "five frames")
            samples.resize(4 * 512 + 7);

        Matrix<float> mel = engineMel(samples);
        const torch::Tensor melHere = logMel(tensorOf(samples));
        QVERIFY(distance(melHere, tensorOf(mel)) < kTolerance);

        clipToTopDecibel(mel);
        const torch::Tensor limited = limitRange(melHere);
        QVERIFY(distance(limited, tensorOf(mel)) < kTolerance);

        const OnsetEnvelope onset = onsetStrength(mel, AnalysisGrid{}.frameRate());
        const torch::Tensor onsetHere = onsetEnvelope(limited);
        QVERIFY(distance(onsetHere, tensorOf(onset.values)) < kTolerance);

        QVERIFY(distance(neural::tempogram(onsetHere), tensorOf(tempo::tempogram(onset))) < kTolerance);
    }

    void librosasOwnVectorsAreMet_data()
    {
        QTest::addColumn<bool>("hasMatrices");
        for (const std::string_view name : test::goldenNames())
            QTest::newRow(std::string(name).c_str()) << (name == "click_097p5" || name == "lcg_112");
    }

    void librosasOwnVectorsAreMet()
    {
        QFETCH(const bool, hasMatrices);
        const std::string row = QTest::currentDataTag();
        const torch::Tensor mel = limitRange(logMel(tensorOf(test::goldenInput(row))));
        const torch::Tensor onset = onsetEnvelope(mel);
        QVERIFY(distance(onset, tensorOf(test::readF32(test::goldenPath(row + "/onset.f32")))) < kTolerance);
        if (!hasMatrices)
            return;
        const auto golden = [&](const char* file) {
            return tensorOf(test::readNpy(test::goldenPath(row + "/" + file))).transpose(1, 2);
        };
        QVERIFY(distance(mel, golden("mel_db.npy")) < kTolerance);
        QVERIFY(distance(neural::tempogram(onset), golden("tempogram_384.npy")) < kTolerance);
        QVERIFY(distance(neural::tempogram(onset, 344), golden("tempogram_344.npy")) < kTolerance);
    }

    void aBatchIsItsItemsOneByOne()
    {
        const torch::Tensor loud = tensorOf(test::rhythmClip(90.0, 4.0, 1));
        const torch::Tensor quiet = 0.01 * tensorOf(test::rhythmClip(140.0, 4.0, 2));
        const auto chain = [](const torch::Tensor& samples) {
            return neural::tempogram(onsetEnvelope(limitRange(logMel(samples))));
        };
        const torch::Tensor both = chain(torch::cat({loud, quiet}));
        QVERIFY(distance(both.narrow(0, 0, 1), chain(loud)) < 1e-5);
        QVERIFY(distance(both.narrow(0, 1, 1), chain(quiet)) < 1e-5);
    }

    void silenceGivesZeros()
    {
        const torch::Tensor mel = logMel(torch::zeros({1, 22050}));
        QCOMPARE(mel.max().item<float>(), -100.0F);
        const torch::Tensor onset = onsetEnvelope(limitRange(mel));
        QCOMPARE(onset.abs().max().item<float>(), 0.0F);
        QCOMPARE(neural::tempogram(onset).abs().max().item<float>(), 0.0F);
    }

    void pastOnlyDoesNotSeeTheFuture()
    {
        const torch::Tensor mel = logMel(tensorOf(test::rhythmClip(127.0, 12.0, 3)));
        constexpr std::int64_t kChange = 400;
        const torch::Tensor changed = mel.clone();
        changed.narrow(1, kChange, mel.size(1) - kChange).add_(40.0);
        const auto past = [&](const torch::Tensor& given) {
            return neural::tempogram(onsetEnvelope(given, Reach::PastOnly), 384, Reach::PastOnly).narrow(1, 0, kChange);
        };
        QCOMPARE(distance(past(mel), past(changed)), 0.0);
        QVERIFY(past(mel).max().item<float>() > 0.9F);
        const torch::Tensor limited = limitRange(mel, Reach::PastOnly).narrow(1, 0, kChange);
        QCOMPARE(distance(limited, limitRange(changed, Reach::PastOnly).narrow(1, 0, kChange)), 0.0);
    }

    void aTrailingTempogramIsTheCentredOneLater()
    {
        const torch::Tensor onset = onsetEnvelope(limitRange(logMel(tensorOf(test::rhythmClip(127.0, 20.0, 5)))));
        const torch::Tensor centred = neural::tempogram(onset);
        const torch::Tensor trailing = neural::tempogram(onset, 384, Reach::PastOnly);
        // A centred window around t ends at t + 191; compared where no window reaches over an end.
        const std::int64_t n = onset.size(1) - 2 * 192;
        QVERIFY(distance(centred.narrow(1, 192, n), trailing.narrow(1, 192 + 191, n)) < 1e-5);
    }
};

QTEST_APPLESS_MAIN(TestDeviceFeatures)
#include "tst_device_features.moc"
