// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/folder_contents.h"

#include <fstream>
#include <sstream>

namespace tempo::test {

std::map<std::string, std::string> folderContents(const std::filesystem::path& folder, HiddenFiles hidden)
{
    std::map<std::string, std::string> contents;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        if (!entry.is_regular_file() || (hidden == HiddenFiles::Skip && name.starts_with('.')))
            continue;
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        contents[std::filesystem::relative(entry.path(), folder)] = bytes.str();
    }
    return contents;
}

} // namespace tempo::test
