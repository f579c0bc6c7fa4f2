// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/estimators/librosa_estimator.h"
#include "tests/support/audio_files.h"
#include "tests/support/folder_contents.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "training/files/onset_store.h"

#include <QTest>

#include <fstream>

using namespace tempo;
using namespace tempo::test;

class TestOnsetStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptEnvelopesGiveTheBaselinesAnswerToTheBit()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", rhythmClip(113.0, 12.0, 1));
        OnsetStore store(folder / "onset");
        const OnsetEnvelope first = store.envelope(folder / "a.wav");
        const auto files = folderContents(folder / "onset");
        QCOMPARE(files.size(), std::size_t{1});
        const OnsetEnvelope second = OnsetStore(folder / "onset").envelope(folder / "a.wav");
        QVERIFY(first.values == second.values);
        QVERIFY(folderContents(folder / "onset") == files);
        LibrosaEstimator estimator;
        const FileEstimate direct = estimator.estimateFile(folder / "a.wav", {}, {}, {});
        QVERIFY(estimator.estimateEnvelope(second).bpm == direct.estimate.bpm);
        QCOMPARE(estimator.estimateEnvelope(second).confidence, direct.estimate.confidence);
    }

    void changedAudioAndDamagedFilesAreReadAnew()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", clickTrack(120.0, 6.0));
        OnsetStore store(folder / "onset");
        const OnsetEnvelope before = store.envelope(folder / "a.wav");
        for (const auto& [name, content] : folderContents(folder / "onset"))
            std::ofstream(folder / "onset" / name, std::ios::binary) << content.substr(0, content.size() / 2);
        QVERIFY(store.envelope(folder / "a.wav").values == before.values);
        writeWav(folder / "a.wav", clickTrack(90.0, 7.0));
        QVERIFY(store.envelope(folder / "a.wav").values.size() > before.values.size());
    }

    void withoutAFolderNothingIsKept()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", clickTrack(120.0, 6.0));
        OnsetStore store({});
        QVERIFY(!store.envelope(folder / "a.wav").values.empty());
        QCOMPARE(folderContents(folder.path()).size(), std::size_t{1});
        QVERIFY_THROWS_EXCEPTION(Error, store.envelope(folder / "gone.wav"));
        QVERIFY_THROWS_EXCEPTION(Error, OnsetStore("/dev/null/onset"));
    }
};

QTEST_APPLESS_MAIN(TestOnsetStore)
#include "tst_onset_store.moc"
