// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimators/tempo_estimator.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tempo::app {

/// The methods of `--method`, the default first.
std::vector<std::string_view> methodNames();

/// With what a batch is estimated.
struct EstimatorChoice {
    std::string method;          ///< one of methodNames()
    std::filesystem::path model; ///< of the network
    std::string notice;          ///< why the default method is not used, one line; else empty
};

/// Settles method and model, and opens the neural module where it is needed.
/// @param method  empty for the default: the network, or the librosa baseline (with a notice) where the neural module
/// or
///                its model is missing
/// @param model   empty for the model that comes with the program; a model that is named makes the network the method
/// @throws Error if the network is asked for and cannot be had, or if a model is named for the baseline
EstimatorChoice chooseEstimator(const std::string& method, const std::filesystem::path& model);

/// A new estimator for one worker. @throws Error if the model cannot be read
std::unique_ptr<TempoEstimator> makeChosenEstimator(const EstimatorChoice& choice);

} // namespace tempo::app
