// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/estimators/analysis.h"
#include "tests/support/audio_files.h"
#include "tests/support/golden.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <vector>

using namespace tempo;

class TestAnalysis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // From a float WAV file to librosa's features: the whole way, with the design's tolerances.
    void featuresOfAFileAreLibrosas()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "lcg.wav";
        test::writeWav(path, test::goldenInput("lcg_112"), {.floatSamples = true});
        const TrackFeatures features = analyseTrack(path);

        const auto onset = test::readF32(test::goldenPath("lcg_112/onset.f32"));
        const auto mel = test::readNpy(test::goldenPath("lcg_112/mel_db.npy"));
        const auto rows = test::readNpy(test::goldenPath("lcg_112/tempogram_384.npy"));
        QCOMPARE(features.onset.size(), onset.size());
        QCOMPARE(features.melDecibel.rows(), mel.cols());
        QCOMPARE(features.melDecibel.cols(), mel.rows());
        QCOMPARE(features.tempogram.rows(), rows.cols());
        QCOMPARE(features.tempogram.cols(), rows.rows());
        for (std::size_t t = 0; t < onset.size(); ++t) {
            QVERIFY(std::abs(features.onset[t] - onset[t]) < 1e-3F);
            for (std::size_t band = 0; band < mel.rows(); ++band)
                QVERIFY(std::abs(features.melDecibel(t, band) - mel(band, t)) < 1e-3F);
            for (std::size_t lag = 0; lag < rows.rows(); ++lag)
                QVERIFY(std::abs(features.tempogram(t, lag) - static_cast<double>(rows(lag, t))) < 1e-5);
        }
    }

    void aTruncatedFileGivesThePartWithTheFault()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "half.wav";
        const std::vector<float> samples = test::goldenInput("lcg_112");
        test::writeWav(path, samples, {.declaredBytes = static_cast<std::uint32_t>(samples.size() * 4)});
        const TrackFeatures features = analyseTrack(path);
        QVERIFY(features.audio.find(AudioFault::Truncated) != nullptr);
        QCOMPARE(features.onset.size(), 513U);
    }

    void progressRisesToTheEnd()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "lcg.wav";
        test::writeWav(path, test::goldenInput("lcg_112"));
        std::vector<double> fractions;
        analyseTrack(path, [&](const Progress& progress) { fractions.push_back(progress.fraction); });
        QVERIFY(fractions.size() > 100);
        QVERIFY(std::ranges::is_sorted(fractions));
        QVERIFY(fractions.front() > 0.0);
        QCOMPARE(fractions.back(), 1.0);
    }

    void anEmptyFileIsAnErrorThatNamesIt()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "none.wav";
        test::writeWav(path, {});
        try {
            analyseTrack(path);
            QFAIL("no error");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Decode);
            QVERIFY(error.message().find("none.wav") != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
