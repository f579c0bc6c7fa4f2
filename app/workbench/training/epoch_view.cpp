// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/epoch_view.h"

#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <limits>

namespace tempo::workbench {

EpochView::EpochView(QWidget* parent)
    : QWidget(parent), m_plot(new ui::XyPlot(tr("Validation"), this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_text(new QLabel(this))
{
    m_plot->setLegendVisible(false); // there is one system, and the line below says which epoch
    m_plot->setEmptyText(tr("Prediction against truth"), tr("After each epoch, for every validation track."));
    m_slider->setAccessibleName(tr("Epoch"));
    m_slider->setEnabled(false);
    m_text->setProperty("kind", "secondary");
    auto* const row = new QHBoxLayout;
    row->setSpacing(ui::measure::kSmallGap);
    row->addWidget(m_slider, 1);
    row->addWidget(m_text);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_plot, 1);
    layout->addLayout(row);
    connect(m_slider, &QSlider::valueChanged, this, &EpochView::draw);
}

void EpochView::clear()
{
    m_epochs.clear();
    m_slider->setRange(0, 0);
    m_slider->setEnabled(false);
    m_text->clear();
    m_plot->setReference({});
}

void EpochView::addEpoch(const EpochRecord& epoch)
{
    if (epoch.predictions.empty())
        return;
    const bool isNewest = m_epochs.empty() || m_slider->value() == m_slider->maximum();
    m_epochs.push_back({.number = epoch.epoch + 1, .accuracy1 = epoch.accuracy1, .predictions = epoch.predictions});
    const int last = epochCount() - 1;
    m_slider->setEnabled(last > 0);
    m_slider->setRange(0, last);
    if (isNewest && m_slider->value() != last)
        m_slider->setValue(last);
    else if (last == 0)
        draw();
}

int EpochView::shownEpoch() const
{
    return m_epochs.empty() ? -1 : m_slider->value();
}

void EpochView::showEpoch(int index)
{
    m_slider->setValue(index);
}

void EpochView::draw()
{
    if (m_epochs.empty())
        return;
    const Epoch& epoch = m_epochs[static_cast<std::size_t>(shownEpoch())];
    QVector<double> reference;
    QVector<double> estimates;
    for (const ValidationPrediction& prediction : epoch.predictions) {
        reference.append(prediction.reference.value());
        const double estimate = prediction.estimate.value();
        estimates.append(estimate > 0.0 ? estimate : std::numeric_limits<double>::quiet_NaN());
    }
    m_plot->setReference(reference);
    m_plot->addSystem(tr("epoch %1").arg(epoch.number), ui::XyPlot::Role::Model, 0, estimates);
    m_text->setText(tr("Epoch %1: %L2 % within 4 %").arg(epoch.number).arg(100.0 * epoch.accuracy1, 0, 'f', 1));
}

} // namespace tempo::workbench
