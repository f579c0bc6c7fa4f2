// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/onset_envelope.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace tempo;

namespace {

/// How often a recording had to be pushed, and what came out.
struct Passes {
    int count = 0;
    OnsetEnvelope envelope;
};

Passes run(OnsetStream& stream, std::span<const float> samples, std::size_t block)
{
    Passes passes;
    stream.begin();
    bool complete = false;
    while (!complete && passes.count < 3) {
        for (std::size_t start = 0; start < samples.size(); start += block)
            stream.push(samples.subspan(start, std::min(block, samples.size() - start)));
        complete = stream.finishPass();
        ++passes.count;
    }
    passes.envelope = stream.take();
    return passes;
}

} // namespace

class TestOnsetEnvelope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One band jumps by 12 dB into frame 3 of 8 frames with 4 bands: a mean rise of 3 dB, heard two frames later.
    void aRiseStandsTwoFramesLater()
    {
        Matrix<float> mel(8, 4, -20.0F);
        for (std::size_t t = 3; t < 8; ++t)
            mel(t, 1) = -8.0F;
        const OnsetEnvelope onset = onsetStrength(mel, FrameRate{43.0});
        const std::vector<float> expected{0, 0, 0, 0, 0, 3, 0, 0};
        QVERIFY(onset.values == expected);
        QCOMPARE(onset.rate.value(), 43.0);
    }

    void aFallIsNoOnset()
    {
        Matrix<float> mel(6, 2, 0.0F);
        for (std::size_t t = 2; t < 6; ++t)
            mel(t, 0) = -30.0F;
        for (const float value : onsetStrength(mel, FrameRate{43.0}).values)
            QCOMPARE(value, 0.0F);
    }

    void theEnvelopeIsAsLongAsTheSpectrogram_data()
    {
        QTest::addColumn<int>("frames");
        for (const int frames : {0, 1, 2, 3, 4})
            QTest::addRow("%d", frames) << frames;
    }
    void theEnvelopeIsAsLongAsTheSpectrogram()
    {
        QFETCH(int, frames);
        const Matrix<float> mel(static_cast<std::size_t>(frames), 128, 1.0F);
        QCOMPARE(onsetStrength(mel, FrameRate{43.0}).values.size(), static_cast<std::size_t>(frames));
    }

    void blockSizesDoNotMatter()
    {
        const std::vector<float> samples = test::goldenInput("lcg_112");
        OnsetStream stream;
        const Passes whole = run(stream, samples, samples.size());
        QCOMPARE(whole.count, 1);
        QVERIFY(run(stream, samples, 1000).envelope.values == whole.envelope.values);
        QVERIFY(run(stream, samples, 65536).envelope.values == whole.envelope.values);
    }

    // Loud at the end only, so that the limit of the first pass would be wrong for nearly all frames.
    void aRecordingBeyondTheBoundIsPushedTwiceWithTheSameBits()
    {
        std::vector<float> samples = test::goldenInput("lcg_112");
        for (std::size_t n = 0; n < samples.size() * 9 / 10; ++n)
            samples[n] *= 0.001F;
        OnsetStream roomy;
        OnsetStream tight(100);
        const Passes once = run(roomy, samples, 4096);
        const Passes twice = run(tight, samples, 5000);
        QCOMPARE(once.count, 1);
        QCOMPARE(twice.count, 2);
        QVERIFY(once.envelope.values == twice.envelope.values);
        QVERIFY(std::ranges::any_of(once.envelope.values, [](float value) { return value > 0.0F; }));
    }

    void aRecordingThatWasGivenUpLeavesNoTrace()
    {
        const std::vector<float> samples = test::goldenInput("click_128");
        OnsetStream fresh;
        OnsetStream used;
        used.begin();
        used.push(test::goldenInput("am2tone_090"));
        const Passes expected = run(fresh, samples, 4096);
        QVERIFY(run(used, samples, 4096).envelope.values == expected.envelope.values);
    }

    void silenceHasNoOnset()
    {
        OnsetStream stream;
        for (const float value : run(stream, std::vector<float>(50000, 0.0F), 4096).envelope.values)
            QCOMPARE(value, 0.0F);
    }

    void noSamplesGiveOneFrame()
    {
        OnsetStream stream;
        QCOMPARE(run(stream, {}, 1).envelope.values.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestOnsetEnvelope)
#include "tst_onset_envelope.moc"
