// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/system_style.h"

#include "widgets/plots/system_color.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QPixmap>

namespace tempo::workbench {

namespace {

constexpr int kIconSize = 12;
constexpr int kIconRatio = 2;

} // namespace

std::vector<SystemStyle> stylesOf(const EvaluationReport& report)
{
    using Role = ui::XyPlot::Role;
    std::vector<SystemStyle> styles;
    bool hasBaseline = false;
    bool hasModel = false;
    int further = 0; // 0 is the model's blue
    for (const SystemReport& system : report.systems) {
        if (system.kind == SystemKind::Baseline && !std::exchange(hasBaseline, true))
            styles.push_back({.role = Role::Baseline, .color = ui::kBaselineColor});
        else if (system.kind == SystemKind::Model && !std::exchange(hasModel, true))
            styles.push_back({.role = Role::Model, .color = 0});
        else
            styles.push_back({.role = Role::Other, .color = ++further});
    }
    return styles;
}

QColor colorOf(const SystemStyle& style)
{
    return ui::systemColor(style.role, style.color, ui::Theme::instance().colors());
}

QIcon markerIcon(const SystemStyle& style)
{
    QPixmap pixmap(QSize(kIconSize, kIconSize) * kIconRatio);
    pixmap.setDevicePixelRatio(kIconRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorOf(style));
    const QRectF area(1.0, 1.0, kIconSize - 2.0, kIconSize - 2.0);
    if (style.role == ui::XyPlot::Role::Baseline)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    else if (style.role == ui::XyPlot::Role::Model)
        painter.drawEllipse(area);
    else
        painter.drawPolygon(QPolygonF({area.bottomLeft(), QPointF(area.center().x(), area.top()), area.bottomRight()}));
    return QIcon(pixmap);
}

QString markerText(const SystemStyle& style)
{
    switch (style.role) {
    case ui::XyPlot::Role::Baseline:
        return QStringLiteral("■");
    case ui::XyPlot::Role::Model:
        return QStringLiteral("●");
    case ui::XyPlot::Role::Other:
        break;
    }
    return QStringLiteral("▲");
}

} // namespace tempo::workbench
