// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QPolygonF>
#include <QString>
#include <QVector>

#include <numeric>
#include <optional>
#include <vector>

class QCPColorMap;
class QCPCurve;
class QCPGraph;
class QCPItemText;

namespace tempo::ui {

/// The inside of an XyPlot, for its two sources: what it does, and how it draws.
struct XyPlot::System {
    QString name;
    Role role = Role::Other;
    int color = 0;
    QVector<double> estimates;
    QCPGraph* points = nullptr;
    bool isVisible = true;
};

/// The point nearest to a place.
struct XyPlot::Near {
    int row = -1;
    QPoint pixel;
};

struct XyPlot::Parts {
    QVector<double> reference;
    std::vector<System> systems;
    std::optional<QVector<int>> shown; // none: all
    QVector<int> selected;
    int hovered = -1;
    Colors colors; // that things are drawn in now; light ones for an export
    double tolerance = 0.04;
    bool isTempoScale = true;
    bool hasAllRatios = false;
    bool hasLegend = true;
    Tool tool = Tool::Zoom;
    QPolygonF lasso; // in pixels of the canvas
    bool isLassoing = false;
    std::vector<QCPGraph*> lines;
    std::vector<QCPItemText*> lineNames;
    QCPGraph* bandLow = nullptr;
    QCPGraph* bandHigh = nullptr;
    QCPGraph* halo = nullptr;
    QCPCurve* tether = nullptr;
    QCPCurve* lassoLine = nullptr;
    QCPColorMap* density = nullptr;

    /// The lines that are drawn.
    [[nodiscard]] std::vector<double> ratios() const
    {
        std::vector<double> all{1.0, 2.0, 3.0, 0.5, 1.0 / 3.0};
        if (hasAllRatios)
            all.insert(all.end(), {1.5, 2.0 / 3.0, 4.0 / 3.0, 0.75});
        return all;
    }

    [[nodiscard]] QVector<int> rows() const
    {
        if (shown)
            return *shown;
        QVector<int> all(reference.size());
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
};

} // namespace tempo::ui
