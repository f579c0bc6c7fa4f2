// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/extend/time_stretch.h"

#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "engine/datasets/dynamic_library.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <rubberband/rubberband-c.h>
#include <type_traits>

namespace tempo {

namespace {

constexpr double kSlowest = 0.25;
constexpr double kFastest = 4.0;
constexpr std::size_t kBlock = 16384;

/// Rubber Band's functions, found at run time.
struct RubberBand {
    DynamicLibrary library{TEMPNETIC_RUBBERBAND_LIBRARY, "Rubber Band, which stretches recordings,"};
#define TEMPNETIC_RUBBERBAND(name) decltype(&::name) name = library.find<decltype(::name)>(#name)
    TEMPNETIC_RUBBERBAND(rubberband_new);
    TEMPNETIC_RUBBERBAND(rubberband_delete);
    TEMPNETIC_RUBBERBAND(rubberband_set_expected_input_duration);
    TEMPNETIC_RUBBERBAND(rubberband_set_max_process_size);
    TEMPNETIC_RUBBERBAND(rubberband_study);
    TEMPNETIC_RUBBERBAND(rubberband_process);
    TEMPNETIC_RUBBERBAND(rubberband_available);
    TEMPNETIC_RUBBERBAND(rubberband_retrieve);
#undef TEMPNETIC_RUBBERBAND
};

const RubberBand& rubberBand()
{
    static const RubberBand kLibrary;
    return kLibrary;
}

struct StretcherDeleter {
    void operator()(RubberBandState state) const { rubberBand().rubberband_delete(state); }
};
using Stretcher = std::unique_ptr<std::remove_pointer_t<RubberBandState>, StretcherDeleter>;

/// Hands the samples over block by block; the last one is marked.
template <class Consumer>
void forEachBlock(const std::vector<float>& samples, const std::stop_token& stop, const Consumer& consume)
{
    for (std::size_t begin = 0; begin < samples.size(); begin += kBlock) {
        throwIfStopped(stop);
        const std::size_t count = std::min(kBlock, samples.size() - begin);
        const float* const channel = samples.data() + begin;
        consume(&channel, static_cast<unsigned>(count), begin + count == samples.size() ? 1 : 0);
    }
}

/// Takes over what is ready.
void retrieve(RubberBandState state, std::vector<float>& output)
{
    std::array<float, kBlock> block{};
    float* channel = block.data();
    for (int ready = rubberBand().rubberband_available(state); ready > 0;
         ready = rubberBand().rubberband_available(state)) {
        const unsigned wanted = std::min(static_cast<unsigned>(ready), static_cast<unsigned>(kBlock));
        const unsigned count = rubberBand().rubberband_retrieve(state, &channel, wanted);
        output.insert(output.end(), block.begin(), block.begin() + count);
    }
}

} // namespace

AudioBuffer stretchTime(const AudioBuffer& audio, double tempoFactor, const std::stop_token& stop)
{
    if (!(tempoFactor >= kSlowest && tempoFactor <= kFastest))
        throw Error(ErrorCode::InvalidArgument, "a tempo factor must be from 0.25 to 4");
    if (tempoFactor == 1.0 || audio.samples.empty())
        return audio;
    const RubberBand& library = rubberBand();
    const Stretcher stretcher(library.rubberband_new(static_cast<unsigned>(audio.rate.value()), 1,
                                                     RubberBandOptionProcessOffline | RubberBandOptionEngineFiner |
                                                         RubberBandOptionThreadingNever,
                                                     1.0 / tempoFactor, 1.0));
    library.rubberband_set_expected_input_duration(stretcher.get(), static_cast<unsigned>(audio.samples.size()));
    library.rubberband_set_max_process_size(stretcher.get(), static_cast<unsigned>(kBlock));
    forEachBlock(audio.samples, stop, [&](const float* const* block, unsigned count, int isLast) {
        library.rubberband_study(stretcher.get(), block, count, isLast);
    });
    AudioBuffer stretched{.rate = audio.rate, .samples = {}};
    forEachBlock(audio.samples, stop, [&](const float* const* block, unsigned count, int isLast) {
        library.rubberband_process(stretcher.get(), block, count, isLast);
        retrieve(stretcher.get(), stretched.samples);
    });
    retrieve(stretcher.get(), stretched.samples);
    // Rubber Band's own length is off by some samples at most.
    stretched.samples.resize(
        static_cast<std::size_t>(std::llround(static_cast<double>(audio.samples.size()) / tempoFactor)), 0.0F);
    return stretched;
}

} // namespace tempo
