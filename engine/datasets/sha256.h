// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tempo {

/// SHA-256 of bytes that come piece by piece. Meant for fingerprints of small texts; nothing here is a secret.
/// Source: FIPS 180-4.
class Sha256 {
public:
    void update(std::string_view bytes);
    /// The digest of all bytes so far; nothing may be added after it.
    std::array<std::uint8_t, 32> finish();

private:
    void compress(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> m_block = {};
    std::size_t m_inBlock = 0;
    std::uint64_t m_totalBytes = 0;
};

/// SHA-256 of a text as 64 lower-case hexadecimal digits.
std::string sha256Hex(std::string_view text);

/// The first eight bytes of SHA-256 as a number, most significant byte first: a hash that is the same on every machine.
std::uint64_t sha256Prefix(std::string_view text);

} // namespace tempo
