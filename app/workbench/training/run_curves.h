// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/training/run_points.h"
#include "app/workbench/training/seed_groups.h"

#include <QHash>
#include <QString>
#include <QTimer>
#include <QVector>
#include <QWidget>

#include <span>
#include <vector>

namespace tempo::ui {
class CurvePlot;
}

namespace tempo::workbench {

class CurveControls;

/// The curves of one or several runs: the loss of every step with that of the validation, and below it the accuracies
/// or the learning rate, over steps, epochs or time. Runs are told apart by name; those that differ only in their seed
/// can be one curve with a band.
class RunCurves final : public QWidget {
    Q_OBJECT
public:
    using Horizontal = RunAxis;

    explicit RunCurves(QWidget* parent = nullptr);

    /// A run with all its rows so far; one of that name is replaced.
    void setRun(const QString& name, int color, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs);
    /// More rows of a run.
    void addRows(const QString& name, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs);
    void removeRun(const QString& name);
    [[nodiscard]] QStringList runs() const;
    void setHighlighted(const QString& name);
    /// Which of the runs differ only in their seed. Without any, the switch for it goes.
    void setSeedGroups(std::vector<SeedGroup> groups);

    void setHorizontal(Horizontal horizontal);
    [[nodiscard]] CurveControls& controls() { return *m_controls; }
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
        RunRows rows;
        int trainLoss = -1; // curves of m_loss; none of a run whose group is drawn
        int validationLoss = -1;
        QVector<int> lower; // curves of m_lower
    };

    void buildKeys();
    void rebuild();
    [[nodiscard]] bool isInMeans(const QString& name) const;
    void addCurves(const QString& name, Run& run);
    void addPoints(Run& run, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs);
    void markBest(Run& run);
    void drawMeans();
    void drawMeansOf(const SeedGroup& group);
    void titleAxes();
    void clicked(const ui::CurvePlot* plot, int curve);

    ui::CurvePlot* m_loss;
    ui::CurvePlot* m_lower;
    CurveControls* m_controls;
    QHash<QString, Run> m_runs;
    std::vector<SeedGroup> m_groups;
    QVector<int> m_meansOfLoss; // curves
    QVector<int> m_meansOfLower;
    QTimer m_meansTimer; // means take a look at all rows: not for every new one
};

} // namespace tempo::workbench
