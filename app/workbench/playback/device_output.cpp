// SPDX-License-Identifier: GPL-3.0-or-later
// The system's audio device through Qt Multimedia.
#include "app/workbench/playback/audio_output.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSink>
#include <QCoreApplication>
#include <QIODevice>
#include <QMediaDevices>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tempo::workbench {

namespace {

/// Long enough for a window that is busy for a moment, short enough for a click box to be heard at once.
constexpr double kBufferSeconds = 0.2;
constexpr int kFeedMilliseconds = 15;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AudioOutput)
};

class DeviceOutput final : public AudioOutput {
public:
    DeviceOutput()
    {
        m_feed.setInterval(kFeedMilliseconds);
        m_feed.setTimerType(Qt::PreciseTimer);
        m_feed.callOnTimeout([this] { feed(); });
    }
    ~DeviceOutput() override { stop(); }

    QString open() override
    {
        m_device = QMediaDevices::defaultAudioOutput();
        if (m_device.isNull())
            return Words::tr("There is no audio device: nothing can be played. All else works.");
        m_format = m_device.preferredFormat();
        m_format.setChannelCount(2);
        for (const QAudioFormat::SampleFormat wanted : {QAudioFormat::Float, QAudioFormat::Int16}) {
            m_format.setSampleFormat(wanted);
            if (m_device.isFormatSupported(m_format))
                return {};
        }
        return Words::tr("The audio device takes no stereo sound that this program can make: nothing can be played.");
    }

    [[nodiscard]] SampleRate rate() const override { return SampleRate{static_cast<double>(m_format.sampleRate())}; }

    QString start(Fill fill) override
    {
        stop();
        m_fill = std::move(fill);
        m_sink = std::make_unique<QAudioSink>(m_device, m_format);
        m_sink->setBufferSize(m_format.bytesForDuration(static_cast<qint64>(kBufferSeconds * 1e6)));
        m_stream = m_sink->start();
        m_written = 0;
        if (!m_stream || m_sink->error() != QAudio::NoError) {
            stop();
            return Words::tr("The audio device could not be opened: nothing can be played.");
        }
        feed();
        m_feed.start();
        return {};
    }

    void stop() override
    {
        m_feed.stop();
        m_stream = nullptr;
        if (m_sink)
            m_sink->reset();
        m_sink.reset();
        m_fill = {};
    }

    [[nodiscard]] std::int64_t playedFrames() const override
    {
        if (!m_sink)
            return 0;
        const qint64 waiting = m_sink->bufferSize() - m_sink->bytesFree();
        return std::max<std::int64_t>(0, m_written - std::max<qint64>(0, waiting) / m_format.bytesPerFrame());
    }

    [[nodiscard]] QString trouble() const override
    {
        if (!m_sink || m_sink->error() == QAudio::NoError || m_sink->error() == QAudio::UnderrunError)
            return {};
        return Words::tr("The audio device stopped working.");
    }

private:
    void feed()
    {
        if (!m_stream || !m_fill)
            return;
        const auto nFrames =
            static_cast<std::size_t>(std::max<qint64>(0, m_sink->bytesFree()) / m_format.bytesPerFrame());
        if (nFrames == 0)
            return;
        m_samples.resize(2 * nFrames);
        const std::size_t filled = m_fill(m_samples);
        // Silence after the end lets the last samples out of the device.
        std::fill(m_samples.begin() + static_cast<std::ptrdiff_t>(2 * filled), m_samples.end(), 0.0F);
        m_written += static_cast<std::int64_t>(nFrames);
        if (m_format.sampleFormat() == QAudioFormat::Float) {
            m_stream->write(reinterpret_cast<const char*>(m_samples.data()),
                            static_cast<qint64>(m_samples.size() * sizeof(float)));
            return;
        }
        m_integers.resize(m_samples.size());
        std::ranges::transform(m_samples, m_integers.begin(),
                               [](float sample) { return static_cast<std::int16_t>(std::lround(32767.0F * sample)); });
        m_stream->write(reinterpret_cast<const char*>(m_integers.data()),
                        static_cast<qint64>(m_integers.size() * sizeof(std::int16_t)));
    }

    QAudioDevice m_device;
    QAudioFormat m_format;
    std::unique_ptr<QAudioSink> m_sink;
    QIODevice* m_stream = nullptr;
    Fill m_fill;
    QTimer m_feed;
    std::int64_t m_written = 0;
    std::vector<float> m_samples;
    std::vector<std::int16_t> m_integers;
};

} // namespace

std::unique_ptr<AudioOutput> makeDeviceOutput()
{
    return std::make_unique<DeviceOutput>();
}

} // namespace tempo::workbench
