// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "tests/support/folder_contents.h"
#include "tests/support/temp_folder.h"
#include "training/files/prediction_cache.h"

#include <QTest>

#include <fstream>

using namespace tempo;
using namespace tempo::test;

class TestPredictionCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasAddedIsFoundAgainToTheLastBit()
    {
        const TempFolder folder;
        const TrackPrediction answer{.bpm = Bpm{100.0 / 3.0},
                                     .confidence = 0.1,
                                     .candidates = {{Bpm{100.0 / 3.0}, 0.7}, {Bpm{200.0 / 3.0}, 1.0 / 7.0}},
                                     .blocks = {Bpm{33.1}, Bpm{33.4}}};
        {
            PredictionCache cache(folder / "deep" / "down", "network-1");
            cache.add("aa", answer);
            cache.add("bb", {.error = "silent"});
            QCOMPARE(cache.find("aa")->bpm->value(), 100.0 / 3.0);
        }
        const PredictionCache cache(folder / "deep" / "down", "network-1");
        const TrackPrediction found = cache.find("aa").value();
        QVERIFY(found.bpm == answer.bpm && found.confidence == answer.confidence && found.blocks == answer.blocks);
        QCOMPARE(found.candidates.size(), std::size_t{2});
        QCOMPARE(found.candidates[1].weight, 1.0 / 7.0);
        QVERIFY(!cache.find("bb")->bpm);
        QCOMPARE(cache.find("bb")->error, std::string("silent"));
        QVERIFY(!cache.find("cc"));
        QVERIFY(!PredictionCache(folder / "deep" / "down", "network-2").find("aa"));
    }

    void tornAndForeignLinesAreComputedAnew()
    {
        const TempFolder folder;
        PredictionCache(folder.path(), "x").add("aa", {.bpm = Bpm{120.0}});
        const auto files = folderContents(folder.path());
        QCOMPARE(files.size(), std::size_t{1});
        std::ofstream(folder / files.begin()->first, std::ios::app)
            << "not JSON\n{\"audio\":3}\n[]\n{\"audio\":\"bb\",\"bpm\":\"fast\"}\n{\"audio\":\"cc\",\"bpm\":9";
        PredictionCache cache(folder.path(), "x");
        QVERIFY(cache.find("aa"));
        QVERIFY(!cache.find("bb") && !cache.find("cc"));
        cache.add("cc", {.bpm = Bpm{90.0}});
        QCOMPARE(PredictionCache(folder.path(), "x").find("cc")->bpm->value(), 90.0);
    }

    void withoutAFolderNothingIsKept()
    {
        PredictionCache cache({}, "x");
        cache.add("aa", {.bpm = Bpm{120.0}});
        QVERIFY(!cache.find("aa"));
    }

    void contentHashTellsFilesApart()
    {
        const TempFolder folder;
        std::ofstream(folder / "a") << "one";
        std::ofstream(folder / "b") << "two";
        QCOMPARE(contentHash(folder / "a").size(), std::size_t{32});
        QCOMPARE(contentHash(folder / "a"), contentHash(folder / "a"));
        QVERIFY(contentHash(folder / "a") != contentHash(folder / "b"));
        QVERIFY_THROWS_EXCEPTION(Error, contentHash(folder / "gone"));
    }
};

QTEST_APPLESS_MAIN(TestPredictionCache)
#include "tst_prediction_cache.moc"
