// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/rhythm/beat_tracker.h"
#include "tests/support/golden.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

using namespace tempo;

namespace {

const FrameRate kRate{22050.0 / 512.0};

OnsetEnvelope goldenOnset(const std::string& name)
{
    return {.rate = kRate, .values = test::readF32(test::goldenPath(name + "/onset.f32"))};
}

nlohmann::json goldenBeats()
{
    std::ifstream file(test::goldenPath("rhythm/beats.json"));
    return nlohmann::json::parse(file);
}

} // namespace

class TestBeatTracker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBeatIsLibrosas_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("kind");
        const nlohmann::json golden = goldenBeats();
        for (const auto& [name, entry] : golden["inputs"].items())
            for (const char* kind : {"trimmed", "untrimmed", "forced_101_bpm"})
                QTest::addRow("%s %s", name.c_str(), kind) << QString::fromStdString(name) << kind;
    }
    void everyBeatIsLibrosas()
    {
        QFETCH(QString, input);
        QFETCH(QString, kind);
        const nlohmann::json golden = goldenBeats()["inputs"][input.toStdString()];
        const Bpm tempo{kind == "forced_101_bpm" ? 101.0 : golden["tempo"].get<double>()};
        const auto beats = trackBeats(goldenOnset(input.toStdString()), tempo, {.trim = kind != "untrimmed"});
        QVERIFY(beats == golden[kind.toStdString()].get<std::vector<std::size_t>>());
    }

    void beatsFallOnAPulseTrain()
    {
        OnsetEnvelope onset{.rate = kRate, .values = std::vector<float>(600, 0.0F)};
        for (std::size_t t = 10; t < 600; t += 22)
            onset.values[t] = 1.0F;
        for (const std::size_t beat : trackBeats(onset, Bpm{60.0 * kRate.value() / 22.0}))
            QCOMPARE(beat % 22, 10U);
    }

    void withoutOnsetsThereAreNoBeats()
    {
        QVERIFY(trackBeats({.rate = kRate, .values = std::vector<float>(100, 0.0F)}, Bpm{120.0}).empty());
        QVERIFY(trackBeats({.rate = kRate, .values = {}}, Bpm{120.0}).empty());
        QVERIFY(trackBeats({.rate = kRate, .values = {1.0F}}, Bpm{120.0}).empty());
    }

    void oneOnsetIsOneBeat()
    {
        OnsetEnvelope onset{.rate = kRate, .values = std::vector<float>(200, 0.0F)};
        onset.values[90] = 1.0F;
        QVERIFY(trackBeats(onset, Bpm{120.0}) == std::vector<std::size_t>{90});
    }

    void anAbsurdlyFastTempoStillEnds() { QVERIFY(!trackBeats(goldenOnset("click_128"), Bpm{1e6}).empty()); }

    void senselessOptionsAreRefused()
    {
        const OnsetEnvelope onset = goldenOnset("click_128");
        QVERIFY_EXCEPTION_THROWN(trackBeats(onset, Bpm{0.0}), Error);
        QVERIFY_EXCEPTION_THROWN(trackBeats(onset, Bpm{-1.0}), Error);
        QVERIFY_EXCEPTION_THROWN(trackBeats(onset, Bpm{120.0}, {.tightness = 0.0}), Error);
    }
};

QTEST_APPLESS_MAIN(TestBeatTracker)
#include "tst_beat_tracker.moc"
