// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/model_io.h"

#include <utility>

namespace tempo::neural {

void saveModel(const std::filesystem::path& file, const TempoNetwork& network, const ModelFacts& facts)
{
    Safetensors content = toSafetensors(namedTensors(network));
    content.metadata = toMetadata(facts);
    writeSafetensors(file, content);
}

LoadedNetwork loadNetwork(const std::filesystem::path& file)
{
    const Safetensors content = readSafetensors(file);
    LoadedNetwork loaded{.facts = factsFromMetadata(content.metadata, file.native()), .network = nullptr};
    loaded.network = makeNetwork(loaded.facts.model, {.loss = loaded.facts.loss, .grid = loaded.facts.grid});
    fillNetwork(*loaded.network, toTensors(content, file.native()), file.native());
    loaded.network->eval();
    return loaded;
}

} // namespace tempo::neural
