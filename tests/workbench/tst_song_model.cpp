// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/correction_command.h"
#include "app/workbench/estimate/song_export.h"
#include "app/workbench/estimate/song_model.h"
#include "engine/core/error.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/csv_text.h"
#include "tests/support/folder_contents.h"
#include "tests/support/temp_folder.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <cmath>

using namespace tempo;
using namespace tempo::workbench;

namespace {

std::shared_ptr<const SongResult> resultOf(double bpm, double baseline)
{
    auto result = std::make_shared<SongResult>();
    result->outcome.estimate = {.bpm = Bpm{bpm},
                                .candidates = {{.bpm = Bpm{bpm}, .weight = 0.62}, {.bpm = Bpm{bpm / 2}, .weight = 0.2}},
                                .confidence = 0.62,
                                .curve = {},
                                .refusal = {}};
    result->outcome.duration = Seconds{30.0};
    result->method = "network";
    result->baseline = Bpm{baseline};
    result->baselineConfidence = 0.4;
    return result;
}

std::shared_ptr<const SongResult> failure(const std::string& cause)
{
    auto result = std::make_shared<SongResult>();
    result->outcome = app::failedOutcome("x", cause);
    return result;
}

QString shown(const SongModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestSongModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelKeepsItsPromises();
    void sameFileIsAddedOnce();
    void updatesAreOneSignal();
    void correctionIsMarkedAndUndone();
    void failedSongsWaitAgain();
    void ratiosAreNamed_data();
    void ratiosAreNamed();
    void variationOfATempo();
    void tableExportHasEveryField();
    void jamsIsReadBack();
    void jamsNamesNeverCollide();
    void tenThousandSongsAreFast();
};

void TestSongModel::modelKeepsItsPromises()
{
    SongModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto wishes = model.add({"/m/a.mp3", "/m/b.mp3", "/m/c.mp3", "/m/d.mp3"});
    QCOMPARE(wishes.size(), 4U);
    model.apply({{.id = wishes[0].id, .state = SongState::Done, .result = resultOf(120.2, 60.3)},
                 {.id = wishes[1].id, .state = SongState::Failed, .result = failure("not audio")},
                 {.id = 999, .state = SongState::Done}});
    QCOMPARE(shown(model, 0, SongModel::Tempo), QLocale().toString(120.2, 'f', 1));
    QVERIFY(shown(model, 0, SongModel::Baseline).contains("×2"));
    QCOMPARE(shown(model, 1, SongModel::Tempo), "failed");
    QVERIFY(model.index(1, SongModel::Name).data(Qt::ToolTipRole).toString().contains("not audio"));
    QCOMPARE(shown(model, 2, SongModel::Tempo), "queued");
    QCOMPARE(model.counts().failed, 1);
    QCOMPARE(model.counts().waiting, 2);
    model.remove({wishes[0].id, wishes[1].id, wishes[3].id, 77});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.song(wishes[2].id)->path.native(), "/m/c.mp3");
    QVERIFY(!model.song(wishes[0].id));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    for (int column = 0; column < SongModel::ColumnCount; ++column)
        QVERIFY(column == SongModel::Play || !model.headerData(column, Qt::Horizontal, Qt::DisplayRole).isNull());
}

void TestSongModel::sameFileIsAddedOnce()
{
    SongModel model;
    QCOMPARE(model.add({"/a.mp3", "/a.mp3"}).size(), 1U);
    QVERIFY(model.add({"/a.mp3"}).empty());
    model.remove({model.songs().front().id});
    QCOMPARE(model.add({"/a.mp3"}).size(), 1U);
}

void TestSongModel::updatesAreOneSignal()
{
    SongModel model;
    const auto wishes = model.add({"/a.mp3", "/b.mp3", "/c.mp3"});
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    std::vector<SongUpdate> updates;
    for (int i = 0; i < 100; ++i)
        for (const auto& wish : wishes)
            updates.push_back({.id = wish.id, .state = SongState::Decoding, .fraction = 0.01 * i});
    model.apply(updates);
    QCOMPARE(changes.count(), 1);
}

void TestSongModel::correctionIsMarkedAndUndone()
{
    SongModel model;
    const auto wishes = model.add({"/a.mp3"});
    model.apply({{.id = wishes[0].id, .state = SongState::Done, .result = resultOf(60.1, 120.2)}});
    QUndoStack undo;
    undo.push(new CorrectionCommand(&model, {{.id = wishes[0].id, .tempo = Bpm{120.2}, .reason = "doubled"}}, "a"));
    const Song* song = model.song(wishes[0].id);
    QCOMPARE(song->tempo(), std::optional(Bpm{120.2}));
    QCOMPARE(song->estimated(), std::optional(Bpm{60.1})); // the raw value stays
    QVERIFY(model.index(0, SongModel::Tempo).data(Qt::ToolTipRole).toString().contains("doubled"));
    QVERIFY(isSameTempo(*song->ratio()));
    undo.undo();
    QCOMPARE(song->tempo(), std::optional(Bpm{60.1}));
    undo.redo();
    QCOMPARE(song->reason, "doubled");
    model.clear();
    undo.undo(); // the song is gone
}

void TestSongModel::failedSongsWaitAgain()
{
    SongModel model;
    const auto wishes = model.add({"/a.mp3", "/b.mp3", "/c.mp3"});
    model.apply({{.id = wishes[0].id, .state = SongState::Done, .result = resultOf(100, 100)},
                 {.id = wishes[1].id, .state = SongState::Failed, .result = failure("gone")},
                 {.id = wishes[2].id, .state = SongState::Cancelled}});
    const auto again = model.requeueFailed();
    QCOMPARE(again.size(), 2U);
    QCOMPARE(again[0].id, wishes[1].id);
    QCOMPARE(model.counts().waiting, 2);
    QVERIFY(model.song(wishes[1].id)->error().isEmpty());
}

void TestSongModel::ratiosAreNamed_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QString>("text");
    QTest::newRow("same") << 1.03 << "×1";
    QTest::newRow("double") << 1.98 << "×2";
    QTest::newRow("half") << 0.51 << "×½";
    QTest::newRow("three halves") << 1.52 << "×1½";
    QTest::newRow("two thirds") << 0.66 << "×⅔";
    QTest::newRow("four thirds") << 1.333 << "×1⅓";
    QTest::newRow("none of them") << 1.2 << "×" + QLocale().toString(1.2, 'f', 2);
}

void TestSongModel::ratiosAreNamed()
{
    QFETCH(double, ratio);
    QFETCH(QString, text);
    QCOMPARE(ratioText(ratio), text);
}

void TestSongModel::variationOfATempo()
{
    QVERIFY(!variationOf({}));
    TempoCurve curve{.times = {Seconds{0}, Seconds{1}}, .tempi = {Bpm{90}, Bpm{110}}};
    QVERIFY(std::abs(*variationOf(curve) - 0.1) < 1e-12);
    curve.tempi.assign(1000, Bpm{120});
    QVERIFY(*variationOf(curve) < 1e-9);
    QCOMPARE(thinned(curve, 96).size(), 96U);
    QCOMPARE(thinned({}, 96).size(), 0U);
    curve.tempi = {Bpm{1}, Bpm{2}, Bpm{3}};
    QCOMPARE(thinned(curve, 2), (std::vector<float>{1.0F, 3.0F}));
}

void TestSongModel::tableExportHasEveryField()
{
    SongModel model;
    const auto wishes = model.add({"/m/a, \"b\".mp3", "/m/tab\tname.mp3", "/m/c.mp3"});
    model.apply({{.id = wishes[0].id, .state = SongState::Done, .result = resultOf(120.25, 60.5)},
                 {.id = wishes[1].id, .state = SongState::Failed, .result = failure("is empty")}});
    model.correct({{.id = wishes[0].id, .tempo = Bpm{240.5}, .reason = "doubled"}});
    const std::string csv = songsCsv(model.songs());
    CsvReader reader(csv, "csv");
    const CsvRow header = *reader.next();
    const CsvRow first = *reader.next();
    QCOMPARE(first.cells.size(), header.cells.size());
    QCOMPARE(first.cells[0], "/m/a, \"b\".mp3");
    QCOMPARE(first.cells[1], "240.5");
    QCOMPARE(first.cells[4], "network");
    QCOMPARE(first.cells[7], "60.5");
    QCOMPARE(first.cells[8], "120.25");
    QCOMPARE(first.cells[9], "doubled");
    QCOMPARE(reader.next()->cells[6], "is empty");
    QCOMPARE(reader.next()->cells[6], "not estimated");
    const QStringList lines = QString::fromStdString(songsTsv(model.songs())).split('\n');
    for (int line = 0; line < 4; ++line)
        QCOMPARE(lines[line].split('\t').size(), static_cast<int>(header.cells.size()));
}

void TestSongModel::jamsIsReadBack()
{
    SongModel model;
    const auto wishes = model.add({"/m/a.mp3"});
    model.apply({{.id = wishes[0].id, .state = SongState::Done, .result = resultOf(120.25, 60.5)}});
    model.correct({{.id = wishes[0].id, .tempo = Bpm{90.5}, .reason = "tapped"}});
    const std::string text = songJams(model.songs().front());
    const std::vector<TempoReference> read = parseJams(text, "a.jams");
    QCOMPARE(read.size(), 3U);
    QCOMPARE(read[0].bpm, std::optional(Bpm{90.5}));
    QCOMPARE(read[1].bpm, std::optional(Bpm{120.25}));
    QCOMPARE(read[2].bpm, std::optional(Bpm{60.5}));
    const QJsonObject jams = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QCOMPARE(jams["file_metadata"]["duration"].toDouble(), 30.0);
    for (const QJsonValue& annotation : jams["annotations"].toArray()) {
        QCOMPARE(annotation["namespace"].toString(), "tempo");
        const QJsonValue observation = annotation["data"][0];
        QVERIFY(observation["value"].toDouble() > 0.0);
        QVERIFY(observation["confidence"].toDouble() >= 0.0 && observation["confidence"].toDouble() <= 1.0);
    }
}

void TestSongModel::jamsNamesNeverCollide()
{
    SongModel model;
    const auto wishes = model.add({"/m/a.mp3", "/n/a.wav", "/n/failed.wav"});
    model.apply({{.id = wishes[0].id, .state = SongState::Done, .result = resultOf(100, 100)},
                 {.id = wishes[1].id, .state = SongState::Done, .result = resultOf(110, 110)},
                 {.id = wishes[2].id, .state = SongState::Failed, .result = failure("gone")}});
    const test::TempFolder folder;
    QCOMPARE(writeJams(model.songs(), folder.path(), {}), 2);
    const auto files = test::folderContents(folder.path(), test::HiddenFiles::Include);
    QCOMPARE(files.size(), 2U);
    QVERIFY(files.contains("a.jams") && files.contains("a (2).jams"));
    QVERIFY_THROWS_EXCEPTION(Error, writeJams(model.songs(), folder / "missing", {}));
}

void TestSongModel::tenThousandSongsAreFast()
{
    SongModel model;
    std::vector<std::filesystem::path> paths;
    for (int i = 0; i < 10000; ++i)
        paths.emplace_back("/m/" + std::to_string(i) + ".mp3");
    QElapsedTimer clock;
    clock.start();
    const auto wishes = model.add(paths);
    std::vector<SongUpdate> updates;
    for (const auto& wish : wishes)
        updates.push_back({.id = wish.id, .state = SongState::Done, .result = resultOf(100, 100)});
    model.apply(updates);
    std::vector<std::uint64_t> half;
    for (std::size_t i = 0; i < wishes.size() / 2; ++i)
        half.push_back(wishes[i].id);
    model.remove(half);
    QCOMPARE(model.rowCount(), 5000);
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed()))); // 30 ms on a desk
}

QTEST_MAIN(TestSongModel)
#include "tst_song_model.moc"
