// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/evaluation_state.h"

#include <QJsonArray>

#include <cmath>

namespace tempo::workbench {

namespace {

const QString kAxes = QStringLiteral("axes");
const QString kLinear = QStringLiteral("linear");
const QString kSideBySide = QStringLiteral("side_by_side");
const QString kRatios = QStringLiteral("all_ratios");
const QString kView = QStringLiteral("view");
const QString kHidden = QStringLiteral("hidden_systems");
const QString kFilter = QStringLiteral("filter");
const QString kShown = QStringLiteral("shown");
const QString kSelected = QStringLiteral("selected");
const QString kPanels = QStringLiteral("panels");

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonValue& text : value.toArray())
        texts << text.toString();
    return texts;
}

std::optional<ui::PlotView> viewOf(const QJsonValue& value)
{
    const QJsonArray ends = value.toArray();
    constexpr int kEnds = 4;
    if (ends.size() != kEnds)
        return {};
    const ui::PlotView view{.left = ends[0].toDouble(),
                            .right = ends[1].toDouble(),
                            .bottom = ends[2].toDouble(),
                            .top = ends[3].toDouble()};
    const bool isSound = std::isfinite(view.left) && std::isfinite(view.right) && std::isfinite(view.bottom) &&
                         std::isfinite(view.top) && view.left < view.right && view.bottom < view.top;
    return isSound ? std::optional(view) : std::nullopt;
}

} // namespace

QJsonObject jsonOf(const EvaluationState& state)
{
    QJsonObject json{
        {kAxes, state.isLogarithmic ? QStringLiteral("logarithmic") : kLinear},
        {kSideBySide, state.isSideBySide},
        {kRatios, state.hasAllRatios},
        {kHidden, QJsonArray::fromStringList(state.hiddenSystems)},
        {kFilter, state.filter},
        {kSelected, QJsonArray::fromStringList(state.selected)},
        {kPanels, QJsonArray{state.scope, state.tab, state.figure, state.detail}},
    };
    if (state.view)
        json.insert(kView, QJsonArray{state.view->left, state.view->right, state.view->bottom, state.view->top});
    if (state.shown)
        json.insert(kShown, QJsonArray::fromStringList(*state.shown));
    return json;
}

EvaluationState evaluationStateOf(const QJsonObject& json)
{
    EvaluationState state;
    state.isLogarithmic = json.value(kAxes).toString() != kLinear;
    state.isSideBySide = json.value(kSideBySide).toBool();
    state.hasAllRatios = json.value(kRatios).toBool();
    state.view = viewOf(json.value(kView));
    state.hiddenSystems = textsOf(json.value(kHidden));
    state.filter = json.value(kFilter).toString();
    if (json.contains(kShown))
        state.shown = textsOf(json.value(kShown));
    state.selected = textsOf(json.value(kSelected));
    const QJsonArray panels = json.value(kPanels).toArray();
    state.scope = panels.at(0).toInt();
    state.tab = panels.at(1).toInt();
    state.figure = panels.at(2).toInt();
    state.detail = panels.at(3).toInt();
    return state;
}

} // namespace tempo::workbench
