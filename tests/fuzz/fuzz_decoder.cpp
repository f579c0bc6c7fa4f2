// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in a file with any extension: decoding them ends, with a report that fits what was delivered.
#include "engine/audio/byte_source.h"
#include "engine/audio/decode_source.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// The first byte chooses extension and rate, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array<std::string_view, 8> kExtensions = {".wav", ".mp3", ".flac", ".m4a",
                                                             ".ogg", ".aac", ".aiff", ""};
    constexpr std::size_t kLargestBlock = 65536;
    if (size == 0)
        return 0;
    const unsigned choice = data[0];
    tempo::MemorySource source(std::span(data, size).subspan(1));
    const tempo::DecodeOptions options{.rate = (choice & 8U) != 0 ? tempo::SampleRate{8000.0} : tempo::kAnalysisRate};

    std::int64_t delivered = 0;
    const auto count = [&](std::span<const float> block) {
        require(!block.empty() && block.size() <= kLargestBlock);
        delivered += static_cast<std::int64_t>(block.size());
    };
    const tempo::AudioReport report = tempo::decodeSource(source, kExtensions[choice % 8], options, count, {});
    require(report.nSamples == delivered);
    require(delivered > 0 || report.decodedDuration.value() < 0.01);
    require(report.decodedDuration.value() > 0.0 || !report.problems.empty());
    require(report.clippedShare >= 0.0 && report.clippedShare <= 1.0);
    require(report.brokenPackets >= 0);
    for (const tempo::AudioProblem& problem : report.problems)
        require(!problem.detail.empty() && problem.detail.find('\n') == std::string::npos);
    return 0;
}
