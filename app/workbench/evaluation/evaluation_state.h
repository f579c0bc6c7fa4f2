// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace tempo::workbench {

/// What the evaluation page shows of an evaluation, apart from its numbers: with it a bundle opens to the same view.
/// Tracks by id and systems by name, since another program may read it.
struct EvaluationState {
    bool isLogarithmic = true;
    bool isSideBySide = false;
    bool hasAllRatios = false;
    std::optional<ui::PlotView> view; ///< of the plot; none: everything
    QStringList hiddenSystems;
    QString filter;
    std::optional<QStringList> shown; ///< what the filter let through; none without a filter
    QStringList selected;
    int scope = 0; ///< all, filtered, selected
    int tab = 0;
    int figure = 0;
    int detail = 0;
};

QJsonObject jsonOf(const EvaluationState& state);
/// Bears anything; what is not there or makes no sense is as in a new page.
EvaluationState evaluationStateOf(const QJsonObject& json);

} // namespace tempo::workbench
