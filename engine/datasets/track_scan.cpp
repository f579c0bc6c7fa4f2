// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/track_scan.h"

#include "engine/audio/decoder.h"

#include <chromaprint.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <span>
#include <tuple>

namespace tempo {

namespace {

/// Where Chromaprint was built with FFTW, its contexts must be made and freed by one thread at a time.
std::mutex& chromaprintMutex()
{
    static std::mutex mutex;
    return mutex;
}

struct FreeContext {
    void operator()(ChromaprintContext* context) const
    {
        const std::lock_guard lock(chromaprintMutex());
        chromaprint_free(context);
    }
};

/// Nearest 16-bit values, as Chromaprint wants them; what is not a number becomes silence.
void toInt16(std::span<const float> samples, std::vector<std::int16_t>& target)
{
    target.resize(samples.size());
    std::transform(samples.begin(), samples.end(), target.begin(), [](float sample) {
        const float scaled = sample * 32768.0F;
        const float rounded = scaled + (scaled < 0.0F ? -0.5F : 0.5F);
        // Written so that NaN takes the last branch.
        if (rounded > -32768.0F)
            return rounded < 32767.0F ? static_cast<std::int16_t>(rounded) : std::int16_t{32767};
        return rounded <= -32768.0F ? std::int16_t{-32768} : std::int16_t{0};
    });
}

class Fingerprinter {
public:
    Fingerprinter()
    {
        const std::lock_guard lock(chromaprintMutex());
        m_context.reset(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT));
        if (m_context == nullptr || chromaprint_start(m_context.get(), static_cast<int>(kAnalysisRate.value()), 1) == 0)
            throw std::bad_alloc();
    }

    void add(std::span<const float> samples)
    {
        toInt16(samples, m_block);
        if (chromaprint_feed(m_context.get(), m_block.data(), static_cast<int>(m_block.size())) == 0)
            throw std::bad_alloc();
    }

    /// Empty for too little audio.
    std::vector<std::uint32_t> finish()
    {
        std::uint32_t* items = nullptr;
        int size = 0;
        if (chromaprint_finish(m_context.get()) == 0 ||
            chromaprint_get_raw_fingerprint(m_context.get(), &items, &size) == 0)
            return {};
        std::vector<std::uint32_t> fingerprint(items, items + size);
        chromaprint_dealloc(items);
        return fingerprint;
    }

private:
    std::unique_ptr<ChromaprintContext, FreeContext> m_context;
    std::vector<std::int16_t> m_block;
};

struct FreeHashState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

class Hasher {
public:
    Hasher() : m_state(XXH3_createState())
    {
        if (m_state == nullptr || XXH3_128bits_reset(m_state.get()) == XXH_ERROR)
            throw std::bad_alloc();
    }

    void add(std::span<const float> samples)
    {
        m_block.resize(samples.size());
        // Negative zero, which only files of floating-point samples have, sounds as zero does.
        std::transform(samples.begin(), samples.end(), m_block.begin(), [](float sample) { return sample + 0.0F; });
        XXH3_128bits_update(m_state.get(), m_block.data(), m_block.size() * sizeof(float));
    }

    [[nodiscard]] AudioHash finish() const
    {
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state.get()));
        AudioHash hash{};
        static_assert(sizeof(canonical.digest) == std::tuple_size_v<AudioHash>);
        std::memcpy(hash.data(), canonical.digest, hash.size());
        return hash;
    }

private:
    std::unique_ptr<XXH3_state_t, FreeHashState> m_state;
    std::vector<float> m_block;
};

} // namespace

TrackScan scanTrack(const std::filesystem::path& path, const std::stop_token& stop)
{
    TrackScan scan;
    Fingerprinter fingerprinter;
    Hasher hasher;
    try {
        const SampleSink sink = [&](std::span<const float> samples) {
            hasher.add(samples);
            fingerprinter.add(samples);
        };
        scan.audio = decodeAudio(path, {.rate = kAnalysisRate}, sink, stop);
    } catch (const Error& error) {
        scan.error = error;
        return scan;
    }
    if (scan.audio->nSamples > 0) {
        scan.hash = hasher.finish();
        scan.fingerprint = fingerprinter.finish();
    }
    return scan;
}

} // namespace tempo
