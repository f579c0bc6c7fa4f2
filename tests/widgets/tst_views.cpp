// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"
#include "widgets/views/heat_map_view.h"
#include "widgets/views/marks.h"
#include "widgets/views/time_axis.h"
#include "widgets/views/waveform_view.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace tempo;
using namespace tempo::ui;

namespace {

/// A quarter of the view's area without the labels.
constexpr int kWidth = 444;
constexpr int kHeight = 100;

WaveformView* shownWaveform(TimeAxis& axis)
{
    auto* const view = new WaveformView(&axis);
    view->resize(kWidth, kHeight);
    view->setPeaks(std::vector<WavePeak>(1000, {.least = -0.5F, .most = 0.5F}), 100.0);
    view->show();
    static_cast<void>(QTest::qWaitForWindowExposed(view));
    return view;
}

QImage drawn(QWidget& widget)
{
    return widget.grab().toImage();
}

} // namespace

class TestViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rangeStaysWithinTheRecording();
    void zoomKeepsWhatIsUnderThePointer();
    void cursorThatLeavesTurnsThePage();
    void regionIsCutAndTooShortOnesAreNone();
    void clickSeeksAndDragMarksARegion();
    void movingTheCursorDrawsNoPictureAnew();
    void themeAndRangeDrawThePictureAnew();
    void placeholderTakesThePictureAway();
    void heatMapFollowsTimeAndBins();
    void emptyAndConstantDataAreDrawn();
    void marksDifferInShape();
};

void TestViews::rangeStaysWithinTheRecording()
{
    TimeAxis axis;
    axis.setDuration(30.0);
    QCOMPARE(axis.range(), (TimeRegion{0.0, 30.0}));
    axis.setRange(-5.0, 5.0);
    QCOMPARE(axis.range(), (TimeRegion{0.0, 10.0}));
    axis.scroll(100.0);
    QCOMPARE(axis.range(), (TimeRegion{20.0, 30.0}));
    axis.setRange(3.0, 3.0);
    QCOMPARE(axis.range().end - axis.range().begin, TimeAxis::kShortestRange);
    axis.setDuration(0.1); // shorter than the shortest range
    QCOMPARE(axis.range(), (TimeRegion{0.0, 0.1}));
    axis.zoom(0.5, 0.0);
    QCOMPARE(axis.range(), (TimeRegion{0.0, 0.1}));
}

void TestViews::zoomKeepsWhatIsUnderThePointer()
{
    TimeAxis axis;
    axis.setDuration(40.0);
    axis.zoom(0.5, 10.0);
    QCOMPARE(axis.range(), (TimeRegion{5.0, 25.0}));
    axis.zoom(4.0, 10.0);
    QCOMPARE(axis.range(), (TimeRegion{0.0, 40.0}));
}

void TestViews::cursorThatLeavesTurnsThePage()
{
    TimeAxis axis;
    axis.setDuration(40.0);
    axis.setRange(0.0, 10.0);
    axis.setCursor(10.5);
    axis.followCursor();
    QCOMPARE(axis.range(), (TimeRegion{10.5, 20.5}));
    axis.setCursor(15.0);
    axis.followCursor();
    QCOMPARE(axis.range(), (TimeRegion{10.5, 20.5}));
}

void TestViews::regionIsCutAndTooShortOnesAreNone()
{
    TimeAxis axis;
    axis.setDuration(10.0);
    axis.setRegion(TimeRegion{-1.0, 4.0});
    QCOMPARE(axis.region(), std::optional(TimeRegion{0.0, 4.0}));
    axis.setRegion(TimeRegion{4.0, 4.01});
    QVERIFY(!axis.region());
    axis.setRegion(TimeRegion{1.0, 2.0});
    axis.setDuration(10.0);
    QVERIFY(!axis.region());
}

void TestViews::clickSeeksAndDragMarksARegion()
{
    TimeAxis axis;
    axis.setDuration(10.0);
    const std::unique_ptr<WaveformView> view(shownWaveform(axis));
    QSignalSpy seeks(&axis, &TimeAxis::seekWanted);
    QSignalSpy chosen(&axis, &TimeAxis::regionChosen);
    const int middle = TimeView::kGutter + (kWidth - TimeView::kGutter) / 2;
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, {middle, 50});
    QCOMPARE(seeks.count(), 1);
    QVERIFY(std::abs(seeks.front().front().toDouble() - 5.0) < 0.05);
    QCOMPARE(chosen.count(), 0);

    QTest::mousePress(view.get(), Qt::LeftButton, {}, {middle, 50});
    QTest::mouseMove(view.get(), {middle - 100, 50});
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, {middle - 100, 50});
    QCOMPARE(seeks.count(), 1);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(axis.region());
    QVERIFY(std::abs(axis.region()->begin - 2.5) < 0.05);
    QVERIFY(std::abs(axis.region()->end - 5.0) < 0.05);

    QTest::mouseDClick(view.get(), Qt::LeftButton, {}, {middle, 50});
    QVERIFY(!axis.region());
}

void TestViews::movingTheCursorDrawsNoPictureAnew()
{
    TimeAxis axis;
    axis.setDuration(10.0);
    const std::unique_ptr<WaveformView> view(shownWaveform(axis));
    drawn(*view);
    const int before = view->pictureCount();
    for (int i = 0; i < 10; ++i) {
        axis.setCursor(0.5 * i);
        drawn(*view);
    }
    QCOMPARE(view->pictureCount(), before);
}

void TestViews::themeAndRangeDrawThePictureAnew()
{
    TimeAxis axis;
    axis.setDuration(10.0);
    const std::unique_ptr<WaveformView> view(shownWaveform(axis));
    Theme::instance().setWish(SchemeWish::Light);
    const QImage light = drawn(*view);
    Theme::instance().setWish(SchemeWish::Dark);
    const QImage dark = drawn(*view);
    QVERIFY(light != dark);
    const int before = view->pictureCount();
    axis.setRange(2.0, 4.0);
    drawn(*view);
    QCOMPARE(view->pictureCount(), before + 1);
}

void TestViews::placeholderTakesThePictureAway()
{
    TimeAxis axis;
    axis.setDuration(10.0);
    const std::unique_ptr<WaveformView> view(shownWaveform(axis));
    const QImage picture = drawn(*view);
    view->setPlaceholder("cannot be decoded");
    QCOMPARE(view->placeholder(), "cannot be decoded");
    QVERIFY(drawn(*view) != picture);
}

void TestViews::heatMapFollowsTimeAndBins()
{
    Theme::instance().setWish(SchemeWish::Light);
    TimeAxis axis;
    axis.setDuration(10.0);
    HeatMapView view(&axis, "map");
    view.resize(kWidth, kHeight);
    Matrix<std::uint8_t> strength(100, 10);
    for (std::size_t frame = 50; frame < 100; ++frame)
        strength(frame, 9) = 255; // the second half, the highest bin
    view.setStrength(std::make_shared<const Matrix<std::uint8_t>>(strength), 10.0);
    const QImage image = drawn(view);
    const auto lightness = [&](double x, double y) {
        return image.pixelColor(static_cast<int>(x * image.width()), static_cast<int>(y * image.height())).lightness();
    };
    QVERIFY(lightness(0.9, 0.04) < 100);
    QVERIFY(lightness(0.3, 0.04) > 200);
    QVERIFY(lightness(0.9, 0.8) > 200);
    view.setLines({{.height = 0.5, .meaning = Meaning::Model, .label = "model 120.0"}});
    QVERIFY(drawn(view) != image);
    QCOMPARE(view.lines().size(), 1U);
}

void TestViews::emptyAndConstantDataAreDrawn()
{
    TimeAxis axis;
    WaveformView waveform(&axis);
    EnvelopeView envelope(&axis, "onset");
    HeatMapView map(&axis, "map");
    drawn(waveform);
    axis.setDuration(5.0);
    map.setStrength(std::make_shared<const Matrix<std::uint8_t>>(), 43.0);
    map.setLines({{.height = 7.0, .meaning = Meaning::Reference, .label = "far"}});
    envelope.setValues(std::vector<float>(10, 0.0F), 43.0);
    waveform.setPeaks({{}}, 172.0);
    waveform.setBeats({{.seconds = 1.0, .isDownbeat = true}, {.seconds = 99.0}});
    for (QWidget* const view :
         {static_cast<QWidget*>(&waveform), static_cast<QWidget*>(&envelope), static_cast<QWidget*>(&map)})
        QVERIFY(!drawn(*view).isNull());
    QPixmap canvas(80, 20);
    QPainter painter(&canvas);
    paintSparkline(painter, {0, 0, 80, 20}, std::vector<float>{}, Qt::black);
    paintSparkline(painter, {0, 0, 80, 20}, std::vector<float>{120.0F, 120.0F}, Qt::black);
    paintSparkline(painter, {0, 0, 80, 20}, std::vector<float>{0.0F, 0.0F}, Qt::black);
    paintShareBar(painter, {0, 0, 80, 4}, 7.0, Qt::black);
}

void TestViews::marksDifferInShape()
{
    QList<QImage> images;
    for (const Meaning meaning : {Meaning::Reference, Meaning::Baseline, Meaning::Model}) {
        QImage image(20, 20, QImage::Format_ARGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintMark(painter, {10, 10}, 14, shapeOf(meaning), Qt::black);
        painter.end();
        for (const QImage& other : images)
            QVERIFY(other != image);
        images.append(image);
    }
}

QTEST_MAIN(TestViews)
#include "tst_views.moc"
