// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/xy_pair.h"

#include "app/workbench/evaluation/hover_card.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/system_style.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QLabel>

#include <limits>
#include <numeric>

namespace tempo::workbench {

XyPair::XyPair(QWidget* parent)
    : QWidget(parent), m_plots{new ui::XyPlot(tr("Estimates against the reference"), this),
                               new ui::XyPlot(tr("Estimates of the models against the reference"), this)},
      m_captions{new QLabel(this), new QLabel(this)}, m_card(new HoverCard(this))
{
    auto* const layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->setRowStretch(1, 1);
    for (int side = 0; side < 2; ++side) {
        const auto index = static_cast<std::size_t>(side);
        m_captions[index]->setProperty("kind", "secondary");
        m_captions[index]->setAlignment(Qt::AlignHCenter);
        m_captions[index]->hide();
        layout->addWidget(m_captions[index], 0, side);
        layout->addWidget(m_plots[index], 1, side);
        addPlot(*m_plots[index]);
    }
    second().hide();
}

void XyPair::addPlot(ui::XyPlot& plot)
{
    plot.setEmptyText(tr("Estimate against reference"), tr("A point a track and a system."));
    plot.setLegendVisible(false);
    connect(&plot, &ui::XyPlot::selectionWanted, this, &XyPair::selectionWanted);
    connect(&plot, &ui::XyPlot::ratioClicked, this, &XyPair::ratioClicked);
    connect(&plot, &ui::Plot::exportWanted, this, [this, &plot] { Q_EMIT exportWanted(&plot); });
    connect(&plot, &ui::XyPlot::rowHovered, this,
            [this, &plot](int row, const QPoint& point) { showCard(plot, row, point); });
    connect(&plot, &ui::Plot::viewChanged, this, [this, &plot] {
        m_card->hide();
        ui::XyPlot& other = &plot == m_plots[0] ? second() : this->plot();
        if (m_isFollowing || other.view() == plot.view())
            return;
        m_isFollowing = true;
        other.setView(plot.view());
        m_isFollowing = false;
    });
}

void XyPair::setReport(std::shared_ptr<const EvaluationWork> work, std::shared_ptr<const EvaluationReport> report)
{
    m_work = std::move(work);
    m_report = std::move(report);
    m_card->hide();
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_report);
    const std::vector<SystemStyle> styles = stylesOf(*m_report);
    QVector<double> truth;
    for (const std::size_t item : m_report->items)
        truth.append(m_work->evaluation.items[item].references[reference].bpm->value());
    for (ui::XyPlot* const plot : m_plots)
        plot->setReference(truth);
    for (std::size_t system = 0; system < m_report->systems.size(); ++system) {
        QVector<double> estimates;
        for (const std::size_t item : m_report->items) {
            const std::optional<Bpm>& bpm = m_work->evaluation.systems[system].predictions[item].bpm;
            estimates.append(bpm ? bpm->value() : std::numeric_limits<double>::quiet_NaN());
        }
        for (ui::XyPlot* const plot : m_plots)
            plot->addSystem(QString::fromStdString(m_report->systems[system].name), styles[system].role,
                            styles[system].color, estimates);
    }
    m_visible.resize(static_cast<qsizetype>(m_report->systems.size()));
    std::iota(m_visible.begin(), m_visible.end(), 0);
    shareSystems();
    plot().fit();
    second().fit();
}

void XyPair::shareSystems()
{
    constexpr int kLeft = 0;
    QVector<int> left;
    QVector<int> right;
    for (const int system : std::as_const(m_visible))
        (system == kLeft || !m_isSideBySide ? left : right).append(system);
    plot().setVisibleSystems(left);
    second().setVisibleSystems(right);
    for (const auto& [caption, systems] : {std::pair{m_captions[0], left}, std::pair{m_captions[1], right}}) {
        QStringList names;
        for (const int system : systems)
            names << QString::fromStdString(m_report->systems[static_cast<std::size_t>(system)].name);
        caption->setText(names.join(QStringLiteral(", ")));
        caption->setVisible(m_isSideBySide);
    }
    second().setVisible(m_isSideBySide);
}

void XyPair::setVisibleSystems(const QVector<int>& systems)
{
    m_visible = systems;
    shareSystems();
}

void XyPair::setSideBySide(bool isSideBySide)
{
    m_isSideBySide = isSideBySide;
    shareSystems();
}

void XyPair::setTolerance(double tolerance)
{
    for (ui::XyPlot* const plot : m_plots)
        plot->setTolerance(tolerance);
}

void XyPair::setShownRows(const QVector<int>& rows)
{
    for (ui::XyPlot* const plot : m_plots)
        plot->setShownRows(rows);
}

void XyPair::setSelectedRows(const QVector<int>& rows)
{
    for (ui::XyPlot* const plot : m_plots)
        plot->setSelectedRows(rows);
}

void XyPair::setTempoScale(bool isLogarithmic)
{
    for (ui::XyPlot* const plot : m_plots)
        plot->setTempoScale(isLogarithmic);
}

void XyPair::setAllRatios(bool hasAll)
{
    for (ui::XyPlot* const plot : m_plots)
        plot->setAllRatios(hasAll);
}

void XyPair::setTool(ui::XyPlot::Tool tool)
{
    for (ui::XyPlot* const plot : m_plots)
        plot->setTool(tool);
}

void XyPair::setView(const ui::PlotView& view)
{
    plot().setView(view);
}

void XyPair::showCard(ui::XyPlot& plot, int row, const QPoint& point)
{
    if (row < 0 || !m_report || row >= static_cast<int>(m_report->items.size())) {
        m_card->hide();
        return;
    }
    m_card->setTrack(*m_work, *m_report, m_report->items[static_cast<std::size_t>(row)]);
    m_card->showBeside(plot.canvas()->mapTo(this, point));
}

} // namespace tempo::workbench
