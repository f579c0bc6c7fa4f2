// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg_guard.h"

#include "engine/core/printable.h"

extern "C" {
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <array>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <mutex>
#include <utility>

namespace tempo {

namespace {

// FFmpeg allocates what a header claims, up to 2 GB at once; no honest audio file comes near this.
constexpr std::size_t kLargestAllocation = std::size_t{256} << 20U;

thread_local FfmpegGuard* t_capture = nullptr;

__attribute__((format(printf, 3, 0))) void logToCapture(void* context, int level, const char* format, va_list arguments)
{
    FfmpegGuard* const capture = t_capture;
    if (capture == nullptr) {
        av_log_default_callback(context, level, format, arguments);
        return;
    }
    // A broken file can log once a packet; only the first error is ever shown.
    if (level > AV_LOG_ERROR || !capture->isEmpty())
        return;
    std::array<char, 256> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    capture->keep(line.data());
}

} // namespace

FfmpegGuard::FfmpegGuard() : m_outer(t_capture)
{
    static std::once_flag installed;
    std::call_once(installed, [] {
        av_log_set_callback(logToCapture);
        av_max_alloc(kLargestAllocation);
    });
    t_capture = this;
}

FfmpegGuard::~FfmpegGuard()
{
    t_capture = m_outer;
}

void FfmpegGuard::keep(std::string line)
{
    while (!line.empty() && (line.back() == '\n' || line.back() == '.' || line.back() == ' '))
        line.pop_back();
    m_firstError = printable(line);
}

std::string FfmpegGuard::describe(int averror) const
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(averror, text.data(), text.size());
    return m_firstError.empty() ? std::string(text.data()) : m_firstError + " (" + text.data() + ")";
}

} // namespace tempo
