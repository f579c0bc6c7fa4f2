// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/svg_canvas.h"

#include "engine/datasets/html_text.h"

#include <fmt/format.h>

#include <array>

namespace tempo {

namespace {

constexpr double kMillimetresPerPoint = 25.4 / 72.0;

template <class... Args>
void append(std::string& text, fmt::format_string<Args...> format, Args&&... args)
{
    fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
}

} // namespace

SvgCanvas::SvgCanvas(double widthPoints, double heightPoints) : m_width(widthPoints), m_height(heightPoints) {}

void SvgCanvas::line(Point from, Point to, Ink ink, double width, double dash)
{
    append(m_body, "<path class=\"s-{}\" stroke-width=\"{:g}\"{} d=\"M{:.2f} {:.2f}L{:.2f} {:.2f}\"/>\n", nameOf(ink),
           width, dash > 0.0 ? fmt::format(" stroke-dasharray=\"{:g}\"", dash) : "", from.x, from.y, to.x, to.y);
}

void SvgCanvas::area(const Point* corners, std::size_t nCorners, Ink ink, double opacity)
{
    append(m_body, "<path class=\"f-{}\" fill-opacity=\"{:g}\" d=\"", nameOf(ink), opacity);
    for (std::size_t i = 0; i < nCorners; ++i)
        append(m_body, "{}{:.2f} {:.2f}", i == 0 ? 'M' : 'L', corners[i].x, corners[i].y);
    m_body += "z\"/>\n";
}

void SvgCanvas::mark(Point centre, Shape shape, Ink ink, double radius)
{
    const double r = radius;
    switch (shape) {
    case Shape::Disc:
        append(m_body, "<circle class=\"f-{}\" cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"{:g}\"/>\n", nameOf(ink), centre.x,
               centre.y, r);
        return;
    case Shape::Square:
        append(m_body, "<path class=\"f-{}\" d=\"M{:.2f} {:.2f}h{:g}v{:g}h{:g}z\"/>\n", nameOf(ink), centre.x - r,
               centre.y - r, 2.0 * r, 2.0 * r, -2.0 * r);
        return;
    case Shape::Triangle:
        append(m_body, "<path class=\"f-{}\" d=\"M{:.2f} {:.2f}l{:g} {:g}h{:g}z\"/>\n", nameOf(ink), centre.x,
               centre.y - r, r, 2.0 * r, -2.0 * r);
        return;
    case Shape::Diamond:
        append(m_body, "<path class=\"f-{}\" d=\"M{:.2f} {:.2f}l{:g} {:g}l{:g} {:g}l{:g} {:g}z\"/>\n", nameOf(ink),
               centre.x, centre.y - r, r, r, -r, r, -r, -r);
        return;
    case Shape::Plus:
        append(m_body, "<path class=\"s-{}\" d=\"M{:.2f} {:.2f}h{:g}m{:g} {:g}v{:g}\"/>\n", nameOf(ink), centre.x - r,
               centre.y, 2.0 * r, -r, -r, 2.0 * r);
        return;
    case Shape::Cross:
        append(m_body, "<path class=\"s-{}\" d=\"M{:.2f} {:.2f}l{:g} {:g}m0 {:g}l{:g} {:g}\"/>\n", nameOf(ink),
               centre.x - r, centre.y - r, 2.0 * r, 2.0 * r, -2.0 * r, -2.0 * r, 2.0 * r);
        return;
    }
}

void SvgCanvas::text(Point at, std::string_view words, Ink ink, double size, Anchor anchor, double degrees)
{
    constexpr std::array<std::string_view, 3> kAnchors{"start", "middle", "end"};
    append(m_body, "<text class=\"f-{}\" style=\"font-size:{:g}px\" text-anchor=\"{}\" ", nameOf(ink), size,
           kAnchors[static_cast<std::size_t>(anchor)]);
    if (degrees != 0.0)
        append(m_body, "transform=\"translate({:.2f} {:.2f}) rotate({:g})\"", at.x, at.y, -degrees);
    else
        append(m_body, "x=\"{:.2f}\" y=\"{:.2f}\"", at.x, at.y);
    append(m_body, ">{}</text>\n", htmlText(words));
}

void SvgCanvas::clip(Point topLeft, Point bottomRight)
{
    // A nested drawing clips to its own box, and needs no name that several plots of a page could share.
    append(m_body,
           "<svg x=\"{0:g}\" y=\"{1:g}\" width=\"{2:g}\" height=\"{3:g}\" viewBox=\"{0:g} {1:g} {2:g} {3:g}\" "
           "overflow=\"hidden\">\n",
           topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y);
}

void SvgCanvas::endClip()
{
    m_body += "</svg>\n";
}

std::string SvgCanvas::element(std::string_view label) const
{
    return fmt::format("<svg class=\"figure\" viewBox=\"0 0 {:g} {:g}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n",
                       m_width, m_height, htmlText(label), m_body);
}

std::string SvgCanvas::file(std::string_view title) const
{
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                       "width=\"{:.1f}mm\" height=\"{:.1f}mm\" viewBox=\"0 0 {:g} {:g}\">\n<title>{}</title>\n"
                       "<style>text {{ font-family: sans-serif; }}\n{}</style>\n"
                       "<rect class=\"f-page\" width=\"{:g}\" height=\"{:g}\"/>\n{}</svg>\n",
                       m_width * kMillimetresPerPoint, m_height * kMillimetresPerPoint, m_width, m_height,
                       htmlText(title), inkStyle(false), m_width, m_height, m_body);
}

std::string inkStyle(bool isDark)
{
    std::string style;
    for (std::size_t i = 0; i < kInkCount; ++i) {
        const Ink ink = static_cast<Ink>(i);
        const std::string_view colour = isDark ? darkColour(ink) : lightColour(ink);
        append(style, ".f-{0} {{ fill: {1}; }} .s-{0} {{ stroke: {1}; fill: none; }}\n", nameOf(ink), colour);
    }
    return style;
}

} // namespace tempo
