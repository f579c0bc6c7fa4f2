// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_buffer.h"
#include "engine/core/units.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tempo::workbench {

/// Whose beats a click marks. Each has a pitch and a place of its own, so that a wrong octave is heard at once.
enum class ClickVoice {
    Reference, ///< high woodblock, in the middle
    Baseline,  ///< low, left
    Model,     ///< between them, right
};
inline constexpr std::size_t kClickVoices = 3;

/// What one moment of playing consists of.
struct MixScene {
    /// At the output's rate, slowed down already; may be null
    std::shared_ptr<const AudioBuffer> music;
    /// Where clicks begin, in samples of the music, ascending; empty for a voice that is off
    std::array<std::vector<std::int64_t>, kClickVoices> clicks;
};

/// Mixes music and clicks, sample by sample on one grid, so that clicks cannot drift against the music. Without state:
/// the same samples come out however they are cut into blocks. Thread-safe.
class Mixer {
public:
    explicit Mixer(SampleRate rate);

    /// @param first   sample of the music that the block begins with, >= 0
    /// @param stereo  [2 n_frames], left and right alternating, overwritten; within [-1, 1]
    void mix(const MixScene& scene, std::int64_t first, std::span<float> stereo) const;

    /// One click, [n_samples], mono, before its place left or right.
    [[nodiscard]] std::span<const float> click(ClickVoice voice) const;

    static constexpr float kMusicGain = 0.7F;
    static constexpr float kClickGain = 0.6F;

private:
    std::array<std::vector<float>, kClickVoices> m_sounds;
};

/// How much of a voice goes to the left and to the right, in [0, 1].
struct Pan {
    float left = 1.0F;
    float right = 1.0F;
};
Pan panOf(ClickVoice voice);

/// Samples of the music at which clicks begin. @param speed 0.5 doubles the distances
std::vector<std::int64_t> clickSamples(std::span<const double> seconds, SampleRate rate, double speed);

} // namespace tempo::workbench
