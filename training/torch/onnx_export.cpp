// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/onnx_export.h"

#include "engine/core/error.h"
#include "engine/datasets/atomic_file.h"
#include "training/torch/detail/cnn14.h"
#include "training/torch/detail/mobilenet_v2.h"
#include "training/torch/detail/onnx_layers.h"
#include "training/torch/detail/onnx_temponet.h"

#include <array>

namespace tempo::neural {

namespace {

using Value = OnnxGraph::Value;

Value add(OnnxGraph& graph, const ConvNormRelu& layer, const Value& x)
{
    return graph.node("Clip", {addNorm(graph, *layer->norm, addConv(graph, *layer->conv, x)), graph.scalar(0.0F),
                               graph.scalar(6.0F)});
}

Value add(OnnxGraph& graph, const InvertedResidual& block, const Value& x)
{
    const Value wide = block->widen ? add(graph, block->widen, x) : x;
    const Value y = addNorm(graph, *block->norm, addConv(graph, *block->narrow, add(graph, block->filter, wide)));
    return block->hasShortcut() ? graph.node("Add", {x, y}) : y;
}

Value add(OnnxGraph& graph, const MobileNetV2Impl& network, Value x)
{
    x = add(graph, network.first, x);
    for (const InvertedResidual& block : network.blocks)
        x = add(graph, block, x);
    return addLinear(graph, *network.head, addReduce(graph, "ReduceMean", {2, 3}, add(graph, network.last, x)));
}

Value add(OnnxGraph& graph, const ConvBlock& block, Value x)
{
    x = graph.node("Relu", {addNorm(graph, *block->bn1, addConv(graph, *block->conv1, x))});
    x = graph.node("Relu", {addNorm(graph, *block->bn2, addConv(graph, *block->conv2, x))});
    if (block->pool == 1)
        return x;
    const std::vector<std::int64_t> square{block->pool, block->pool};
    return graph.node("AveragePool", {x}, {{"kernel_shape", square}, {"strides", square}});
}

Value add(OnnxGraph& graph, const Cnn14Impl& network, Value x)
{
    using Order = std::vector<std::int64_t>;
    x = graph.node("Transpose", {x}, {{"perm", Order{0, 2, 1, 3}}});
    x = graph.node("Transpose", {addNorm(graph, *network.bn0, x)}, {{"perm", Order{0, 2, 3, 1}}});
    for (const ConvBlock& block : network.blocks)
        x = add(graph, block, x);
    x = addReduce(graph, "ReduceMean", {3}, x);
    x = graph.node("Add", {addReduce(graph, "ReduceMax", {2}, x), addReduce(graph, "ReduceMean", {2}, x)});
    return addLinear(graph, *network.head, graph.node("Relu", {addLinear(graph, *network.fc1, x)}));
}

template <class Network>
bool addClassic(OnnxGraph& graph, const TempoNetwork& network)
{
    const auto* known = dynamic_cast<const Network*>(&network);
    if (known == nullptr)
        return false;
    const ClassicOptions& options = known->options();
    const Value features = graph.input("features", {"batch", options.inputChannels, options.bandCount(), "time"});
    const Value raw = add(graph, *known, features);
    if (options.output.loss == LossKind::MeanSquaredError)
        graph.output(graph.node("Sigmoid", {raw}), "tempo", {"batch", std::int64_t{1}});
    else
        graph.output(raw, "logits", {"batch", options.outputCount()});
    return true;
}

} // namespace

void writeOnnx(const LoadedNetwork& model, const std::filesystem::path& to)
{
    OnnxGraph graph(nameOf(model.facts.model.network));
    if (auto* tempoNet = dynamic_cast<TempoNetImpl*>(model.network.get()))
        addTempoNet(graph, *tempoNet, static_cast<std::int64_t>(model.facts.blockFrames));
    else if (!addClassic<MobileNetV2Impl>(graph, *model.network) && !addClassic<Cnn14Impl>(graph, *model.network))
        throw Error(ErrorCode::Internal, "no way is known to export a network of this kind to ONNX");
    const std::string bytes = graph.toBytes(toMetadata(model.facts));
    writeFileAtomically(to, std::array<std::string_view, 1>{bytes});
}

} // namespace tempo::neural
