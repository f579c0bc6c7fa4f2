// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/track_inspector.h"

namespace tempo::workbench {

TrackInspector::TrackInspector(const Services& services, QWidget* parent) : QWidget(parent), m_services(services) {}

void TrackInspector::showTrack(std::optional<InspectedTrack>) {}

void TrackInspector::setReference(std::optional<Bpm>) {}

} // namespace tempo::workbench
