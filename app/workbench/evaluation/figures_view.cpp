// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/figures_view.h"

#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/system_style.h"
#include "widgets/plots/category_bars.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>
#include <limits>

namespace tempo::workbench {

namespace {

constexpr double kPercent = 100.0;
/// Those that are errors, from slow to fast.
constexpr std::array kErrors{TempoRelation::Third,  TempoRelation::Half,  TempoRelation::Double,
                             TempoRelation::Triple, TempoRelation::Other, TempoRelation::None};

/// The figures before and after the breakdowns.
enum Figure { Tolerance, Errors, kFirstBreakdown };

QString qText(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

FiguresView::FiguresView(QWidget* parent)
    : QWidget(parent), m_figure(new QComboBox), m_stack(new QStackedWidget),
      m_tolerance(new ui::CurvePlot(tr("Accuracy over tolerance"))),
      m_bars(new ui::CategoryBars(tr("Kinds of errors"))),
      m_confidence(new ui::CurvePlot(tr("Confidence against accuracy")))
{
    m_figure->setAccessibleName(tr("Figure"));
    m_tolerance->setAxisTitles(tr("Tolerance (%)"), tr("Accuracy1 (%)"));
    m_tolerance->setLegendAtBottom(true);
    m_tolerance->setEmptyText(tr("Accuracy over tolerance"), tr("Evaluate first."));
    m_bars->setEmptyText(tr("Kinds of errors"), tr("Evaluate first."));
    m_confidence->setAxisTitles(tr("Confidence (%)"), tr("Accuracy1 (%)"));
    m_confidence->setLegendAtBottom(true);
    m_confidence->setFixedRange(0.0, kPercent);
    m_confidence->setEmptyText(tr("Confidence against accuracy"), tr("None of these systems says how sure it is."));
    for (ui::Plot* const plot : std::initializer_list<ui::Plot*>{m_tolerance, m_bars, m_confidence}) {
        m_stack->addWidget(plot);
        connect(plot, &ui::Plot::exportWanted, this, [this, plot] { Q_EMIT exportWanted(plot); });
    }
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, ui::measure::kSmallGap, 0, 0);
    layout->addWidget(m_figure);
    layout->addWidget(m_stack, 1);
    connect(m_figure, &QComboBox::currentIndexChanged, this, &FiguresView::show);
    connect(m_bars, &ui::CategoryBars::categoryClicked, this, &FiguresView::chooseCategory);
}

void FiguresView::setReport(std::shared_ptr<const EvaluationWork> work, std::shared_ptr<const EvaluationReport> report)
{
    m_work = std::move(work);
    m_report = std::move(report);
    fillFigures();
    show();
}

void FiguresView::fillFigures()
{
    QStringList names{tr("Accuracy over tolerance"), tr("Kinds of errors")};
    for (const Breakdown& breakdown : m_report->breakdowns)
        names << tr("Accuracy by: %1").arg(qText(breakdown.title));
    names << tr("Confidence against accuracy");
    QStringList now;
    for (int index = 0; index < m_figure->count(); ++index)
        now << m_figure->itemText(index);
    if (now == names)
        return;
    const QSignalBlocker blocker(m_figure);
    const int before = m_figure->currentIndex();
    m_figure->clear();
    m_figure->addItems(names);
    m_figure->setCurrentIndex(before >= 0 && before < names.size() ? before : 0);
}

void FiguresView::show()
{
    if (!m_report)
        return;
    const int figure = m_figure->currentIndex();
    const int breakdown = figure - kFirstBreakdown;
    drawTolerances();
    drawConfidence();
    if (breakdown >= 0 && breakdown < static_cast<int>(m_report->breakdowns.size()))
        drawBreakdown(m_report->breakdowns[static_cast<std::size_t>(breakdown)]);
    else
        drawErrors();
    if (figure == Tolerance)
        m_stack->setCurrentWidget(m_tolerance);
    else if (figure == m_figure->count() - 1)
        m_stack->setCurrentWidget(m_confidence);
    else
        m_stack->setCurrentWidget(m_bars);
}

void FiguresView::drawTolerances()
{
    m_tolerance->clear();
    const std::vector<SystemStyle> styles = stylesOf(*m_report);
    for (std::size_t system = 0; system < m_report->systems.size(); ++system) {
        const int curve = m_tolerance->addCurve({.name = qText(m_report->systems[system].name),
                                                 .color = styles[system].color,
                                                 .kind = ui::CurvePlot::Kind::Epochs});
        QVector<double> x;
        QVector<double> y;
        for (const TolerancePoint& point : m_report->systems[system].curve) {
            x.append(kPercent * point.tolerance);
            y.append(kPercent * point.accuracy1);
        }
        m_tolerance->addPoints(curve, x, y);
    }
}

void FiguresView::drawErrors()
{
    m_bars->setAxisTitles({}, tr("Tracks"));
    m_bars->setAccessibleName(tr("Kinds of errors"));
    QStringList names;
    for (const TempoRelation relation : kErrors)
        names << relationText(relation);
    m_bars->setCategories(names);
    const std::vector<SystemStyle> styles = stylesOf(*m_report);
    for (std::size_t system = 0; system < m_report->systems.size(); ++system) {
        QVector<double> counts;
        for (const TempoRelation relation : kErrors)
            counts.append(static_cast<double>(m_report->systems[system].relations[static_cast<std::size_t>(relation)]));
        m_bars->addSystem(qText(m_report->systems[system].name), styles[system].role, styles[system].color, counts);
    }
    m_bars->setTop(0.0);
}

void FiguresView::drawBreakdown(const Breakdown& breakdown)
{
    m_bars->setAxisTitles({}, tr("Accuracy1 (%)"));
    m_bars->setAccessibleName(tr("Accuracy by: %1").arg(qText(breakdown.title)));
    QStringList names;
    QVector<int> counts;
    for (const BreakdownRow& row : breakdown.rows) {
        // The axis has little room, and its title says what the numbers are.
        names << qText(row.label).remove(QStringLiteral(" BPM"));
        counts << static_cast<int>(row.n);
    }
    m_bars->setCategories(names, counts);
    const std::vector<SystemStyle> styles = stylesOf(*m_report);
    for (std::size_t system = 0; system < m_report->systems.size(); ++system) {
        QVector<double> values;
        QVector<double> low;
        QVector<double> high;
        for (const BreakdownRow& row : breakdown.rows) {
            const Share& share = row.accuracy1[system];
            values << (share.n == 0 ? std::numeric_limits<double>::quiet_NaN() : kPercent * share.value());
            low << kPercent * share.interval.low;
            high << kPercent * share.interval.high;
        }
        m_bars->addSystem(qText(m_report->systems[system].name), styles[system].role, styles[system].color, values, low,
                          high);
    }
    m_bars->setTop(kPercent);
}

void FiguresView::drawConfidence()
{
    m_confidence->clear();
    const std::vector<SystemStyle> styles = stylesOf(*m_report);
    for (std::size_t system = 0; system < m_report->systems.size(); ++system) {
        const std::optional<CalibrationSummary>& calibration = m_report->systems[system].calibration;
        if (!calibration)
            continue;
        QVector<double> x;
        QVector<double> y;
        for (const CalibrationBin& bin : calibration->bins) {
            x.append(kPercent * bin.meanConfidence);
            y.append(kPercent * bin.accuracy);
        }
        const QString name = tr("%1, error %2 %")
                                 .arg(qText(m_report->systems[system].name))
                                 .arg(kPercent * calibration->error, 0, 'f', 1);
        m_confidence->addPoints(
            m_confidence->addCurve({.name = name, .color = styles[system].color, .kind = ui::CurvePlot::Kind::Epochs}),
            x, y);
    }
    if (m_confidence->curveCount() > 0)
        m_confidence->addPoints(
            m_confidence->addCurve(
                {.name = tr("as sure as right"), .color = 4, .kind = ui::CurvePlot::Kind::Epochs, .isSecondary = true}),
            {0.0, kPercent}, {0.0, kPercent});
}

void FiguresView::chooseCategory(int category, int system)
{
    const int breakdown = m_figure->currentIndex() - kFirstBreakdown;
    if (breakdown >= 0) {
        Q_EMIT itemsChosen(
            m_report->breakdowns[static_cast<std::size_t>(breakdown)].rows[static_cast<std::size_t>(category)].items);
        return;
    }
    const TempoRelation wanted = kErrors[static_cast<std::size_t>(category)];
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_report);
    std::vector<std::size_t> items;
    for (const std::size_t item : m_report->items)
        for (std::size_t other = 0; other < m_report->systems.size(); ++other) {
            const bool isMeant = system < 0 || other == static_cast<std::size_t>(system);
            const TempoPair pair{.reference = *m_work->evaluation.items[item].references[reference].bpm,
                                 .estimate = m_work->evaluation.systems[other].predictions[item].bpm};
            if (isMeant && relationOf(pair, m_report->tolerance) == wanted) {
                items.push_back(item);
                break;
            }
        }
    Q_EMIT itemsChosen(items);
}

} // namespace tempo::workbench
