// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/processors.h"

#include <algorithm>
#include <sched.h>
#include <thread>

namespace tempo::app {

int availableProcessors()
{
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    // Fails on machines with more processors than the set can name.
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        return std::max(1, CPU_COUNT(&allowed));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace tempo::app
