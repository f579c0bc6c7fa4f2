// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in a manifest or in a split.csv: rows keep their promises, a split that was read is written as it
// was.
#include "engine/core/error.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/manifest.h"
#include "engine/datasets/split_file.h"

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

void requireFormatError(const tempo::Error& error)
{
    require(error.code() == tempo::ErrorCode::Format && error.message().find('\n') == std::string::npos);
}

void readManifest(const std::string& text)
{
    try {
        const tempo::Manifest manifest = tempo::parseManifest(text, "m.csv", "/music");
        require(manifest.hasBpm || manifest.hasBeats);
        std::size_t line = 1;
        for (const tempo::ManifestRow& row : manifest.rows) {
            require(row.line > line);
            line = row.line;
            if (row.error)
                requireFormatError(*row.error);
            require(row.path.empty() ? row.error.has_value() : row.path.is_absolute());
            if (row.bpm)
                require(*row.bpm >= tempo::kSlowestAnnotation && *row.bpm <= tempo::kFastestAnnotation);
        }
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
    tempo::isManifestHeader(text);
}

void readSplit(const std::string& text)
{
    try {
        const tempo::Split split = tempo::parseSplitCsv(text, "split.csv");
        const std::string written = tempo::splitToCsv(split);
        require(tempo::parseSplitCsv(written, "split.csv").entries == split.entries);
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    readManifest(text);
    readSplit(text);
    return 0;
}
