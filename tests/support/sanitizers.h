// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::test {

/// Whether sanitizers slow this build down, so that nothing is to be learnt from how long something takes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kIsInstrumented = true;
#else
inline constexpr bool kIsInstrumented = false;
#endif

} // namespace tempo::test
