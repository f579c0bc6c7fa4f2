// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/training_data.h"

namespace tempo::cli {

/// Work on files by runBatch(), with a progress line, until the user interrupts it.
/// Thread rule: one thread at a time.
class BatchWorkRunner : public WorkRunner {
public:
    void run(std::string_view stage, std::size_t nItems, int jobs, const Work& work, const NameOf& nameOf) override;

    /// The signal that stopped it, 0 if none did.
    [[nodiscard]] int signal() const { return m_signal; }

private:
    int m_signal = 0;
};

} // namespace tempo::cli
