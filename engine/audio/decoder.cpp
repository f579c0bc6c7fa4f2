// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"

#include "engine/audio/audio_stream.h"
#include "engine/audio/byte_source.h"
#include "engine/audio/container_format.h"
#include "engine/audio/decode_source.h"
#include "engine/audio/resampler.h"
#include "engine/audio/riff_header.h"
#include "engine/audio/sample_health.h"
#include "engine/core/error.h"
#include "engine/core/progress.h"

#include <fmt/format.h>

#include <algorithm>
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

/// The mean of the channels; for one channel that channel itself.
std::span<const float> meanOfChannels(const PlanarBlock& block, std::vector<float>& storage)
{
    if (block.channels == 1)
        return block.channel(0);
    storage.resize(block.frames);
    if (block.channels == 2) {
        const auto left = block.channel(0);
        const auto right = block.channel(1);
        // In double the sum is exact, so the order of the channels cannot show in the last bit.
        for (std::size_t i = 0; i < block.frames; ++i)
            storage[i] = static_cast<float>((static_cast<double>(left[i]) + static_cast<double>(right[i])) * 0.5);
        return storage;
    }
    const double count = block.channels;
    for (std::size_t i = 0; i < block.frames; ++i) {
        double sum = 0.0;
        for (int channel = 0; channel < block.channels; ++channel)
            sum += static_cast<double>(block.channel(channel)[i]);
        storage[i] = static_cast<float>(sum / count);
    }
    return storage;
}

std::string durationText(Seconds duration)
{
    const double seconds = duration.value();
    if (seconds < 60.0)
        return fmt::format("{:.2f} s", seconds);
    const auto minutes = static_cast<std::int64_t>(seconds / 60.0);
    if (minutes < 60)
        return fmt::format("{}:{:05.2f} min", minutes, seconds - 60.0 * static_cast<double>(minutes));
    const auto whole = static_cast<std::int64_t>(seconds);
    return fmt::format("{}:{:02}:{:02} h", whole / 3600, whole / 60 % 60, whole % 60);
}

void addProblem(AudioReport& report, AudioFault fault, std::string detail)
{
    report.problems.push_back({fault, std::move(detail)});
}

/// Whether so little came out that it cannot be rounding. Codecs pad their first and last frames and containers round
/// to ticks of their own: up to three frames of a codec, or half a per cent, or a tenth of a second are no fault.
bool isTruncated(Seconds declared, Seconds held, Seconds codecFrame)
{
    const double shortfall = declared.value() - held.value();
    return shortfall > 0.1 && shortfall > 0.005 * declared.value() && shortfall > 3.0 * codecFrame.value();
}

/// FFmpeg passes over what a WAV's data chunk claims beyond the end of the file, so bytes are held against bytes here.
void judgeRiffLength(AudioReport& report, const RiffClaim& claim)
{
    const double decoded = report.decodedDuration.value();
    const double heldShare = static_cast<double>(claim.presentBytes) / static_cast<double>(claim.declaredBytes);
    if (const std::optional<Seconds> declared = claim.declared()) {
        if (isTruncated(*declared, Seconds{declared->value() * heldShare}, Seconds{}))
            addProblem(
                report, AudioFault::Truncated,
                fmt::format("declares {} but holds {}", durationText(*declared), durationText(Seconds{decoded})));
    } else if (heldShare > 0.0 && isTruncated(Seconds{decoded / heldShare}, Seconds{decoded}, Seconds{})) {
        addProblem(report, AudioFault::Truncated,
                   fmt::format("declares {} bytes of compressed samples but holds {}", claim.declaredBytes,
                               claim.presentBytes));
    }
}

void judgeLength(AudioReport& report, const AudioStream& stream, const std::optional<RiffClaim>& riff)
{
    if (report.decodedDuration <= Seconds{} && report.find(AudioFault::Undecodable) != nullptr)
        return;
    if (riff)
        judgeRiffLength(report, *riff);
    else if (report.declaredDuration &&
             isTruncated(*report.declaredDuration, report.decodedDuration, stream.longestBlock()))
        addProblem(report, AudioFault::Truncated,
                   fmt::format("declares {} but holds {}", durationText(*report.declaredDuration),
                               durationText(report.decodedDuration)));
}

void judgeDecoding(AudioReport& report, const AudioStream& stream, std::int64_t sourceBytes)
{
    const bool nothing = report.decodedDuration <= Seconds{0.0};
    if (sourceBytes == 0)
        addProblem(report, AudioFault::Empty, "the file has no bytes");
    else if (!stream.error().empty() && nothing)
        addProblem(report, AudioFault::Undecodable, stream.error());
    else if (!stream.error().empty())
        addProblem(report, AudioFault::Undecodable,
                   fmt::format("breaks off after {}: {}", durationText(report.decodedDuration), stream.error()));
    else if (nothing && report.brokenPackets > 0)
        addProblem(report, AudioFault::Undecodable,
                   fmt::format("none of its {} packets can be decoded: {}", report.packets, stream.packetError()));
    else if (nothing)
        addProblem(report, AudioFault::Empty, "holds no sample");
}

void judgeSamples(AudioReport& report, const SampleHealth& health)
{
    if (report.nonFiniteSamples > 0)
        addProblem(report, AudioFault::NonFinite,
                   fmt::format("{} {} not a finite number", report.nonFiniteSamples,
                               report.nonFiniteSamples == 1 ? "sample is" : "samples are"));
    const std::optional<float> constant = health.constantValue();
    if (!constant || !std::isfinite(*constant))
        return;
    if (*constant != 0.0F)
        addProblem(report, AudioFault::Constant, fmt::format("every sample is {:.6g}", *constant));
    else if (report.peak > 0.0)
        addProblem(report, AudioFault::Silent, "its channels cancel each other out: their mean is silent");
    else
        addProblem(report, AudioFault::Silent, "every sample is zero");
}

} // namespace

AudioReport decodeSource(ByteSource& source, std::string_view extension, const DecodeOptions& options,
                         const SampleSink& sink, const std::stop_token& stop)
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
    judgeDecoding(report, stream, source.size());
    judgeLength(report, stream, riff);
    judgeSamples(report, health);
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
    result.report = decodeAudio(
        path, options, [&](std::span<const float> block) { samples.insert(samples.end(), block.begin(), block.end()); },
        stop);
    return result;
}

} // namespace tempo
