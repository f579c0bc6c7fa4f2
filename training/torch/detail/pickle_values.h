// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/state_dict.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo::neural {

/// What a pickle is made of. Values name each other by number, so that neither a cycle nor a deep nesting does harm.
struct PickleValue {
    enum class Kind { Opaque, Integer, Text, Sequence, Dictionary, Global, Storage, Tensor };
    Kind kind = Kind::Opaque;
    std::int64_t integer = 0;
    std::string text{}; ///< of a text; module and name of a global, e.g. "torch FloatStorage"; a storage's record
    std::vector<std::size_t> items{}; ///< of a dictionary: key, value, key, value, ...
    PickledTensor tensor{};
};

/// All values of a pickle, the last one of the run first in line.
struct PickleValues {
    std::vector<PickleValue> values;
    std::size_t root = 0;
};

/// Runs the pickle's stack machine over plain values. @throws Error(Format)
PickleValues readPickle(std::span<const std::byte> pickle, std::string_view file);

} // namespace tempo::neural
