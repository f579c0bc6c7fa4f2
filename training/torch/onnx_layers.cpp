// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/onnx_layers.h"

namespace tempo::neural {

namespace {

template <class Norm>
OnnxGraph::Value addAnyNorm(OnnxGraph& graph, const Norm& norm, const OnnxGraph::Value& x)
{
    return graph.node("BatchNormalization",
                      {x, addConstant(graph, norm.weight), addConstant(graph, norm.bias),
                       addConstant(graph, norm.running_mean), addConstant(graph, norm.running_var)},
                      {{"epsilon", static_cast<float>(norm.options.eps())}});
}

} // namespace

OnnxGraph::Value addConstant(OnnxGraph& graph, const torch::Tensor& tensor)
{
    const torch::Tensor plain = tensor.detach().to(torch::kCPU, torch::kFloat).contiguous();
    return graph.constant({}, {plain.sizes().data(), plain.sizes().size()},
                          {plain.const_data_ptr<float>(), static_cast<std::size_t>(plain.numel())});
}

OnnxGraph::Value addConv(OnnxGraph& graph, const TimeConv2dImpl& conv, const OnnxGraph::Value& x)
{
    std::vector<OnnxGraph::Value> inputs{x, addConstant(graph, conv.weight)};
    if (conv.bias.defined())
        inputs.push_back(addConstant(graph, conv.bias));
    const auto& stride = *conv.options.stride();
    const auto& dilation = *conv.options.dilation();
    return graph.node("Conv", inputs,
                      {{"strides", std::vector<std::int64_t>(stride.begin(), stride.end())},
                       {"dilations", std::vector<std::int64_t>(dilation.begin(), dilation.end())},
                       {"pads", conv.allPadding()},
                       {"group", conv.options.groups()}});
}

OnnxGraph::Value addNorm(OnnxGraph& graph, const torch::nn::BatchNorm2dImpl& norm, const OnnxGraph::Value& x)
{
    return addAnyNorm(graph, norm, x);
}

OnnxGraph::Value addNorm(OnnxGraph& graph, const torch::nn::BatchNorm1dImpl& norm, const OnnxGraph::Value& x)
{
    return addAnyNorm(graph, norm, x);
}

OnnxGraph::Value addLinear(OnnxGraph& graph, const torch::nn::LinearImpl& linear, const OnnxGraph::Value& x)
{
    return graph.node("Gemm", {x, addConstant(graph, linear.weight), addConstant(graph, linear.bias)},
                      {{"transB", std::int64_t{1}}});
}

OnnxGraph::Value addReduce(OnnxGraph& graph, std::string_view op, const std::vector<std::int64_t>& axes,
                           const OnnxGraph::Value& x)
{
    return graph.node(op, {x}, {{"axes", axes}, {"keepdims", std::int64_t{0}}});
}

} // namespace tempo::neural
