// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <optional>
#include <string>
#include <torch/types.h>
#include <vector>

namespace tempo::neural {

/// LibTorch's version and build, e.g. "2.13.0 (CPU)" or "2.13.0 (CUDA 12.6)".
std::string torchVersion();

/// Every device, the one of "auto" first; CUDA is always mentioned, if only to say why it is not usable.
std::vector<ComputeDevice> listDevices();

/// @param name "auto" (the first CUDA device, else the CPU), "cpu", "cuda" (the first one), "cuda:N"
/// @throws Error(InvalidArgument) for another text, or for a device that is not usable, with the reason
torch::Device resolveDevice(const std::string& name);

/// One line for a log, e.g. "cuda:0: NVIDIA H200, 139.8 GiB".
std::string describeDevice(const torch::Device& device);

/// Of a GPU that this thread computes on; empty for the CPU, or if its driver does not say.
std::optional<DeviceMemory> memoryOf(const torch::Device& device);

/// LibTorch's threads on the CPU, for the whole process; 0 leaves them as they are. OpenMP keeps its number for each
/// calling thread, so it is called on the thread that computes. @throws Error(InvalidArgument) for a negative number
void setThreads(int threads);

} // namespace tempo::neural
