// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/training/run_points.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QSlider;

namespace tempo::workbench {

/// What the lower plot shows.
enum class LowerKind { Accuracies, LearningRate };

/// The row above the curves: what they run over, how they are smoothed and scaled.
class CurveControls final : public QWidget {
    Q_OBJECT
public:
    explicit CurveControls(QWidget* parent = nullptr);

    [[nodiscard]] RunAxis axis() const;
    void setAxis(RunAxis axis);
    [[nodiscard]] LowerKind lower() const;
    [[nodiscard]] double smoothing() const; ///< in [0, 1)
    /// Whether the mean of runs that differ in their seed takes their place; only while there are such runs.
    [[nodiscard]] bool showsMeans() const;
    void setMeansPossible(bool isPossible);
    [[nodiscard]] QCheckBox& meansBox() { return *m_means; }
    void toggleLogarithmic();

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void axisChanged();
    void lowerChanged();
    void smoothingChanged();
    void logarithmicToggled(bool isOn);
    void outliersToggled(bool isIgnoring);
    void meansToggled();

private:
    QComboBox* m_axis;
    QComboBox* m_lower;
    QSlider* m_smoothing;
    QCheckBox* m_means;
    QCheckBox* m_logarithmic;
    QCheckBox* m_outliers;
};

} // namespace tempo::workbench
