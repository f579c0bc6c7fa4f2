// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::app {

/// How many processors this process may use: those of its affinity mask (`taskset`, containers), at least 1.
int availableProcessors();

} // namespace tempo::app
