// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/score.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace tempo::synth {

/// The General MIDI sound font that the distribution installs. @return empty if there is none
std::filesystem::path installedSoundFont();

/// Plays scores through FluidSynth, faster than real time and without a sound device.
/// Not for two threads at once; several objects side by side are fine.
class Renderer {
public:
    /// FluidSynth works in blocks of this many samples at this rate, so a note sounds at most half a block, 0.73 ms,
    /// off its place.
    static constexpr int kBlockSamples = 64;
    static constexpr double kRenderRate = 44100.0;

    /// @throws Error(FileAccess) if FluidSynth is not installed or the sound font cannot be read
    explicit Renderer(const std::filesystem::path& soundFont);
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    /// @return Score::nSamples mono samples at the analysis rate, before mastering. The same score gives the same
    /// samples.
    /// @param stop checked about twenty times a second
    std::vector<float> render(const Score& score, const std::stop_token& stop = {});

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo::synth
