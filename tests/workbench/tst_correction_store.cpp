// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/correction_store.h"
#include "app/workbench/dataset/track_editor.h"
#include "tests/support/temp_folder.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace tempo;
using namespace tempo::workbench;

namespace {

/// A store with an editor over three tracks without files.
struct Bench {
    TaskRunner tasks;
    QStringList troubles;
    QUndoStack undo;
    TrackCatalogue catalogue;
    CorrectionStore store;
    TrackEditor editor;

    Bench() : store(tasks, [this](const QString& text) { troubles << text; }), editor(catalogue, store, undo)
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->referenceVersions = {"a"};
        for (const char* const id : {"one", "three", "two"})
            dataset->tracks.push_back(
                {.id = id,
                 .genre = "g",
                 .audio = std::nullopt,
                 .otherAudio = {},
                 .references = {{.version = "a", .file = {}, .bpm = Bpm{120.0}, .beats = {}, .error = {}}},
                 .group = {}});
        dataset->tracks[1].references.clear();
        QObject::connect(&store, &CorrectionStore::changed, &catalogue,
                         [this](const std::vector<std::string>& ids) { catalogue.setEdits(store.edits(), ids); });
        catalogue.setDataset(dataset, "a", {});
    }
    double bpmOf(const QString& id) { return catalogue.row(catalogue.indexOf(id)).bpm; }
};

} // namespace

class TestCorrectionStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lastStateIsOnDisk();
    void closingWritesWhatIsLeft();
    void otherDatasetDoesNotLoseTheFirst();
    void unwritableFileIsSaid();
    void batchIsOneStep();
    void ratioOnARatioKeepsTheOriginal();
    void editsWithoutEffectMakeNoStep();
    void revertTakesTheCorrectionAway();
    void stepsHaveNames();
};

void TestCorrectionStore::lastStateIsOnDisk()
{
    const test::TempFolder folder;
    const CorrectionPlaces places{.beside = folder / "x.tempnetic.json", .own = folder / "own.json"};
    Bench bench;
    bench.store.load({}, places.beside);
    for (int round = 1; round <= 50; ++round)
        bench.editor.correct("one", Bpm{100.0 + round}, "typed");
    QTRY_VERIFY(bench.store.isSaved());
    QCOMPARE(loadCorrections(places).tracks.at("one").tempo->bpm.value(), 150.0);
    QVERIFY(loadCorrections(places).tracks == bench.store.edits());
}

void TestCorrectionStore::closingWritesWhatIsLeft()
{
    const test::TempFolder folder;
    const CorrectionPlaces places{.beside = folder / "x.tempnetic.json", .own = folder / "own.json"};
    {
        auto tasks = std::make_unique<TaskRunner>();
        CorrectionStore store(*tasks, [](const QString&) {});
        store.load({}, places.beside);
        for (int round = 0; round < 5; ++round)
            store.apply(
                {{"one", {.tempo = {}, .tags = {"t" + std::to_string(round)}, .taggedBy = {}, .excludedBy = {}}}});
        tasks.reset(); // as the window does
    }
    QCOMPARE(loadCorrections(places).tracks.at("one").tags, std::vector<std::string>{"t4"});
}

void TestCorrectionStore::otherDatasetDoesNotLoseTheFirst()
{
    const test::TempFolder folder;
    const CorrectionPlaces first{.beside = folder / "a.json", .own = folder / "own.json"};
    const CorrectionPlaces second{.beside = folder / "b.json", .own = folder / "own.json"};
    Bench bench;
    bench.store.load({}, first.beside);
    bench.editor.correct("one", Bpm{61.0}, "typed");
    bench.editor.correct("two", Bpm{62.0}, "typed");
    bench.store.load({}, second.beside);
    bench.editor.correct("one", Bpm{63.0}, "typed");
    QTRY_VERIFY(bench.store.isSaved());
    QCOMPARE(loadCorrections(first).tracks.size(), std::size_t{2});
    QCOMPARE(loadCorrections(second).tracks.at("one").tempo->bpm.value(), 63.0);
}

void TestCorrectionStore::unwritableFileIsSaid()
{
    Bench bench;
    bench.store.load({}, "/proc/no/such/place.json");
    bench.editor.correct("one", Bpm{61.0}, "typed");
    QTRY_COMPARE(bench.troubles.size(), 1);
    QCOMPARE(bench.bpmOf("one"), 61.0);
}

void TestCorrectionStore::batchIsOneStep()
{
    Bench bench;
    bench.editor.multiply({"one", "two", "three", "unknown"}, {.numerator = 1, .denominator = 2});
    QCOMPARE(bench.undo.count(), 1);
    QCOMPARE(bench.bpmOf("one"), 60.0);
    QCOMPARE(bench.bpmOf("three"), 0.0);
    bench.undo.undo();
    QCOMPARE(bench.bpmOf("one"), 120.0);
    QVERIFY(bench.store.edits().empty());
    bench.undo.redo();
    QCOMPARE(bench.bpmOf("two"), 60.0);
    QCOMPARE(bench.editor.preview({"one", "three"}, {.numerator = 3, .denominator = 2}), QString("60.0 → 90.0 BPM"));
    QCOMPARE(bench.editor.preview({"three"}, {.numerator = 3, .denominator = 2}), QString());
}

void TestCorrectionStore::ratioOnARatioKeepsTheOriginal()
{
    Bench bench;
    bench.editor.multiply({"one"}, {.numerator = 2, .denominator = 1});
    bench.editor.multiply({"one"}, {.numerator = 2, .denominator = 3});
    QCOMPARE(bench.bpmOf("one"), 160.0);
    const TempoCorrection correction = bench.store.edit("one").tempo.value();
    QCOMPARE(correction.original.value().value(), 120.0);
    QVERIFY(correction.by.time.ends_with("Z"));
    QCOMPARE(bench.undo.count(), 2);
}

void TestCorrectionStore::editsWithoutEffectMakeNoStep()
{
    Bench bench;
    bench.editor.revert({"one"});
    bench.editor.setTraining({"one"}, TrackEditor::Training::Include);
    bench.editor.addTag({"one"}, "   ");
    bench.editor.correct("one", Bpm{0.0}, "typed");
    bench.editor.correct("unknown", Bpm{60.0}, "typed");
    bench.editor.multiply({}, {.numerator = 2, .denominator = 1});
    QCOMPARE(bench.undo.count(), 0);
}

void TestCorrectionStore::revertTakesTheCorrectionAway()
{
    Bench bench;
    bench.editor.correct("three", Bpm{90.0}, "tapped");
    QCOMPARE(bench.bpmOf("three"), 90.0);
    QVERIFY(bench.catalogue.row(bench.catalogue.indexOf("three")).editText.contains("tapped"));
    bench.editor.addTag({"three", "one"}, "live");
    bench.editor.revert({"three"});
    QCOMPARE(bench.bpmOf("three"), 0.0);
    QCOMPARE(bench.store.edit("three").tags, std::vector<std::string>{"live"});
}

void TestCorrectionStore::stepsHaveNames()
{
    Bench bench;
    bench.editor.multiply({"one", "two"}, {.numerator = 1, .denominator = 2});
    QCOMPARE(bench.undo.undoText(), QString("Halve the tempo of 2 tracks"));
    bench.editor.setTags("one", {"live"});
    QCOMPARE(bench.undo.undoText(), QString("Change the tags of one"));
}

QTEST_MAIN(TestCorrectionStore)
#include "tst_correction_store.moc"
