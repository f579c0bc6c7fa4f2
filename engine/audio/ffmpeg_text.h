// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tempo {

/// While it lives, what FFmpeg logs on this thread stays out of stderr, and the first error among it is kept: "moov
/// atom not found" tells a person more than the error code that follows it. Other threads and other users of FFmpeg in
/// the process keep FFmpeg's default log. Not to be nested.
class FfmpegLogCapture {
public:
    FfmpegLogCapture();
    FfmpegLogCapture(const FfmpegLogCapture&) = delete;
    FfmpegLogCapture& operator=(const FfmpegLogCapture&) = delete;
    ~FfmpegLogCapture();

    /// FFmpeg's words for an error code, with the first logged error in front if there was one; one printable line.
    [[nodiscard]] std::string describe(int averror) const;

    /// Called by the log callback only.
    void keep(std::string line);
    [[nodiscard]] bool isEmpty() const { return m_firstError.empty(); }

private:
    std::string m_firstError;
};

} // namespace tempo
