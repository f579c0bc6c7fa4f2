// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::cli {

/// For commands that work on many files with several threads: by default glibc gives the buffers of each file back to
/// the system and has them faulted in again for the next, under a lock that all threads share. Kept, a batch needs a
/// fifth of the page faults (measured: 2600 for 11900 in 100 clips).
void keepFreedMemory();

} // namespace tempo::cli
