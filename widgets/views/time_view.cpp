// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/time_view.h"

#include "widgets/theme/theme.h"
#include "widgets/views/time_axis.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr int kCursorMargin = 2;
/// One step of a wheel.
constexpr double kWheelStep = 120.0;

QString clockText(double seconds, double step)
{
    const int minutes = static_cast<int>(seconds / 60.0);
    const double rest = seconds - 60.0 * minutes;
    const int decimals = step < 0.1 ? 2 : step < 1.0 ? 1 : 0;
    return QStringLiteral("%1:%2").arg(minutes).arg(rest, decimals == 0 ? 2 : 3 + decimals, 'f', decimals,
                                                    QLatin1Char('0'));
}

} // namespace

TimeView::TimeView(TimeAxis* axis, const QString& name, QWidget* parent) : QWidget(parent), m_axis(axis)
{
    setAccessibleName(name);
    setMinimumHeight(24);
    connect(axis, &TimeAxis::rangeChanged, this, &TimeView::refresh);
    connect(axis, &TimeAxis::cursorMoved, this, &TimeView::moveCursor);
    connect(axis, &TimeAxis::regionChanged, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, &TimeView::refresh);
}

void TimeView::setPlaceholder(const QString& text)
{
    if (text == m_placeholder)
        return;
    m_placeholder = text;
    update();
}

void TimeView::refresh()
{
    m_isStale = true;
    update();
}

QRectF TimeView::area() const
{
    return QRectF(rect()).adjusted(kGutter, 0, 0, 0);
}

double TimeView::xOf(double seconds) const
{
    const TimeRegion& range = m_axis->range();
    const double length = range.end - range.begin;
    return length <= 0.0 ? area().left() : area().left() + area().width() * (seconds - range.begin) / length;
}

double TimeView::secondsAt(double x) const
{
    const TimeRegion& range = m_axis->range();
    return range.begin + (range.end - range.begin) * (x - area().left()) / std::max(1.0, area().width());
}

void TimeView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_placeholder.isEmpty() || m_axis->duration() <= 0.0) {
        painter.setFont(fontOf(TextRole::Body));
        painter.setPen(Theme::instance().colors().secondary);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        return;
    }
    const QSize wanted = size() * devicePixelRatioF();
    if (m_isStale || m_picture.size() != wanted) {
        m_picture = QPixmap(wanted);
        m_picture.setDevicePixelRatio(devicePixelRatioF());
        m_picture.fill(Qt::transparent);
        QPainter drawing(&m_picture);
        paintPicture(drawing, area());
        m_isStale = false;
        ++m_pictureCount;
    }
    painter.drawPixmap(0, 0, m_picture);
    paintOverlay(painter);
}

void TimeView::paintOverlay(QPainter& painter) const
{
    const Colors& colors = Theme::instance().colors();
    painter.setClipRect(area());
    if (const std::optional<TimeRegion> region = m_axis->region()) {
        const double left = xOf(region->begin);
        const double right = xOf(region->end);
        QColor fill = colors.selection;
        fill.setAlphaF(0.18F);
        painter.fillRect(QRectF(left, 0, right - left, height()), fill);
        painter.setPen(QPen(colors.selection, 1.0));
        painter.drawLine(QPointF(left, 0), QPointF(left, height()));
        painter.drawLine(QPointF(right, 0), QPointF(right, height()));
    }
    if (const std::optional<double> cursor = m_axis->cursor()) {
        const double x = xOf(*cursor);
        painter.setPen(QPen(colors.panel, 3.0));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
        painter.setPen(QPen(colors.selection, 1.5));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    }
}

void TimeView::moveCursor()
{
    const auto strip = [this](double x) {
        update(static_cast<int>(x) - kCursorMargin, 0, 2 * kCursorMargin + 2, height());
    };
    strip(m_shownCursor);
    m_shownCursor = m_axis->cursor() ? xOf(*m_axis->cursor()) : -10.0;
    strip(m_shownCursor);
}

void TimeView::resizeEvent(QResizeEvent*)
{
    refresh();
}

void TimeView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_axis->duration() <= 0.0)
        return;
    m_pressX = event->position().x();
    m_isDragging = false;
}

void TimeView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressX)
        return;
    const double x = event->position().x();
    m_isDragging = m_isDragging || std::abs(x - *m_pressX) >= QApplication::startDragDistance();
    if (!m_isDragging)
        return;
    const auto [left, right] = std::minmax({secondsAt(*m_pressX), secondsAt(x)});
    m_axis->setRegion(TimeRegion{.begin = left, .end = right});
}

void TimeView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_pressX && !m_isDragging && event->button() == Qt::LeftButton)
        m_axis->wishSeek(secondsAt(event->position().x()));
    else if (m_pressX && m_isDragging)
        m_axis->settleRegion();
    m_pressX.reset();
}

void TimeView::mouseDoubleClickEvent(QMouseEvent*)
{
    m_axis->showAll();
    m_axis->setRegion({});
    m_axis->settleRegion();
}

void TimeView::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    const double steps = static_cast<double>(angle.y() != 0 ? angle.y() : angle.x()) / kWheelStep;
    const TimeRegion range = m_axis->range();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_axis->zoom(std::pow(0.8, steps), secondsAt(event->position().x()));
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) || angle.y() == 0) {
        m_axis->scroll(-0.1 * steps * (range.end - range.begin));
    } else {
        event->ignore();
        return;
    }
    event->accept();
}

TimeRuler::TimeRuler(TimeAxis* axis, QWidget* parent) : TimeView(axis, tr("Time"), parent)
{
    setMinimumHeight(18);
    setFixedHeight(18);
}

void TimeRuler::paintPicture(QPainter& painter, const QRectF& area)
{
    constexpr std::array kSteps{0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0};
    constexpr double kLabelWidth = 72.0;
    const Colors& colors = Theme::instance().colors();
    const TimeRegion& range = axis().range();
    const double least = (range.end - range.begin) * kLabelWidth / std::max(1.0, area.width());
    const auto* const found = std::ranges::lower_bound(kSteps, least);
    const double step = found == kSteps.end() ? kSteps.back() : *found;
    painter.setFont(fontOf(TextRole::Caption));
    for (double time = std::ceil(range.begin / step) * step; time <= range.end; time += step) {
        const double x = xOf(time);
        painter.setPen(colors.line);
        painter.drawLine(QPointF(x, 0), QPointF(x, 4));
        if (x + 40.0 > area.right())
            break;
        painter.setPen(colors.secondary);
        painter.drawText(QRectF(x + 2, 2, kLabelWidth, area.height() - 2), Qt::AlignLeft | Qt::AlignVCenter,
                         clockText(time, step));
    }
}

} // namespace tempo::ui
