// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/dsp/centred_frames.h"

#include <QTest>

#include <numeric>
#include <vector>

using namespace tempo;

namespace {

constexpr std::size_t kLength = 8;
constexpr std::size_t kHop = 2;

/// Every frame of the samples, pushed in blocks of one size.
std::vector<std::vector<float>> framesOf(const std::vector<float>& samples, std::size_t block)
{
    std::vector<std::vector<float>> frames;
    CentredFrames framer(kLength, kHop,
                         [&](std::size_t index, std::span<const float> first, std::span<const float> second) {
                             QCOMPARE(index, frames.size());
                             frames.emplace_back(first.begin(), first.end());
                             if (!second.empty())
                                 frames.emplace_back(second.begin(), second.end());
                         });
    for (std::size_t start = 0; start < samples.size(); start += block)
        framer.push(std::span(samples).subspan(start, std::min(block, samples.size() - start)));
    framer.finish();
    return frames;
}

/// The definition: value n of frame t is sample t * hop + n - length / 2, or 0.
std::vector<std::vector<float>> slowFrames(const std::vector<float>& samples)
{
    std::vector<std::vector<float>> frames;
    for (std::size_t t = 0; t < 1 + samples.size() / kHop; ++t) {
        std::vector<float> frame(kLength, 0.0F);
        for (std::size_t n = 0; n < kLength; ++n) {
            const std::size_t position = t * kHop + n;
            if (position >= kLength / 2 && position - kLength / 2 < samples.size())
                frame[n] = samples[position - kLength / 2];
        }
        frames.push_back(frame);
    }
    return frames;
}

} // namespace

class TestCentredFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAreTheDefinitionsWhateverTheBlocks_data()
    {
        QTest::addColumn<int>("sampleCount");
        QTest::addColumn<int>("block");
        for (const int samples : {0, 1, 2, 3, 7, 8, 9, 30, 31, 40000})
            for (const int block : {1, 3, 8, 50000})
                if (samples < 1000 || block > 1)
                    QTest::addRow("%d samples in blocks of %d", samples, block) << samples << block;
    }
    void framesAreTheDefinitionsWhateverTheBlocks()
    {
        QFETCH(int, sampleCount);
        QFETCH(int, block);
        std::vector<float> samples(static_cast<std::size_t>(sampleCount));
        std::iota(samples.begin(), samples.end(), 1.0F);
        QVERIFY(framesOf(samples, static_cast<std::size_t>(block)) == slowFrames(samples));
    }

    void resetForgetsWhatWasPushed()
    {
        std::size_t count = 0;
        float largest = 0.0F;
        CentredFrames framer(kLength, kHop,
                             [&](std::size_t, std::span<const float> first, std::span<const float> second) {
                                 count += second.empty() ? 1 : 2;
                                 for (const float value : first)
                                     largest = std::max(largest, value);
                             });
        framer.push(std::vector<float>(3, 9.0F));
        framer.reset();
        framer.push(std::vector<float>(4, 1.0F));
        framer.finish();
        QCOMPARE(count, 3U);
        QCOMPARE(largest, 1.0F);
    }

    void senselessSizesAreRefused()
    {
        const auto ignore = [](std::size_t, std::span<const float>, std::span<const float>) {};
        QVERIFY_EXCEPTION_THROWN(CentredFrames(7, 2, ignore), Error);
        QVERIFY_EXCEPTION_THROWN(CentredFrames(8, 0, ignore), Error);
        QVERIFY_EXCEPTION_THROWN(CentredFrames(8, 9, ignore), Error);
    }
};

QTEST_APPLESS_MAIN(TestCentredFrames)
#include "tst_centred_frames.moc"
