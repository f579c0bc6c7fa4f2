// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/import_weights.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "training/torch/detail/state_dict.h"
#include "training/torch/detail/translate.h"

#include <algorithm>
#include <array>
#include <caffe2/serialize/inline_container.h>
#include <fmt/format.h>
#include <fstream>
#include <utility>

namespace tempo::neural {

namespace {

constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 10> kStorages{
    {{"FloatStorage", torch::kFloat},
     {"HalfStorage", torch::kHalf},
     {"BFloat16Storage", torch::kBFloat16},
     {"DoubleStorage", torch::kDouble},
     {"LongStorage", torch::kLong},
     {"IntStorage", torch::kInt},
     {"ShortStorage", torch::kShort},
     {"CharStorage", torch::kChar},
     {"ByteStorage", torch::kByte},
     {"BoolStorage", torch::kBool}}};

[[noreturn]] void fail(const std::filesystem::path& file, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("'{}': {}", printable(file), cause));
}

/// Whether a view stays inside its storage, and is no larger than it: strides of 0 would let a few bytes fill the
/// memory.
/// @param available elements of the storage
bool staysInside(const PickledTensor& view, std::int64_t available)
{
    if (view.offset < 0 || view.offset > available || view.shape.size() != view.strides.size())
        return false;
    std::int64_t count = 1;
    std::int64_t last = view.offset;
    for (std::size_t k = 0; k < view.shape.size(); ++k) {
        const std::int64_t size = view.shape[k];
        const std::int64_t stride = view.strides[k];
        if (size < 0 || stride < 0)
            return false;
        if (size == 0)
            return true;
        if (size > available || stride > available || count > available / size)
            return false;
        count *= size;
        if (size > 1 && stride > 0 && size - 1 > (available - last) / stride)
            return false;
        last += (size - 1) * stride;
    }
    return last < available;
}

torch::Tensor readTensor(caffe2::serialize::PyTorchStreamReader& archive, const std::string& name,
                         const PickledTensor& view, const std::filesystem::path& file)
{
    const auto* const type = std::ranges::find(kStorages, view.storageType, &decltype(kStorages)::value_type::first);
    if (type == kStorages.end())
        fail(file, fmt::format("tensor {} is a {}, which is not known", printable(std::string_view(name)),
                               printable(std::string_view(view.storageType))));
    const auto [bytes, size] = archive.getRecord("data/" + view.storage);
    const auto available = static_cast<std::int64_t>(size / c10::elementSize(type->second));
    if (!staysInside(view, available))
        fail(file, fmt::format("tensor {} reaches beyond its data", printable(std::string_view(name))));
    const std::int64_t skipped = view.offset * static_cast<std::int64_t>(c10::elementSize(type->second));
    return torch::from_blob(static_cast<char*>(bytes.get()) + skipped, view.shape, view.strides, type->second).clone();
}

TensorMap readArchive(const std::filesystem::path& file)
{
    caffe2::serialize::PyTorchStreamReader archive(file.string());
    const auto [bytes, size] = archive.getRecord("data.pkl");
    TensorMap tensors;
    for (const auto& [name, view] : parseStateDict({static_cast<const std::byte*>(bytes.get()), size}, file.native()))
        tensors.emplace(name, readTensor(archive, name, view, file));
    return tensors;
}

std::array<char, 4> firstBytes(const std::filesystem::path& file)
{
    std::array<char, 4> bytes{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error(ErrorCode::FileAccess, fmt::format("'{}': cannot be opened", printable(file)));
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

} // namespace

TensorMap readWeights(const std::filesystem::path& file)
{
    const auto beginning = firstBytes(file);
    if (beginning == std::array<char, 4>{'P', 'K', '\3', '\4'})
        return translated(
            fmt::format("'{}'", printable(file)), [&] { return readArchive(file); }, ErrorCode::Format);
    if (beginning[0] == '\x80')
        fail(file, "is in the old format of PyTorch; in Python, torch.save(torch.load(file), file) makes it a new one");
    return toTensors(readSafetensors(file), file.native());
}

} // namespace tempo::neural
