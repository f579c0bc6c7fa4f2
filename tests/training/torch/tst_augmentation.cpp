// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/augmentation.h"

#include <ATen/ops/allclose.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <QTest>
#include <cmath>

using namespace tempo;
using namespace tempo::neural;

namespace {

constexpr std::int64_t kBands = 128;

/// Nothing happens to a block.
AugmentationConfig nothing()
{
    AugmentationConfig config;
    config.gainDecibel = 0.0;
    config.equaliserDecibel = 0.0;
    config.noiseFloorShare = 0.0;
    config.timeMasks = 0;
    config.bandMasks = 0;
    return config;
}

AugmentationDraw draw(const AugmentationConfig& config, std::size_t nBlocks)
{
    Random random(3);
    return drawAugmentation(nBlocks, kBlockFrames, kBands, config, random);
}

/// Blocks of dB values between -60 and 0 that differ from frame to frame and band to band.
at::Tensor music(std::int64_t nBlocks)
{
    const auto frames = static_cast<std::int64_t>(kBlockFrames);
    return at::arange(nBlocks * frames * kBands, at::kFloat)
        .mul(0.37)
        .sin()
        .mul(30.0)
        .sub(30.0)
        .view({nBlocks, frames, kBands});
}

} // namespace

class TestAugmentation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stretchingResamplesEachBlockByItsOwnFactor()
    {
        const std::vector<TrackBlock> blocks{{0, 0, 640}, {0, 0, 512}, {0, 0, 410}};
        // A ramp over the frames: what comes out tells from which place it came.
        const at::Tensor ramp = at::arange(640, at::kHalf).view({1, 640, 1}).expand({3, 640, kBands}).contiguous();
        const at::Tensor stretched = stretchBlocks(ramp, blocks);
        QCOMPARE(stretched.sizes(), (at::IntArrayRef{3, 512, kBands}));
        for (std::int64_t item = 0; item < 3; ++item) {
            const double factor = blocks[static_cast<std::size_t>(item)].stretch();
            const at::Tensor place =
                at::arange(512, at::kFloat)
                    .add(0.5)
                    .mul(factor)
                    .sub(0.5)
                    .clamp(0.0, static_cast<double>(blocks[static_cast<std::size_t>(item)].sourceFrames) - 1.0);
            QVERIFY(at::allclose(stretched[item].select(1, 5), place, 0.0, 1e-3));
        }
    }

    void whatLiesBehindABlocksFramesIsNeverRead()
    {
        at::Tensor source = at::full({1, 640, kBands}, -10.0, at::kHalf);
        source.narrow(1, 410, 230).fill_(std::nan(""));
        const std::vector<TrackBlock> blocks{{0, 0, 410}};
        QVERIFY(stretchBlocks(source, blocks).eq(-10.0).all().item<bool>());
    }

    void withoutStretchingNothingIsInterpolated()
    {
        const at::Tensor source = music(2).to(at::kHalf);
        const std::vector<TrackBlock> blocks(2);
        QVERIFY(at::equal(stretchBlocks(source, blocks), source.to(at::kFloat)));
    }

    void withNothingAskedForNothingChanges()
    {
        at::Tensor mel = music(3);
        const at::Tensor before = mel.clone();
        augmentBlocks(mel, draw(nothing(), 3));
        QVERIFY(at::equal(mel, before));
    }

    void gainMovesWholeBlocksButNotSilence()
    {
        AugmentationConfig config = nothing();
        config.gainDecibel = 6.0;
        at::Tensor mel = music(4);
        mel.narrow(1, 400, 112).fill_(static_cast<double>(kSilentDecibel));
        const at::Tensor before = mel.clone();
        augmentBlocks(mel, draw(config, 4));
        QVERIFY(mel.narrow(1, 400, 112).eq(static_cast<double>(kSilentDecibel)).all().item<bool>());
        const at::Tensor gain = mel.sub(before).narrow(1, 0, 400);
        QVERIFY(gain.abs().max().item<float>() <= 6.0F);
        QVERIFY(gain.amax({1, 2}).sub(gain.amin({1, 2})).max().item<float>() < 1e-4F);
        QVERIFY(gain.amax({1, 2}).std().item<float>() > 0.1F);
    }

    void nothingFallsUnderTheFloor()
    {
        AugmentationConfig config = nothing();
        config.gainDecibel = 40.0;
        at::Tensor mel = music(8).sub(60.0).clamp_min(static_cast<double>(kSilentDecibel));
        augmentBlocks(mel, draw(config, 8));
        QVERIFY(mel.min().item<float>() >= kSilentDecibel);
    }

    void theEqualiserIsSmoothAndAsStrongAsAsked()
    {
        AugmentationConfig config = nothing();
        config.equaliserDecibel = 6.0;
        const AugmentationDraw drawn = draw(config, 2000);
        double squares = 0.0;
        float roughest = 0.0F;
        for (std::size_t block = 0; block < 2000; ++block) {
            const std::span<const float> curve = std::as_const(drawn.curveDecibel).row(block);
            for (std::size_t band = 0; band < curve.size(); ++band) {
                squares += static_cast<double>(curve[band] * curve[band]);
                roughest = std::max(roughest, band == 0 ? 0.0F : std::abs(curve[band] - curve[band - 1]));
            }
        }
        QVERIFY(std::abs(std::sqrt(squares / (2000.0 * kBands)) - 6.0) < 0.3);
        QVERIFY(roughest < 3.0F);
    }

    void theNoiseFloorDrownsTheQuietPartsOfItsShare()
    {
        AugmentationConfig config = nothing();
        config.noiseFloorShare = 0.5;
        constexpr std::int64_t kBlocks = 200;
        at::Tensor mel = at::full({kBlocks, 512, kBands}, -90.0);
        mel.narrow(1, 0, 1).fill_(0.0);
        augmentBlocks(mel, draw(config, kBlocks));
        const at::Tensor lowest = mel.amin({1, 2});
        const auto noisy = lowest.gt(-89.0).sum().item<std::int64_t>();
        QVERIFY2(noisy > 75 && noisy < 125, qPrintable(QString::number(noisy)));
        QVERIFY(lowest.max().item<float>() < -13.9F);
        QVERIFY(mel.amax({1, 2}).eq(0.0).all().item<bool>());
    }

    void masksHideFramesAndBandsUnderTheMean()
    {
        AugmentationConfig config = nothing();
        config.timeMasks = 2;
        config.timeMaskFrames = 20;
        config.bandMasks = 1;
        config.bandMaskBands = 16;
        at::Tensor mel = music(50);
        const at::Tensor before = mel.clone();
        augmentBlocks(mel, draw(config, 50));
        const at::Tensor changed = mel.ne(before);
        const at::Tensor hiddenFrames = changed.all(2).sum(1);
        const at::Tensor hiddenBands = changed.all(1).sum(1);
        QVERIFY(hiddenFrames.max().item<std::int64_t>() <= 40);
        QVERIFY(hiddenFrames.max().item<std::int64_t>() > 20);
        QVERIFY(hiddenBands.max().item<std::int64_t>() <= 16);
        QVERIFY(hiddenBands.max().item<std::int64_t>() > 8);
        const at::Tensor mean = before.mean({1, 2}, true).expand_as(mel);
        QVERIFY(at::allclose(mel.masked_select(changed), mean.masked_select(changed)));
    }

    void theSameNumbersGiveTheSameBlocks()
    {
        at::Tensor first = music(3);
        at::Tensor second = music(3);
        augmentBlocks(first, draw(AugmentationConfig{}, 3));
        augmentBlocks(second, draw(AugmentationConfig{}, 3));
        QVERIFY(at::equal(first, second));
        QVERIFY(!at::equal(first, music(3)));
    }
};

QTEST_APPLESS_MAIN(TestAugmentation)
#include "tst_augmentation.moc"
