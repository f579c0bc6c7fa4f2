// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/model_io.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>
#include <vector>

namespace tempo::neural {

namespace {

constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 10> kTypes{{{"F32", torch::kFloat},
                                                                                 {"F16", torch::kHalf},
                                                                                 {"BF16", torch::kBFloat16},
                                                                                 {"F64", torch::kDouble},
                                                                                 {"I64", torch::kLong},
                                                                                 {"I32", torch::kInt},
                                                                                 {"I16", torch::kShort},
                                                                                 {"I8", torch::kChar},
                                                                                 {"U8", torch::kByte},
                                                                                 {"BOOL", torch::kBool}}};

/// The first few of many names, for a message.
std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t kShown = 4;
    std::vector<std::string> shown;
    for (const std::string& name : names)
        if (shown.size() < kShown)
            shown.push_back(printable(std::string_view(name)));
    const std::string rest = names.size() > kShown ? fmt::format(" and {} more", names.size() - kShown) : std::string();
    return fmt::format("{}{}", fmt::join(shown, ", "), rest);
}

/// Tensors of the file against those of the network, as one sentence; empty if they fit.
std::string misfit(const TensorMap& own, const TensorMap& given)
{
    std::vector<std::string> missing;
    std::vector<std::string> surplus;
    std::vector<std::string> wrong;
    for (const auto& [name, tensor] : own) {
        const auto found = given.find(name);
        if (found == given.end())
            missing.push_back(name);
        else if (found->second.sizes() != tensor.sizes())
            wrong.push_back(fmt::format("{} is [{}] where the network has [{}]", name,
                                        fmt::join(found->second.sizes(), ", "), fmt::join(tensor.sizes(), ", ")));
        else if (found->second.is_floating_point() && !found->second.isfinite().all().item<bool>())
            wrong.push_back(name + " holds values that are no numbers");
    }
    for (const auto& [name, tensor] : given)
        if (!own.contains(name))
            surplus.push_back(name);
    std::vector<std::string> parts;
    if (!missing.empty())
        parts.push_back("without " + listed(missing));
    if (!surplus.empty())
        parts.push_back("with " + listed(surplus) + ", which the network does not have");
    if (!wrong.empty())
        parts.push_back(listed(wrong));
    return fmt::format("{}", fmt::join(parts, "; "));
}

} // namespace

TensorMap namedTensors(const torch::nn::Module& network)
{
    TensorMap tensors;
    for (const auto& item : network.named_parameters())
        tensors.emplace(item.key(), item.value());
    for (const auto& item : network.named_buffers())
        if (!item.key().ends_with("num_batches_tracked"))
            tensors.emplace(item.key(), item.value());
    return tensors;
}

TensorMap toTensors(const Safetensors& content, std::string_view file)
{
    TensorMap tensors;
    for (const TensorEntry& entry : content.tensors) {
        const auto* const type = std::ranges::find(kTypes, entry.type, &decltype(kTypes)::value_type::first);
        if (type == kTypes.end())
            throw Error(ErrorCode::Format,
                        fmt::format("'{}': tensor {} has type {}, which LibTorch does not know", printable(file),
                                    printable(std::string_view(entry.name)), entry.type));
        const torch::Tensor tensor = torch::empty(entry.shape, type->second);
        const auto bytes = content.bytesOf(entry);
        // Not a view: the bytes of a file are not aligned.
        if (!bytes.empty())
            std::memcpy(tensor.data_ptr(), bytes.data(), bytes.size());
        tensors.emplace(entry.name, tensor);
    }
    return tensors;
}

Safetensors toSafetensors(const TensorMap& tensors)
{
    Safetensors content;
    for (const auto& [name, tensor] : tensors) {
        const auto* const type = std::ranges::find(kTypes, tensor.scalar_type(), &decltype(kTypes)::value_type::second);
        if (type == kTypes.end())
            throw Error(ErrorCode::InvalidArgument, fmt::format("tensor {}: its type cannot be saved", name));
        const torch::Tensor plain = tensor.detach().cpu().contiguous();
        content.add(name, std::string(type->first), plain.sizes().vec(),
                    {static_cast<const std::byte*>(plain.const_data_ptr()), plain.nbytes()});
    }
    return content;
}

void fillNetwork(torch::nn::Module& network, const TensorMap& tensors, std::string_view file)
{
    const TensorMap own = namedTensors(network);
    if (const std::string problem = misfit(own, tensors); !problem.empty())
        throw Error(ErrorCode::Format, fmt::format("'{}': does not fit the network: {}", printable(file), problem));
    const torch::NoGradGuard noGrad;
    for (const auto& [name, tensor] : own)
        torch::Tensor(tensor).copy_(tensors.at(name));
}

} // namespace tempo::neural
