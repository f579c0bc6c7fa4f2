// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace tempo::ui {

/// An icon of resources/icons, in the theme's text colour, which it follows; fainter where it is disabled.
/// @param name  e.g. "open"; asserts that there is one of that name
QIcon iconOf(const QString& name);

} // namespace tempo::ui
