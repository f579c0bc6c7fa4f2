// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tempo {

/// While it lives, what FFmpeg logs on this thread stays out of stderr, and the first error among it is kept: "moov
/// atom not found" tells a person more than the error code that follows it. Other threads and other users of FFmpeg in
/// the process keep FFmpeg's default log. Guards of a thread end in the reverse order of their
/// beginning. The first one also bounds, for the whole process, what
/// FFmpeg may allocate at once.
class FfmpegGuard {
public:
    FfmpegGuard();
    FfmpegGuard(const FfmpegGuard&) = delete;
    FfmpegGuard& operator=(const FfmpegGuard&) = delete;
    ~FfmpegGuard();

    /// FFmpeg's words for an error code, with the first logged error in front if there was one; one printable line.
    [[nodiscard]] std::string describe(int averror) const;

    /// Called by the log callback only.
    void keep(std::string line);
    [[nodiscard]] bool isEmpty() const { return m_firstError.empty(); }

private:
    FfmpegGuard* m_outer; ///< of a decoding whose sink decodes, too
    std::string m_firstError;
};

} // namespace tempo
