// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/services.h"
#include "engine/core/units.h"
#include "engine/datasets/dataset.h"

#include <QString>
#include <QWidget>

#include <filesystem>
#include <optional>
#include <vector>

class QAction;

namespace tempo::workbench {

/// What the inspector is asked to show.
struct InspectedTrack {
    QString id;                   ///< the heading
    std::filesystem::path audio;  ///< empty: there is none
    std::optional<Bpm> reference; ///< the tempo that counts, corrections included
    BeatAnnotation beats;         ///< may be empty
};

/// One track to look at and to listen to: waveform with beats, spectrogram, tempogram, onset envelope, and playback
/// with clicks. What needs the audio is worked out in the background; the newest track wins.
class TrackInspector final : public QWidget {
    Q_OBJECT
public:
    explicit TrackInspector(const Services& services, QWidget* parent = nullptr);

    /// Empty: an empty state.
    void showTrack(std::optional<InspectedTrack> track);
    /// Of the track that is shown, after a correction; nothing is computed again.
    void setReference(std::optional<Bpm> reference);
    /// Play, loop, speed, clicks, corrections: for the menu of the page that has the inspector.
    [[nodiscard]] std::vector<QAction*> trackActions() const { return m_actions; }

Q_SIGNALS:
    /// x2, /2, 3/2, 2/3, tapped or typed. @param reason  e.g. "halved", "tapped"
    void correctionWanted(tempo::Bpm bpm, const QString& reason);

private:
    Services m_services;
    std::vector<QAction*> m_actions;
};

} // namespace tempo::workbench
