// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/resampler.h"

#include "engine/core/error.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

struct FreeSwr {
    void operator()(SwrContext* context) const { swr_free(&context); }
};
using SwrHandle = std::unique_ptr<SwrContext, FreeSwr>;

SwrHandle allocate(int inRate, int outRate)
{
    AVChannelLayout mono{};
    av_channel_layout_default(&mono, 1);
    SwrContext* context = nullptr;
    swr_alloc_set_opts2(&context, &mono, AV_SAMPLE_FMT_FLT, outRate, &mono, AV_SAMPLE_FMT_FLT, inRate, 0, nullptr);
    av_channel_layout_uninit(&mono);
    return SwrHandle(context);
}

SwrHandle openSoxr(int inRate, int outRate)
{
    SwrHandle context = allocate(inRate, outRate);
    if (context == nullptr || av_opt_set_int(context.get(), "resampler", SWR_ENGINE_SOXR, 0) < 0 ||
        av_opt_set_double(context.get(), "precision", 20.0, 0) < 0 || swr_init(context.get()) < 0)
        return nullptr;
    return context;
}

SwrHandle openOwn(int inRate, int outRate)
{
    SwrHandle context = allocate(inRate, outRate);
    if (context == nullptr)
        return nullptr;
    av_opt_set_int(context.get(), "filter_size", 64, 0);
    av_opt_set_double(context.get(), "cutoff", 0.95, 0);
    av_opt_set_int(context.get(), "exact_rational", 1, 0);
    return swr_init(context.get()) < 0 ? nullptr : std::move(context);
}

const std::uint8_t* bytesOf(const float* samples)
{
    return static_cast<const std::uint8_t*>(static_cast<const void*>(samples));
}

} // namespace

struct Resampler::Impl {
    SwrHandle swr;
};

Resampler::Resampler(int inRate, int outRate) : m_inRate(inRate), m_impl(std::make_unique<Impl>())
{
    m_impl->swr = openSoxr(inRate, outRate);
    if (m_impl->swr == nullptr)
        m_impl->swr = openOwn(inRate, outRate);
    if (m_impl->swr == nullptr)
        throw Error(ErrorCode::Internal, fmt::format("cannot resample from {} Hz to {} Hz", inRate, outRate));
}

Resampler::~Resampler() = default;

std::span<const float> Resampler::process(std::span<const float> samples)
{
    return convert(samples);
}

std::span<const float> Resampler::flush()
{
    return convert({});
}

std::span<const float> Resampler::convert(std::span<const float> samples)
{
    // Some room is needed while flushing too, when there is no input to count from.
    constexpr int kLeastRoom = 4096;
    const int count = static_cast<int>(samples.size());
    const int room = std::max(swr_get_out_samples(m_impl->swr.get(), count), kLeastRoom);
    m_output.resize(static_cast<std::size_t>(room));
    auto* out = static_cast<std::uint8_t*>(static_cast<void*>(m_output.data()));
    const std::uint8_t* in = bytesOf(samples.data());
    const int written = swr_convert(m_impl->swr.get(), &out, room, count > 0 ? &in : nullptr, count);
    if (written < 0)
        throw Error(ErrorCode::Internal, "the resampler refused its input");
    return std::span<const float>(m_output).first(static_cast<std::size_t>(written));
}

} // namespace tempo
