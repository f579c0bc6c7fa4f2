// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace tempo::workbench {

/// The settings in which two configurations differ, one line each: `key: first -> second`.
QString configDifference(const std::string& first, const std::string& second);

} // namespace tempo::workbench
