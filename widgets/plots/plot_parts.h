// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"

#include <optional>
#include <vector>

class QCPItemRect;
class QFrame;
class QLabel;

namespace tempo::ui {

/// What a plot is made of; for its own sources only.
struct Plot::Impl {
    QCustomPlot* surface = nullptr;
    QCPItemRect* band = nullptr;
    QFrame* corner = nullptr;
    QLabel* emptyTitle = nullptr;
    QLabel* emptyText = nullptr;
    QWidget* empty = nullptr;
    std::vector<PlotView> before;     // what Backspace brings back, the newest last
    std::optional<QPointF> pressedAt; // in pixels of the canvas
    bool isDragging = false;
    bool isForPicture = false; // what is drawn now: not the window
    bool isForVectors = false; // and made of shapes
    bool isDirty = true;
    bool isFitted = true; // the view follows the data until the user chooses one
};

} // namespace tempo::ui
