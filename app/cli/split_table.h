// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/datasets/split.h"

#include <string>

namespace tempo::cli {

/// How many tracks of each genre train, validate, test and are left out, with the sums first; UTF-8, a line a genre.
std::string splitTable(const Dataset& dataset, const Split& split);

} // namespace tempo::cli
