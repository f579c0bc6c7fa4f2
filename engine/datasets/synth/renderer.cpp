// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/renderer.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/core/progress.h"
#include "engine/datasets/dynamic_library.h"
#include "engine/datasets/synth/halve_rate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fluidsynth.h>
#include <mutex>

namespace tempo::synth {

namespace {

/// What sounds before the clip begins reaches into it.
constexpr double kPrerollSeconds = 1.5;
constexpr double kGain = 0.35;

/// FluidSynth's functions, found at run time.
struct FluidSynth {
    DynamicLibrary library{TEMPNETIC_FLUIDSYNTH_LIBRARY, "FluidSynth, which renders the demo corpus,"};
#define TEMPNETIC_FLUID(name) decltype(&::name) name = library.find<decltype(::name)>(#name)
    TEMPNETIC_FLUID(new_fluid_settings);
    TEMPNETIC_FLUID(delete_fluid_settings);
    TEMPNETIC_FLUID(fluid_settings_setnum);
    TEMPNETIC_FLUID(fluid_settings_setint);
    TEMPNETIC_FLUID(new_fluid_synth);
    TEMPNETIC_FLUID(delete_fluid_synth);
    TEMPNETIC_FLUID(fluid_synth_sfload);
    TEMPNETIC_FLUID(fluid_synth_bank_select);
    TEMPNETIC_FLUID(fluid_synth_program_change);
    TEMPNETIC_FLUID(fluid_synth_cc);
    TEMPNETIC_FLUID(fluid_synth_noteon);
    TEMPNETIC_FLUID(fluid_synth_noteoff);
    TEMPNETIC_FLUID(fluid_synth_write_float);
    TEMPNETIC_FLUID(fluid_set_log_function);
#undef TEMPNETIC_FLUID
};

const FluidSynth& fluidSynth()
{
    static const FluidSynth kLibrary = [] {
        FluidSynth library;
        // It warns about sound devices, which nobody wants here.
        for (const int level : {FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG})
            library.fluid_set_log_function(level, nullptr, nullptr);
        return library;
    }();
    return kLibrary;
}

/// One instance of the synthesizer with its sound font.
class Synthesizer {
public:
    Synthesizer(const std::filesystem::path& soundFont, double room, double level)
    {
        const FluidSynth& fluid = fluidSynth();
        // Its initialisation of global tables is not made for several threads.
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        m_settings.reset(fluid.new_fluid_settings());
        fluid.fluid_settings_setnum(m_settings.get(), "synth.sample-rate", Renderer::kRenderRate);
        fluid.fluid_settings_setnum(m_settings.get(), "synth.gain", kGain);
        fluid.fluid_settings_setnum(m_settings.get(), "synth.reverb.room-size", room);
        fluid.fluid_settings_setnum(m_settings.get(), "synth.reverb.level", level);
        fluid.fluid_settings_setint(m_settings.get(), "synth.chorus.active", 0);
        fluid.fluid_settings_setint(m_settings.get(), "synth.polyphony", 128);
        fluid.fluid_settings_setint(m_settings.get(), "synth.threadsafe-api", 0);
        fluid.fluid_settings_setint(m_settings.get(), "synth.lock-memory", 0);
        m_synth.reset(fluid.new_fluid_synth(m_settings.get()));
        if (!m_synth || fluid.fluid_synth_sfload(m_synth.get(), soundFont.c_str(), 1) < 0)
            throw Error(ErrorCode::FileAccess, printable(soundFont) + ": cannot be read as a sound font");
    }

    [[nodiscard]] fluid_synth_t* get() const { return m_synth.get(); }

private:
    struct Deleter {
        void operator()(fluid_settings_t* settings) const { fluidSynth().delete_fluid_settings(settings); }
        void operator()(fluid_synth_t* synth) const { fluidSynth().delete_fluid_synth(synth); }
    };
    std::unique_ptr<fluid_settings_t, Deleter> m_settings;
    std::unique_ptr<fluid_synth_t, Deleter> m_synth;
};

/// A note's beginning or end, in blocks from the start of rendering.
struct Event {
    std::int64_t block;
    bool isOn;
    int channel;
    int key;
    int velocity;
};

std::vector<Event> toEvents(const Score& score)
{
    const auto blockOf = [](double seconds) {
        return static_cast<std::int64_t>(std::llround((seconds + kPrerollSeconds) * Renderer::kRenderRate /
                                                      static_cast<double>(Renderer::kBlockSamples)));
    };
    std::vector<Event> events;
    for (const Note& note : score.notes) {
        const std::int64_t on = blockOf(note.onset);
        if (on < 0)
            continue;
        const std::int64_t off = std::max(blockOf(note.onset + note.duration), on + 1);
        events.push_back({on, true, note.channel, note.key, note.velocity});
        events.push_back({off, false, note.channel, note.key, 0});
    }
    // A repeated key ends before it begins again.
    std::ranges::stable_sort(events, [](const Event& a, const Event& b) {
        return a.block != b.block ? a.block < b.block : a.isOn < b.isOn;
    });
    return events;
}

void setUpParts(fluid_synth_t* synth, const Score& score)
{
    const FluidSynth& fluid = fluidSynth();
    for (const Part& part : score.parts) {
        fluid.fluid_synth_bank_select(synth, part.channel, part.channel == kDrumChannel ? 128 : 0);
        fluid.fluid_synth_program_change(synth, part.channel, part.program);
        constexpr int kVolume = 7;
        constexpr int kPan = 10;
        constexpr int kReverb = 91;
        fluid.fluid_synth_cc(synth, part.channel, kVolume, part.volume);
        fluid.fluid_synth_cc(synth, part.channel, kPan, part.pan);
        fluid.fluid_synth_cc(synth, part.channel, kReverb, part.reverb);
    }
}

void send(fluid_synth_t* synth, const Event& event)
{
    if (event.isOn)
        fluidSynth().fluid_synth_noteon(synth, event.channel, event.key, event.velocity);
    else
        fluidSynth().fluid_synth_noteoff(synth, event.channel, event.key);
}

} // namespace

struct Renderer::Impl {
    std::filesystem::path soundFont;
    /// FluidSynth shares the samples of a font between instances: this one keeps them in memory, so that a fresh
    /// instance a clip, which makes clips independent of each other, costs little.
    Synthesizer keeper;
};

std::filesystem::path installedSoundFont()
{
    for (const char* candidate : {"/usr/share/sounds/sf2/TimGM6mb.sf2", "/usr/share/soundfonts/TimGM6mb.sf2",
                                  "/usr/share/sounds/sf2/default-GM.sf2", "/usr/share/soundfonts/default.sf2",
                                  "/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/soundfonts/FluidR3_GM.sf2"}) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(candidate, ignored))
            return candidate;
    }
    return {};
}

Renderer::Renderer(const std::filesystem::path& soundFont)
    : m_impl(new Impl{.soundFont = soundFont, .keeper = Synthesizer(soundFont, 0.2, 0.0)})
{
}

Renderer::~Renderer() = default;

std::vector<float> Renderer::render(const Score& score, const std::stop_token& stop)
{
    const Synthesizer synthesizer(m_impl->soundFont, score.mastering.reverbRoom, score.mastering.reverbLevel);
    setUpParts(synthesizer.get(), score);
    const std::vector<Event> events = toEvents(score);
    const auto prerollBlocks = static_cast<std::int64_t>(std::llround(kPrerollSeconds * kRenderRate / kBlockSamples));
    const std::int64_t nBlocks = prerollBlocks + (2 * score.nSamples + kHalvingReach) / kBlockSamples + 1;

    std::vector<float> mono;
    mono.reserve(static_cast<std::size_t>(nBlocks * kBlockSamples));
    std::array<float, kBlockSamples> left{};
    std::array<float, kBlockSamples> right{};
    auto next = events.begin();
    for (std::int64_t block = 0; block < nBlocks; ++block) {
        if (block % 32 == 0)
            throwIfStopped(stop);
        for (; next != events.end() && next->block == block; ++next)
            send(synthesizer.get(), *next);
        fluidSynth().fluid_synth_write_float(synthesizer.get(), kBlockSamples, left.data(), 0, 1, right.data(), 0, 1);
        for (std::size_t i = 0; i < left.size(); ++i)
            mono.push_back(0.5F * (left[i] + right[i]));
    }
    return halveRate(mono, prerollBlocks * kBlockSamples, static_cast<std::size_t>(score.nSamples));
}

} // namespace tempo::synth
