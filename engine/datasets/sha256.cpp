// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/sha256.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tempo {

namespace {

constexpr std::array<std::uint32_t, 64> kRoundConstants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t bigEndian(const std::uint8_t* bytes)
{
    return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U | std::uint32_t{bytes[2]} << 8U |
           std::uint32_t{bytes[3]};
}

std::array<std::uint32_t, 64> messageSchedule(const std::uint8_t* block)
{
    std::array<std::uint32_t, 64> words = {};
    for (std::size_t i = 0; i < 16; ++i)
        words[i] = bigEndian(block + 4 * i);
    for (std::size_t i = 16; i < words.size(); ++i) {
        const std::uint32_t near = words[i - 15];
        const std::uint32_t far = words[i - 2];
        words[i] = words[i - 16] + (std::rotr(near, 7) ^ std::rotr(near, 18) ^ (near >> 3U)) + words[i - 7] +
                   (std::rotr(far, 17) ^ std::rotr(far, 19) ^ (far >> 10U));
    }
    return words;
}

} // namespace

void Sha256::compress(const std::uint8_t* block)
{
    const std::array<std::uint32_t, 64> words = messageSchedule(block);
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) +
                                    kRoundConstants[i] + words[i];
        const std::uint32_t second =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const std::array<std::uint32_t, 8> added = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < m_state.size(); ++i)
        m_state[i] += added[i];
}

void Sha256::update(std::string_view bytes)
{
    m_totalBytes += bytes.size();
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), m_block.size() - m_inBlock);
        std::memcpy(m_block.data() + m_inBlock, bytes.data(), taken);
        bytes.remove_prefix(taken);
        m_inBlock += taken;
        if (m_inBlock == m_block.size()) {
            compress(m_block.data());
            m_inBlock = 0;
        }
    }
}

std::array<std::uint8_t, 32> Sha256::finish()
{
    const std::uint64_t bits = m_totalBytes * 8;
    std::string padding(1, '\x80');
    // The length takes the last eight bytes of a block of 64.
    padding.append((119 - m_inBlock) % 64, '\0');
    for (unsigned shift = 64; shift > 0; shift -= 8)
        padding += static_cast<char>(static_cast<std::uint8_t>(bits >> (shift - 8)));
    update(padding);

    std::array<std::uint8_t, 32> digest = {};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::uint8_t>(m_state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::string sha256Hex(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    Sha256 hash;
    hash.update(text);
    std::string hex;
    for (const std::uint8_t byte : hash.finish()) {
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 0x0FU];
    }
    return hex;
}

std::uint64_t sha256Prefix(std::string_view text)
{
    Sha256 hash;
    hash.update(text);
    const std::array<std::uint8_t, 32> digest = hash.finish();
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i)
        prefix = prefix << 8U | digest[i];
    return prefix;
}

} // namespace tempo
