// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;
class QWidget;

namespace tempo::ui {

/// What the user wants; System follows the desktop.
enum class SchemeWish { System, Light, Dark };

/// Colours by what they mean, the same in every table, plot and mark. Okabe and Ito's hues, which any colour vision
/// tells apart; a meaning is never carried by colour alone.
struct Colors {
    QColor page;      ///< behind everything
    QColor panel;     ///< what lies on the page
    QColor line;      ///< one-pixel borders, grids
    QColor text;      ///< 4.5:1 or more on page and panel
    QColor secondary; ///< captions and units, 4.5:1 or more
    QColor raised;    ///< buttons, fields under the pointer
    QColor reference; ///< the truth
    QColor baseline;  ///< librosa
    QColor model;     ///< a network
    QColor selection; ///< what is selected, everywhere
    QColor good;      ///< within tolerance
    QColor problem;   ///< wrong, missing, failed
};

/// A colour on the way from one to the other. @param share in [0, 1]; 0 is `from`
QColor mixed(const QColor& from, const QColor& to, double share);

/// Distances and sizes in device-independent pixels; an 8-pixel grid.
namespace measure {
inline constexpr int kPageMargin = 24;
inline constexpr int kGap = 16;
inline constexpr int kInset = 12;
inline constexpr int kSmallGap = 8;
inline constexpr int kRailWidth = 72;
inline constexpr int kToolRow = 40;
inline constexpr int kTableRow = 28;
inline constexpr int kControl = 30;
inline constexpr int kRadius = 6;
inline constexpr int kIcon = 20;
} // namespace measure

/// The type scale; figures have one width each, so that columns of numbers line up.
enum class TextRole { PageTitle, Section, Body, Caption, BigFigure };
QFont fontOf(TextRole role);

/// Colours and style of the whole window. One object per application, its child. GUI thread only.
class Theme final : public QObject {
    Q_OBJECT
public:
    /// Made when it is first asked for; there must be a QApplication.
    static Theme& instance();

    void setWish(SchemeWish wish);
    [[nodiscard]] SchemeWish wish() const { return m_wish; }
    [[nodiscard]] bool isDark() const { return m_isDark; }
    [[nodiscard]] const Colors& colors() const { return m_colors; }

    /// Palette, fonts and style of every widget, from now on also when the desktop changes between light and dark.
    void apply();

    /// The colours that exports use, whatever the window shows.
    static const Colors& lightColors();
    static const Colors& darkColors();

Q_SIGNALS:
    /// Whoever paints for itself repaints.
    void changed();

private:
    explicit Theme(QObject* parent);
    void refresh();

    SchemeWish m_wish = SchemeWish::System;
    bool m_systemIsDark = false;
    bool m_isDark = false;
    Colors m_colors;
};

} // namespace tempo::ui
