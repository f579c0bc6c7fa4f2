// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/tempo_histogram.h"

#include <QColor>

#include <memory>
#include <vector>

class QCustomPlot;

namespace tempo::ui {

/// A bar from the horizontal axis up, in pieces.
struct Bar {
    double low = 0.0;
    double high = 0.0;
    std::vector<int> pieces;   ///< from the bottom, one a colour
    int filteredOut = 0;       ///< above them
    int selected = 0;          ///< before them
    bool isOutOfRange = false; ///< hatched
};

struct BarColors {
    std::vector<QColor> pieces;
    QColor filteredOut;
    QColor selected;
    QColor ground;
};

/// Bars of unequal width, which QCustomPlot's own cannot be. Belongs to the plot that it is made for.
class HistogramBars {
public:
    explicit HistogramBars(QCustomPlot& plot);

    void setBars(std::vector<Bar> bars);
    void setColors(BarColors colors);

private:
    class Plottable;
    Plottable* m_plottable;
};

/// Coloured squares with words, in a column beside the plot.
class HistogramLegend {
public:
    explicit HistogramLegend(QCustomPlot& plot);

    struct Entry {
        QColor color;
        QString text;
    };
    void setEntries(const std::vector<Entry>& entries, const QColor& textColor);

private:
    class Column;
    Column* m_column;
};

} // namespace tempo::ui
