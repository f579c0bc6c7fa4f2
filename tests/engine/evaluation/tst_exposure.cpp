// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/exposure.h"

#include <QTest>

using namespace tempo;

class TestExposure : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTrackIsKnownByItsSamplesOrByItsIdAlone_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("hash");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, const char* id, const char* hash, Exposure expected) {
            QTest::newRow(name) << id << hash << static_cast<int>(expected);
        };
        row("same id and samples", "blues.00000", "aa", Exposure::TrainedOn);
        row("same samples under another path", "other/song", "aa", Exposure::TrainedOn);
        row("same id with other samples is another recording", "blues.00000", "ff", Exposure::None);
        row("same id, samples unknown here", "blues.00000", "", Exposure::TrainedOn);
        row("same id, samples unknown in the model", "unhashed", "ff", Exposure::TrainedOn);
        row("validation", "jazz.00001", "bb", Exposure::ChosenBy);
        row("samples both of training and of validation", "x", "cc", Exposure::TrainedOn);
        row("test part", "test", "dd", Exposure::None);
        row("unknown", "new", "ee", Exposure::None);
    }

    void aTrackIsKnownByItsSamplesOrByItsIdAlone()
    {
        QFETCH(const QString, id);
        QFETCH(const QString, hash);
        QFETCH(const int, expected);
        const std::vector<KnownRecording> known{{"blues.00000", "aa", SplitPart::Train},
                                                {"unhashed", "", SplitPart::Train},
                                                {"jazz.00001", "bb", SplitPart::Validation},
                                                {"v", "cc", SplitPart::Validation},
                                                {"t", "cc", SplitPart::Train},
                                                {"test", "dd", SplitPart::Test}};
        const EvaluationItem item{.id = id.toStdString(), .audioHash = hash.toStdString()};
        QCOMPARE(static_cast<int>(exposuresOf(std::span(&item, 1), known).front()), expected);
    }

    void tracksAreChosenByWhatAnySystemKnows()
    {
        Evaluation evaluation{.dataset = "d", .references = {"r"}};
        for (const char* id : {"a", "b", "c", "d"})
            evaluation.items.push_back({.id = id});
        evaluation.systems.push_back({.name = "unaware"});
        evaluation.systems.push_back(
            {.name = "m", .exposures = {Exposure::None, Exposure::TrainedOn, Exposure::ChosenBy, Exposure::None}});
        evaluation.systems.push_back(
            {.name = "n", .exposures = {Exposure::None, Exposure::None, Exposure::None, Exposure::TrainedOn}});
        using Indices = std::vector<std::size_t>;
        QCOMPARE(chooseTracks(evaluation, TrackChoice::Validation), (Indices{0, 2}));
        QCOMPARE(chooseTracks(evaluation, TrackChoice::Test), (Indices{0}));
        QCOMPARE(chooseTracks(evaluation, TrackChoice::Train), (Indices{1, 3}));
        QCOMPARE(chooseTracks(evaluation, TrackChoice::All), (Indices{0, 1, 2, 3}));
        for (const TrackChoice choice :
             {TrackChoice::Validation, TrackChoice::Test, TrackChoice::Train, TrackChoice::All})
            QVERIFY(trackChoiceOf(nameOf(choice)) == choice);
        QVERIFY(!trackChoiceOf("validation"));
    }
};

QTEST_APPLESS_MAIN(TestExposure)
#include "tst_exposure.moc"
