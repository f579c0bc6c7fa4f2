// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/sample_conversion.h"

extern "C" {
#include <libavutil/samplefmt.h>
}

#include <type_traits>

namespace tempo {

namespace {

template <class T>
float toFloat(T sample)
{
    if constexpr (std::is_same_v<T, float>)
        return sample;
    else if constexpr (std::is_same_v<T, double>)
        return static_cast<float>(sample);
    else if constexpr (std::is_same_v<T, std::uint8_t>)
        return (static_cast<float>(sample) - 128.0F) * 0x1p-7F;
    else if constexpr (std::is_same_v<T, std::int16_t>)
        return static_cast<float>(sample) * 0x1p-15F;
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return static_cast<float>(sample) * 0x1p-31F;
    else
        return static_cast<float>(static_cast<double>(sample) * 0x1p-63);
}

template <class T>
const T* samplesAt(const std::uint8_t* bytes)
{
    return static_cast<const T*>(static_cast<const void*>(bytes)); // FFmpeg aligns its planes for every type
}

template <class T>
void convert(std::span<const std::uint8_t* const> planes, bool isPlanar, std::size_t frames, std::span<float> target)
{
    const std::size_t channels = target.size() / frames;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        float* const out = target.data() + channel * frames;
        if (isPlanar || channels == 1) {
            const T* const in = samplesAt<T>(planes[channel]);
            for (std::size_t i = 0; i < frames; ++i)
                out[i] = toFloat(in[i]);
        } else {
            const T* const in = samplesAt<T>(planes[0]) + channel;
            for (std::size_t i = 0; i < frames; ++i)
                out[i] = toFloat(in[i * channels]);
        }
    }
}

} // namespace

bool convertToPlanarFloat(std::span<const std::uint8_t* const> planes, int format, std::size_t frames,
                          std::span<float> target)
{
    const auto sampleFormat = static_cast<AVSampleFormat>(format);
    const bool isPlanar = av_sample_fmt_is_planar(sampleFormat) != 0;
    switch (av_get_packed_sample_fmt(sampleFormat)) {
    case AV_SAMPLE_FMT_U8:
        convert<std::uint8_t>(planes, isPlanar, frames, target);
        return true;
    case AV_SAMPLE_FMT_S16:
        convert<std::int16_t>(planes, isPlanar, frames, target);
        return true;
    case AV_SAMPLE_FMT_S32:
        convert<std::int32_t>(planes, isPlanar, frames, target);
        return true;
    case AV_SAMPLE_FMT_S64:
        convert<std::int64_t>(planes, isPlanar, frames, target);
        return true;
    case AV_SAMPLE_FMT_FLT:
        convert<float>(planes, isPlanar, frames, target);
        return true;
    case AV_SAMPLE_FMT_DBL:
        convert<double>(planes, isPlanar, frames, target);
        return true;
    default:
        return false;
    }
}

} // namespace tempo
