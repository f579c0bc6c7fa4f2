// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/system_chips.h"

#include "app/workbench/evaluation/system_style.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace tempo::workbench {

namespace {

constexpr int kWidestName = 130;

} // namespace

SystemChips::SystemChips(QWidget* parent) : QWidget(parent)
{
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    setAccessibleName(tr("Systems"));
    connect(&ui::Theme::instance(), &ui::Theme::changed, this, &SystemChips::paintMarkers);
}

void SystemChips::setReport(std::shared_ptr<const EvaluationReport> report)
{
    m_report = std::move(report);
    for (QToolButton* const chip : m_chips)
        chip->deleteLater();
    m_chips.clear();
    for (const SystemReport& system : m_report->systems) {
        auto* const chip = new QToolButton(this);
        const QString name = QString::fromStdString(system.name);
        chip->setText(chip->fontMetrics().elidedText(name, Qt::ElideRight, kWidestName));
        chip->setToolTip(tr("Show or hide %1 in the plot").arg(name));
        chip->setAccessibleName(name);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setCheckable(true);
        chip->setChecked(true);
        connect(chip, &QToolButton::toggled, this, &SystemChips::shownChanged);
        layout()->addWidget(chip);
        m_chips.push_back(chip);
    }
    paintMarkers();
}

void SystemChips::paintMarkers()
{
    if (!m_report)
        return;
    const std::vector<SystemStyle> styles = stylesOf(*m_report);
    for (std::size_t system = 0; system < m_chips.size(); ++system)
        m_chips[system]->setIcon(markerIcon(styles[system]));
}

void SystemChips::setShown(const QVector<int>& systems)
{
    for (std::size_t system = 0; system < m_chips.size(); ++system) {
        const QSignalBlocker blocker(m_chips[system]);
        m_chips[system]->setChecked(systems.contains(static_cast<int>(system)));
    }
    Q_EMIT shownChanged();
}

QVector<int> SystemChips::shown() const
{
    QVector<int> systems;
    for (std::size_t system = 0; system < m_chips.size(); ++system)
        if (m_chips[system]->isChecked())
            systems.append(static_cast<int>(system));
    return systems;
}

} // namespace tempo::workbench
