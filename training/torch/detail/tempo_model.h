// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"
#include "training/torch/detail/model_io.h"

#include <memory>
#include <string>

namespace tempo::neural {

/// A model behind the torch-free interface, on a device. @param subject the file, for messages
std::unique_ptr<TempoModel> makeTempoModel(LoadedNetwork loaded, const torch::Device& device, std::string subject);

} // namespace tempo::neural
