// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"
#include "widgets/theme/style_sheet.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tempo::ui;

namespace {

/// WCAG 2: relative luminance.
double luminance(const QColor& color)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red() / 255.0) + 0.7152 * linear(color.green() / 255.0) +
           0.0722 * linear(color.blue() / 255.0);
}

double contrast(const QColor& first, const QColor& second)
{
    const double one = luminance(first);
    const double other = luminance(second);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void everyWordOfTheStyleSheetIsReplaced();
    void wishChangesColoursAndSaysSo();
    void everyIconDraws();
};

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::textIsReadable()
{
    QFETCH(bool, isDark);
    const Colors& colors = isDark ? Theme::darkColors() : Theme::lightColors();
    for (const QColor& surface : {colors.page, colors.panel})
        for (const QColor& text : {colors.text, colors.secondary})
            QVERIFY2(contrast(text, surface) >= 4.5, qPrintable(text.name() + " on " + surface.name()));
}

void TestTheme::everyWordOfTheStyleSheetIsReplaced()
{
    // A word in braces without spaces is one that was not known.
    const QRegularExpression word("\\{[a-zA-Z]+\\}");
    QVERIFY(!styleSheetOf(Theme::lightColors()).contains(word));
    QVERIFY(styleSheetOf(Theme::lightColors()).contains(Theme::lightColors().line.name()));
}

void TestTheme::wishChangesColoursAndSaysSo()
{
    Theme& theme = Theme::instance();
    theme.apply();
    QSignalSpy changes(&theme, &Theme::changed);
    theme.setWish(SchemeWish::Dark);
    QVERIFY(theme.isDark());
    QCOMPARE(theme.colors().page, Theme::darkColors().page);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::darkColors().page);
    theme.setWish(SchemeWish::Light);
    QVERIFY(!theme.isDark());
    QCOMPARE(changes.count(), 2);
}

void TestTheme::everyIconDraws()
{
    int icons = 0;
    for (QDirIterator files(":/icons"); files.hasNext(); ++icons) {
        files.next();
        const QImage image = iconOf(files.fileInfo().completeBaseName()).pixmap(20, 20).toImage();
        bool hasInk = false;
        for (int y = 0; y < image.height() && !hasInk; ++y)
            for (int x = 0; x < image.width() && !hasInk; ++x)
                hasInk = qAlpha(image.pixel(x, y)) > 128;
        QVERIFY2(hasInk, qPrintable(files.fileName()));
    }
    QVERIFY(icons >= 20);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
