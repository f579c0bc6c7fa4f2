// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/progress.h"
#include "engine/datasets/track_scan.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

using namespace tempo;

class TestTrackScan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoundFileHasReportHashAndFingerprint()
    {
        const auto path = write("a.wav", test::rhythmClip(120.0, 20.0, 1));
        const TrackScan scan = scanTrack(path);
        QVERIFY(scan.audio);
        QVERIFY(!scan.error);
        QVERIFY(scan.audio->problems.empty());
        QCOMPARE(scan.audio->decodedDuration.value(), 20.0);
        QVERIFY(scan.hash);
        // The last frames are not filled, hence a few items less than seconds over steps.
        QVERIFY(std::abs(static_cast<double>(scan.fingerprint.size()) * kFingerprintStep.value() - 20.0) < 3.0);
    }

    void theHashFollowsTheSoundNotTheFile()
    {
        const std::vector<float> samples = test::rhythmClip(100.0, 5.0, 2);
        const auto mono = scanTrack(write("mono.wav", samples)).hash;
        QVERIFY(mono == scanTrack(write("stereo.wav", samples, {.channels = 2})).hash);
        // Values of 16 bits are exact as floats, so the float file holds the rounded samples.
        std::vector<float> rounded(samples);
        for (float& sample : rounded)
            sample = std::clamp(std::round(sample * 32768.0F), -32768.0F, 32767.0F) / 32768.0F;
        QVERIFY(mono == scanTrack(write("float.wav", rounded, {.floatSamples = true})).hash);

        std::vector<float> changed(samples);
        changed[50000] += 0.01F;
        QVERIFY(mono != scanTrack(write("changed.wav", changed)).hash);
        std::vector<float> shorter(samples.begin(), samples.end() - 1);
        QVERIFY(mono != scanTrack(write("shorter.wav", shorter)).hash);
    }

    void hashesArePinned()
    {
        // A cache holds hashes of earlier versions; when this fails, raise ScanCache::kSchemaVersion.
        const TrackScan scan = scanTrack(write("pin.wav", std::vector<float>(1000, 0.5F)));
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(scan.hash->data()), 16).toHex(),
                 QByteArray("9977579671f4372072d5e7180a758958"));
    }

    void shortAudioHasNoFingerprint()
    {
        const TrackScan scan = scanTrack(write("short.wav", test::rhythmClip(120.0, 1.0, 1)));
        QVERIFY(scan.hash);
        QVERIFY(scan.fingerprint.empty());
    }

    void whatIsNotANumberDoesNotDisturb()
    {
        std::vector<float> samples = test::rhythmClip(120.0, 10.0, 1);
        samples[1000] = std::numeric_limits<float>::quiet_NaN();
        samples[2000] = std::numeric_limits<float>::infinity();
        samples[3000] = -std::numeric_limits<float>::infinity();
        const TrackScan scan = scanTrack(write("nan.wav", samples, {.floatSamples = true}));
        QCOMPARE(scan.audio->nonFiniteSamples, std::int64_t{3});
        QVERIFY(!scan.fingerprint.empty());
        QVERIFY(scan.hash);
    }

    void aMissingFileIsAValue()
    {
        const TrackScan scan = scanTrack(folder() / "none.wav");
        QVERIFY(!scan.audio);
        QVERIFY(scan.error);
        QCOMPARE(scan.error->code(), ErrorCode::FileAccess);
        QVERIFY(scan.error->message().find("none.wav") != std::string::npos);
        QVERIFY(!scan.hash);
    }

    void textIsUndecodableAndHasNoHash()
    {
        std::ofstream(folder() / "text.wav") << "no music\n";
        const TrackScan scan = scanTrack(folder() / "text.wav");
        QVERIFY(scan.audio);
        QVERIFY(scan.audio->find(AudioFault::Undecodable) != nullptr);
        QVERIFY(!scan.hash);
        QVERIFY(scan.fingerprint.empty());
    }

    void aStopRequestCancels()
    {
        const auto path = write("stop.wav", test::clickTrack(120.0, 5.0));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(scanTrack(path, stop.get_token()), Cancelled);
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    [[nodiscard]] std::filesystem::path write(const char* name, std::span<const float> samples,
                                              const test::WavOptions& options = {}) const
    {
        const auto path = folder() / name;
        test::writeWav(path, samples, options);
        return path;
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestTrackScan)
#include "tst_track_scan.moc"
