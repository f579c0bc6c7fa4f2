// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"

#include "engine/audio/audio_stream.h"
#include "engine/audio/byte_source.h"
#include "engine/audio/container_format.h"
#include "engine/audio/decode_source.h"
#include "engine/audio/resampler.h"
#include "engine/audio/riff_header.h"
#include "engine/audio/sample_health.h"
#include "engine/audio/verdict.h"
#include "engine/core/error.h"
#include "engine/core/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace tempo {

namespace {

constexpr std::size_t kLargestBlock = 65536;

int wholeRate(SampleRate rate)
{
    constexpr double kHighest = 768'000.0;
    const double value = rate.value();
    if (!(value >= 1.0 && value <= kHighest) || value != std::floor(value))
        throw Error(
            ErrorCode::InvalidArgument,
            fmt::format("cannot deliver audio at {} Hz: whole rates from 1 to {} Hz are possible", value, kHighest));
    return static_cast<int>(value);
}

/// Asks for a byte, since some file systems state a size of 0 for files that have content.
bool isWithoutBytes(ByteSource& source)
{
    std::array<std::uint8_t, 1> first{};
    return source.readAt(0, first) == 0;
}

/// Passes mono samples on at the wanted rate, in blocks of bounded size. Chained files may change their rate on the
/// way; then one resampler is emptied and the next begins.
class MonoOutput {
public:
    MonoOutput(int rate, const SampleSink& sink) : m_rate(rate), m_sink(sink) {}

    void add(std::span<const float> samples, int sourceRate)
    {
        if (m_resampler != nullptr && m_resampler->inRate() != sourceRate)
            finish();
        if (sourceRate == m_rate) {
            deliver(samples);
            return;
        }
        if (m_resampler == nullptr)
            m_resampler = std::make_unique<Resampler>(sourceRate, m_rate);
        // Small steps bound the resampler's output buffer when the rate goes up steeply.
        constexpr std::size_t kStep = 4096;
        for (; !samples.empty(); samples = samples.subspan(std::min(kStep, samples.size())))
            deliver(m_resampler->process(samples.first(std::min(kStep, samples.size()))));
    }

    void finish()
    {
        if (m_resampler == nullptr)
            return;
        for (auto rest = m_resampler->flush(); !rest.empty(); rest = m_resampler->flush())
            deliver(rest);
        m_resampler.reset();
    }

    [[nodiscard]] std::int64_t delivered() const { return m_delivered; }

private:
    void deliver(std::span<const float> samples)
    {
        for (; !samples.empty(); samples = samples.subspan(std::min(kLargestBlock, samples.size()))) {
            const auto block = samples.first(std::min(kLargestBlock, samples.size()));
            m_delivered += static_cast<std::int64_t>(block.size());
            m_sink(block);
        }
    }

    int m_rate;
    const SampleSink& m_sink;
    std::unique_ptr<Resampler> m_resampler;
    std::int64_t m_delivered = 0;
};

} // namespace

AudioReport decodeSource(ByteSource& source, std::string_view extension, const DecodeOptions& options,
                         const SampleSink& sink, const std::stop_token& stop, const LengthSink& expected)
{
    MonoOutput output(wholeRate(options.rate), sink);
    throwIfStopped(stop);
    const std::optional<RiffClaim> riff = readRiffClaim(source);
    AudioStream stream(source, probeName(extension));

    AudioReport report;
    report.container = stream.facts().container;
    report.codec = stream.facts().codec;
    report.sourceRate = SampleRate{static_cast<double>(stream.facts().rate)};
    report.channels = stream.facts().channels;
    report.declaredDuration = riff && riff->declared() ? riff->declared() : stream.facts().duration;

    if (expected && report.declaredDuration)
        expected(static_cast<std::size_t>(std::max(0.0, report.declaredDuration->value()) * options.rate.value()));

    SampleHealth health;
    PlanarBlock block;
    std::vector<float> mean;
    double decodedSeconds = 0.0;
    while (stream.next(block)) {
        throwIfStopped(stop);
        if (decodedSeconds <= 0.0) { // what comes out is surer than what the header says, e.g. for AAC with SBR
            report.sourceRate = SampleRate{static_cast<double>(block.rate)};
            report.channels = block.channels;
        }
        decodedSeconds += static_cast<double>(block.frames) / block.rate;
        for (int channel = 0; channel < block.channels; ++channel)
            health.addChannel(block.channel(channel));
        const std::span<const float> mono = meanOfChannels(block, mean);
        health.addMean(mono);
        output.add(mono, block.rate);
        if (options.progress && report.declaredDuration && *report.declaredDuration > Seconds{})
            options.progress(
                {.fraction = std::min(1.0, decodedSeconds / report.declaredDuration->value()), .stage = "decoding"});
    }
    source.throwIfFailed();
    output.finish();

    report.decodedDuration = Seconds{decodedSeconds};
    report.nSamples = output.delivered();
    report.peak = health.peak();
    report.clippedShare = health.clippedShare();
    report.nonFiniteSamples = health.nonFiniteSamples();
    report.packets = stream.packets();
    report.brokenPackets = stream.brokenPackets();
    judge(report, {.stream = stream,
                   .health = health,
                   .riff = riff,
                   .fileSize = source.size(),
                   .isWithoutBytes = isWithoutBytes(source)});
    return report;
}

AudioReport decodeAudio(const std::filesystem::path& path, const DecodeOptions& options, const SampleSink& sink,
                        const std::stop_token& stop)
{
    wholeRate(options.rate); // a wrong argument is told before the file is touched
    FileSource source(path);
    return decodeSource(source, path.extension().native(), options, sink, stop);
}

DecodedAudio readAudio(const std::filesystem::path& path, const DecodeOptions& options, const std::stop_token& stop)
{
    DecodedAudio result;
    result.audio.rate = options.rate;
    std::vector<float>& samples = result.audio.samples;
    const auto append = [&](std::span<const float> block) {
        samples.insert(samples.end(), block.begin(), block.end());
    };
    // Growing step by step costs more than decoding a WAV; a lying header must not cost memory, though.
    constexpr std::size_t kLargestReserve = std::size_t{1} << 24U;
    const auto reserve = [&](std::size_t promised) { samples.reserve(std::min(promised + 1, kLargestReserve)); };
    wholeRate(options.rate);
    FileSource source(path);
    result.report = decodeSource(source, path.extension().native(), options, append, stop, reserve);
    return result;
}

} // namespace tempo
