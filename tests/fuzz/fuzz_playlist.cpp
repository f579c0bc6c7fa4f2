// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in a playlist: each line that is no comment becomes an entry or an error of one line.
#include "engine/datasets/audio_sources.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    const auto sources = tempo::parsePlaylist(text, "/music");
    require(sources.size() <= 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    for (const tempo::AudioSource& source : sources) {
        if (source.error)
            require(source.error->message().find('\n') == std::string::npos);
        else
            require(source.path.is_absolute() && source.path.native().find('\0') == std::string::npos);
    }
    return 0;
}
