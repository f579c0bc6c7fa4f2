// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/marks.h"

#include "widgets/theme/drawn_icon.h"
#include "widgets/theme/theme.h"

#include <QPolygonF>

#include <algorithm>

namespace tempo::ui {

namespace {

class MarkIcon final : public DrawnIcon {
public:
    explicit MarkIcon(Meaning meaning) : m_meaning(meaning) {}

    void paint(QPainter* painter, const QRect& rectangle, QIcon::Mode mode, QIcon::State) override
    {
        QColor color = colorOf(m_meaning);
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.4F);
        paintMark(*painter, QRectF(rectangle).center(), 0.55 * rectangle.width(), shapeOf(m_meaning), color);
    }

    [[nodiscard]] QIconEngine* clone() const override { return new MarkIcon(m_meaning); }

private:
    Meaning m_meaning;
};

} // namespace

QColor colorOf(Meaning meaning)
{
    const Colors& colors = Theme::instance().colors();
    switch (meaning) {
    case Meaning::Baseline:
        return colors.baseline;
    case Meaning::Model:
        return colors.model;
    case Meaning::Reference:
        break;
    }
    return colors.reference;
}

MarkShape shapeOf(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Baseline:
        return MarkShape::Square;
    case Meaning::Model:
        return MarkShape::Disc;
    case Meaning::Reference:
        break;
    }
    return MarkShape::Ring;
}

QIcon markIcon(Meaning meaning)
{
    return QIcon(new MarkIcon(meaning));
}

void paintMark(QPainter& painter, const QPointF& centre, double size, MarkShape shape, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double half = size / 2.0;
    const QRectF box(centre.x() - half, centre.y() - half, size, size);
    painter.setPen(shape == MarkShape::Square || shape == MarkShape::Disc ? QPen(Qt::NoPen) : QPen(color, 1.5));
    painter.setBrush(shape == MarkShape::Square || shape == MarkShape::Disc ? QBrush(color) : QBrush(Qt::NoBrush));
    switch (shape) {
    case MarkShape::Ring:
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75));
        break;
    case MarkShape::Square:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case MarkShape::Disc:
        painter.drawEllipse(box);
        break;
    case MarkShape::Cross:
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.topRight(), box.bottomLeft());
        break;
    }
    painter.restore();
}

void paintShareBar(QPainter& painter, const QRectF& area, double share, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double radius = area.height() / 2.0;
    painter.setBrush(Theme::instance().colors().line);
    painter.drawRoundedRect(area, radius, radius);
    QRectF filled = area;
    filled.setWidth(area.width() * std::clamp(share, 0.0, 1.0));
    painter.setBrush(color);
    painter.setClipRect(filled);
    painter.drawRoundedRect(area, radius, radius);
    painter.restore();
}

void paintSparkline(QPainter& painter, const QRectF& area, std::span<const float> values, const QColor& color)
{
    if (values.size() < 2)
        return;
    const auto [least, most] = std::ranges::minmax(values);
    // Less than a twentieth of the value fills only a part of the height: noise shall not look like change.
    const double middle = 0.5 * static_cast<double>(least + most);
    const double span = std::max(static_cast<double>(most - least), 0.1 * middle);
    QPolygonF line;
    line.reserve(static_cast<int>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = area.left() + area.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1);
        const double y = area.center().y() - area.height() * (static_cast<double>(values[i]) - middle) / span;
        line.append({x, y});
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace tempo::ui
