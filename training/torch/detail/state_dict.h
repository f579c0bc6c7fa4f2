// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo::neural {

/// A tensor as a pickle of Python's torch.save() describes it: a view of a storage that lies elsewhere in the archive.
struct PickledTensor {
    std::string storageType{}; ///< e.g. "FloatStorage"
    std::string storage{};     ///< name of the archive's record below data/
    std::int64_t offset = 0;   ///< in elements
    std::vector<std::int64_t> shape{};
    std::vector<std::int64_t> strides{}; ///< in elements
};

/// The tensors of a pickled state_dict by name; of several dictionaries, as in a checkpoint of PyTorch Lightning, the
/// one with the most tensors. Reads the description only: nothing that the pickle names is called, and what is not a
/// tensor, a text, a number or a container of these is passed over. No number in the result has been held against the
/// storage.
/// @param file for messages
/// @throws Error(Format) if it is no pickle, is cut off or has no tensors
/// Source: CPython's Lib/pickletools.py; torch/serialization.py and torch/_utils.py
std::map<std::string, PickledTensor> parseStateDict(std::span<const std::byte> pickle, std::string_view file);

} // namespace tempo::neural
