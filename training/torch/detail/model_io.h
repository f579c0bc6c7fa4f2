// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/model_file.h"
#include "training/files/safetensors.h"
#include "training/torch/detail/tempo_network.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace tempo::neural {

/// Tensors under the names that PyTorch gives parameters and buffers.
using TensorMap = std::map<std::string, torch::Tensor>;

/// The network's own tensors (not copies), without `num_batches_tracked`, which nothing reads.
TensorMap namedTensors(const torch::nn::Module& network);

/// Copies, on the CPU. @param file for messages
/// @throws Error(Format) for a type that torch has no counterpart for
TensorMap toTensors(const Safetensors& content, std::string_view file);
/// @param tensors on any device
/// @throws Error(InvalidArgument) for a type that safetensors has no counterpart for
Safetensors toSafetensors(const TensorMap& tensors);

/// Copies every tensor into the network's of the same name and shape. @param file for messages
/// @throws Error(Format) naming the tensors that are missing, left over, of another shape, or hold values that are no
/// numbers;
///         then the network is as it was
void fillNetwork(torch::nn::Module& network, const TensorMap& tensors, std::string_view file);

/// A network that was made from a model file.
struct LoadedNetwork {
    ModelFacts facts;
    std::shared_ptr<TempoNetwork> network; ///< on the CPU, in evaluation mode
};

/// Writes a model file, atomically. @throws Error(FileAccess)
void saveModel(const std::filesystem::path& file, const TempoNetwork& network, const ModelFacts& facts);

/// @throws Error(FileAccess, Format) if it is no model, and as fillNetwork()
LoadedNetwork loadNetwork(const std::filesystem::path& file);

} // namespace tempo::neural
