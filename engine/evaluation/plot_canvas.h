// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tempo {

/// What a mark on a plot means; colours follow from it, and for systems shapes too, so that meaning never hangs on
/// colour alone. From `Baseline` on they are systems: the baseline, the model, then further ones in a fixed order.
enum class Ink {
    Page,
    Text,
    Soft,
    Grid,
    Identity,
    Band,
    Warning,
    Baseline,
    Model,
    Further1,
    Further2,
    Further3,
    Further4
};
inline constexpr std::size_t kInkCount = 13;

/// The colour on light ground, as #RRGGBB.
std::string_view lightColour(Ink ink);
/// On dark ground.
std::string_view darkColour(Ink ink);
/// A name for style sheets, e.g. "baseline".
std::string_view nameOf(Ink ink);

enum class Shape { Disc, Square, Triangle, Diamond, Plus, Cross };
/// The shape that goes with a system's ink.
Shape shapeOf(Ink ink);

struct Point {
    double x = 0.0;
    double y = 0.0;
};

enum class Anchor { Start, Middle, End };

/// A surface to draw on; x goes right, y down, in points of 1/72 inch from the top left. One drawing routine serves
/// every output. Thread rule: one thread at a time.
class PlotCanvas {
public:
    virtual ~PlotCanvas() = default;

    /// @param dash  length of dashes and gaps in points; 0: solid
    virtual void line(Point from, Point to, Ink ink, double width, double dash) = 0;
    /// A filled quadrilateral or rectangle, see-through as bands are.
    virtual void area(const Point* corners, std::size_t nCorners, Ink ink, double opacity) = 0;
    virtual void mark(Point centre, Shape shape, Ink ink, double radius) = 0;
    /// @param size  of the type in points @param degrees  counter-clockwise
    virtual void text(Point at, std::string_view words, Ink ink, double size, Anchor anchor, double degrees) = 0;
    /// From here on nothing is drawn outside a rectangle, until endClip().
    virtual void clip(Point topLeft, Point bottomRight) = 0;
    virtual void endClip() = 0;
};

} // namespace tempo
