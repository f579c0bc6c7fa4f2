// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QString>

namespace tempo::ui {

/// The look of every standard widget, as Qt style sheet. Variants are chosen by the dynamic property `kind`:
/// QPushButton "primary" (the one main action of a page) and "quiet" (no border); QLabel "title", "section", "caption";
/// QFrame "panel" and "rule".
QString styleSheetOf(const Colors& colors);

} // namespace tempo::ui
