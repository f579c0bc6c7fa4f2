// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/byte_source.h"
#include "engine/audio/planar_block.h"
#include "engine/core/units.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tempo {

/// What opening told about a stream.
struct StreamFacts {
    std::string container;           ///< FFmpeg's short name
    std::string codec;               ///< FFmpeg's short name
    int rate = 0;                    ///< Hz as the header states it; 0 if it does not
    int channels = 0;                ///< as the header states it; 0 if it does not
    std::optional<Seconds> duration; ///< as the header states it, never guessed from the bit rate
};

/// FFmpeg's demuxer and decoder for the first audio stream of a source, default one preferred; cover art and video are
/// left alone. Reads through the given source only: whatever the file says, nothing else is opened.
/// Thread rule: one thread at a time for an object; any number of objects side by side.
class AudioStream {
public:
    /// Opens container and codec. On failure the stream has no block and error() says why; no exception.
    /// @param source     must outlive the stream
    /// @param probeName  from probeName()
    AudioStream(ByteSource& source, const std::string& probeName);
    AudioStream(const AudioStream&) = delete;
    AudioStream& operator=(const AudioStream&) = delete;
    ~AudioStream();

    [[nodiscard]] const StreamFacts& facts() const { return m_facts; }

    /// The next decoded frame, into a block that is reused. Packets that the codec refuses are counted and passed over,
    /// as players do. Returns false at the end, or when container or codec gave up: error() then says so.
    bool next(PlanarBlock& block);

    /// What ended the stream early, in FFmpeg's words; empty if nothing did.
    [[nodiscard]] const std::string& error() const { return m_error; }
    /// FFmpeg's words about the first packet that was passed over.
    [[nodiscard]] const std::string& packetError() const { return m_packetError; }
    [[nodiscard]] std::int64_t packets() const { return m_packets; }
    [[nodiscard]] std::int64_t brokenPackets() const { return m_brokenPackets; }
    /// Longest block so far in seconds; a codec's padding is of this size.
    [[nodiscard]] Seconds longestBlock() const { return m_longestBlock; }

private:
    struct Impl;
    bool open(const std::string& probeName);
    bool openContainer(const std::string& probeName);
    bool openCodec();
    void readFacts();
    bool feedDecoder();
    bool takeFrame(PlanarBlock& block);
    bool fail(int averror);
    bool fail(std::string text);
    void passOverPacket(int averror);

    std::unique_ptr<Impl> m_impl;
    StreamFacts m_facts;
    std::string m_error;
    std::string m_packetError;
    std::int64_t m_packets = 0;
    std::int64_t m_brokenPackets = 0;
    Seconds m_longestBlock;
};

} // namespace tempo
