// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/tap_tempo.h"

namespace tempo::workbench {

namespace {

/// So that one who speeds up hears of it, and errors of single taps are evened out.
constexpr std::size_t kRemembered = 16;

} // namespace

void TapTempo::tap(double seconds)
{
    if (!m_taps.empty()) {
        const double since = seconds - m_taps.back();
        if (since < kBounceSeconds)
            return;
        if (since > kPauseSeconds)
            m_taps.clear();
    }
    m_taps.push_back(seconds);
    if (m_taps.size() > kRemembered)
        m_taps.erase(m_taps.begin());
}

std::optional<Bpm> TapTempo::bpm() const
{
    if (m_taps.size() < 2)
        return {};
    return Bpm{60.0 * static_cast<double>(m_taps.size() - 1) / (m_taps.back() - m_taps.front())};
}

} // namespace tempo::workbench
