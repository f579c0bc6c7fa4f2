// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/model_io.h"
#include "training/torch/detail/onnx_graph.h"

#include <filesystem>

namespace tempo::neural {

/// Writes a network as an ONNX model, atomically. Input `features` [batch, channel, band, time] is what
/// TempoNetwork::features() gives; output `tempo` [batch, 1] (0 to 1 for the range in BPM) or `logits` [batch, n_bins]
/// is what forward() gives. Batch may have any size, time too but for TempoNet, whose transforms are matrices for the
/// block. The model's facts are in its metadata, as in the model file. @throws Error(FileAccess)
void writeOnnx(const LoadedNetwork& model, const std::filesystem::path& to);

} // namespace tempo::neural
