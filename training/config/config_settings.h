// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// One value of a configuration as it was written.
struct ConfigSetting {
    std::string key;                   ///< e.g. "trainer.lr"
    std::string where;                 ///< opens a message: "'trainer.yaml' line 12", or "'trainer.lr=fast'"
    std::vector<std::string> values{}; ///< of a list, or one; empty for no value at all
    bool isList = false;
};

/// By key; what is added later replaces what was there.
using ConfigSettings = std::map<std::string, ConfigSetting>;

/// Adds what a YAML text says; maps in maps become keys with points. Nothing is known here about which keys there are.
/// @param name of the file, for messages
/// @throws Error(Format) naming file and line: no YAML, a key given twice, lists or maps where none can be
void addYaml(ConfigSettings& settings, std::string_view text, std::string_view name);

/// Adds `key.sub=value`. A value in brackets or quotes is read as YAML, any other is taken as it is.
/// @throws Error(InvalidArgument) for a text that is none; Error(Format) as addYaml()
void addOverride(ConfigSettings& settings, const std::string& text);

} // namespace tempo
