// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of runs that differ only in their seed, as one.
#include "app/workbench/training/curve_controls.h"
#include "app/workbench/training/run_curves.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/curve_smoothing.h"

#include <algorithm>

namespace tempo::workbench {

namespace {

using ui::CurvePlot;

SeedCurve smoothedLossOf(const RunRows& run, RunAxis axis, double smoothing)
{
    const StepPoints points = pointsOf(run, axis, run.steps);
    SeedCurve curve{.keys = {}, .x = points.x, .y = {}};
    ui::DebiasedAverage average(smoothing);
    for (const StepRecord& step : run.steps) {
        curve.keys.push_back(step.step);
        curve.y.append(average.next(step.loss));
    }
    return curve;
}

SeedCurve epochCurveOf(const RunRows& run, const QVector<double>& x, const QVector<double>& y)
{
    SeedCurve curve{.keys = {}, .x = x, .y = y};
    for (const EpochRecord& epoch : run.epochs)
        curve.keys.push_back(epoch.epoch);
    return curve;
}

} // namespace

void RunCurves::setSeedGroups(std::vector<SeedGroup> groups)
{
    if (groups == m_groups)
        return;
    const bool wasShown = m_controls->showsMeans();
    m_groups = std::move(groups);
    m_controls->setMeansPossible(!m_groups.empty());
    if (wasShown || m_controls->showsMeans())
        rebuild();
}

void RunCurves::drawMeans()
{
    for (const int curve : std::as_const(m_meansOfLoss))
        m_loss->removeCurve(curve);
    for (const int curve : std::as_const(m_meansOfLower))
        m_lower->removeCurve(curve);
    m_meansOfLoss.clear();
    m_meansOfLower.clear();
    if (!m_controls->showsMeans())
        return;
    for (const SeedGroup& group : m_groups)
        drawMeansOf(group);
}

void RunCurves::drawMeansOf(const SeedGroup& group)
{
    std::vector<SeedCurve> train;
    std::vector<SeedCurve> validation;
    std::vector<SeedCurve> first;
    std::vector<SeedCurve> second;
    const bool isRate = m_controls->lower() == LowerKind::LearningRate;
    int color = -1;
    for (const QString& name : group.runs) {
        const auto run = m_runs.constFind(name);
        if (run == m_runs.constEnd())
            continue;
        color = color < 0 ? run->color : std::min(color, run->color);
        const EpochPoints points = pointsOf(m_controls->axis(), run->rows.epochs);
        train.push_back(smoothedLossOf(run->rows, m_controls->axis(), m_controls->smoothing()));
        validation.push_back(epochCurveOf(run->rows, points.x, points.loss));
        first.push_back(epochCurveOf(run->rows, points.x, isRate ? points.learningRate : points.accuracy1));
        second.push_back(epochCurveOf(run->rows, points.x, points.accuracy2));
    }
    if (train.empty())
        return;
    const QString name = tr("%1, mean of %n seed(s), min to max", nullptr, static_cast<int>(train.size()));
    const auto add = [&](CurvePlot& plot, QVector<int>& curves, const std::vector<SeedCurve>& of, const QString& what,
                         bool isSecondary) {
        const SeedMeans means = meansOf(of);
        curves.append(plot.addCurve(
            {.name = name.arg(what), .color = color, .kind = CurvePlot::Kind::Means, .isSecondary = isSecondary}));
        plot.setMeans(curves.back(), means.x, means.mean, means.low, means.high);
    };
    add(*m_loss, m_meansOfLoss, train, tr("%1, training").arg(group.name), false);
    add(*m_loss, m_meansOfLoss, validation, tr("%1, validation").arg(group.name), true);
    add(*m_lower, m_meansOfLower, first, isRate ? group.name : tr("%1, within 4 %").arg(group.name), false);
    if (!isRate)
        add(*m_lower, m_meansOfLower, second, tr("%1, octaves allowed").arg(group.name), true);
}

} // namespace tempo::workbench
