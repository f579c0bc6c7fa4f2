// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimators/registry.h"

#include "engine/core/error.h"
#include "engine/estimators/librosa_estimator.h"

#include <fmt/format.h>

namespace tempo {

std::vector<std::string_view> estimatorNames()
{
    return {"librosa"};
}

std::unique_ptr<TempoEstimator> makeEstimator(std::string_view name)
{
    if (name == "librosa")
        return std::make_unique<LibrosaEstimator>();
    throw Error(ErrorCode::InvalidArgument,
                fmt::format("unknown method '{}': known are {}", name, fmt::join(estimatorNames(), ", ")));
}

} // namespace tempo
