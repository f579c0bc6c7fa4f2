// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/plot_canvas.h"

#include <memory>
#include <string>

namespace tempo {

/// Draws into a PNG by way of cairo, on white ground, without a display. Thread rule: one thread at a time.
class PngCanvas final : public PlotCanvas {
public:
    /// @param widthPoints, heightPoints  of the drawing, in 1/72 inch @param dotsPerInch > 0
    /// @throws Error(FileAccess) if cairo is not installed; Error(Internal) as it says
    PngCanvas(double widthPoints, double heightPoints, double dotsPerInch);
    ~PngCanvas() override;

    void line(Point from, Point to, Ink ink, double width, double dash) override;
    void area(const Point* corners, std::size_t nCorners, Ink ink, double opacity) override;
    void mark(Point centre, Shape shape, Ink ink, double radius) override;
    void text(Point at, std::string_view words, Ink ink, double size, Anchor anchor, double degrees) override;
    void clip(Point topLeft, Point bottomRight) override;
    void endClip() override;

    /// The bytes of the PNG. @throws Error(Internal) if something could not be drawn
    [[nodiscard]] std::string file();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo
