// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_stream.h"

#include "engine/audio/container_format.h"
#include "engine/audio/ffmpeg_guard.h"
#include "engine/audio/sample_conversion.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
#include <libavutil/mem.h>
#include <libavutil/opt.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tempo {

namespace {

constexpr int kIoBufferBytes = 64 * 1024;
// WAV is cut into packets of this size; FFmpeg's default of 4 KiB costs more in calls than in work.
constexpr std::int64_t kWavPacketBytes = 32768;
// But the first packet of a 16-bit WAV goes through every probe function, in case it is DTS in disguise. Unless the
// beginning looks like that it is kept small, which halves the time for a short file.
constexpr std::int64_t kWavFirstPacketBytes = 1024;
constexpr unsigned kProbeBytes = 1U << 20U;
// FFmpeg's score for "one frame header was seen somewhere", which noise reaches too. Only a matching extension makes
// such a guess worth trying.
constexpr int kChanceScore = 1;
constexpr const char* kNotAudio = "not an audio file that FFmpeg knows";
// Rates outside cannot be audio, and would turn a few bytes into hours of output.
constexpr int kLowestRate = 1000;
constexpr int kHighestRate = 6'144'000;
// A container whose index sends the reader in circles ends here instead of never. Reading a file once, with the overlap
// of buffers, stays far below.
constexpr std::int64_t kReadsPerByte = 16;
constexpr std::int64_t kReadAllowance = std::int64_t{64} << 20U;
// The same for packets without any sample.
constexpr int kMaxBarrenPackets = 100'000;

template <auto Free>
struct FreeByReference {
    template <class T>
    void operator()(T* object) const
    {
        Free(&object);
    }
};

struct CloseInput {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};

struct FreeIo {
    void operator()(AVIOContext* io) const
    {
        // FFmpeg may have replaced the buffer that it was given.
        av_freep(&io->buffer);
        avio_context_free(&io);
    }
};

struct ReadCursor {
    ByteSource* source = nullptr;
    std::int64_t position = 0;
    std::int64_t budget = 0; ///< bytes that may still be read
};

int readPacket(void* opaque, std::uint8_t* buffer, int size)
{
    auto* const cursor = static_cast<ReadCursor*>(opaque);
    if (size <= 0 || cursor->budget <= 0)
        return AVERROR(EIO);
    const std::int64_t got = cursor->source->readAt(cursor->position, {buffer, static_cast<std::size_t>(size)});
    if (got < 0)
        return AVERROR(EIO);
    if (got == 0)
        return AVERROR_EOF;
    cursor->position += got;
    cursor->budget -= got;
    return static_cast<int>(got);
}

std::int64_t seekTo(void* opaque, std::int64_t offset, int whence)
{
    auto* const cursor = static_cast<ReadCursor*>(opaque);
    const std::int64_t size = cursor->source->size();
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return size;
    case SEEK_SET:
        break;
    case SEEK_CUR:
        offset += cursor->position;
        break;
    case SEEK_END:
        offset += size;
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (offset < 0)
        return AVERROR(EINVAL);
    cursor->position = offset;
    return offset;
}

bool hasDtsSyncWord(ByteSource& source)
{
    using SyncWord = std::array<std::uint8_t, 4>;
    constexpr std::array<SyncWord, 4> kSyncWords = {SyncWord{0x7F, 0xFE, 0x80, 0x01}, SyncWord{0xFE, 0x7F, 0x01, 0x80},
                                                    SyncWord{0x1F, 0xFF, 0xE8, 0x00}, SyncWord{0xFF, 0x1F, 0x00, 0xE8}};
    std::array<std::uint8_t, 16384> start{};
    const std::int64_t got = std::max(source.readAt(0, start), std::int64_t{0});
    const auto bytes = std::span<const std::uint8_t>(start).first(static_cast<std::size_t>(got));
    return std::any_of(kSyncWords.begin(), kSyncWords.end(), [&](const SyncWord& word) {
        return std::search(bytes.begin(), bytes.end(), word.begin(), word.end()) != bytes.end();
    });
}

int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**)
{
    return AVERROR(EPERM);
}

} // namespace

struct AudioStream::Impl {
    explicit Impl(ByteSource& source)
    {
        cursor.source = &source;
        cursor.budget = source.size() * kReadsPerByte + kReadAllowance;
    }

    ReadCursor cursor;
    FfmpegGuard guard;
    std::unique_ptr<AVIOContext, FreeIo> io;
    std::unique_ptr<AVFormatContext, CloseInput> format; // uses io, so it goes first
    std::unique_ptr<AVCodecContext, FreeByReference<avcodec_free_context>> codec;
    std::unique_ptr<AVPacket, FreeByReference<av_packet_free>> packet;
    std::unique_ptr<AVFrame, FreeByReference<av_frame_free>> frame;
    AVStream* stream = nullptr;
    bool isGuess = false; // the container was taken from the file's extension more than from its content
    bool draining = false;
    int barrenPackets = 0;
};

AudioStream::AudioStream(ByteSource& source, const std::string& probeName) : m_impl(std::make_unique<Impl>(source))
{
    if (!open(probeName))
        m_impl->codec.reset();
}

AudioStream::~AudioStream() = default;

bool AudioStream::fail(std::string text)
{
    m_error = std::move(text);
    return false;
}

bool AudioStream::fail(int averror)
{
    if (m_impl->cursor.budget <= 0)
        return fail("the container's index sends the reader in circles");
    const std::string cause = m_impl->guard.describe(averror);
    return fail(m_impl->isGuess ? fmt::format("{}: {}", kNotAudio, cause) : cause);
}

bool AudioStream::open(const std::string& probeName)
{
    auto* const buffer = static_cast<unsigned char*>(av_malloc(kIoBufferBytes));
    if (buffer == nullptr)
        return fail(AVERROR(ENOMEM));
    m_impl->io.reset(avio_alloc_context(buffer, kIoBufferBytes, 0, &m_impl->cursor, readPacket, nullptr, seekTo));
    if (m_impl->io == nullptr) {
        av_free(buffer);
        return fail(AVERROR(ENOMEM));
    }
    m_impl->packet.reset(av_packet_alloc());
    m_impl->frame.reset(av_frame_alloc());
    if (m_impl->packet == nullptr || m_impl->frame == nullptr)
        return fail(AVERROR(ENOMEM));
    return openContainer(probeName) && openCodec();
}

bool AudioStream::openContainer(const std::string& probeName)
{
    std::array<std::uint8_t, kMagicBytes> start{};
    m_impl->cursor.source->readAt(0, start);
    const AVInputFormat* container = nullptr;
    if (const char* const name = containerByMagic(start))
        container = av_find_input_format(name);
    if (container == nullptr) {
        const int score =
            av_probe_input_buffer2(m_impl->io.get(), &container, probeName.c_str(), nullptr, 0, kProbeBytes);
        if (score < 0)
            return fail(kNotAudio);
        const bool extensionAgrees =
            container->extensions != nullptr && av_match_ext(probeName.c_str(), container->extensions) != 0;
        if (score <= kChanceScore && !extensionAgrees)
            return fail(kNotAudio);
        m_impl->isGuess = score <= kChanceScore;
    }
    if (!isPermittedContainer(container->name))
        return fail(fmt::format("not an audio file: FFmpeg takes its content for '{}'", container->name));
    m_facts.container = container->name;

    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr)
        return fail(AVERROR(ENOMEM));
    context->pb = m_impl->io.get();
    context->io_open = refuseToOpen;
    context->max_probe_packets = 1; // the default lets the search for DTS in disguise hold 5 MB in memory
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "", 0);
    if (m_facts.container == "wav") {
        const bool mayBeDts = hasDtsSyncWord(*m_impl->cursor.source);
        av_dict_set_int(&options, "max_size", mayBeDts ? kWavPacketBytes : kWavFirstPacketBytes, 0);
    }
    const int opened = avformat_open_input(&context, probeName.c_str(), container, &options);
    av_dict_free(&options);
    if (opened < 0) // the context was freed
        return fail(opened);
    m_impl->format.reset(context);
    return true;
}

bool AudioStream::openCodec()
{
    AVStream* chosen = nullptr;
    const std::span<AVStream*> streams(m_impl->format->streams, m_impl->format->nb_streams);
    for (AVStream* const stream : streams) {
        stream->discard = AVDISCARD_ALL;
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
            continue;
        const bool isFirstDefault = chosen != nullptr && (chosen->disposition & AV_DISPOSITION_DEFAULT) == 0 &&
                                    (stream->disposition & AV_DISPOSITION_DEFAULT) != 0;
        if (chosen == nullptr || isFirstDefault)
            chosen = stream;
    }
    if (chosen == nullptr)
        return fail("has no audio stream");
    chosen->discard = AVDISCARD_DEFAULT;
    m_impl->stream = chosen;
    readFacts();

    const AVCodec* const decoder = avcodec_find_decoder(chosen->codecpar->codec_id);
    if (decoder == nullptr)
        return fail(fmt::format("no decoder for the codec '{}'", m_facts.codec));
    m_impl->codec.reset(avcodec_alloc_context3(decoder));
    if (m_impl->codec == nullptr)
        return fail(AVERROR(ENOMEM));
    if (const int copied = avcodec_parameters_to_context(m_impl->codec.get(), chosen->codecpar); copied < 0)
        return fail(copied);
    m_impl->codec->thread_count = 1; // many files are decoded side by side; a pool for each would only get in the way
    m_impl->codec->pkt_timebase = chosen->time_base;
    if (const int opened = avcodec_open2(m_impl->codec.get(), decoder, nullptr); opened < 0)
        return fail(opened);
    return true;
}

void AudioStream::readFacts()
{
    const AVStream& stream = *m_impl->stream;
    m_facts.codec = avcodec_get_name(stream.codecpar->codec_id);
    m_facts.rate = std::max(stream.codecpar->sample_rate, 0);
    m_facts.channels = std::max(stream.codecpar->ch_layout.nb_channels, 0);
    // Without avformat_find_stream_info() FFmpeg has not guessed yet: this is what the header states, or nothing.
    if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0)
        m_facts.duration = Seconds{static_cast<double>(stream.duration) * av_q2d(stream.time_base)};
}

void AudioStream::passOverPacket(int averror)
{
    if (m_brokenPackets++ == 0)
        m_packetError = m_impl->guard.describe(averror);
}

bool AudioStream::feedDecoder()
{
    const int read = av_read_frame(m_impl->format.get(), m_impl->packet.get());
    if (read < 0) {
        if (read != AVERROR_EOF)
            fail(read);
        else if (m_impl->isGuess && m_packets == 0)
            fail(kNotAudio);
        m_impl->draining = true;
        return avcodec_send_packet(m_impl->codec.get(), nullptr) >= 0;
    }
    int sent = 0;
    if (m_impl->packet->stream_index == m_impl->stream->index) {
        if (m_packets++ == 0 && m_facts.container == "wav")
            av_opt_set_int(m_impl->format.get(), "max_size", kWavPacketBytes, AV_OPT_SEARCH_CHILDREN);
        sent = avcodec_send_packet(m_impl->codec.get(), m_impl->packet.get());
    }
    av_packet_unref(m_impl->packet.get());
    if (++m_impl->barrenPackets > kMaxBarrenPackets)
        return fail("holds packets, but no samples in them");
    if (sent == AVERROR(ENOMEM))
        return fail(sent);
    if (sent < 0)
        passOverPacket(sent);
    return true;
}

bool AudioStream::next(PlanarBlock& block)
{
    while (m_impl->codec != nullptr) {
        const int received = avcodec_receive_frame(m_impl->codec.get(), m_impl->frame.get());
        if (received >= 0) {
            m_impl->barrenPackets = 0;
            const bool taken = takeFrame(block);
            av_frame_unref(m_impl->frame.get());
            if (!taken)
                return false;
            if (block.frames > 0)
                return true;
        } else if (received == AVERROR_EOF || received == AVERROR(ENOMEM)) {
            return received == AVERROR_EOF ? false : fail(received);
        } else {
            if (received != AVERROR(EAGAIN))
                passOverPacket(received);
            else if (m_impl->draining)
                return false;
            if (!m_impl->draining && !feedDecoder())
                return false;
        }
    }
    return false;
}

bool AudioStream::takeFrame(PlanarBlock& block)
{
    const AVFrame& frame = *m_impl->frame;
    block.rate = frame.sample_rate;
    block.channels = frame.ch_layout.nb_channels;
    block.frames = static_cast<std::size_t>(std::max(frame.nb_samples, 0));
    if (block.frames == 0 || block.channels <= 0)
        return block.frames = 0, true;
    if (block.rate < kLowestRate || block.rate > kHighestRate)
        return fail(fmt::format("declares a sample rate of {} Hz; {} to {} Hz can be read", block.rate, kLowestRate,
                                kHighestRate));
    block.samples.resize(static_cast<std::size_t>(block.channels) * block.frames);
    const std::span<const std::uint8_t* const> planes(frame.extended_data, static_cast<std::size_t>(block.channels));
    if (!convertToPlanarFloat(planes, frame.format, block.frames, block.samples))
        return fail("the codec delivers samples in a format that is not known");
    m_longestBlock = std::max(m_longestBlock, Seconds{static_cast<double>(block.frames) / block.rate});
    return true;
}

} // namespace tempo
