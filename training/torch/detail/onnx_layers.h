// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/onnx_graph.h"
#include "training/torch/detail/time_conv.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/linear.h>

namespace tempo::neural {

/// One layer each as ONNX nodes, in evaluation mode (dropout is nothing). The weights become constants.
OnnxGraph::Value addConstant(OnnxGraph& graph, const torch::Tensor& tensor);
OnnxGraph::Value addConv(OnnxGraph& graph, const TimeConv2dImpl& conv, const OnnxGraph::Value& x);
OnnxGraph::Value addNorm(OnnxGraph& graph, const torch::nn::BatchNorm2dImpl& norm, const OnnxGraph::Value& x);
OnnxGraph::Value addNorm(OnnxGraph& graph, const torch::nn::BatchNorm1dImpl& norm, const OnnxGraph::Value& x);
/// @param x [n, inputs]
OnnxGraph::Value addLinear(OnnxGraph& graph, const torch::nn::LinearImpl& linear, const OnnxGraph::Value& x);
/// The axes vanish. @param op ReduceMean or ReduceMax
OnnxGraph::Value addReduce(OnnxGraph& graph, std::string_view op, const std::vector<std::int64_t>& axes,
                           const OnnxGraph::Value& x);

} // namespace tempo::neural
