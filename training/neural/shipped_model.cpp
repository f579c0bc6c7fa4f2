// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/shipped_model.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

fs::path shippedModel()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path model =
        (program.parent_path() / TEMPNETIC_DATA_PLACE / "models" / "temponet.safetensors").lexically_normal();
    if (error || !fs::is_regular_file(model, error))
        throw Error(ErrorCode::FileAccess, "the model that comes with tempnetic is missing (" + printable(model) +
                                               "): install tempnetic again, or name a model with --model");
    return model;
}

} // namespace tempo
