// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"
#include "widgets/plots/xy_plot.h"

#include <QStringList>
#include <QVector>

#include <memory>

namespace tempo::ui {

/// Bars side by side, a group a category and in it one bar a system: how many tracks have which octave error, or which
/// accuracy each genre has. GUI thread only.
class CategoryBars final : public Plot {
    Q_OBJECT
public:
    explicit CategoryBars(const QString& name, QWidget* parent = nullptr);
    ~CategoryBars() override;

    /// All systems go. @param counts  of the tracks in each, for the tool tips; may be empty
    void setCategories(const QStringList& names, const QVector<int>& counts = {});
    /// @param values [n_categories] not a number where there is none
    /// @param low, high [n_categories] ends of the intervals; empty: none are drawn
    void addSystem(const QString& name, XyPlot::Role role, int color, const QVector<double>& values,
                   const QVector<double>& low = {}, const QVector<double>& high = {});
    [[nodiscard]] int categoryCount() const;
    [[nodiscard]] int systemCount() const;
    /// Not a number outside of what there is.
    [[nodiscard]] double value(int category, int system) const;
    /// The vertical axis ends here; 0: at the data's end.
    void setTop(double top);

Q_SIGNALS:
    /// @param system  -1 beside the bars
    void categoryClicked(int category, int system);

protected:
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] PlotView fullView() const override;
    [[nodiscard]] QString describe() const override;
    void restyle(const Colors& colors) override;
    void clicked(const QPointF& place, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] QString tipAt(const QPointF& place) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct System;
    struct Parts;

    [[nodiscard]] int categoryAt(double horizontal) const;
    [[nodiscard]] int systemAt(double horizontal) const;
    void placeBars();
    void turnLabels();

    std::unique_ptr<Parts> m_parts;
};

} // namespace tempo::ui
