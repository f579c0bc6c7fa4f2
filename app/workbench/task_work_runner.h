// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/task_runner.h"
#include "training/neural/training_data.h"

namespace tempo::workbench {

/// Work on many files for the engine, inside a task, which shows how far it is and can be stopped.
class TaskWorkRunner final : public WorkRunner {
public:
    explicit TaskWorkRunner(TaskContext& task) : m_task(task) {}

    void run(std::string_view stage, std::size_t nItems, int jobs, const Work& work, const NameOf& nameOf) override;

private:
    TaskContext& m_task;
};

} // namespace tempo::workbench
