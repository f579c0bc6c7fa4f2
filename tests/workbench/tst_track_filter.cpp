// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/filter_form.h"
#include "app/workbench/dataset/track_filter.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace tempo;
using namespace tempo::workbench;

namespace {

std::vector<TrackRow> someRows()
{
    std::vector<TrackRow> rows(5);
    rows[0].id = "blues.00000";
    rows[0].genre = "blues";
    rows[0].bpm = 60.0;
    rows[0].beats = 30;
    rows[0].seconds = 30.0;
    rows[0].version = "tempo/*.bpm";
    rows[0].part = SplitPart::Train;
    rows[1] = rows[0];
    rows[1].id = "jazz.00054";
    rows[1].genre = "jazz";
    rows[1].bpm = 120.04;
    rows[1].problems = 1U << static_cast<unsigned>(ProblemKind::Undecodable);
    rows[1].worst = Severity::Error;
    rows[1].part = SplitPart::LeftOut;
    rows[2] = rows[0];
    rows[2].id = "hip hop/a song";
    rows[2].genre = "hip hop";
    rows[2].bpm = 0.0;
    rows[2].beats = 0;
    rows[2].problems = 1U << static_cast<unsigned>(ProblemKind::MissingAnnotation);
    rows[2].worst = Severity::Warning;
    rows[3] = rows[0];
    rows[3].id = "jazz.00001";
    rows[3].genre = "jazz";
    rows[3].bpm = 69.9;
    rows[3].tags = QStringList{"live", "old one"};
    rows[3].part = SplitPart::Validation;
    rows[3].isCorrected = true;
    rows[4] = rows[0];
    rows[4].id = "x";
    rows[4].genre = "";
    rows[4].bpm = 250.0;
    rows[4].seconds = -1.0;
    rows[4].isExcluded = true;
    return rows;
}

} // namespace

class TestTrackFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passesWhatItSays_data();
    void passesWhatItSays();
    void wrongWordIsExplained_data();
    void wrongWordIsExplained();
    void predicatesAreReplaced_data();
    void predicatesAreReplaced();
    void rangeIsReadBack();
    void anyTextIsBorne();
    void formWritesTheSameText();
};

void TestTrackFilter::passesWhatItSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("passing");
    const auto row = [](const char* text, const QList<int>& passing) {
        QTest::newRow(text) << QString(text) << passing;
    };
    row("", {0, 1, 2, 3, 4});
    row("   ", {0, 1, 2, 3, 4});
    row("genre:jazz", {1, 3});
    row("GENRE:Jazz", {1, 3});
    row("-genre:jazz", {0, 2, 4});
    row("genre:jazz,blues", {0, 1, 3});
    row("genre:\"hip hop\"", {2});
    row("genre:none", {4});
    row("genre:/^(bl|ja)/", {0, 1, 3});
    row("bpm:<70", {0, 3});
    row("bpm:<=60", {0});
    row("bpm:<60", {});
    row("bpm:>69.9", {1, 4});
    row("bpm:>=69.9", {1, 3, 4});
    row("bpm:60-120", {0, 3});
    row("bpm:60-120.1", {0, 1, 3});
    row("bpm:120", {1});
    row("bpm:none", {2});
    row("-bpm:none", {0, 1, 3, 4});
    row("bpm:any -bpm:60", {1, 3, 4});
    row("beats:>10 genre:jazz", {1, 3});
    row("seconds:none", {4});
    row("seconds:29-31 bpm:60", {0});
    row("problem:any", {1, 2});
    row("problem:none", {0, 3, 4});
    row("problem:undecodable", {1});
    row("problem:error", {1});
    row("problem:warning", {2});
    row("split:val", {3});
    row("split:out", {1});
    row("split:train", {0, 2, 4});
    row("tag:live", {3});
    row("tag:\"old one\"", {3});
    row("tag:any", {3});
    row("tag:none genre:jazz", {1});
    row("is:corrected", {3});
    row("is:excluded", {4});
    row("version:bpm", {0, 1, 2, 3, 4});
    row("id:0005", {1});
    row("id:/0{4}[01]$/", {0, 3});
    row("jazz", {1, 3});
    row("live", {3});
    row("\"a song\"", {2});
    row("/^x$/", {4});
    row("-jazz -/x/", {0, 2});
    row("  genre:jazz   bpm:<70  ", {3});
}

void TestTrackFilter::passesWhatItSays()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, passing);
    const TrackFilter::Parsed parsed = TrackFilter::parse(text);
    QCOMPARE(parsed.error, QString());
    QList<int> found;
    const std::vector<TrackRow> rows = someRows();
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (parsed.filter.passes(rows[row]))
            found << static_cast<int>(row);
    QCOMPARE(found, passing);
    QCOMPARE(parsed.filter.isEmpty(), text.trimmed().isEmpty());
}

void TestTrackFilter::wrongWordIsExplained_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* text, const char* said) { QTest::newRow(text) << QString(text) << QString(said); };
    row("bmp:70", "did you mean “bpm”");
    row("colour:red", "there are id, genre");
    row("bpm:", "needs a value");
    row("bpm:fast", "is not a number");
    row("bpm:<", "is not a number");
    row("bpm:60,5", "is not a number");
    row("bpm:120-60", "try bpm:60-120");
    row("problem:undecodeable", "did you mean undecodable");
    row("problem:zzzzzzzz", "it may be any");
    row("split:vall", "did you mean val");
    row("is:new", "it may be corrected");
    row("genre:/(/", "is not a regular expression");
    row("/abc", "does not end with /");
}

void TestTrackFilter::wrongWordIsExplained()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const QString error = TrackFilter::parse("genre:jazz " + text).error;
    QVERIFY2(error.contains(said), qPrintable(error));
    QVERIFY(!error.contains('\n'));
}

void TestTrackFilter::predicatesAreReplaced_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("added") << "genre:jazz"
                           << "60-70"
                           << "genre:jazz bpm:60-70";
    QTest::newRow("replaced") << "bpm:<70 genre:jazz"
                              << "60-70"
                              << "bpm:60-70 genre:jazz";
    QTest::newRow("several become one") << "bpm:>50 x bpm:<70"
                                        << "60-70"
                                        << "bpm:60-70 x";
    QTest::newRow("negated stays") << "-bpm:60"
                                   << "50-90"
                                   << "-bpm:60 bpm:50-90";
    QTest::newRow("removed") << "bpm:60 genre:\"hip hop\""
                             << ""
                             << "genre:\"hip hop\"";
}

void TestTrackFilter::predicatesAreReplaced()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    QCOMPARE(withPredicate(text, "bpm", value), expected);
    QCOMPARE(predicateOf(expected, "bpm"), value);
}

void TestTrackFilter::rangeIsReadBack()
{
    QCOMPARE(tempoRangeOf("genre:jazz bpm:60.5-70"), std::optional(FilterRange{.low = 60.5, .high = 70.0}));
    QVERIFY(std::isinf(tempoRangeOf("bpm:>70")->high));
    QVERIFY(!tempoRangeOf("-bpm:60"));
    QVERIFY(!tempoRangeOf("bpm:none"));
    QVERIFY(!tempoRangeOf("bpm:x"));
}

void TestTrackFilter::anyTextIsBorne()
{
    for (const char* const text :
         {":", "-", "--", "-:", "\"", "a:\"", "/", "bpm:-", "bpm:--5", "genre:,", "\\", "a:b:c"})
        static_cast<void>(TrackFilter::parse(text));
    static_cast<void>(TrackFilter::parse(QString(100'000, 'a')));
}

void TestTrackFilter::formWritesTheSameText()
{
    FilterForm form;
    form.setChoices({"", "blues", "hip hop"}, {"live"});
    form.setText("bpm:<70 genre:blues what -tag:live");
    auto* const genre = form.findChild<QComboBox*>("genre");
    auto* const bpm = form.findChild<QLineEdit*>("bpm");
    QCOMPARE(genre->currentText(), QString("blues"));
    QCOMPARE(bpm->text(), QString("<70"));
    QCOMPARE(form.findChild<QComboBox*>("tag")->currentIndex(), 0);
    QSignalSpy wanted(&form, &FilterForm::textWanted);
    genre->setCurrentIndex(genre->findData("hip hop"));
    QCOMPARE(form.text(), QString("bpm:<70 genre:\"hip hop\" what -tag:live"));
    bpm->setText("80-90");
    Q_EMIT bpm->editingFinished();
    QCOMPARE(wanted.back().front().toString(), QString("bpm:80-90 genre:\"hip hop\" what -tag:live"));
    genre->setCurrentIndex(0);
    QCOMPARE(form.text(), QString("bpm:80-90 what -tag:live"));
    QVERIFY(TrackFilter::parse(form.text()).error.isEmpty());
}

QTEST_MAIN(TestTrackFilter)
#include "tst_track_filter.moc"
