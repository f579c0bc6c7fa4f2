// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/model_io.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tempo::neural {

/// Weights from a safetensors file (also from our model files), or from what Python's torch.save() wrote of a
/// state_dict or of a dictionary with one in it (`.pth`, `.pt`, `.ckpt`). No code of the file is run. @throws
/// Error(FileAccess, Format)
TensorMap readWeights(const std::filesystem::path& file);

/// Copies what fits: for weights that were learnt with another head or from another input. What the names have before
/// the network's own ("module.", "model.") is cut off; a first convolution over three colours is summed over them for
/// our one channel; a tensor of another shape is left out.
/// @param file for messages
/// @return one line a tensor that was changed, left out or not found. @throws Error(Format) if nothing fits
std::vector<std::string> adaptWeights(torch::nn::Module& network, const TensorMap& tensors, std::string_view file);

/// A model file of these weights. Its output is the one that the file's head was made for, or the scaled tempo where
/// that cannot be seen. @return as adaptWeights(). @throws Error(FileAccess, Format, InvalidArgument)
std::vector<std::string> importWeights(const std::filesystem::path& from, const ModelConfig& model,
                                       const std::filesystem::path& to);

} // namespace tempo::neural
