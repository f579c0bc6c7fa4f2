// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/training_records.h"

#include <QHash>
#include <QString>
#include <QVector>
#include <QWidget>

#include <span>
#include <vector>

class QCheckBox;
class QComboBox;
class QSlider;

namespace tempo::ui {
class CurvePlot;
}

namespace tempo::workbench {

/// The curves of one or several runs: the loss of every step with that of the validation, and below it the accuracies
/// or the learning rate, over steps, epochs or time. Runs are told apart by name.
class RunCurves final : public QWidget {
    Q_OBJECT
public:
    enum class Horizontal { Step, Epoch, Minutes };

    explicit RunCurves(QWidget* parent = nullptr);

    /// A run with all its rows so far; one of that name is replaced.
    void setRun(const QString& name, int color, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs);
    /// More rows of a run.
    void addRows(const QString& name, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs);
    void removeRun(const QString& name);
    [[nodiscard]] QStringList runs() const;
    void setHighlighted(const QString& name);

    void setHorizontal(Horizontal horizontal);
    [[nodiscard]] Horizontal horizontal() const { return m_horizontal; }
    [[nodiscard]] ui::CurvePlot& lossPlot() { return *m_loss; }
    [[nodiscard]] ui::CurvePlot& lowerPlot() { return *m_lower; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    /// A click on a curve.
    void runClicked(const QString& name);

private:
    struct Run {
        int color = 0;
        std::vector<StepRecord> steps;
        std::vector<EpochRecord> epochs; // without predictions
        int trainLoss = -1;              // curves of m_loss
        int validationLoss = -1;
        QVector<int> lower; // curves of m_lower
    };

    QWidget* makeControls();
    void rebuild();
    void addCurves(const QString& name, Run& run);
    void addPoints(Run& run, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs);
    void markBest(Run& run);
    [[nodiscard]] double placeOf(const Run& run, std::int64_t step, double epoch, double seconds) const;
    void titleAxes();

    ui::CurvePlot* m_loss;
    ui::CurvePlot* m_lower;
    QComboBox* m_horizontalBox = nullptr;
    QComboBox* m_lowerBox = nullptr;
    QSlider* m_smoothing = nullptr;
    QCheckBox* m_logarithmic = nullptr;
    QCheckBox* m_outliers = nullptr;
    Horizontal m_horizontal = Horizontal::Step;
    QHash<QString, Run> m_runs;
};

} // namespace tempo::workbench
