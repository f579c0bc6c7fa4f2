// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace tempo::ui;

namespace {

const double kNone = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestXyPlot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void summaryCountsRightAndMissing();
    void rowIsFoundThoughTheReferencesAreNotSorted();
    void clickSelectsARow();
    void clickOnARatioLineNamesIt();
    void lassoTakesTheRowsInside();
    void modifiersJoinSelections();
    void hiddenRowsAreNotTaken();
    void manyPointsBecomeADensity();
    void linearScaleStartsAtZero();
    void hiddenSystemsAreNeitherFoundNorCounted();
    void hoverNamesEachRowOnce();
    void svgHasItsSizeItsTextsAndAClip();
    void svgIsLightInADarkWindow();

private:
    void fill(XyPlot& plot);
};

void TestXyPlot::initTestCase()
{
    qRegisterMetaType<QVector<int>>();
    qRegisterMetaType<XyPlot::Join>();
}

/// Rows: right, doubled, without an estimate of the model, halved by both.
void TestXyPlot::fill(XyPlot& plot)
{
    plot.resize(600, 600);
    plot.setReference({120.0, 60.0, 90.0, 160.0});
    plot.addSystem("librosa", XyPlot::Role::Baseline, 0, {121.0, 120.0, 91.0, 80.0});
    plot.addSystem("TempoNet", XyPlot::Role::Model, 0, {120.5, 61.0, kNone, 80.0});
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
}

void TestXyPlot::summaryCountsRightAndMissing()
{
    XyPlot plot("Validation");
    QVERIFY(plot.summary().contains("no predictions"));
    fill(plot);
    QVERIFY2(plot.summary().contains("librosa: 2 of 4 within 4 %, 0 without"), qPrintable(plot.summary()));
    QVERIFY2(plot.summary().contains("TempoNet: 2 of 4 within 4 %, 1 without"), qPrintable(plot.summary()));
}

void TestXyPlot::rowIsFoundThoughTheReferencesAreNotSorted()
{
    XyPlot plot("Validation");
    fill(plot);
    QCOMPARE(plot.rowNear(60.0, 120.0), 1);
    QCOMPARE(plot.rowNear(160.0, 80.0), 3);
    QCOMPARE(plot.rowNear(90.0, 91.0), 2);
    QCOMPARE(plot.rowNear(60.0, 250.0), -1);
}

void TestXyPlot::clickSelectsARow()
{
    XyPlot plot("Validation");
    fill(plot);
    QSignalSpy wanted(&plot, &XyPlot::selectionWanted);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(60.0, 120.0));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front()[0].value<QVector<int>>(), QVector<int>{1});
    plot.setSelectedRows({1});
    QCOMPARE(plot.selectedRows(), QVector<int>{1});
}

void TestXyPlot::clickOnARatioLineNamesIt()
{
    XyPlot plot("Validation");
    fill(plot);
    QSignalSpy ratios(&plot, &XyPlot::ratioClicked);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(80.0, 160.0));
    QCOMPARE(ratios.count(), 1);
    QCOMPARE(ratios.front().front().toDouble(), 2.0);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(140.0, 70.0));
    QCOMPARE(ratios.back().front().toDouble(), 0.5);
}

void TestXyPlot::lassoTakesTheRowsInside()
{
    XyPlot plot("Validation");
    fill(plot);
    plot.setTool(XyPlot::Tool::Rectangle);
    QSignalSpy wanted(&plot, &XyPlot::selectionWanted);
    QTest::mousePress(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(55.0, 100.0));
    QTest::mouseMove(plot.canvas(), plot.pixelOf(100.0, 140.0));
    QTest::mouseRelease(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(100.0, 140.0));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front()[0].value<QVector<int>>(), QVector<int>{1});

    plot.setTool(XyPlot::Tool::Lasso);
    QTest::mousePress(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(110.0, 100.0));
    for (const auto& [x, y] : {std::pair{135.0, 100.0}, std::pair{135.0, 140.0}, std::pair{110.0, 140.0}})
        QTest::mouseMove(plot.canvas(), plot.pixelOf(x, y));
    QTest::mouseRelease(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(110.0, 100.0));
    QCOMPARE(wanted.back()[0].value<QVector<int>>(), QVector<int>{0});
}

void TestXyPlot::modifiersJoinSelections()
{
    XyPlot plot("Validation");
    fill(plot);
    QSignalSpy wanted(&plot, &XyPlot::selectionWanted);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, Qt::ShiftModifier, plot.pixelOf(60.0, 120.0));
    QCOMPARE(wanted.back()[1].value<XyPlot::Join>(), XyPlot::Join::Add);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, Qt::ControlModifier, plot.pixelOf(60.0, 120.0));
    QCOMPARE(wanted.back()[1].value<XyPlot::Join>(), XyPlot::Join::Remove);
}

void TestXyPlot::hiddenRowsAreNotTaken()
{
    XyPlot plot("Validation");
    fill(plot);
    plot.setShownRows({0, 2});
    QCOMPARE(plot.rowNear(60.0, 120.0), -1);
    QVERIFY(plot.summary().contains("librosa: 2 of 2"));
    plot.setShownRows({});
    QVERIFY(plot.summary().contains("librosa: 0 of 0"));
}

void TestXyPlot::manyPointsBecomeADensity()
{
    XyPlot plot("Validation");
    QVector<double> reference;
    for (int i = 0; i < XyPlot::kMostPoints + 1; ++i)
        reference.append(60.0 + i % 120);
    plot.setReference(reference);
    plot.addSystem("a", XyPlot::Role::Model, 0, reference);
    QVERIFY(plot.showsDensity());
    plot.setShownRows({1, 2, 3});
    QVERIFY(!plot.showsDensity());
}

void TestXyPlot::linearScaleStartsAtZero()
{
    XyPlot plot("Validation");
    fill(plot);
    QVERIFY(plot.hasTempoScale());
    QVERIFY(plot.view().left > 40.0);
    plot.setTempoScale(false);
    QCOMPARE(plot.view().left, 0.0);
    QCOMPARE(plot.view().right, plot.view().top);
}

void TestXyPlot::hiddenSystemsAreNeitherFoundNorCounted()
{
    XyPlot plot("Validation");
    fill(plot);
    const PlotView before = plot.view();
    plot.setVisibleSystems({1});
    QCOMPARE(plot.visibleSystems(), QVector<int>{1});
    QCOMPARE(plot.rowNear(60.0, 120.0), -1);
    QCOMPARE(plot.rowNear(60.0, 61.0), 1);
    QVERIFY(!plot.summary().contains("librosa"));
    // Two plots side by side have the same axes, whoever is drawn in them.
    QCOMPARE(plot.view(), before);
    plot.setVisibleSystems({0, 1});
    QCOMPARE(plot.rowNear(60.0, 120.0), 1);
}

void TestXyPlot::hoverNamesEachRowOnce()
{
    XyPlot plot("Validation");
    fill(plot);
    QSignalSpy hovered(&plot, &XyPlot::rowHovered);
    const QPoint point = plot.pixelOf(60.0, 120.0);
    for (const QPoint& away : {QPoint(-3, 0), QPoint(0, 2), QPoint(3, 1)})
        QTest::mouseMove(plot.canvas(), point + away);
    QCOMPARE(hovered.count(), 1);
    QCOMPARE(hovered.front()[0].toInt(), 1);
    QVERIFY((hovered.front()[1].toPoint() - point).manhattanLength() <= 2);
    QTest::mouseMove(plot.canvas(), point + QPoint(0, -60));
    QCOMPARE(hovered.count(), 2);
    QCOMPARE(hovered.back()[0].toInt(), -1);
    // Also when the pointer leaves the axes at once.
    QTest::mouseMove(plot.canvas(), point);
    QTest::mouseMove(plot.canvas(), QPoint(1, 1));
    QCOMPARE(hovered.count(), 4);
    QCOMPARE(hovered.back()[0].toInt(), -1);
}

void TestXyPlot::svgHasItsSizeItsTextsAndAClip()
{
    XyPlot plot("Validation <1>");
    fill(plot);
    plot.setView({.left = 100.0, .right = 130.0, .bottom = 100.0, .top = 130.0});
    const QByteArray svg = plot.svg({120.0, 100.5});
    QXmlStreamReader xml(svg);
    QStringList texts;
    QStringList clips;
    int images = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("svg")) {
            QCOMPARE(xml.attributes().value("width"), QLatin1String("120mm"));
            QCOMPARE(xml.attributes().value("height"), QLatin1String("100.5mm"));
            QCOMPARE(xml.attributes().value("viewBox"), QLatin1String("0 0 340 285"));
        }
        if (xml.attributes().hasAttribute("clip-path"))
            clips << xml.attributes().value("clip-path").toString();
        images += xml.name() == QLatin1String("image") ? 1 : 0;
        if (xml.name() == QLatin1String("text") || xml.name() == QLatin1String("title"))
            texts << xml.readElementText().trimmed();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    for (const char* const text : {"Validation <1>", "Reference tempo (BPM)", "Estimated tempo (BPM)", "librosa"})
        QVERIFY2(texts.contains(QLatin1String(text)), qPrintable(texts.join('|')));
    QCOMPARE(clips, QStringList{"url(#axes)"});
    // Points are shapes that an editor can select, not pictures of points.
    QCOMPARE(images, 0);
    QVERIFY(QSvgRenderer(svg).isValid());
    // The view of the window is as it was.
    QCOMPARE(plot.view().left, 100.0);
}

void TestXyPlot::svgIsLightInADarkWindow()
{
    XyPlot plot("Validation");
    fill(plot);
    Theme::instance().setWish(SchemeWish::Light);
    const QByteArray light = plot.svg({100.0, 100.0});
    Theme::instance().setWish(SchemeWish::Dark);
    const QByteArray dark = plot.svg({100.0, 100.0});
    QCOMPARE(dark, light);
    QVERIFY(light.contains(Theme::lightColors().baseline.name().toLatin1()));
    QVERIFY(!light.contains(Theme::darkColors().panel.name().toLatin1()));
    Theme::instance().setWish(SchemeWish::System);
}

QTEST_MAIN(TestXyPlot)
#include "tst_xy_plot.moc"
