// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <chrono>
#include <thread>

namespace tempo::neural {

/// Where a training run asks what the user wishes.
class ControlGate {
public:
    explicit ControlGate(const TrainingControl& control) : m_control(control) {}

    /// The wish at this moment; while it is Pause, sleeps. Looks twenty times a second, since whoever sets the wish
    /// tells nobody.
    [[nodiscard]] TrainingControl::Wish ask() const
    {
        while (m_control.wish == TrainingControl::Wish::Pause)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return m_control.wish;
    }

private:
    const TrainingControl& m_control;
};

} // namespace tempo::neural
