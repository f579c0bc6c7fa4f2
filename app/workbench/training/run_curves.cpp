// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/run_curves.h"

#include "app/workbench/training/curve_controls.h"
#include "training/files/run_record.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <QJsonObject>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

namespace {

using ui::CurvePlot;

constexpr int kMeansMilliseconds = 500;

std::vector<EpochRecord> withoutPredictions(std::span<const EpochRecord> epochs)
{
    std::vector<EpochRecord> rows(epochs.begin(), epochs.end());
    for (EpochRecord& row : rows)
        row.predictions.clear();
    return rows;
}

} // namespace

RunCurves::RunCurves(QWidget* parent)
    : QWidget(parent), m_loss(new CurvePlot(tr("Loss"))), m_lower(new CurvePlot(tr("Accuracy"))),
      m_controls(new CurveControls)
{
    m_loss->setEmptyText(tr("The loss will be drawn here"), tr("Start a training, or check a run below."));
    m_lower->setEmptyText(tr("After the first epoch: how many validation tracks are right"), {});
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_loss);
    splitter->addWidget(m_lower);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_controls);
    layout->addWidget(splitter, 1);

    for (CurvePlot* const plot : {m_loss, m_lower})
        connect(plot, &CurvePlot::curveClicked, this, [this, plot](int curve) { clicked(plot, curve); });
    connect(m_controls, &CurveControls::axisChanged, this, &RunCurves::rebuild);
    connect(m_controls, &CurveControls::lowerChanged, this, &RunCurves::rebuild);
    connect(m_controls, &CurveControls::meansToggled, this, &RunCurves::rebuild);
    connect(m_controls, &CurveControls::smoothingChanged, this, [this] {
        m_loss->setSmoothing(m_controls->smoothing());
        if (m_controls->showsMeans())
            m_meansTimer.start();
    });
    connect(m_controls, &CurveControls::logarithmicToggled, this,
            [this](bool isOn) { m_loss->setLogarithmic(Qt::Vertical, isOn); });
    connect(m_controls, &CurveControls::outliersToggled, m_loss, &CurvePlot::setIgnoringOutliers);
    m_meansTimer.setSingleShot(true);
    m_meansTimer.setInterval(kMeansMilliseconds);
    connect(&m_meansTimer, &QTimer::timeout, this, &RunCurves::drawMeans);
    buildKeys();
    m_lower->setLegendAtBottom(true);
    titleAxes();
}

void RunCurves::buildKeys()
{
    auto* const verticalKey =
        new QShortcut(QKeySequence(Qt::Key_L), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(verticalKey, &QShortcut::activated, m_controls, &CurveControls::toggleLogarithmic);
    auto* const horizontalKey =
        new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_L), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(horizontalKey, &QShortcut::activated, this, [this] {
        for (CurvePlot* const plot : {m_loss, m_lower})
            plot->setLogarithmic(Qt::Horizontal, !plot->isLogarithmic(Qt::Horizontal));
    });
}

void RunCurves::clicked(const CurvePlot* plot, int curve)
{
    for (auto run = m_runs.begin(); run != m_runs.end(); ++run) {
        const bool isOfLoss = run->trainLoss == curve || run->validationLoss == curve;
        if (plot == m_loss ? isOfLoss : run->lower.contains(curve))
            Q_EMIT runClicked(run.key());
    }
}

void RunCurves::titleAxes()
{
    const QString horizontal = m_controls->axis() == RunAxis::Step    ? tr("Step")
                               : m_controls->axis() == RunAxis::Epoch ? tr("Epoch")
                                                                      : tr("Time (min)");
    m_loss->setAxisTitles(horizontal, tr("Loss"));
    const bool isRate = m_controls->lower() == LowerKind::LearningRate;
    m_lower->setAxisTitles(horizontal, isRate ? tr("Learning rate") : tr("Validation tracks (%)"));
    m_lower->setAccessibleName(isRate ? tr("Learning rate") : tr("Accuracy"));
    m_lower->setFixedRange(0.0, isRate ? 0.0 : 100.0);
}

void RunCurves::setHorizontal(Horizontal horizontal)
{
    m_controls->setAxis(horizontal);
}

void RunCurves::rebuild()
{
    m_loss->clear();
    m_lower->clear();
    m_meansOfLoss.clear();
    m_meansOfLower.clear();
    titleAxes();
    for (auto run = m_runs.begin(); run != m_runs.end(); ++run) {
        addCurves(run.key(), *run);
        addPoints(*run, run->rows.steps, run->rows.epochs);
    }
    drawMeans();
    m_loss->fit();
    m_lower->fit();
}

bool RunCurves::isInMeans(const QString& name) const
{
    return m_controls->showsMeans() && std::any_of(m_groups.begin(), m_groups.end(),
                                                   [&](const SeedGroup& group) { return group.runs.contains(name); });
}

void RunCurves::addCurves(const QString& name, Run& run)
{
    run.trainLoss = run.validationLoss = -1;
    run.lower.clear();
    if (isInMeans(name))
        return;
    run.trainLoss =
        m_loss->addCurve({.name = tr("%1, training").arg(name), .color = run.color, .kind = CurvePlot::Kind::Steps});
    run.validationLoss = m_loss->addCurve({.name = tr("%1, validation").arg(name),
                                           .color = run.color,
                                           .kind = CurvePlot::Kind::Epochs,
                                           .isSecondary = true});
    if (m_controls->lower() == LowerKind::LearningRate) {
        run.lower.append(m_lower->addCurve({.name = name, .color = run.color, .kind = CurvePlot::Kind::Epochs}));
        return;
    }
    run.lower.append(m_lower->addCurve(
        {.name = tr("%1, within 4 %").arg(name), .color = run.color, .kind = CurvePlot::Kind::Epochs}));
    run.lower.append(m_lower->addCurve({.name = tr("%1, octaves allowed").arg(name),
                                        .color = run.color,
                                        .kind = CurvePlot::Kind::Epochs,
                                        .isSecondary = true}));
}

void RunCurves::addPoints(Run& run, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs)
{
    if (run.trainLoss < 0)
        return;
    const StepPoints train = pointsOf(run.rows, m_controls->axis(), steps);
    m_loss->addPoints(run.trainLoss, train.x, train.loss);
    if (epochs.empty())
        return;
    const EpochPoints points = pointsOf(m_controls->axis(), epochs);
    m_loss->addPoints(run.validationLoss, points.x, points.loss);
    if (m_controls->lower() == LowerKind::LearningRate) {
        m_lower->addPoints(run.lower.front(), points.x, points.learningRate);
        return;
    }
    m_lower->addPoints(run.lower.front(), points.x, points.accuracy1);
    m_lower->addPoints(run.lower.back(), points.x, points.accuracy2);
    markBest(run);
}

void RunCurves::markBest(Run& run)
{
    const EpochRecord& best = run.rows.epochs[*bestEpochOf(run.rows.epochs)];
    m_lower->setMark(run.lower.front(), placeOf(m_controls->axis(), best),
                     tr("best: %L1 %").arg(100.0 * best.accuracy1, 0, 'f', 1));
}

void RunCurves::setRun(const QString& name, int color, std::span<const StepRecord> steps,
                       std::span<const EpochRecord> epochs)
{
    RunRows rows{.steps = {steps.begin(), steps.end()}, .epochs = withoutPredictions(epochs)};
    removeRun(name);
    Run& run = m_runs[name];
    run.color = color;
    run.rows = std::move(rows);
    addCurves(name, run);
    addPoints(run, run.rows.steps, run.rows.epochs);
    if (isInMeans(name))
        m_meansTimer.start();
}

void RunCurves::addRows(const QString& name, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs)
{
    const auto run = m_runs.find(name);
    if (run == m_runs.end())
        return;
    const bool isFirstEpoch = run->rows.epochs.empty() && !epochs.empty();
    run->rows.steps.insert(run->rows.steps.end(), steps.begin(), steps.end());
    const std::vector<EpochRecord> rows = withoutPredictions(epochs);
    run->rows.epochs.insert(run->rows.epochs.end(), rows.begin(), rows.end());
    if (isInMeans(name)) {
        if (!m_meansTimer.isActive())
            m_meansTimer.start();
    } else if (isFirstEpoch && m_controls->axis() == RunAxis::Epoch) {
        // Only now it is known where its steps lie.
        const RunRows all = run->rows;
        setRun(name, run->color, all.steps, all.epochs);
    } else {
        addPoints(*run, steps, rows);
    }
}

void RunCurves::removeRun(const QString& name)
{
    const auto run = m_runs.find(name);
    if (run == m_runs.end())
        return;
    m_loss->removeCurve(run->trainLoss);
    m_loss->removeCurve(run->validationLoss);
    for (const int curve : std::as_const(run->lower))
        m_lower->removeCurve(curve);
    m_runs.erase(run);
}

QStringList RunCurves::runs() const
{
    QStringList names = m_runs.keys();
    names.sort();
    return names;
}

void RunCurves::setHighlighted(const QString& name)
{
    const auto run = m_runs.constFind(name);
    const bool isKnown = run != m_runs.constEnd() && m_runs.size() > 1 && run->trainLoss >= 0;
    m_loss->setHighlighted(isKnown ? QVector<int>{run->trainLoss, run->validationLoss} : QVector<int>());
    m_lower->setHighlighted(isKnown ? run->lower : QVector<int>());
}

QJsonObject RunCurves::saveState() const
{
    return m_controls->saveState();
}

void RunCurves::restoreState(const QJsonObject& state)
{
    m_controls->restoreState(state);
}

} // namespace tempo::workbench
