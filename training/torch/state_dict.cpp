// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/state_dict.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "training/torch/detail/pickle_values.h"

#include <fmt/format.h>
#include <utility>

namespace tempo::neural {

namespace {

using Kind = PickleValue::Kind;

std::map<std::string, PickledTensor> tensorsOf(const PickleValues& pickle, const PickleValue& dictionary)
{
    std::map<std::string, PickledTensor> tensors;
    for (std::size_t k = 0; k + 1 < dictionary.items.size(); k += 2) {
        const PickleValue& key = pickle.values[dictionary.items[k]];
        const PickleValue& value = pickle.values[dictionary.items[k + 1]];
        if (key.kind == Kind::Text && value.kind == Kind::Tensor)
            tensors.insert_or_assign(key.text, value.tensor);
    }
    return tensors;
}

} // namespace

std::map<std::string, PickledTensor> parseStateDict(std::span<const std::byte> pickle, std::string_view file)
{
    const PickleValues content = readPickle(pickle, file);
    std::map<std::string, PickledTensor> largest;
    for (const PickleValue& value : content.values)
        if (value.kind == Kind::Dictionary)
            if (auto tensors = tensorsOf(content, value); tensors.size() > largest.size())
                largest = std::move(tensors);
    if (largest.empty())
        throw Error(
            ErrorCode::Format,
            fmt::format("'{}': has no tensors with names; in Python, save with torch.save(network.state_dict(), "
                        "file)",
                        printable(file)));
    return largest;
}

} // namespace tempo::neural
