// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/Context.h>

namespace tempo::neural {

/// Kernels that give the same numbers in every run, while it lives, for the whole process. Only for the CPU: on CUDA
/// they are slower, and some do not exist.
class DeterministicScope {
public:
    explicit DeterministicScope(const at::Device& device)
    {
        if (!device.is_cpu())
            return;
        at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);
        // Or every new tensor would be filled first.
        at::globalContext().setDeterministicFillUninitializedMemory(false);
    }
    ~DeterministicScope()
    {
        at::globalContext().setDeterministicAlgorithms(m_before, m_beforeWarnOnly);
        at::globalContext().setDeterministicFillUninitializedMemory(m_beforeFill);
    }
    DeterministicScope(const DeterministicScope&) = delete;
    DeterministicScope& operator=(const DeterministicScope&) = delete;

private:
    bool m_before = at::globalContext().deterministicAlgorithms();
    bool m_beforeWarnOnly = at::globalContext().deterministicAlgorithmsWarnOnly();
    bool m_beforeFill = at::globalContext().deterministicFillUninitializedMemory();
};

} // namespace tempo::neural
