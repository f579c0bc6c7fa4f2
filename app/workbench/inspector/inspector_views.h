// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/inspector/track_analysis.h"
#include "engine/datasets/dataset.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QStackedLayout;

namespace tempo::ui {
class EnvelopeView;
class HeatMapView;
class TimeAxis;
class WaveformView;
} // namespace tempo::ui

namespace tempo::workbench {

/// The pictures of one recording, all over one time axis: waveform and spectrogram at the left, tempogram and onset
/// envelope at the right.
class InspectorViews final : public QWidget {
    Q_OBJECT
public:
    explicit InspectorViews(QWidget* parent = nullptr);

    /// In place of the pictures, e.g. "Reading…".
    void showText(const QString& text);
    /// Empty while there are pictures.
    [[nodiscard]] QString text() const;
    void showPictures(const TrackPictures& pictures, const BeatAnnotation& beats);
    /// Lines over the tempogram; those that are known.
    void showTempi(std::optional<Bpm> reference, std::optional<Bpm> baseline, std::optional<Bpm> model);

    [[nodiscard]] ui::TimeAxis& axis() { return *m_axis; }
    [[nodiscard]] const ui::WaveformView& waveform() const { return *m_waveform; }
    [[nodiscard]] const ui::HeatMapView& tempogram() const { return *m_tempogram; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildGrid(QWidget* pictures);

    QStackedLayout* m_stack;
    QGridLayout* m_grid = nullptr;
    QLabel* m_text;
    std::vector<QWidget*> m_lowerRow; ///< goes where there is no room for two
    ui::TimeAxis* m_axis;
    ui::WaveformView* m_waveform;
    ui::HeatMapView* m_spectrogram;
    ui::HeatMapView* m_tempogram;
    ui::EnvelopeView* m_onset;
};

} // namespace tempo::workbench
