// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/estimators/librosa_estimator.h"
#include "engine/estimators/registry.h"
#include "tests/support/audio_files.h"
#include "tests/support/golden.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

using namespace tempo;

namespace {

constexpr std::size_t kLength = 262144;

std::vector<float> head(std::vector<float> samples, std::size_t count)
{
    samples.resize(count);
    return samples;
}

std::vector<float> scaled(std::vector<float> samples, float gain)
{
    for (float& sample : samples)
        sample *= gain;
    return samples;
}

std::vector<float> withSample(std::vector<float> samples, std::size_t position, float value)
{
    samples[position] = value;
    return samples;
}

std::vector<float> whiteNoise()
{
    std::uint32_t state = 1;
    std::vector<float> samples(kLength);
    for (float& sample : samples) {
        state = 1664525U * state + 1013904223U;
        sample = static_cast<float>((static_cast<double>(state >> 8U) - 8388608.0) / 8388608.0);
    }
    return samples;
}

/// The edge inputs of tests/golden/edges.json, as make_golden.py makes them.
std::vector<float> edgeInput(const std::string& name)
{
    const std::vector<float> silence(kLength, 0.0F);
    const std::vector<float> click = test::goldenInput("click_128");
    const std::vector<float> lcg = test::goldenInput("lcg_112");
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    if (name == "silence_262144")
        return silence;
    if (name == "single_impulse_at_100000")
        return withSample(silence, 100000, 1.0F);
    if (name == "impulse_at_0")
        return withSample(silence, 0, 1.0F);
    if (name == "click128_first_22050_(1s)")
        return head(click, 22050);
    if (name == "lcg112_first_22050_(1s)")
        return head(lcg, 22050);
    if (name == "lcg112_first_44100_(2s)")
        return head(lcg, 44100);
    if (name == "lcg112_first_66150_(3s)")
        return head(lcg, 66150);
    if (name == "lcg112_first_2205_(0.1s)")
        return head(lcg, 2205);
    if (name == "lcg112_first_1024")
        return head(lcg, 1024);
    if (name == "lcg112_first_512")
        return head(lcg, 512);
    if (name == "length_1")
        return head(lcg, 1);
    if (name == "length_0")
        return {};
    if (name == "dc_0.5")
        return std::vector<float>(kLength, 0.5F);
    if (name == "dc_1s_0.5")
        return std::vector<float>(22050, 0.5F);
    if (name == "nan_one_sample")
        return withSample(lcg, 1000, kNan);
    if (name == "nan_all")
        return std::vector<float>(kLength, kNan);
    if (name == "inf_one_sample")
        return withSample(lcg, 1000, std::numeric_limits<float>::infinity());
    if (name == "lcg_white_noise_constant_gain")
        return whiteNoise();
    if (name == "click128_x_32768")
        return scaled(click, 32768.0F);
    if (name == "click128_x_1e-3")
        return scaled(click, 1e-3F);
    if (name == "click128_x_1e-5")
        return scaled(click, 1e-5F);
    if (name == "lcg112_x_32768")
        return scaled(lcg, 32768.0F);
    if (name == "lcg112_x_1e-5")
        return scaled(lcg, 1e-5F);
    throw std::invalid_argument("unknown edge input " + name);
}

/// Where librosa answers with nothing but its prior (117.45 BPM), with a period longer than the recording, or with an
/// exception, we refuse. Everywhere else we answer as librosa does.
bool isRefused(const std::string& name)
{
    static const std::vector<std::string> refused{"silence_262144",
                                                  "single_impulse_at_100000",
                                                  "impulse_at_0",
                                                  "lcg112_first_2205_(0.1s)",
                                                  "lcg112_first_1024",
                                                  "lcg112_first_512",
                                                  "length_1",
                                                  "length_0",
                                                  "dc_0.5",
                                                  "dc_1s_0.5",
                                                  "nan_one_sample",
                                                  "nan_all",
                                                  "inf_one_sample"};
    return std::ranges::find(refused, name) != refused.end();
}

/// Inputs that have no counterpart here: our samples are always mono floats.
bool isOtherType(const std::string& name)
{
    return name == "int16_dtype" || name == "float64_dtype" || name == "stereo_2x262144";
}

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

FileEstimate estimate(const std::filesystem::path& path, const EstimateOptions& options = {})
{
    return LibrosaEstimator().estimateFile(path, options, {}, {});
}

} // namespace

class TestLibrosaEstimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edgesAreAnsweredAsLibrosaDoesOrRefused_data()
    {
        QTest::addColumn<double>("librosa");
        std::ifstream file(test::goldenPath("edges.json"));
        for (const auto& edge : nlohmann::json::parse(file)) {
            const std::string name = edge["input"];
            if (!isOtherType(name))
                QTest::newRow(name.c_str()) << (edge.contains("tempo") ? edge["tempo"][0].get<double>() : 0.0);
        }
    }
    void edgesAreAnsweredAsLibrosaDoesOrRefused()
    {
        QFETCH(double, librosa);
        const std::string name = QTest::currentDataTag();
        const TempoEstimate estimate = LibrosaEstimator().estimateSamples(edgeInput(name));
        QCOMPARE(estimate.bpm.has_value(), !isRefused(name));
        QCOMPARE(estimate.refusal.empty(), !isRefused(name));
        if (estimate.bpm)
            QVERIFY2(estimate.bpm->value() == librosa, qPrintable(QString::number(estimate.bpm->value(), 'g', 17)));
    }

    void goldenInputsGetTheSameTempo_data()
    {
        QTest::addColumn<double>("tempo");
        for (const std::string_view name : test::goldenNames())
            QTest::newRow(std::string(name).c_str())
                << test::readF64(test::goldenPath(std::string(name) + "/tempo.f64")).at(0);
    }
    void goldenInputsGetTheSameTempo()
    {
        QFETCH(double, tempo);
        const TempoEstimate estimate = LibrosaEstimator().estimateSamples(test::goldenInput(QTest::currentDataTag()));
        QVERIFY(estimate.bpm && estimate.bpm->value() == tempo);
        QVERIFY(!estimate.candidates.empty());
        QVERIFY(estimate.candidates.front().bpm == *estimate.bpm);
        QVERIFY(estimate.confidence >
                0.6); // regular to the sample, though not every period is a whole number of frames
        QVERIFY(estimate.confidence <= 1.0);
    }

    void noiseHasLittleConfidence()
    {
        const TempoEstimate estimate = LibrosaEstimator().estimateSamples(whiteNoise());
        QVERIFY2(estimate.confidence < 0.2, qPrintable(QString::number(estimate.confidence)));
    }

    void aFileGivesWhatItsSamplesGive()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "click.wav");
        const std::vector<float> samples = test::goldenInput("click_097p5");
        test::writeWav(path, samples, {.floatSamples = true});
        const FileEstimate fromFile = estimate(path);
        const TempoEstimate fromSamples = LibrosaEstimator().estimateSamples(samples);
        QVERIFY(fromFile.estimate.bpm == fromSamples.bpm);
        QVERIFY(fromFile.estimate.confidence == fromSamples.confidence);
        QCOMPARE(fromFile.audio.nSamples, static_cast<std::int64_t>(samples.size()));
        QVERIFY(fromFile.audio.problems.empty());
        QVERIFY(!fromFile.estimate.curve);
    }

    void theCurveHasAPointForEachFrame()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "click.wav");
        test::writeWav(path, test::goldenInput("click_128"));
        const FileEstimate result = estimate(path, {.withCurve = true});
        QVERIFY(result.estimate.curve.has_value());
        QCOMPARE(result.estimate.curve->tempi.size(), 513U);
        QCOMPARE(result.estimate.curve->times.size(), 513U);
        QCOMPARE(result.estimate.curve->times[1].value(), 512.0 / 22050.0);
        QCOMPARE(result.estimate.curve->tempi[250].value(), 129.19921875);
    }

    void unusableFilesAreRefusedWithTheReason_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<double>("value");
        QTest::newRow("silent") << 22050 << 0.0;
        QTest::newRow("constant") << 22050 << 0.5;
        QTest::newRow("not finite") << 22050 << std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("empty") << 0 << 0.0;
        QTest::newRow("one sample") << 1 << 0.5;
    }
    void unusableFilesAreRefusedWithTheReason()
    {
        QFETCH(int, samples);
        QFETCH(double, value);
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "bad.wav");
        test::writeWav(path, std::vector<float>(static_cast<std::size_t>(samples), static_cast<float>(value)),
                       {.floatSamples = true});
        const FileEstimate result = estimate(path);
        QVERIFY(!result.estimate.bpm);
        QVERIFY(!result.estimate.refusal.empty());
        QVERIFY(result.estimate.candidates.empty());
    }

    void aMissingFileIsAnError() { QVERIFY_EXCEPTION_THROWN(estimate("/nowhere/at/all.wav"), Error); }

    void aBadFileDoesNotSpoilTheNext()
    {
        const QTemporaryDir folder;
        const auto bad = pathIn(folder, "bad.wav");
        const auto good = pathIn(folder, "good.wav");
        test::writeWav(bad, std::vector<float>(60000, std::numeric_limits<float>::quiet_NaN()), {.floatSamples = true});
        test::writeWav(good, test::goldenInput("lcg_112"));
        LibrosaEstimator estimator;
        const auto expected = estimator.estimateFile(good, {}, {}, {}).estimate;
        estimator.estimateFile(bad, {}, {}, {});
        const auto again = estimator.estimateFile(good, {}, {}, {}).estimate;
        QVERIFY(again.bpm == expected.bpm);
        QVERIFY(again.confidence == expected.confidence);
    }

    void progressRisesToOne()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "click.wav");
        test::writeWav(path, test::goldenInput("click_128"));
        std::vector<double> fractions;
        LibrosaEstimator().estimateFile(path, {}, [&](const Progress& p) { fractions.push_back(p.fraction); }, {});
        QVERIFY(std::ranges::is_sorted(fractions));
        QVERIFY2(fractions.size() > 5, "decoding is told step by step");
        QVERIFY(fractions.front() > 0.0 && fractions.front() < 0.3);
        QCOMPARE(fractions.back(), 1.0);
    }

    void aRequestedStopCancels()
    {
        const QTemporaryDir folder;
        const auto path = pathIn(folder, "click.wav");
        test::writeWav(path, test::goldenInput("click_128"));
        std::stop_source source;
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(LibrosaEstimator().estimateFile(path, {}, {}, source.get_token()), Cancelled);
    }

    void estimatorsOnManyThreadsAgree()
    {
        const std::vector<float> samples = test::goldenInput("am2tone_090");
        const double expected = LibrosaEstimator().estimateSamples(samples).bpm.value().value();
        std::vector<double> answers(6, 0.0);
        {
            std::vector<std::jthread> threads;
            for (double& answer : answers)
                threads.emplace_back([&answer, &samples] {
                    LibrosaEstimator estimator;
                    for (int round = 0; round < 3; ++round)
                        answer = estimator.estimateSamples(samples).bpm.value().value();
                });
        }
        for (const double answer : answers)
            QVERIFY(answer == expected);
    }

    void theRegistryKnowsIt()
    {
        QCOMPARE(makeEstimator("librosa")->name(), "librosa");
        const std::vector<std::string_view> names = estimatorNames();
        QVERIFY(std::ranges::find(names, "librosa") != names.end());
        QVERIFY_EXCEPTION_THROWN(makeEstimator("no such method"), Error);
    }
};

QTEST_APPLESS_MAIN(TestLibrosaEstimator)
#include "tst_librosa_estimator.moc"
