// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/run_colors.h"

#include "widgets/theme/theme.h"

#include <array>

namespace tempo::ui {

namespace {

constexpr int kHues = 6;

} // namespace

QColor runColor(int index, bool isDark)
{
    if (index == kBaselineColor)
        return isDark ? Theme::darkColors().baseline : Theme::lightColors().baseline;
    // Okabe and Ito's, after the model's own; brighter on dark. Orange stays librosa's, pink the selection's.
    static const std::array<QColor, kHues> onLight{Theme::lightColors().model, QColor(0xB6, 0x4A, 0x00),
                                                   QColor(0x00, 0x7D, 0x5B),   QColor(0x2F, 0x9B, 0xD6),
                                                   QColor(0x7A, 0x4E, 0x9E),   QColor(0x8A, 0x7A, 0x00)};
    static const std::array<QColor, kHues> onDark{Theme::darkColors().model, QColor(0xFF, 0x8A, 0x4C),
                                                  QColor(0x2B, 0xC7, 0x9A),  QColor(0x8C, 0xCF, 0xF5),
                                                  QColor(0xB9, 0x94, 0xE0),  QColor(0xF0, 0xE4, 0x42)};
    return (isDark ? onDark : onLight)[static_cast<std::size_t>(index % kHues)];
}

QPen runPen(int index, bool isDark, double width)
{
    QPen pen(runColor(index, isDark), width);
    constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    pen.setStyle(styles[static_cast<std::size_t>(index / kHues) % styles.size()]);
    return pen;
}

} // namespace tempo::ui
