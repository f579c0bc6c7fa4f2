// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"

#include <QVector>

#include <memory>

class QPolygonF;

namespace tempo::ui {

/// Predictions against the truth, a point a track and a system: identity, tolerance band and the lines of octave errors
/// behind them. Rows are the same for all systems. GUI thread only.
class XyPlot final : public Plot {
    Q_OBJECT
public:
    /// What a system is: it decides colour and marker.
    enum class Role {
        Baseline, ///< orange squares
        Model,    ///< blue discs
        Other,    ///< further hues, triangles
    };
    /// What a drag does.
    enum class Tool { Zoom, Rectangle, Lasso };
    /// How a new selection and the one before become one.
    enum class Join { Replace, Add, Remove };

    explicit XyPlot(const QString& name, QWidget* parent = nullptr);
    ~XyPlot() override;

    /// @param reference [n_rows] BPM > 0. All systems go.
    void setReference(const QVector<double>& reference);
    /// @param estimates [n_rows] BPM; not a number where there is none: those are not drawn but counted in the summary
    /// @return the system's number, from 0
    int addSystem(const QString& name, Role role, int color, const QVector<double>& estimates);
    /// The same system with other estimates: nothing but its points moves.
    void setEstimates(int system, const QVector<double>& estimates);
    [[nodiscard]] int systemCount() const;

    /// Of all systems those that are drawn, by number; the axes stay those of all. For a plot that shares its view with
    /// another one beside it.
    void setVisibleSystems(const QVector<int>& systems);
    [[nodiscard]] QVector<int> visibleSystems() const;

    /// Relative, > 0: the band around the identity and around the octave lines.
    void setTolerance(double tolerance);
    /// Both axes logarithmic in tempo, where all ratio lines are parallel, or linear as in the original project.
    void setTempoScale(bool isLogarithmic);
    [[nodiscard]] bool hasTempoScale() const;
    /// Also 3/2, 2/3, 4/3 and 3/4.
    void setAllRatios(bool hasAll);

    /// Off where the systems are named beside the plot; on by default, and in pictures always.
    void setLegendVisible(bool isVisible);
    void setTool(Tool tool);
    [[nodiscard]] Tool tool() const;
    /// Haloes, and for one single row a line between the points of all systems.
    void setSelectedRows(const QVector<int>& rows);
    [[nodiscard]] QVector<int> selectedRows() const;
    /// Rows that take part: the others are not drawn, found or counted. All do until this is called, and again after
    /// setReference().
    void setShownRows(const QVector<int>& rows);

    /// The row whose point is nearest to a place, within a few pixels; -1 if there is none.
    [[nodiscard]] int rowNear(double reference, double estimate) const;
    /// More points than this are drawn as a density, with only the selected ones on top.
    static constexpr int kMostPoints = 5000;
    [[nodiscard]] bool showsDensity() const;

Q_SIGNALS:
    void selectionWanted(const QVector<int>& rows, tempo::ui::XyPlot::Join join);
    /// A click on a ratio line, e.g. 2 for the line of doubled tempi.
    void ratioClicked(double ratio);
    /// Once for each row that the pointer comes to; -1 when it is on no point any more.
    /// @param point  of the row that is nearest, on canvas()
    void rowHovered(int row, const QPoint& point);
    void rowActivated(int row);

protected:
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] PlotView fullView() const override;
    [[nodiscard]] QString describe() const override;
    void restyle(const Colors& colors) override;
    void clicked(const QPointF& place, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] QString tipAt(const QPointF& place) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct System;
    struct Parts;
    struct Near;

    void drawPoints();
    void drawDensity();
    void drawSelection();
    void drawLines();
    [[nodiscard]] QVector<int> rowsInside(const QPolygonF& pixels) const;
    [[nodiscard]] Near nearest(const QPointF& place) const;
    void hover(const Near& near);
    [[nodiscard]] double ratioNear(const QPointF& place) const;
    bool lassoEvent(QEvent* event);

    std::unique_ptr<Parts> m_parts;
};

} // namespace tempo::ui
