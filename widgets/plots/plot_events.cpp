// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys of a plot.
#include "widgets/plots/plot.h"
#include "widgets/plots/plot_parts.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr double kWheelFactor = 0.85;
constexpr double kPanShare = 0.1;
constexpr int kPixelsPerTick = 70;

} // namespace

QPointF Plot::coordinatesOf(const QPointF& pixel) const
{
    const QRect area = m_impl->surface->axisRect()->rect();
    return {m_impl->surface->xAxis->pixelToCoord(std::clamp<double>(pixel.x(), area.left(), area.right())),
            m_impl->surface->yAxis->pixelToCoord(std::clamp<double>(pixel.y(), area.top(), area.bottom()))};
}

void Plot::showBand(const QPointF& from, const QPointF& to)
{
    const QPointF first = coordinatesOf(from);
    const QPointF second = coordinatesOf(to);
    const PlotView shown = view();
    const bool isWhole = dragsWholeHeight();
    m_impl->band->topLeft->setCoords(std::min(first.x(), second.x()),
                                     isWhole ? shown.top : std::max(first.y(), second.y()));
    m_impl->band->bottomRight->setCoords(std::max(first.x(), second.x()),
                                         isWhole ? shown.bottom : std::min(first.y(), second.y()));
    m_impl->band->setVisible(true);
    m_impl->band->layer()->replot();
}

void Plot::dragged(const QPointF& from, const QPointF& to)
{
    setView({.left = std::min(from.x(), to.x()),
             .right = std::max(from.x(), to.x()),
             .bottom = std::min(from.y(), to.y()),
             .top = std::max(from.y(), to.y())});
}

void Plot::clicked(const QPointF&, Qt::KeyboardModifiers) {}

QString Plot::tipAt(const QPointF&) const
{
    return {};
}

void Plot::zoom(const QPointF& pixel, double factor, bool isHorizontal, bool isVertical)
{
    const QPointF centre = coordinatesOf(pixel);
    PlotView next = view();
    const auto scaled = [factor](const QCPAxis& axis, double around, double& low, double& high) {
        if (axis.scaleType() == QCPAxis::stLogarithmic) {
            low = around * std::pow(low / around, factor);
            high = around * std::pow(high / around, factor);
        } else {
            low = around + (low - around) * factor;
            high = around + (high - around) * factor;
        }
    };
    if (isHorizontal)
        scaled(*m_impl->surface->xAxis, centre.x(), next.left, next.right);
    if (isVertical)
        scaled(*m_impl->surface->yAxis, centre.y(), next.bottom, next.top);
    setView(next);
}

void Plot::pan(double horizontalShare, double verticalShare)
{
    const QRect area = m_impl->surface->axisRect()->rect();
    const QPointF move(area.width() * horizontalShare, area.height() * verticalShare);
    const auto along = [](const QCPAxis& axis, double pixels, double& low, double& high) {
        low = axis.pixelToCoord(axis.coordToPixel(low) + pixels);
        high = axis.pixelToCoord(axis.coordToPixel(high) + pixels);
    };
    PlotView next = view();
    along(*m_impl->surface->xAxis, move.x(), next.left, next.right);
    along(*m_impl->surface->yAxis, move.y(), next.bottom, next.top);
    setView(next);
}

bool Plot::mousePressed(const QPointF& pixel)
{
    setFocus(Qt::MouseFocusReason);
    if (!m_impl->surface->axisRect()->rect().contains(pixel.toPoint()))
        return false;
    m_impl->pressedAt = pixel;
    m_impl->isDragging = false;
    return true;
}

void Plot::mouseMoved(const QPointF& pixel, const QPoint& global)
{
    if (!m_impl->pressedAt) {
        const bool isInside = m_impl->surface->axisRect()->rect().contains(pixel.toPoint());
        QToolTip::showText(global, isInside ? tipAt(coordinatesOf(pixel)) : QString(), m_impl->surface);
        return;
    }
    const QPointF way = pixel - *m_impl->pressedAt;
    if (way.manhattanLength() >= QApplication::startDragDistance())
        m_impl->isDragging = true;
    if (m_impl->isDragging)
        showBand(*m_impl->pressedAt, pixel);
}

void Plot::mouseReleased(const QPointF& pixel, Qt::KeyboardModifiers modifiers)
{
    if (!m_impl->pressedAt)
        return;
    const QPointF from = coordinatesOf(*std::exchange(m_impl->pressedAt, std::nullopt));
    const bool wasDragging = std::exchange(m_impl->isDragging, false);
    m_impl->band->setVisible(false);
    m_impl->band->layer()->replot();
    if (wasDragging)
        dragged(from, coordinatesOf(pixel));
    else
        clicked(from, modifiers);
}

bool Plot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_impl->surface)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Wheel) {
        const auto* const wheel = static_cast<QWheelEvent*>(event);
        const QPointF pixel = wheel->position();
        const bool isOnVertical = pixel.x() < m_impl->surface->axisRect()->left();
        const bool isVertical = isOnVertical || wheel->modifiers().testFlag(Qt::ShiftModifier);
        const int turn = wheel->angleDelta().y() + wheel->angleDelta().x();
        if (turn != 0)
            zoom(pixel, turn > 0 ? kWheelFactor : 1.0 / kWheelFactor, !isVertical, isVertical);
        return true;
    }
    if (event->type() != QEvent::MouseButtonPress && event->type() != QEvent::MouseMove &&
        event->type() != QEvent::MouseButtonRelease && event->type() != QEvent::MouseButtonDblClick)
        return QWidget::eventFilter(watched, event);
    const auto* const mouse = static_cast<QMouseEvent*>(event);
    if (event->type() == QEvent::MouseMove)
        mouseMoved(mouse->position(), mouse->globalPosition().toPoint());
    else if (mouse->button() != Qt::LeftButton)
        return QWidget::eventFilter(watched, event);
    else if (event->type() == QEvent::MouseButtonPress)
        mousePressed(mouse->position());
    else if (event->type() == QEvent::MouseButtonRelease)
        mouseReleased(mouse->position(), mouse->modifiers());
    else
        fit();
    return true;
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    const QPointF centre = m_impl->surface->axisRect()->center();
    switch (event->key()) {
    case Qt::Key_Backspace:
        goBack();
        break;
    case Qt::Key_Home:
        fit();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(centre, kWheelFactor, true, false);
        break;
    case Qt::Key_Minus:
        zoom(centre, 1.0 / kWheelFactor, true, false);
        break;
    case Qt::Key_Left:
        pan(-kPanShare, 0.0);
        break;
    case Qt::Key_Right:
        pan(kPanShare, 0.0);
        break;
    case Qt::Key_Escape:
        if (m_impl->pressedAt) {
            m_impl->pressedAt.reset();
            m_impl->band->setVisible(false);
            m_impl->band->layer()->replot();
            break;
        }
        [[fallthrough]];
    default:
        if (event->matches(QKeySequence::Copy))
            copy();
        else
            QWidget::keyPressEvent(event);
    }
}

void Plot::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    for (QAction* const action : m_actions)
        menu.addAction(action);
    menu.exec(event->globalPos());
}

void Plot::placeCorner()
{
    m_impl->corner->adjustSize();
    m_impl->corner->move(width() - m_impl->corner->width() - 4, 0);
    m_impl->empty->setGeometry(rect().adjusted(16, 0, -16, 0));
}

void Plot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // As many labels as have room.
    m_impl->surface->xAxis->ticker()->setTickCount(std::max(2, width() / kPixelsPerTick));
    m_impl->surface->yAxis->ticker()->setTickCount(std::max(2, height() / kPixelsPerTick));
    placeCorner();
}

void Plot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_impl->isDirty)
        refresh();
}

void Plot::enterEvent(QEnterEvent*)
{
    m_impl->corner->setVisible(!isEmpty());
    m_impl->corner->raise();
    placeCorner();
}

void Plot::leaveEvent(QEvent*)
{
    m_impl->corner->hide();
}

} // namespace tempo::ui
