// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace tempo::synth {

/// Random numbers that are the same with every compiler and standard library: xoshiro256++ and distributions of our
/// own, since those of <random> differ between libraries. Source: Blackman & Vigna, https://prng.di.unimi.it/
class Random {
public:
    explicit Random(std::uint64_t seed)
    {
        for (std::uint64_t& word : m_state)
            word = splitMix(seed);
    }

    /// A stream of its own for a named purpose, so that one more number drawn in one part changes no other part.
    [[nodiscard]] Random fork(std::string_view purpose) const
    {
        std::uint64_t hash = m_state[0] ^ std::rotl(m_state[2], 17);
        for (const char character : purpose)
            hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
        return Random(hash);
    }

    std::uint64_t next()
    {
        const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
        const std::uint64_t shifted = m_state[1] << 17U;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
    /// In [low, high).
    double between(double low, double high) { return low + (high - low) * uniform(); }
    /// In [0, count). @param count > 0
    std::size_t index(std::size_t count) { return static_cast<std::size_t>(uniform() * static_cast<double>(count)); }
    bool chance(double probability) { return uniform() < probability; }

    /// About normal, standard deviation 1, never beyond 3.5: the sum of twelve uniform numbers, which needs no
    /// logarithm and is therefore the same everywhere.
    double normal()
    {
        double sum = -6.0;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return sum < -3.5 ? -3.5 : sum > 3.5 ? 3.5 : sum;
    }

    template <class T>
    const T& pick(std::span<const T> values)
    {
        return values[index(values.size())];
    }
    template <class T>
    T pick(std::initializer_list<T> values)
    {
        return values.begin()[index(values.size())];
    }

private:
    static std::uint64_t splitMix(std::uint64_t& state)
    {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    std::uint64_t m_state[4] = {};
};

} // namespace tempo::synth
