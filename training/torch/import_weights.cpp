// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/import_weights.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

namespace tempo::neural {

namespace {

std::string shapeOf(const torch::Tensor& tensor)
{
    return fmt::format("[{}]", fmt::join(tensor.sizes(), ", "));
}

/// What the file's names have before the network's own: what stands before the first one of ours that is found.
std::string wrappingOf(const TensorMap& own, const TensorMap& given)
{
    for (const auto& [name, tensor] : own)
        for (const auto& [candidate, value] : given)
            if (candidate == name || candidate.ends_with("." + name))
                return candidate.substr(0, candidate.size() - name.size());
    return {};
}

bool isFirstOverColours(const torch::Tensor& own, const torch::Tensor& given)
{
    return own.dim() == 4 && given.dim() == 4 && own.size(1) == 1 && given.size(1) == 3 &&
           own.size(0) == given.size(0) && own.sizes().slice(2) == given.sizes().slice(2);
}

struct Adaption {
    bool isTaken = false;
    std::string note{}; ///< for the user; empty if there is nothing to say
};

Adaption adaptOne(const std::string& name, torch::Tensor own, const torch::Tensor* given)
{
    if (given == nullptr)
        return {.note = fmt::format("{}: not in the file, begins anew", name)};
    if (!given->isfinite().all().item<bool>())
        return {.note = fmt::format("{}: holds values that are no numbers, begins anew", name)};
    if (given->sizes() == own.sizes()) {
        own.copy_(*given);
        return {.isTaken = true};
    }
    if (isFirstOverColours(own, *given)) {
        own.copy_(given->sum(1, /*keepdim=*/true));
        return {.isTaken = true, .note = fmt::format("{}: summed over its three input channels", name)};
    }
    return {.note =
                fmt::format("{}: {} in the file, {} in the network, begins anew", name, shapeOf(*given), shapeOf(own))};
}

/// Outputs of the head in the file, whichever network it is of; 0 if there is none.
std::int64_t headSize(const TensorMap& tensors)
{
    constexpr std::array<std::string_view, 2> kHeads{"classifier.1.weight", "fc_audioset.weight"};
    for (const auto& [name, tensor] : tensors)
        for (const std::string_view head : kHeads)
            if (name.ends_with(head) && tensor.dim() == 2)
                return tensor.size(0);
    return 0;
}

ModelFacts factsFor(const ModelConfig& model, const TensorMap& tensors, const std::filesystem::path& from)
{
    ModelFacts facts;
    facts.name = printable(from.stem());
    facts.model = model;
    facts.model.weights.clear();
    facts.loss = headSize(tensors) == facts.grid.nBins || model.network == NetworkKind::TempoNet
                     ? LossKind::CrossEntropy
                     : LossKind::MeanSquaredError;
    facts.history["weights"] = printable(from.filename());
    return facts;
}

} // namespace

std::vector<std::string> adaptWeights(torch::nn::Module& network, const TensorMap& tensors, std::string_view file)
{
    const torch::NoGradGuard noGrad;
    const TensorMap own = namedTensors(network);
    const std::string wrapping = wrappingOf(own, tensors);
    std::vector<std::string> notes;
    bool isAnyTaken = false;
    for (const auto& [name, tensor] : own) {
        const auto given = tensors.find(wrapping + name);
        Adaption adaption = adaptOne(name, tensor, given == tensors.end() ? nullptr : &given->second);
        isAnyTaken = isAnyTaken || adaption.isTaken;
        if (!adaption.note.empty())
            notes.push_back(std::move(adaption.note));
    }
    if (!isAnyTaken)
        throw Error(ErrorCode::Format,
                    fmt::format("'{}': none of its {} tensors fits the network", printable(file), tensors.size()));
    for (const auto& [name, tensor] : tensors)
        if (!name.ends_with("num_batches_tracked") &&
            !(name.starts_with(wrapping) && own.contains(name.substr(wrapping.size()))))
            notes.push_back(fmt::format("{}: not a part of the network, left out", printable(std::string_view(name))));
    return notes;
}

std::vector<std::string> importWeights(const std::filesystem::path& from, const ModelConfig& model,
                                       const std::filesystem::path& to)
{
    const TensorMap tensors = readWeights(from);
    const ModelFacts facts = factsFor(model, tensors, from);
    const auto network = makeNetwork(facts.model, {.loss = facts.loss, .grid = facts.grid});
    std::vector<std::string> notes = adaptWeights(*network, tensors, from.native());
    saveModel(to, *network, facts);
    return notes;
}

} // namespace tempo::neural
