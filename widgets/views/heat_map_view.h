// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "widgets/views/marks.h"
#include "widgets/views/time_view.h"

#include <QRgb>

#include <cstdint>
#include <memory>
#include <vector>

namespace tempo::ui {

/// A labelled height of a heat map.
struct HeatMapTick {
    double height = 0.0; ///< in [0, 1], 0 is the lowest bin
    QString label;
};

/// A horizontal line with a mark and a label at its right end; colour and shape follow from its meaning.
struct HeatMapLine {
    double height = 0.0; ///< in [0, 1]; beyond that it is not drawn
    Meaning meaning = Meaning::Reference;
    QString label;
};

/// Strength over time and a second axis: spectrogram, tempogram. Drawn from the panel's colour to the text's, so that
/// coloured lines over it keep their meaning.
class HeatMapView final : public TimeView {
    Q_OBJECT
public:
    HeatMapView(TimeAxis* axis, const QString& name, QWidget* parent = nullptr);

    /// @param strength [n_frames, n_bins], 0 to 255; shared, since recordings that were looked at are kept; may be null
    void setStrength(std::shared_ptr<const Matrix<std::uint8_t>> strength, double framesPerSecond);
    void setTicks(std::vector<HeatMapTick> ticks);
    void setLines(std::vector<HeatMapLine> lines);
    [[nodiscard]] const std::vector<HeatMapLine>& lines() const { return m_lines; }
    [[nodiscard]] bool isEmpty() const { return !m_strength; }

protected:
    void paintPicture(QPainter& painter, const QRectF& area) override;

private:
    void paintStrength(QPainter& painter, const QRectF& area) const;
    void paintTicks(QPainter& painter, const QRectF& area) const;
    void paintLines(QPainter& painter, const QRectF& area) const;

    std::shared_ptr<const Matrix<std::uint8_t>> m_strength;
    double m_framesPerSecond = 1.0;
    std::vector<HeatMapTick> m_ticks;
    std::vector<HeatMapLine> m_lines;
};

} // namespace tempo::ui
