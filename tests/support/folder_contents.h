// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace tempo::test {

/// Every regular file below a folder with its bytes, by its path within the folder; hidden files only if they are
/// wanted.
enum class HiddenFiles { Skip, Include };
std::map<std::string, std::string> folderContents(const std::filesystem::path& folder,
                                                  HiddenFiles hidden = HiddenFiles::Skip);

} // namespace tempo::test
