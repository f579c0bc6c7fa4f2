// SPDX-License-Identifier: GPL-3.0-or-later
// The chain against librosa 0.11.0's golden vectors, stage by stage. Tolerances are the design's: mel dB 1e-3, onset
// 1e-3, tempogram 1e-5, tempo the same value. librosa itself moves by 1e-5, 2e-5 and 1e-7 when it runs in double
// (tests/golden/tolerances.json), so we ask for 1e-4, 1e-4 and 1e-6: a wrong rounding or shift shows at once.
#include "engine/dsp/decibel.h"
#include "engine/rhythm/mel_spectrogram.h"
#include "engine/rhythm/onset_envelope.h"
#include "engine/rhythm/tempo.h"
#include "engine/rhythm/tempogram.h"
#include "tests/support/golden.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>

using namespace tempo;

namespace {

constexpr double kMelTolerance = 1e-4;
constexpr double kOnsetTolerance = 1e-4;
constexpr double kTempogramTolerance = 1e-6;

Matrix<float> melDecibelOf(std::span<const float> samples)
{
    Matrix<float> result;
    MelSpectrogramStream stream([&](std::size_t, std::span<const float> decibel) { result.appendRow(decibel); });
    stream.push(samples);
    stream.finish();
    clipToTopDecibel(result);
    return result;
}

/// Golden vectors of the input that the current data row names.
std::string inputFile(const char* file)
{
    return std::string(QTest::currentDataTag()) + "/" + file;
}

template <class A, class B>
double largestDifference(const A& a, const B& b)
{
    double largest = a.size() == b.size() ? 0.0 : std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k)
        largest = std::max(largest, std::abs(static_cast<double>(a[k]) - static_cast<double>(b[k])));
    return largest;
}

/// Ours is [frames, bins], librosa's file [bins, frames].
template <class T>
double largestDifferenceTransposed(const Matrix<T>& ours, const Matrix<float>& golden)
{
    if (ours.rows() != golden.cols() || ours.cols() != golden.rows())
        return std::numeric_limits<double>::infinity();
    double largest = 0.0;
    for (std::size_t t = 0; t < ours.rows(); ++t)
        for (std::size_t k = 0; k < ours.cols(); ++k)
            largest = std::max(largest, std::abs(static_cast<double>(ours(t, k)) - static_cast<double>(golden(k, t))));
    return largest;
}

OnsetEnvelope onsetOf(std::string_view name)
{
    OnsetStream stream;
    stream.push(test::goldenInput(name));
    stream.finishPass();
    return stream.take();
}

#define VERIFY_WITHIN(difference, tolerance)                                                                           \
    QVERIFY2((difference) <= (tolerance), qPrintable(QString::number(difference)))

} // namespace

class TestGoldenChain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void melSpectrogram_data() { fullInputs(); }
    void melSpectrogram()
    {
        const Matrix<float> mel = melDecibelOf(test::goldenInput(QTest::currentDataTag()));
        const Matrix<float> golden = test::readNpy(test::goldenPath(inputFile("mel_db.npy")));
        VERIFY_WITHIN(largestDifferenceTransposed(mel, golden), kMelTolerance);
    }

    void onsetEnvelope_data() { allInputs(); }
    void onsetEnvelope()
    {
        const auto golden = test::readF32(test::goldenPath(inputFile("onset.f32")));
        VERIFY_WITHIN(largestDifference(onsetOf(QTest::currentDataTag()).values, golden), kOnsetTolerance);
    }

    void tempogramRows_data() { fullInputs(); }
    void tempogramRows()
    {
        const OnsetEnvelope onset = onsetOf(QTest::currentDataTag());
        for (const auto& [window, file] : {std::pair<std::size_t, const char*>{384, "tempogram_384.npy"},
                                           std::pair<std::size_t, const char*>{344, "tempogram_344.npy"}})
            VERIFY_WITHIN(
                largestDifferenceTransposed(tempogram(onset, window), test::readNpy(test::goldenPath(inputFile(file)))),
                kTempogramTolerance);
    }

    void meanTempogram_data() { allInputs(); }
    void meanTempogram()
    {
        const OnsetEnvelope onset = onsetOf(QTest::currentDataTag());
        for (const auto& [window, file] : {std::pair<std::size_t, const char*>{384, "agg_tempogram_384.f64"},
                                           std::pair<std::size_t, const char*>{344, "agg_tempogram_344.f64"}})
            VERIFY_WITHIN(largestDifference(LocalAutocorrelation(window).mean(onset.values),
                                            test::readF64(test::goldenPath(inputFile(file)))),
                          kTempogramTolerance);
    }

    // Over the lags that the prior allows; the first nine are ruled out on both sides.
    void prior_data() { allInputs(); }
    void prior()
    {
        const auto golden = test::readF64(test::goldenPath(inputFile("tempo_prior_344.f64")));
        const auto bpm = tempoOfLags(kTempoWindow, AnalysisGrid{}.frameRate());
        const auto ours = logTempoPrior(bpm);
        QCOMPARE(ours.size(), golden.size());
        for (std::size_t lag = 0; lag < ours.size(); ++lag) {
            QCOMPARE(std::isinf(ours[lag]), std::isinf(golden[lag]));
            if (!std::isinf(ours[lag]))
                VERIFY_WITHIN(std::abs(ours[lag] - golden[lag]), 1e-14);
        }
    }

    void tempoOfEachLag()
    {
        const auto golden = test::readF64(test::goldenPath("tempo_frequencies_344.f64"));
        const auto ours = tempoOfLags(kTempoWindow, AnalysisGrid{}.frameRate());
        QVERIFY(ours == golden);
    }

    void tempoIsTheSameValue_data() { allInputs(); }
    void tempoIsTheSameValue()
    {
        const auto golden = test::readF64(test::goldenPath(inputFile("tempo.f64")));
        TempoScorer scorer(AnalysisGrid{}.frameRate());
        const TempoScores scores = scorer.global(onsetOf(QTest::currentDataTag()).values);
        QVERIFY(scores.tempo().value() == golden.at(0)); // not QCOMPARE, which is fuzzy for doubles
    }

    // The score is what decides: closer than half of the smallest winning margin seen on real recordings, 2.4e-4.
    void score_data() { allInputs(); }
    void score()
    {
        const auto golden = test::readF64(test::goldenPath(inputFile("score_344.f64")));
        TempoScorer scorer(AnalysisGrid{}.frameRate());
        const TempoScores scores = scorer.global(onsetOf(QTest::currentDataTag()).values);
        QCOMPARE(scores.score.size(), golden.size());
        const double highest = *std::ranges::max_element(golden);
        for (std::size_t lag = 0; lag < golden.size(); ++lag)
            if (golden[lag] > highest - 3.0)
                VERIFY_WITHIN(std::abs(scores.score[lag] - golden[lag]), 1e-4);
    }

    void tempoOverTime_data() { allInputs(); }
    void tempoOverTime()
    {
        // From librosa's own envelope, so that each frame's winner is decided on the same numbers.
        const auto onset = test::readF32(test::goldenPath(inputFile("onset.f32")));
        const auto golden =
            test::readF64(test::goldenPath("rhythm/" + std::string(QTest::currentDataTag()) + "_tempo_over_time.f64"));
        compareOverTime(onset, golden);
    }

    void tempoOverTimeFollowsAChange()
    {
        const auto golden = test::readF64(test::goldenPath("rhythm/change_tempo_over_time.f64"));
        QVERIFY(golden.front() < 70.0 && golden.back() > 160.0);
        compareOverTime(test::readF32(test::goldenPath("rhythm/change_onset.f32")), golden);
    }

private:
    static void allInputs()
    {
        QTest::addColumn<int>("unused");
        for (const std::string_view name : test::goldenNames())
            QTest::newRow(std::string(name).c_str()) << 0;
    }

    static void fullInputs()
    {
        QTest::addColumn<int>("unused");
        QTest::newRow("click_097p5") << 0;
        QTest::newRow("lcg_112") << 0;
    }

    static void compareOverTime(const std::vector<float>& onset, const std::vector<double>& golden)
    {
        TempoScorer scorer(AnalysisGrid{}.frameRate());
        const std::vector<Bpm> tempi = scorer.overTime(onset);
        QCOMPARE(tempi.size(), golden.size());
        for (std::size_t t = 0; t < tempi.size(); ++t)
            QVERIFY2(tempi[t].value() == golden[t], qPrintable(QString("frame %1").arg(t)));
    }
};

QTEST_APPLESS_MAIN(TestGoldenChain)
#include "tst_golden_chain.moc"
