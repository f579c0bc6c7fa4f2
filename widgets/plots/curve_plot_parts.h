// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/curve_plot.h"
#include "widgets/plots/curve_points.h"
#include "widgets/plots/curve_smoothing.h"

#include <limits>
#include <map>
#include <vector>

class QCPGraph;
class QCPItemText;
class QCPItemTracer;

namespace tempo::ui {

/// The parts of CurvePlot, for its own sources only.
struct CurvePlot::Curve {
    Style style;
    std::vector<double> x;
    ValueRow values;
    ValueRow averages; // only of steps
    ValueRow bandLow;  // only of means
    ValueRow bandHigh;
    DebiasedAverage average{0.0};
    QCPGraph* raw = nullptr;  // only of steps
    QCPGraph* line = nullptr; // smoothed, or the values themselves
    QCPGraph* band = nullptr; // only of means
    QCPItemTracer* mark = nullptr;
    QCPItemText* markText = nullptr;
    double low = std::numeric_limits<double>::infinity(); // of the finite values
    double high = -std::numeric_limits<double>::infinity();
    double lowPositive = std::numeric_limits<double>::infinity();
    ValueRange typical; // of the first `judged` values, counted on over those after them
    std::size_t judged = 0;
    std::size_t counted = 0;
    bool isThin = false; // the graphs have what the picture shows

    void clearPoints(double smoothing);
    void extend(double value);
    /// Without looking at all values every time that some arrive.
    const ValueRange& typicalValues();
};

struct CurvePlot::Parts {
    std::map<int, Curve> curves;
    int lastCurve = -1;
    QVector<int> highlighted;
    double smoothing = 0.9;
    bool isLogX = false;
    bool isLogY = false;
    bool isIgnoringOutliers = false;
    double fixedLow = 0.0;
    double fixedHigh = 0.0;
    QCPItemText* outside = nullptr;
    PixelColumns columns; // that the graphs were made for
};

} // namespace tempo::ui
