// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace tempo::ui {

namespace {

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QPalette paletteOf(const Colors& colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.page);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.panel);
    palette.setColor(QPalette::AlternateBase, colors.raised);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.secondary);
    palette.setColor(QPalette::Button, colors.panel);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.problem);
    palette.setColor(QPalette::ToolTipBase, colors.panel);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Link, colors.model);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Light, colors.panel);
    palette.setColor(QPalette::Midlight, colors.line);
    palette.setColor(QPalette::Dark, colors.secondary);
    palette.setColor(QPalette::Shadow, colors.line);
    palette.setColor(QPalette::Highlight, mixed(colors.panel, colors.selection, 0.35));
    palette.setColor(QPalette::HighlightedText, colors.text);
    const QColor faint = mixed(colors.panel, colors.secondary, 0.6);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

} // namespace

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(a + (b - a) * share); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

QFont fontOf(TextRole role)
{
    QFont font = QApplication::font();
    switch (role) {
    case TextRole::PageTitle:
        font.setPixelSize(20);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Section:
        font.setPixelSize(15);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Body:
        font.setPixelSize(13);
        break;
    case TextRole::Caption:
        font.setPixelSize(11);
        break;
    case TextRole::BigFigure:
        font.setPixelSize(28);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

const Colors& Theme::lightColors()
{
    static const Colors colors{.page = QColor(0xF7, 0xF7, 0xF5),
                               .panel = QColor(0xFF, 0xFF, 0xFF),
                               .line = QColor(0xE3, 0xE3, 0xE0),
                               .text = QColor(0x1F, 0x23, 0x28),
                               .secondary = QColor(0x66, 0x70, 0x85),
                               .raised = QColor(0xF1, 0xF1, 0xEE),
                               .reference = QColor(0x1F, 0x23, 0x28),
                               .baseline = QColor(0xE6, 0x9F, 0x00),
                               .model = QColor(0x00, 0x72, 0xB2),
                               .selection = QColor(0xCC, 0x79, 0xA7),
                               .good = QColor(0x00, 0x9E, 0x73),
                               .problem = QColor(0xD5, 0x5E, 0x00)};
    return colors;
}

const Colors& Theme::darkColors()
{
    static const Colors colors{.page = QColor(0x16, 0x18, 0x1C),
                               .panel = QColor(0x1E, 0x21, 0x26),
                               .line = QColor(0x2C, 0x30, 0x36),
                               .text = QColor(0xE6, 0xE8, 0xEB),
                               .secondary = QColor(0x98, 0xA2, 0xB3),
                               .raised = QColor(0x28, 0x2C, 0x33),
                               .reference = QColor(0xE6, 0xE8, 0xEB),
                               .baseline = QColor(0xF0, 0xB4, 0x29),
                               .model = QColor(0x4D, 0xA3, 0xE0),
                               .selection = QColor(0xE2, 0x9A, 0xC4),
                               .good = QColor(0x2B, 0xC7, 0x9A),
                               .problem = QColor(0xFF, 0x8A, 0x4C)};
    return colors;
}

Theme& Theme::instance()
{
    // A child of the application, so that it goes before the application's end and a second one in a test begins anew.
    if (auto* const theme = qApp->findChild<Theme*>(QString(), Qt::FindDirectChildrenOnly))
        return *theme;
    return *new Theme(qApp);
}

Theme::Theme(QObject* parent) : QObject(parent), m_systemIsDark(systemIsDark())
{
    m_isDark = m_systemIsDark;
    m_colors = m_isDark ? darkColors() : lightColors();
}

void Theme::setWish(SchemeWish wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    refresh();
}

void Theme::apply()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font = QApplication::font();
    font.setPixelSize(13);
    QApplication::setFont(font);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        m_systemIsDark = systemIsDark();
        refresh();
    });
#endif
    refresh();
}

void Theme::refresh()
{
    m_isDark = m_wish == SchemeWish::System ? m_systemIsDark : m_wish == SchemeWish::Dark;
    m_colors = m_isDark ? darkColors() : lightColors();
    QApplication::setPalette(paletteOf(m_colors));
    qApp->setStyleSheet(styleSheetOf(m_colors));
    Q_EMIT changed();
}

} // namespace tempo::ui
