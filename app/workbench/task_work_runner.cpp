// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/task_work_runner.h"

#include "app/common/parallel.h"
#include "app/common/processors.h"

#include <atomic>

namespace tempo::workbench {

void TaskWorkRunner::run(std::string_view stage, std::size_t nItems, int jobs, const Work& work, const NameOf&)
{
    std::atomic<std::size_t> nDone{0};
    const app::ItemWorker worker = [&](std::size_t index, const std::stop_token& stop) {
        work(index, stop);
        const std::size_t done = ++nDone;
        m_task.report(static_cast<double>(done) / static_cast<double>(nItems),
                      std::string(stage) + " " + std::to_string(done) + "/" + std::to_string(nItems));
    };
    app::forEachParallel(
        nItems, jobs > 0 ? jobs : app::availableProcessors(), [&] { return worker; }, m_task.stop());
}

} // namespace tempo::workbench
