// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/views/time_view.h"

#include <vector>

namespace tempo::ui {

/// Least and largest sample of a short stretch.
struct WavePeak {
    float least = 0.0F;
    float most = 0.0F;
};

/// A beat to draw over the waveform.
struct WaveBeat {
    double seconds = 0.0;
    bool isDownbeat = false; ///< drawn stronger
};

/// A recording's waveform, with its beats.
class WaveformView final : public TimeView {
    Q_OBJECT
public:
    WaveformView(TimeAxis* axis, QWidget* parent = nullptr);

    /// @param peaks at an even rate
    void setPeaks(std::vector<WavePeak> peaks, double peaksPerSecond);
    void setBeats(std::vector<WaveBeat> beats);
    [[nodiscard]] const std::vector<WaveBeat>& beats() const { return m_beats; }
    [[nodiscard]] bool isEmpty() const { return m_peaks.empty(); }

protected:
    void paintPicture(QPainter& painter, const QRectF& area) override;

private:
    void paintBeats(QPainter& painter, const QRectF& area) const;

    std::vector<WavePeak> m_peaks;
    double m_peaksPerSecond = 1.0;
    float m_scale = 1.0F; ///< quiet recordings fill the height too
    std::vector<WaveBeat> m_beats;
};

/// A curve that is nowhere below 0, filled down to its base: the onset envelope.
class EnvelopeView final : public TimeView {
    Q_OBJECT
public:
    EnvelopeView(TimeAxis* axis, const QString& name, QWidget* parent = nullptr);

    void setValues(std::vector<float> values, double valuesPerSecond);
    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }

protected:
    void paintPicture(QPainter& painter, const QRectF& area) override;

private:
    std::vector<float> m_values;
    double m_valuesPerSecond = 1.0;
    float m_most = 0.0F;
};

} // namespace tempo::ui
