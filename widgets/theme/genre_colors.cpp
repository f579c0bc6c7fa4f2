// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/genre_colors.h"

#include <array>

namespace tempo::ui {

QColor genreColor(int index, bool isDark)
{
    static constexpr std::array<QRgb, kGenreColors> kLight{0xFF332288, 0xFF88CCEE, 0xFF44AA99, 0xFF117733, 0xFF999933,
                                                           0xFFDDCC77, 0xFFCC6677, 0xFF882255, 0xFFAA4499, 0xFF6699CC};
    static constexpr std::array<QRgb, kGenreColors> kDark{0xFF8877DD, 0xFF88CCEE, 0xFF44AA99, 0xFF44AA55, 0xFF999933,
                                                          0xFFDDCC77, 0xFFCC6677, 0xFFC4608F, 0xFFAA4499, 0xFF6699CC};
    if (index < 0 || index >= kGenreColors)
        return {0x77, 0x77, 0x77};
    const auto place = static_cast<std::size_t>(index);
    return QColor::fromRgb(isDark ? kDark[place] : kLight[place]);
}

} // namespace tempo::ui
