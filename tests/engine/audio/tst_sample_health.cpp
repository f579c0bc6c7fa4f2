// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/sample_health.h"

#include <QtTest/QTest>

#include <cmath>
#include <vector>

using namespace tempo;

class TestSampleHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingSeenIsNothingStated();
    void theLastStepBelowFullScaleIsNotClipped();
    void nonFiniteSamplesNeitherPeakNorClip();
    void aConstantIsSeenAcrossBlocks();
    void oneOtherSampleEndsTheConstant();
    void zerosOfEitherSignAreSilence();
};

void TestSampleHealth::nothingSeenIsNothingStated()
{
    SampleHealth health;
    health.addChannel({});
    health.addMean({});
    QCOMPARE(health.peak(), 0.0);
    QCOMPARE(health.clippedShare(), 0.0);
    QVERIFY(!health.constantValue().has_value());
}

void TestSampleHealth::theLastStepBelowFullScaleIsNotClipped()
{
    SampleHealth health;
    health.addChannel(std::vector<float>{32766.0F / 32768.0F, -32766.0F / 32768.0F});
    QCOMPARE(health.clippedShare(), 0.0);
    health.addChannel(std::vector<float>{32767.0F / 32768.0F, -2.5F});
    QCOMPARE(health.clippedShare(), 0.5);
    QCOMPARE(health.peak(), 2.5);
}

void TestSampleHealth::nonFiniteSamplesNeitherPeakNorClip()
{
    SampleHealth health;
    std::vector<float> samples(5000, 0.25F);
    samples[4000] = std::nanf("");
    samples[4001] = -HUGE_VALF;
    health.addChannel(samples);
    QCOMPARE(health.nonFiniteSamples(), std::int64_t{2});
    QCOMPARE(health.peak(), 0.25);
    QCOMPARE(health.clippedShare(), 0.0);
}

void TestSampleHealth::aConstantIsSeenAcrossBlocks()
{
    SampleHealth health;
    health.addMean(std::vector<float>(10, 0.5F));
    health.addMean(std::vector<float>(3, 0.5F));
    QCOMPARE(health.constantValue().value_or(0.0F), 0.5F);
}

void TestSampleHealth::oneOtherSampleEndsTheConstant()
{
    SampleHealth health;
    health.addMean(std::vector<float>(10, 0.5F));
    health.addMean(std::vector<float>{0.5F, 0.25F});
    health.addMean(std::vector<float>(10, 0.5F));
    QVERIFY(!health.constantValue().has_value());
}

void TestSampleHealth::zerosOfEitherSignAreSilence()
{
    SampleHealth health;
    health.addMean(std::vector<float>{0.0F, -0.0F, 0.0F});
    QCOMPARE(health.constantValue().value_or(1.0F), 0.0F);
}

QTEST_APPLESS_MAIN(TestSampleHealth)
#include "tst_sample_health.moc"
