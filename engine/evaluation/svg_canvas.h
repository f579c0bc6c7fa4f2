// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/plot_canvas.h"

#include <string>

namespace tempo {

/// Draws into SVG. Text stays text. Colours are classes named after inks, so that a page can follow the reader's light
/// or dark system.
class SvgCanvas final : public PlotCanvas {
public:
    /// @param widthPoints, heightPoints  of the drawing, in 1/72 inch
    SvgCanvas(double widthPoints, double heightPoints);

    void line(Point from, Point to, Ink ink, double width, double dash) override;
    void area(const Point* corners, std::size_t nCorners, Ink ink, double opacity) override;
    void mark(Point centre, Shape shape, Ink ink, double radius) override;
    void text(Point at, std::string_view words, Ink ink, double size, Anchor anchor, double degrees) override;
    void clip(Point topLeft, Point bottomRight) override;
    void endClip() override;

    /// An element for a page that has inkStyle(). @param label  for readers who cannot see it
    [[nodiscard]] std::string element(std::string_view label) const;
    /// A file of its own, on white ground, its size in millimetres. @param title  what it shows
    [[nodiscard]] std::string file(std::string_view title) const;

private:
    double m_width;
    double m_height;
    std::string m_body;
};

/// Rules for the inks' classes on light or dark ground: `.f-INK` fills, `.s-INK` strokes.
std::string inkStyle(bool isDark);

} // namespace tempo
