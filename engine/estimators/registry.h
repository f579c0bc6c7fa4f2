// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimators/tempo_estimator.h"

#include <memory>
#include <string_view>
#include <vector>

namespace tempo {

/// The names of all estimators of this build, the default first.
std::vector<std::string_view> estimatorNames();

/// A new estimator of that name.
/// @throws Error(InvalidArgument) naming the known ones if there is none of that name
std::unique_ptr<TempoEstimator> makeEstimator(std::string_view name);

} // namespace tempo
