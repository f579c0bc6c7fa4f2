// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPointF>
#include <QRectF>

#include <span>

class QPainter;

namespace tempo::ui {

/// The shape says what the colour says: reference ring, baseline square, model disc, problem cross.
enum class MarkShape { Ring, Square, Disc, Cross };

/// Whose tempo something shows.
enum class Meaning { Reference, Baseline, Model };
/// In the theme's present colours.
QColor colorOf(Meaning meaning);
MarkShape shapeOf(Meaning meaning);
/// The mark as an icon for buttons; follows theme and screen.
QIcon markIcon(Meaning meaning);

/// @param size of the square around it
void paintMark(QPainter& painter, const QPointF& centre, double size, MarkShape shape, const QColor& color);

/// A thin bar that is filled from the left. @param share in [0, 1]
void paintShareBar(QPainter& painter, const QRectF& area, double share, const QColor& color);

/// A line without axes, from the least to the largest value; a nearly constant one is a line in the middle.
/// @param values evenly spaced
void paintSparkline(QPainter& painter, const QRectF& area, std::span<const float> values, const QColor& color);

} // namespace tempo::ui
