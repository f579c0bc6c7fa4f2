// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in other programs' estimates: tables, texts and JAMS give tempi above 0 or say why not, and
// matching them to tracks loses none of the tracks.
#include "engine/core/error.h"
#include "engine/evaluation/estimate_files.h"

#include <cmath>
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

void check(const std::vector<tempo::ForeignEstimate>& estimates)
{
    for (const tempo::ForeignEstimate& estimate : estimates) {
        require(estimate.bpm.has_value() == estimate.error.empty());
        require(!estimate.bpm || (std::isfinite(estimate.bpm->value()) && estimate.bpm->value() > 0.0));
        require(!estimate.confidence || (*estimate.confidence >= 0.0 && *estimate.confidence <= 1.0));
        require(estimate.error.find('\n') == std::string::npos);
    }
    static const std::vector<tempo::EvaluationItem> kItems{{.id = "blues.00000"}, {.id = "a/song"}, {.id = "b/song"}};
    try {
        const tempo::MatchedEstimates matched = tempo::matchEstimates(estimates, kItems, "fuzz");
        require(matched.predictions.size() == kItems.size() && matched.matched > 0);
        for (const tempo::TrackPrediction& prediction : matched.predictions)
            require(prediction.bpm.has_value() == prediction.error.empty());
        for (const std::string& message : matched.messages)
            require(message.find('\n') == std::string::npos);
    } catch (const tempo::Error& error) {
        require(error.code() == tempo::ErrorCode::InvalidArgument);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    try {
        check(tempo::parseEstimateCsv(text, "e.csv"));
    } catch (const tempo::Error& error) {
        require(error.code() == tempo::ErrorCode::Format && error.message().find('\n') == std::string::npos);
    }
    check({tempo::parseEstimateText(text, "a/song.txt", "song.txt")});
    check(tempo::parseEstimateJams(text, "b/song.jams", "song.jams"));
    return 0;
}
