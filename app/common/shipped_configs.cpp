// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/shipped_configs.h"

#include <system_error>

namespace tempo::app {

std::filesystem::path shippedConfigs()
{
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    return (program.parent_path() / TEMPNETIC_DATA_PLACE / "configs").lexically_normal();
}

} // namespace tempo::app
