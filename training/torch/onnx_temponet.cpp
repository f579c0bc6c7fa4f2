// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/onnx_temponet.h"

#include "training/torch/detail/onnx_layers.h"

#include <cmath>
#include <memory>
#include <string>

namespace tempo::neural {

namespace {

using Value = OnnxGraph::Value;
using List = std::vector<std::int64_t>;

/// Step by step what TempoNetImpl::forward() does; functions are called as there.
class Exporter {
public:
    Exporter(OnnxGraph& graph, TempoNetImpl& network, std::int64_t nFrames)
        : m_graph(graph), m_network(network), m_options(network.options), m_frames(nFrames),
          m_modules(network.named_modules())
    {
    }

    void run()
    {
        const Value features = m_graph.input("features", {"batch", std::int64_t{1}, std::int64_t{128}, m_frames});
        const Value state = trunk(periodicity(onsetFunctions(features)));
        m_graph.output(logits(state), "logits", {"batch", std::int64_t{m_options.grid.nBins}});
    }

private:
    template <class Module>
    Module& module(const std::string& name) const
    {
        return dynamic_cast<Module&>(*m_modules[name]);
    }

    Value node(std::string_view op, const std::vector<Value>& inputs, const OnnxGraph::Attributes& attributes = {})
    {
        return m_graph.node(op, inputs, attributes);
    }
    Value times(const Value& x, double factor) { return node("Mul", {x, m_graph.scalar(static_cast<float>(factor))}); }
    Value plus(const Value& x, double term) { return node("Add", {x, m_graph.scalar(static_cast<float>(term))}); }
    Value squared(const Value& x) { return node("Mul", {x, x}); }
    Value elu(const Value& x) { return node("Elu", {x}); }
    Value slice(const Value& x, std::int64_t axis, std::int64_t begin, std::int64_t end)
    {
        return node("Slice", {x, m_graph.integers({begin}), m_graph.integers({end}), m_graph.integers({axis})});
    }
    Value matmul(const Value& x, const torch::Tensor& matrix)
    {
        return node("MatMul", {x, addConstant(m_graph, matrix)});
    }

    template <class Conv>
    Value convolve(const Conv& conv, const Value& x, const List& pads)
    {
        const auto& stride = *conv.options.stride();
        const auto& dilation = *conv.options.dilation();
        return node("Conv", {x, addConstant(m_graph, conv.weight), addConstant(m_graph, conv.bias)},
                    {{"strides", List(stride.begin(), stride.end())},
                     {"dilations", List(dilation.begin(), dilation.end())},
                     {"pads", pads}});
    }
    Value convolve1d(const std::string& name, const Value& x)
    {
        const auto& conv = module<torch::nn::Conv1dImpl>(name);
        const std::int64_t reach = (*conv.options.dilation())[0] * ((*conv.options.kernel_size())[0] / 2);
        return convolve(conv, x, {reach, reach});
    }
    /// @param bandPadding above and below
    Value convolve2d(const std::string& name, const Value& x, std::int64_t bandPadding)
    {
        const bool isCausal = m_options.isCausal;
        return convolve(module<torch::nn::Conv2dImpl>(name), x,
                        {bandPadding, isCausal ? 2 : 1, bandPadding, isCausal ? 0 : 1});
    }
    Value learntOnsets(Value x)
    {
        x = elu(normalise2d("norm1", convolve2d("conv1", x, 2)));
        x = elu(normalise2d("norm2", convolve2d("conv2", x, 1)));
        x = elu(normalise2d("norm3", convolve2d("conv3", x, 1)));
        return node("Squeeze", {convolve2d("conv4", x, 0), m_graph.integers({2})});
    }
    Value normalise2d(const std::string& name, const Value& x)
    {
        return addNorm(m_graph, module<torch::nn::BatchNorm2dImpl>(name), x);
    }
    Value normalise1d(const std::string& name, const Value& x)
    {
        return addNorm(m_graph, module<torch::nn::BatchNorm1dImpl>(name), x);
    }

    Value flux(const Value& features)
    {
        const Value rise =
            node("Relu", {node("Sub", {slice(features, 3, 1, m_frames), slice(features, 3, 0, m_frames - 1)})});
        const Value padded = node("Pad", {rise, m_graph.integers({0, 0, 0, 1, 0, 0, 0, 0})});
        const Value groups = node("Reshape", {padded, m_graph.integers({0, m_options.fluxBands, -1, m_frames})});
        return times(addReduce(m_graph, "ReduceMean", {2}, groups), TempoNetImpl::kFluxGain);
    }

    Value localMean(const Value& onsets)
    {
        constexpr std::int64_t kFrames = TempoNetImpl::kMeanFrames;
        if (!m_options.isCausal)
            return node("AveragePool", {onsets},
                        {{"kernel_shape", List{kFrames}}, {"pads", List{kFrames / 2, kFrames / 2}}});
        const Value padded =
            node("Pad", {onsets, m_graph.integers({0, 0, kFrames - 1, 0, 0, 0})}, {{"mode", std::string("edge")}});
        return node("AveragePool", {padded}, {{"kernel_shape", List{kFrames}}});
    }

    Value onsetFunctions(const Value& features)
    {
        Value onsets = node("Concat", {learntOnsets(features), flux(features)}, {{"axis", std::int64_t{1}}});
        onsets = node("Sub", {onsets, localMean(onsets)});
        // torch's standard deviation divides by one less than the number of values.
        const double correction = static_cast<double>(m_frames) / static_cast<double>(m_frames - 1);
        const Value difference = node("Sub", {onsets, node("ReduceMean", {onsets}, {{"axes", List{2}}})});
        const Value variance = node("ReduceMean", {squared(difference)}, {{"axes", List{2}}});
        return node("Div", {onsets, plus(node("Sqrt", {times(variance, correction)}), 1e-3)});
    }

    Value periodicity(const Value& onsets)
    {
        const TempoNetImpl::Bases& bases = m_network.basesFor(m_frames, torch::kCPU);
        const auto power = [&](const torch::Tensor& cosine, const torch::Tensor& sine) {
            return node("Add", {squared(matmul(onsets, cosine)), squared(matmul(onsets, sine))});
        };
        const Value magnitude = times(node("Sqrt", {plus(power(bases.cosine, bases.sine), 1e-6)}),
                                      1.0 / std::sqrt(static_cast<double>(m_frames)));
        const Value autocorrelation = matmul(power(bases.spectrumCosine, bases.spectrumSine), bases.lagCosine);
        return node("Concat", {magnitude, autocorrelation}, {{"axis", std::int64_t{1}}});
    }

    Value trunk(const Value& periodicity)
    {
        Value state = convolve1d("input", normalise1d("input_norm", periodicity));
        for (int k = 1; m_modules.contains("trunk_conv" + std::to_string(k)); ++k) {
            const std::string number = std::to_string(k);
            const Value step = convolve1d("trunk_conv" + number, elu(normalise1d("trunk_norm" + number, state)));
            state = node("Add", {state, step});
        }
        return elu(state);
    }

    Value logits(const Value& state)
    {
        const std::int64_t first = m_options.grid.binsPerOctave;
        const std::int64_t end = first + m_options.grid.nBins;
        const Value salient = slice(convolve1d("saliency", state), 2, first, end);
        // A zero for each item and bin: what is added to it gets their number, whatever the batch.
        const Value zero = times(salient, 0.0);
        const Value summary =
            node("Concat", {addReduce(m_graph, "ReduceMean", {2}, state), addReduce(m_graph, "ReduceMax", {2}, state)},
                 {{"axis", std::int64_t{1}}});
        const Value rhythm = addLinear(m_graph, module<torch::nn::LinearImpl>("rhythm"), summary);
        const Value position = addConstant(m_graph, m_network.named_parameters()["position"].unsqueeze(0));
        const Value evidence = node("Concat",
                                    {slice(state, 2, first, end), node("Add", {position, zero}),
                                     node("Add", {node("Unsqueeze", {rhythm, m_graph.integers({2})}), zero}),
                                     times(node("LogSoftmax", {salient}, {{"axis", std::int64_t{2}}}), 0.2)},
                                    {{"axis", std::int64_t{1}}});
        const Value level = convolve1d("level2", elu(convolve1d("level1", evidence)));
        return node("Squeeze", {node("Add", {salient, level}), m_graph.integers({1})});
    }

    OnnxGraph& m_graph;
    TempoNetImpl& m_network;
    const TempoNetOptions& m_options;
    std::int64_t m_frames;
    torch::OrderedDict<std::string, std::shared_ptr<torch::nn::Module>> m_modules;
};

} // namespace

void addTempoNet(OnnxGraph& graph, TempoNetImpl& network, std::int64_t nFrames)
{
    Exporter(graph, network, nFrames).run();
}

} // namespace tempo::neural
