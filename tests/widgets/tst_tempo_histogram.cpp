// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/tempo_bins.h"
#include "widgets/plots/tempo_histogram.h"
#include "widgets/theme/genre_colors.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <limits>

using namespace tempo::ui;

namespace {

HistogramTracks someTracks()
{
    HistogramTracks tracks;
    tracks.groups = {"blues", "jazz"};
    tracks.bpm = {35.0, 60.0, 61.0, 62.0, 100.0, 101.0, 120.0, 260.0, 0.0};
    tracks.group = {0, 0, 1, 1, 0, 1, 0, 1, 0};
    return tracks;
}

int sumOf(const TempoHistogram& histogram, int (TempoHistogram::*count)(std::size_t) const)
{
    int sum = 0;
    for (std::size_t bin = 0; bin < histogram.bins().count(); ++bin)
        sum += (histogram.*count)(bin);
    return sum;
}

} // namespace

class TestTempoHistogram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(); }
    void binsHoldEveryTempo_data();
    void binsHoldEveryTempo();
    void absurdTempiDoNotMakeAMillionBins();
    void originalLookHas25Bins();
    void countsAndMarks();
    void tempiOutsideTheTrainingRangeAreCounted();
    void dragGivesARange();
    void dragAlsoWorksFromRightToLeftAndOnTheLogAxis();
    void clickChoosesABar();
    void escapeEndsADrag();
    void wheelKeysAndBackspaceMoveTheView();
    void emptyOneSaysWhatWillBeHere();
    void sentenceSaysWhatIsShown();
    void exportsAreLight();
    void moreGroupsThanColorsAreFine();
};

void TestTempoHistogram::binsHoldEveryTempo_data()
{
    QTest::addColumn<int>("binning");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    for (const int binning : {0, 1, 2}) {
        QTest::addRow("%d usual", binning) << binning << 37.7 << 321.6;
        QTest::addRow("%d one tempo", binning) << binning << 120.0 << 120.0;
        QTest::addRow("%d on edges", binning) << binning << 40.0 << 80.0;
        QTest::addRow("%d wide", binning) << binning << 0.001 << 90000.0;
    }
}

void TestTempoHistogram::binsHoldEveryTempo()
{
    QFETCH(int, binning);
    QFETCH(double, low);
    QFETCH(double, high);
    const std::vector<double> tempi{low, (low + high) / 2.0, high};
    const TempoBins bins = makeTempoBins(tempi, static_cast<TempoBinning>(binning));
    QVERIFY(bins.count() >= 1 && bins.count() <= 400);
    QVERIFY(std::ranges::is_sorted(bins.edges));
    for (const double bpm : tempi) {
        const std::size_t bin = bins.binOf(bpm);
        QVERIFY(bins.edges[bin] <= bpm * (1.0 + 1e-6));
        QVERIFY(bpm <= bins.edges[bin + 1] * (1.0 + 1e-6));
    }
}

void TestTempoHistogram::absurdTempiDoNotMakeAMillionBins()
{
    const std::vector<double> tempi{1.0, 1e9};
    QVERIFY(makeTempoBins(tempi, TempoBinning::Linear).count() <= 400);
    QCOMPARE(makeTempoBins({}, TempoBinning::Linear).count(), std::size_t{0});
}

void TestTempoHistogram::originalLookHas25Bins()
{
    TempoHistogram histogram;
    histogram.setTracks(someTracks());
    histogram.setBinning(TempoBinning::Original);
    QCOMPARE(histogram.bins().count(), std::size_t{25});
    QCOMPARE(histogram.bins().edges.front(), 35.0);
    QCOMPARE(histogram.bins().edges.back(), 260.0);
    QCOMPARE(sumOf(histogram, &TempoHistogram::shownIn), 8);
}

void TestTempoHistogram::countsAndMarks()
{
    TempoHistogram histogram;
    histogram.setTracks(someTracks());
    const std::size_t bin = histogram.bins().binOf(61.0);
    QCOMPARE(histogram.shownIn(bin), 3);
    histogram.setMarks({true, true, false, true, true, true, true, true, true},
                       {false, true, true, false, false, false, false, false, true});
    QCOMPARE(histogram.shownIn(bin), 2);
    QCOMPARE(histogram.filteredOutIn(bin), 1);
    // What is filtered out is not selected, and a track without a tempo is in no bar.
    QCOMPARE(sumOf(histogram, &TempoHistogram::selectedIn), 1);
    histogram.setStacked(false);
    QCOMPARE(histogram.shownIn(bin), 2);
}

void TestTempoHistogram::tempiOutsideTheTrainingRangeAreCounted()
{
    TempoHistogram histogram;
    histogram.setTracks(someTracks());
    QCOMPARE(histogram.belowRange(), 1);
    QCOMPARE(histogram.aboveRange(), 1);
    histogram.setTrainingRange({.low = 30.0, .high = 300.0});
    QCOMPARE(histogram.belowRange() + histogram.aboveRange(), 0);
}

void TestTempoHistogram::dragGivesARange()
{
    TempoHistogram histogram;
    histogram.resize(600, 240);
    histogram.show();
    histogram.setTracks(someTracks());
    QTest::qWait(20);
    QSignalSpy ranges(&histogram, &TempoHistogram::rangeSelected);
    const QPoint from = histogram.pixelOf(80.0, 1.0);
    const QPoint to = histogram.pixelOf(110.0, 0.5);
    QTest::mousePress(histogram.canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(histogram.canvas(), to);
    QTest::mouseRelease(histogram.canvas(), Qt::LeftButton, {}, to);
    QCOMPARE(ranges.count(), 1);
    QVERIFY(std::abs(ranges[0][0].toDouble() - 80.0) < 1.0);
    QVERIFY(std::abs(ranges[0][1].toDouble() - 110.0) < 1.0);
    histogram.setRange(TempoSpan{.low = 80.0, .high = std::numeric_limits<double>::infinity()});
    histogram.setRange(std::nullopt);
}

void TestTempoHistogram::dragAlsoWorksFromRightToLeftAndOnTheLogAxis()
{
    TempoHistogram histogram;
    histogram.resize(600, 240);
    histogram.show();
    histogram.setTracks(someTracks());
    histogram.setBinning(TempoBinning::Log2);
    QTest::qWait(20);
    QSignalSpy ranges(&histogram, &TempoHistogram::rangeSelected);
    const QPoint from = histogram.pixelOf(120.0, 1.0);
    QTest::mousePress(histogram.canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(histogram.canvas(), QPoint(-50, from.y()));
    QTest::mouseRelease(histogram.canvas(), Qt::LeftButton, {}, QPoint(-50, from.y()));
    QCOMPARE(ranges.count(), 1);
    QVERIFY(ranges[0][0].toDouble() > 25.0 && ranges[0][0].toDouble() < 36.0);
    QVERIFY(std::abs(ranges[0][1].toDouble() - 120.0) < 2.0);
}

void TestTempoHistogram::clickChoosesABar()
{
    TempoHistogram histogram;
    histogram.resize(600, 240);
    histogram.show();
    histogram.setTracks(someTracks());
    QTest::qWait(20);
    QSignalSpy bars(&histogram, &TempoHistogram::barChosen);
    QSignalSpy nothing(&histogram, &TempoHistogram::nothingChosen);
    QTest::mouseClick(histogram.canvas(), Qt::LeftButton, Qt::ControlModifier, histogram.pixelOf(62.0, 1.5));
    QCOMPARE(bars.count(), 1);
    QCOMPARE(bars[0][0].toDouble(), 60.0);
    QCOMPARE(bars[0][1].toDouble(), 65.0);
    QVERIFY(bars[0][2].toBool());
    QTest::mouseClick(histogram.canvas(), Qt::LeftButton, {}, histogram.pixelOf(152.0, 0.5));
    QCOMPARE(nothing.count(), 1);
}

void TestTempoHistogram::escapeEndsADrag()
{
    TempoHistogram histogram;
    histogram.resize(600, 240);
    histogram.show();
    histogram.setTracks(someTracks());
    QTest::qWait(20);
    QSignalSpy ranges(&histogram, &TempoHistogram::rangeSelected);
    QTest::mousePress(histogram.canvas(), Qt::LeftButton, {}, histogram.pixelOf(80.0, 1.0));
    QTest::mouseMove(histogram.canvas(), histogram.pixelOf(120.0, 1.0));
    QTest::keyClick(&histogram, Qt::Key_Escape);
    QTest::mouseRelease(histogram.canvas(), Qt::LeftButton, {}, histogram.pixelOf(120.0, 1.0));
    QCOMPARE(ranges.count(), 0);
}

void TestTempoHistogram::wheelKeysAndBackspaceMoveTheView()
{
    TempoHistogram histogram;
    histogram.resize(600, 240);
    histogram.show();
    histogram.setTracks(someTracks());
    QTest::qWait(20);
    const PlotView whole = histogram.view();
    const QPoint centre = histogram.pixelOf(120.0, 1.0);
    QWheelEvent wheel(centre, histogram.canvas()->mapToGlobal(centre), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(histogram.canvas(), &wheel);
    const PlotView zoomed = histogram.view();
    QVERIFY(zoomed.right - zoomed.left < whole.right - whole.left);
    QCOMPARE(zoomed.top, whole.top);
    QTest::keyClick(&histogram, Qt::Key_Right);
    QVERIFY(histogram.view().left > zoomed.left);
    QTest::keyClick(&histogram, Qt::Key_Backspace);
    QCOMPARE(histogram.view(), zoomed);
    QTest::keyClick(&histogram, Qt::Key_Backspace);
    QCOMPARE(histogram.view(), whole);
    QTest::keyClick(&histogram, Qt::Key_Backspace);
    QTest::keyClick(&histogram, Qt::Key_Plus);
    QTest::mouseDClick(histogram.canvas(), Qt::LeftButton, {}, centre);
    QCOMPARE(histogram.view(), whole);
}

void TestTempoHistogram::emptyOneSaysWhatWillBeHere()
{
    TempoHistogram histogram;
    histogram.setEmptyText("Nothing yet", "Open a dataset.");
    histogram.setTracks({});
    QVERIFY(histogram.showsEmptyText());
    histogram.setTracks(someTracks());
    QVERIFY(!histogram.showsEmptyText());
    HistogramTracks noTempo = someTracks();
    noTempo.bpm.assign(noTempo.bpm.size(), 0.0);
    histogram.setTracks(noTempo);
    QVERIFY(histogram.showsEmptyText());
}

void TestTempoHistogram::sentenceSaysWhatIsShown()
{
    TempoHistogram histogram;
    histogram.setTracks(someTracks());
    QVERIFY2(histogram.summary().startsWith("8 of 8 tracks"), qPrintable(histogram.summary()));
    QVERIFY(histogram.summary().contains("60 to 65 BPM"));
    QCOMPARE(histogram.accessibleDescription(), histogram.summary());
    QVERIFY(!histogram.accessibleName().isEmpty());
    QCOMPARE(histogram.actionsOfCorner().size(), std::size_t{3});
}

void TestTempoHistogram::exportsAreLight()
{
    Theme::instance().setWish(SchemeWish::Dark);
    TempoHistogram histogram;
    histogram.resize(400, 200);
    histogram.setTracks(someTracks());
    const QImage image = histogram.image({400, 200}, 2.0);
    QCOMPARE(image.size(), QSize(800, 400));
    QCOMPARE(image.pixelColor(1, 1), Theme::lightColors().panel);
    QVERIFY(histogram.pdf({400, 200}).startsWith("%PDF"));
    histogram.copy();
    QVERIFY(!QApplication::clipboard()->image().isNull());
    QSignalSpy wanted(&histogram, &Plot::exportWanted);
    histogram.actionsOfCorner()[1]->trigger();
    QCOMPARE(wanted.count(), 1);
    Theme::instance().setWish(SchemeWish::Light);
}

void TestTempoHistogram::moreGroupsThanColorsAreFine()
{
    HistogramTracks tracks;
    for (int group = 0; group < 30; ++group) {
        tracks.groups << QString("genre %1").arg(group);
        tracks.bpm.push_back(60.0 + group);
        tracks.group.push_back(group);
    }
    TempoHistogram histogram;
    histogram.resize(400, 200);
    histogram.show();
    histogram.setTracks(tracks);
    QTest::qWait(20);
    QCOMPARE(sumOf(histogram, &TempoHistogram::shownIn), 30);
    QCOMPARE(genreColor(29, false), genreColor(10, true));
    QVERIFY(genreColor(0, false) != genreColor(1, false));
}

QTEST_MAIN(TestTempoHistogram)
#include "tst_tempo_histogram.moc"
