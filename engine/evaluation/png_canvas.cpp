// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/png_canvas.h"

#include "engine/core/error.h"
#include "engine/datasets/dynamic_library.h"

#include <cairo.h>

#include <charconv>
#include <cmath>
#include <numbers>

namespace tempo {

namespace {

/// What is used of cairo. It is opened at run time: it maps a dozen libraries, which no other command shall pay for.
struct Cairo {
    DynamicLibrary library{TEMPNETIC_CAIRO_LIBRARY, "cairo, which draws PNG files,"};
#define TEMPNETIC_CAIRO(name) decltype(::name)* name = library.find<decltype(::name)>(#name)
    TEMPNETIC_CAIRO(cairo_image_surface_create);
    TEMPNETIC_CAIRO(cairo_surface_destroy);
    TEMPNETIC_CAIRO(cairo_surface_write_to_png_stream);
    TEMPNETIC_CAIRO(cairo_create);
    TEMPNETIC_CAIRO(cairo_destroy);
    TEMPNETIC_CAIRO(cairo_status);
    TEMPNETIC_CAIRO(cairo_status_to_string);
    TEMPNETIC_CAIRO(cairo_scale);
    TEMPNETIC_CAIRO(cairo_save);
    TEMPNETIC_CAIRO(cairo_restore);
    TEMPNETIC_CAIRO(cairo_translate);
    TEMPNETIC_CAIRO(cairo_rotate);
    TEMPNETIC_CAIRO(cairo_set_source_rgba);
    TEMPNETIC_CAIRO(cairo_set_line_width);
    TEMPNETIC_CAIRO(cairo_set_dash);
    TEMPNETIC_CAIRO(cairo_move_to);
    TEMPNETIC_CAIRO(cairo_line_to);
    TEMPNETIC_CAIRO(cairo_arc);
    TEMPNETIC_CAIRO(cairo_rectangle);
    TEMPNETIC_CAIRO(cairo_close_path);
    TEMPNETIC_CAIRO(cairo_new_path);
    TEMPNETIC_CAIRO(cairo_stroke);
    TEMPNETIC_CAIRO(cairo_fill);
    TEMPNETIC_CAIRO(cairo_paint);
    TEMPNETIC_CAIRO(cairo_clip);
    TEMPNETIC_CAIRO(cairo_select_font_face);
    TEMPNETIC_CAIRO(cairo_set_font_size);
    TEMPNETIC_CAIRO(cairo_text_extents);
    TEMPNETIC_CAIRO(cairo_show_text);
#undef TEMPNETIC_CAIRO
};

const Cairo& cairo()
{
    static const Cairo kLibrary;
    return kLibrary;
}

double channel(std::string_view colour, std::size_t place)
{
    int value = 0;
    std::from_chars(colour.data() + place, colour.data() + place + 2, value, 16);
    return value / 255.0;
}

cairo_status_t appendBytes(void* closure, const unsigned char* bytes, unsigned int length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

struct PngCanvas::Impl {
    const Cairo& c = cairo();
    cairo_surface_t* surface = nullptr;
    cairo_t* context = nullptr;

    Impl(int width, int height)
        : surface(c.cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)), context(c.cairo_create(surface))
    {
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl()
    {
        c.cairo_destroy(context);
        c.cairo_surface_destroy(surface);
    }

    void use(Ink ink, double opacity) const
    {
        const std::string_view colour = lightColour(ink);
        c.cairo_set_source_rgba(context, channel(colour, 1), channel(colour, 3), channel(colour, 5), opacity);
    }
    void polygon(std::initializer_list<Point> corners) const
    {
        for (const Point& corner : corners)
            c.cairo_line_to(context, corner.x, corner.y);
        c.cairo_close_path(context);
        c.cairo_fill(context);
    }
    void cross(Point centre, Point arm) const
    {
        c.cairo_set_line_width(context, 1.0);
        c.cairo_set_dash(context, nullptr, 0, 0.0);
        for (const Point& a : {arm, Point{-arm.y, arm.x}}) {
            c.cairo_move_to(context, centre.x - a.x, centre.y - a.y);
            c.cairo_line_to(context, centre.x + a.x, centre.y + a.y);
        }
        c.cairo_stroke(context);
    }
};

PngCanvas::PngCanvas(double widthPoints, double heightPoints, double dotsPerInch)
{
    const double scale = dotsPerInch / 72.0;
    m_impl = std::make_unique<Impl>(static_cast<int>(std::ceil(widthPoints * scale)),
                                    static_cast<int>(std::ceil(heightPoints * scale)));
    m_impl->use(Ink::Page, 1.0);
    m_impl->c.cairo_paint(m_impl->context);
    m_impl->c.cairo_scale(m_impl->context, scale, scale);
    m_impl->c.cairo_select_font_face(m_impl->context, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
}

PngCanvas::~PngCanvas() = default;

void PngCanvas::line(Point from, Point to, Ink ink, double width, double dash)
{
    const Cairo& c = m_impl->c;
    m_impl->use(ink, 1.0);
    c.cairo_set_line_width(m_impl->context, width);
    c.cairo_set_dash(m_impl->context, &dash, dash > 0.0 ? 1 : 0, 0.0);
    c.cairo_move_to(m_impl->context, from.x, from.y);
    c.cairo_line_to(m_impl->context, to.x, to.y);
    c.cairo_stroke(m_impl->context);
}

void PngCanvas::area(const Point* corners, std::size_t nCorners, Ink ink, double opacity)
{
    m_impl->use(ink, opacity);
    for (std::size_t i = 0; i < nCorners; ++i)
        m_impl->c.cairo_line_to(m_impl->context, corners[i].x, corners[i].y);
    m_impl->c.cairo_close_path(m_impl->context);
    m_impl->c.cairo_fill(m_impl->context);
}

void PngCanvas::mark(Point centre, Shape shape, Ink ink, double radius)
{
    const auto [x, y] = centre;
    const double r = radius;
    m_impl->use(ink, 1.0);
    switch (shape) {
    case Shape::Disc:
        m_impl->c.cairo_new_path(m_impl->context);
        m_impl->c.cairo_arc(m_impl->context, x, y, r, 0.0, 2.0 * std::numbers::pi);
        m_impl->c.cairo_fill(m_impl->context);
        return;
    case Shape::Square:
        return m_impl->polygon({{x - r, y - r}, {x + r, y - r}, {x + r, y + r}, {x - r, y + r}});
    case Shape::Triangle:
        return m_impl->polygon({{x, y - r}, {x + r, y + r}, {x - r, y + r}});
    case Shape::Diamond:
        return m_impl->polygon({{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}});
    case Shape::Plus:
        return m_impl->cross(centre, {r, 0.0});
    case Shape::Cross:
        return m_impl->cross(centre, {r, r});
    }
}

void PngCanvas::text(Point at, std::string_view words, Ink ink, double size, Anchor anchor, double degrees)
{
    const Cairo& c = m_impl->c;
    const std::string terminated(words);
    m_impl->use(ink, 1.0);
    c.cairo_set_font_size(m_impl->context, size);
    cairo_text_extents_t extents;
    c.cairo_text_extents(m_impl->context, terminated.c_str(), &extents);
    const double shift = anchor == Anchor::Start ? 0.0 : anchor == Anchor::Middle ? 0.5 : 1.0;
    c.cairo_save(m_impl->context);
    c.cairo_translate(m_impl->context, at.x, at.y);
    c.cairo_rotate(m_impl->context, -degrees * std::numbers::pi / 180.0);
    c.cairo_move_to(m_impl->context, -shift * extents.x_advance, 0.0);
    c.cairo_show_text(m_impl->context, terminated.c_str());
    c.cairo_restore(m_impl->context);
    c.cairo_new_path(m_impl->context);
}

void PngCanvas::clip(Point topLeft, Point bottomRight)
{
    m_impl->c.cairo_save(m_impl->context);
    m_impl->c.cairo_rectangle(m_impl->context, topLeft.x, topLeft.y, bottomRight.x - topLeft.x,
                              bottomRight.y - topLeft.y);
    m_impl->c.cairo_clip(m_impl->context);
}

void PngCanvas::endClip()
{
    m_impl->c.cairo_restore(m_impl->context);
}

std::string PngCanvas::file()
{
    std::string bytes;
    cairo_status_t status = m_impl->c.cairo_status(m_impl->context);
    if (status == CAIRO_STATUS_SUCCESS)
        status = m_impl->c.cairo_surface_write_to_png_stream(m_impl->surface, appendBytes, &bytes);
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error(ErrorCode::Internal, std::string("cairo: ") + m_impl->c.cairo_status_to_string(status));
    return bytes;
}

} // namespace tempo
