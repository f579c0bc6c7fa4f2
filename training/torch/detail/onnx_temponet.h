// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/onnx_graph.h"
#include "training/torch/detail/temponet.h"

#include <cstdint>

namespace tempo::neural {

/// TempoNet from `features` [batch, 1, 128, nFrames] to `logits` [batch, n_bins], for blocks of this length.
void addTempoNet(OnnxGraph& graph, TempoNetImpl& network, std::int64_t nFrames);

} // namespace tempo::neural
