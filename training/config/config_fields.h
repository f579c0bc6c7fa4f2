// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/config_settings.h"
#include "training/config/run_config.h"

#include <functional>
#include <string>
#include <vector>

namespace tempo {

/// One key of a configuration: where its value lies, how it is read and written.
struct ConfigField {
    std::string key; ///< with its section: "trainer.lr"
    /// @throws Error(Format) for a wrong type or a value outside its range
    std::function<void(RunConfig&, const ConfigSetting&)> read;
    std::function<std::string(const RunConfig&)> write; ///< the value as YAML
};

/// Every key there is, in the order in which they are written. Thread-safe: yes.
const std::vector<ConfigField>& configFields();

} // namespace tempo
