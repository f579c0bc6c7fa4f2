// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/freed_memory.h"

#include <malloc.h>

namespace tempo::cli {

void keepFreedMemory()
{
    ::mallopt(M_MMAP_THRESHOLD, 8 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 16 << 20);
    // As large as a thread's heap, so that glibc never takes a whole one away. Address space only: what is not touched
    // takes no memory.
    ::mallopt(M_TOP_PAD, 64 << 20);
}

} // namespace tempo::cli
