// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in a model file: it is refused in one line, or what was read is whole, is written again, and reads
// back the same.
#include "engine/core/error.h"
#include "training/files/model_file.h"
#include "training/files/safetensors.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireFormatError(const tempo::Error& error)
{
    require(error.code() == tempo::ErrorCode::Format);
    require(!error.message().empty() && error.message().find('\n') == std::string::npos);
}

void checkTensors(const tempo::Safetensors& content)
{
    std::size_t expected = 0;
    for (const tempo::TensorEntry& tensor : content.tensors) {
        require(tensor.begin == expected && tensor.end >= tensor.begin);
        std::size_t bytes = tempo::elementSize(tensor.type);
        require(bytes > 0);
        for (const std::int64_t length : tensor.shape) {
            require(length >= 0);
            bytes *= static_cast<std::size_t>(length);
        }
        require(bytes == tensor.end - tensor.begin && content.bytesOf(tensor).size() == bytes);
        expected = tensor.end;
    }
    require(expected == content.data.size());
}

void checkFacts(const tempo::Safetensors& content)
{
    try {
        const tempo::ModelFacts facts = tempo::factsFromMetadata(content.metadata, "a.safetensors");
        require(facts.temperature > 0.0 && facts.grid.nBins > 1 && facts.range.low < facts.range.high);
        require(std::isfinite(facts.grid.tempoOf(facts.grid.nBins - 1).value()));
        require(tempo::toMetadata(tempo::factsFromMetadata(tempo::toMetadata(facts), "b")) == tempo::toMetadata(facts));
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    try {
        const tempo::Safetensors content = tempo::parseSafetensors(bytes, "a.safetensors");
        checkTensors(content);
        checkFacts(content);
        const std::vector<std::byte> written = tempo::toBytes(content);
        const tempo::Safetensors again = tempo::parseSafetensors(written, "again");
        require(again.metadata == content.metadata && again.tensors.size() == content.tensors.size());
        require(tempo::toBytes(again) == written);
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
    return 0;
}
