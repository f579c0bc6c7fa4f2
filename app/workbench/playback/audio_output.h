// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tempo::workbench {

/// Where sound goes: a device, or nowhere in tests. GUI thread only.
class AudioOutput {
public:
    /// Fills [2 n_frames] samples, left and right alternating. @return frames that were filled; fewer: the end is near
    using Fill = std::function<std::size_t(std::span<float> stereo)>;

    virtual ~AudioOutput() = default;

    /// Looks for the device. @return why there is none, in one line; else empty
    virtual QString open() = 0;
    /// After open().
    [[nodiscard]] virtual SampleRate rate() const = 0;
    /// Begins to play from nothing: playedFrames() is 0 again. @return why not, in one line; else empty
    virtual QString start(Fill fill) = 0;
    /// At once; what was filled in and not heard is dropped.
    virtual void stop() = 0;
    /// Heard since start(), as far as the device tells.
    [[nodiscard]] virtual std::int64_t playedFrames() const = 0;
    /// What has gone wrong since start(), e.g. that the device was unplugged; else empty
    [[nodiscard]] virtual QString trouble() const { return {}; }
};

/// The system's default device.
std::unique_ptr<AudioOutput> makeDeviceOutput();

/// Plays to nobody, as fast as it is told to. For tests, and for machines without a device.
class NullAudioOutput final : public AudioOutput {
public:
    explicit NullAudioOutput(SampleRate rate = SampleRate{44100.0}) : m_rate(rate) {}

    QString open() override { return {}; }
    [[nodiscard]] SampleRate rate() const override { return m_rate; }
    QString start(Fill fill) override
    {
        m_fill = std::move(fill);
        m_played = 0;
        return {};
    }
    void stop() override { m_fill = {}; }
    [[nodiscard]] std::int64_t playedFrames() const override { return m_played; }

    /// Lets time pass. @return what was heard, [2 n_frames]; empty while stopped
    std::vector<float> advance(std::size_t nFrames)
    {
        std::vector<float> heard(m_fill ? 2 * nFrames : 0);
        if (m_fill) {
            heard.resize(2 * m_fill(heard));
            m_played += static_cast<std::int64_t>(nFrames);
        }
        return heard;
    }

private:
    SampleRate m_rate;
    Fill m_fill;
    std::int64_t m_played = 0;
};

} // namespace tempo::workbench
