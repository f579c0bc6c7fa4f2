// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/run_curves.h"

#include "training/files/run_record.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QShortcut>
#include <QSlider>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

namespace {

using ui::CurvePlot;

constexpr int kSmoothingSteps = 999;
enum LowerKind { Accuracies, LearningRate };

std::vector<EpochRecord> withoutPredictions(std::span<const EpochRecord> epochs)
{
    std::vector<EpochRecord> rows(epochs.begin(), epochs.end());
    for (EpochRecord& row : rows)
        row.predictions.clear();
    return rows;
}

} // namespace

RunCurves::RunCurves(QWidget* parent)
    : QWidget(parent), m_loss(new CurvePlot(tr("Loss"))), m_lower(new CurvePlot(tr("Accuracy")))
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
    layout->addWidget(makeControls());
    layout->addWidget(splitter, 1);

    for (CurvePlot* const plot : {m_loss, m_lower})
        connect(plot, &CurvePlot::curveClicked, this, [this, plot](int curve) {
            for (auto run = m_runs.begin(); run != m_runs.end(); ++run) {
                const bool isOfLoss = run->trainLoss == curve || run->validationLoss == curve;
                if (plot == m_loss ? isOfLoss : run->lower.contains(curve))
                    Q_EMIT runClicked(run.key());
            }
        });
    auto* const verticalKey =
        new QShortcut(QKeySequence(Qt::Key_L), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(verticalKey, &QShortcut::activated, m_logarithmic, &QCheckBox::toggle);
    auto* const horizontalKey =
        new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_L), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(horizontalKey, &QShortcut::activated, this, [this] {
        for (CurvePlot* const plot : {m_loss, m_lower})
            plot->setLogarithmic(Qt::Horizontal, !plot->isLogarithmic(Qt::Horizontal));
    });
    m_lower->setLegendAtBottom(true);
    titleAxes();
}

QWidget* RunCurves::makeControls()
{
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    m_horizontalBox = new QComboBox;
    m_horizontalBox->addItems({tr("Steps"), tr("Epochs"), tr("Time")});
    m_horizontalBox->setAccessibleName(tr("Horizontal axis"));
    m_lowerBox = new QComboBox;
    m_lowerBox->addItems({tr("Accuracy"), tr("Learning rate")});
    m_lowerBox->setAccessibleName(tr("Lower plot"));
    m_smoothing = new QSlider(Qt::Horizontal);
    m_smoothing->setRange(0, kSmoothingSteps);
    m_smoothing->setValue(900);
    m_smoothing->setMinimumWidth(56);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Smoothing: how strongly the loss of the steps is averaged"));
    m_logarithmic = new QCheckBox(tr("Log"));
    m_logarithmic->setToolTip(tr("Logarithmic loss (L); Shift+L: logarithmic steps"));
    m_outliers = new QCheckBox(tr("Ignore outliers"));
    layout->addWidget(m_horizontalBox);
    layout->addWidget(m_lowerBox);
    layout->addStretch();
    layout->addWidget(m_smoothing, 1);
    layout->addWidget(m_logarithmic);
    layout->addWidget(m_outliers);

    connect(m_horizontalBox, &QComboBox::currentIndexChanged, this,
            [this](int index) { setHorizontal(static_cast<Horizontal>(index)); });
    connect(m_lowerBox, &QComboBox::currentIndexChanged, this, &RunCurves::rebuild);
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int value) { m_loss->setSmoothing(value / 1000.0); });
    connect(m_logarithmic, &QCheckBox::toggled, this,
            [this](bool isOn) { m_loss->setLogarithmic(Qt::Vertical, isOn); });
    connect(m_outliers, &QCheckBox::toggled, m_loss, &CurvePlot::setIgnoringOutliers);
    return row;
}

void RunCurves::titleAxes()
{
    const QString horizontal = m_horizontal == Horizontal::Step    ? tr("Step")
                               : m_horizontal == Horizontal::Epoch ? tr("Epoch")
                                                                   : tr("Time (min)");
    m_loss->setAxisTitles(horizontal, tr("Loss"));
    const bool isRate = m_lowerBox->currentIndex() == LearningRate;
    m_lower->setAxisTitles(horizontal, isRate ? tr("Learning rate") : tr("Validation tracks (%)"));
    m_lower->setAccessibleName(isRate ? tr("Learning rate") : tr("Accuracy"));
    m_lower->setFixedRange(0.0, isRate ? 0.0 : 100.0);
}

void RunCurves::setHorizontal(Horizontal horizontal)
{
    m_horizontal = horizontal;
    m_horizontalBox->setCurrentIndex(static_cast<int>(horizontal));
    rebuild();
}

void RunCurves::rebuild()
{
    m_loss->clear();
    m_lower->clear();
    titleAxes();
    for (auto run = m_runs.begin(); run != m_runs.end(); ++run) {
        addCurves(run.key(), *run);
        addPoints(*run, run->steps, run->epochs);
    }
    m_loss->fit();
    m_lower->fit();
}

void RunCurves::addCurves(const QString& name, Run& run)
{
    run.trainLoss =
        m_loss->addCurve({.name = tr("%1, training").arg(name), .color = run.color, .kind = CurvePlot::Kind::Steps});
    run.validationLoss = m_loss->addCurve({.name = tr("%1, validation").arg(name),
                                           .color = run.color,
                                           .kind = CurvePlot::Kind::Epochs,
                                           .isSecondary = true});
    run.lower.clear();
    if (m_lowerBox->currentIndex() == LearningRate) {
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

double RunCurves::placeOf(const Run& run, std::int64_t step, double epoch, double seconds) const
{
    switch (m_horizontal) {
    case Horizontal::Step:
        return static_cast<double>(step);
    case Horizontal::Epoch:
        // Steps lie within their epoch, as far as it is known how long one is.
        if (epoch < 0.0)
            return run.epochs.empty() ? static_cast<double>(step)
                                      : static_cast<double>(step) * (run.epochs.front().epoch + 1) /
                                            static_cast<double>(run.epochs.front().step);
        return epoch + 1.0;
    case Horizontal::Minutes:
        return seconds / 60.0;
    }
    return 0.0;
}

void RunCurves::addPoints(Run& run, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs)
{
    QVector<double> x;
    QVector<double> y;
    for (const StepRecord& step : steps) {
        x.append(placeOf(run, step.step, -1.0, step.seconds));
        y.append(step.loss);
    }
    m_loss->addPoints(run.trainLoss, x, y);
    if (epochs.empty())
        return;
    QVector<double> at;
    QVector<double> loss;
    QVector<double> first;
    QVector<double> second;
    const bool isRate = m_lowerBox->currentIndex() == LearningRate;
    for (const EpochRecord& epoch : epochs) {
        at.append(placeOf(run, epoch.step, epoch.epoch, epoch.seconds));
        loss.append(epoch.validationLoss);
        first.append(isRate ? epoch.learningRate : 100.0 * epoch.accuracy1);
        second.append(100.0 * epoch.accuracy2);
    }
    m_loss->addPoints(run.validationLoss, at, loss);
    m_lower->addPoints(run.lower.front(), at, first);
    if (!isRate)
        m_lower->addPoints(run.lower.back(), at, second);
    markBest(run);
}

void RunCurves::markBest(Run& run)
{
    if (m_lowerBox->currentIndex() != Accuracies || run.epochs.empty())
        return;
    const EpochRecord* const best = &run.epochs[*bestEpochOf(run.epochs)];
    m_lower->setMark(run.lower.front(), placeOf(run, best->step, best->epoch, best->seconds),
                     tr("best: %L1 %").arg(100.0 * best->accuracy1, 0, 'f', 1));
}

void RunCurves::setRun(const QString& name, int color, std::span<const StepRecord> steps,
                       std::span<const EpochRecord> epochs)
{
    removeRun(name);
    Run run{.color = color, .steps = {steps.begin(), steps.end()}, .epochs = withoutPredictions(epochs), .lower = {}};
    addCurves(name, run);
    addPoints(run, run.steps, run.epochs);
    m_runs.insert(name, std::move(run));
}

void RunCurves::addRows(const QString& name, std::span<const StepRecord> steps, std::span<const EpochRecord> epochs)
{
    const auto run = m_runs.find(name);
    if (run == m_runs.end())
        return;
    const bool isFirstEpoch = run->epochs.empty() && !epochs.empty();
    run->steps.insert(run->steps.end(), steps.begin(), steps.end());
    const std::vector<EpochRecord> rows = withoutPredictions(epochs);
    run->epochs.insert(run->epochs.end(), rows.begin(), rows.end());
    if (isFirstEpoch && m_horizontal == Horizontal::Epoch)
        setRun(name, run->color, std::vector<StepRecord>(run->steps), std::vector<EpochRecord>(run->epochs));
    else
        addPoints(*run, steps, rows);
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
    const bool isKnown = run != m_runs.constEnd() && m_runs.size() > 1;
    m_loss->setHighlighted(isKnown ? QVector<int>{run->trainLoss, run->validationLoss} : QVector<int>());
    m_lower->setHighlighted(isKnown ? run->lower : QVector<int>());
}

QJsonObject RunCurves::saveState() const
{
    return {{QStringLiteral("horizontal"), static_cast<int>(m_horizontal)},
            {QStringLiteral("smoothing"), m_smoothing->value()},
            {QStringLiteral("log"), m_logarithmic->isChecked()},
            {QStringLiteral("ignoreOutliers"), m_outliers->isChecked()}};
}

void RunCurves::restoreState(const QJsonObject& state)
{
    const int horizontal = state.value(QStringLiteral("horizontal")).toInt();
    if (horizontal >= 0 && horizontal <= static_cast<int>(Horizontal::Minutes))
        setHorizontal(static_cast<Horizontal>(horizontal));
    m_smoothing->setValue(state.value(QStringLiteral("smoothing")).toInt(m_smoothing->value()));
    m_logarithmic->setChecked(state.value(QStringLiteral("log")).toBool());
    m_outliers->setChecked(state.value(QStringLiteral("ignoreOutliers")).toBool());
}

} // namespace tempo::workbench
