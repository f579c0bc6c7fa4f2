// SPDX-License-Identifier: GPL-3.0-or-later
// A plot as a picture, for the clipboard and for files.
#include "widgets/plots/plot.h"
#include "widgets/plots/plot_parts.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <qcustomplot.h>

#include <vector>

namespace tempo::ui {

namespace {

constexpr int kCopyRatio = 2;
constexpr double kPointsPerInch = 72.0;
constexpr double kMillimetresPerInch = 25.4;

/// What QSvgGenerator wrote between its heading and its end.
QByteArray bodyOf(const QByteArray& svg)
{
    const QByteArray headingEnd("</desc>");
    const qsizetype begin = svg.indexOf(headingEnd) + headingEnd.size();
    return svg.mid(begin, svg.lastIndexOf("</svg>") - begin);
}

/// What stands for values: all that must not leave the axes.
std::vector<QCPLayerable*> visibleDataOf(QCustomPlot& surface)
{
    std::vector<QCPLayerable*> data;
    for (int index = 0; index < surface.plottableCount(); ++index)
        data.push_back(surface.plottable(index));
    for (int index = 0; index < surface.itemCount(); ++index)
        data.push_back(surface.item(index));
    std::erase_if(data, [](const QCPLayerable* part) { return !part->visible(); });
    return data;
}

} // namespace

QSize Plot::pointsOf(const QSizeF& millimetres)
{
    return (millimetres * (kPointsPerInch / kMillimetresPerInch)).toSize();
}

bool Plot::isForVectors() const
{
    return m_impl->isForVectors;
}

bool Plot::isForPicture() const
{
    return m_impl->isForPicture;
}

void Plot::drawLight(bool isForVectors, const std::function<void()>& draw)
{
    m_impl->isForPicture = true;
    m_impl->isForVectors = isForVectors;
    styleAxes(Theme::lightColors());
    restyle(Theme::lightColors());
    draw();
    m_impl->isForPicture = false;
    m_impl->isForVectors = false;
    styleAxes(Theme::instance().colors());
    restyle(Theme::instance().colors());
    refresh();
}

QImage Plot::image(const QSize& size, double pixelRatio)
{
    QImage image;
    drawLight(false, [&] { image = m_impl->surface->toPixmap(size.width(), size.height(), pixelRatio).toImage(); });
    return image;
}

QByteArray Plot::pdf(const QSizeF& millimetres)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(accessibleName());
    writer.setCreator(QStringLiteral("tempnetic"));
    writer.setResolution(static_cast<int>(kPointsPerInch));
    writer.setPageMargins(QMarginsF());
    writer.setPageSize(QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
    const QSize size = pointsOf(millimetres);
    drawLight(true, [&] {
        QCPPainter painter(&writer);
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        m_impl->surface->toPainter(&painter, size.width(), size.height());
    });
    return bytes;
}

QByteArray Plot::svgOf(const QSize& size, const QStringList& hiddenLayers, bool hasData)
{
    QCustomPlot& surface = *m_impl->surface;
    const std::vector<QCPLayerable*> left = hasData ? std::vector<QCPLayerable*>() : visibleDataOf(surface);
    for (QCPLayerable* const part : left)
        part->setVisible(false);
    std::vector<QCPLayer*> layers;
    for (const QString& name : hiddenLayers)
        if (QCPLayer* const layer = surface.layer(name); layer && layer->visible())
            layers.push_back(layer);
    for (QCPLayer* const layer : layers)
        layer->setVisible(false);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(static_cast<int>(kPointsPerInch));
    {
        QCPPainter painter(&generator);
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        surface.toPainter(&painter, size.width(), size.height());
    }
    for (QCPLayer* const layer : layers)
        layer->setVisible(true);
    for (QCPLayerable* const part : left)
        part->setVisible(true);
    return bodyOf(bytes);
}

QByteArray Plot::svg(const QSizeF& millimetres)
{
    const QSize size = pointsOf(millimetres);
    QByteArray ground;
    QByteArray inside;
    QByteArray names;
    QRect area;
    // QSvgGenerator of Qt 6.4 drops clipping: of a zoomed plot all points would be drawn, far over its edges. So the
    // data are drawn apart, and a clip is put around them. (What lies on the layer "background" is the parent of all.)
    const QString axesLayer = QStringLiteral("axes");
    const QString legend = QStringLiteral("legend");
    const QString overlay = QStringLiteral("overlay");
    drawLight(true, [&] {
        ground = svgOf(size, {legend, overlay}, false);
        area = m_impl->surface->axisRect()->rect();
        m_impl->surface->setBackground(QBrush(Qt::NoBrush));
        inside = svgOf(size, {axesLayer, legend, overlay}, true);
        names = svgOf(size, {axesLayer, overlay}, false);
    });
    const QString head =
        QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
                       "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                       "version=\"1.1\" width=\"%1mm\" height=\"%2mm\" viewBox=\"0 0 %3 %4\">\n"
                       "<title>%5</title>\n<desc>%6</desc>\n"
                       "<clipPath id=\"axes\"><rect x=\"%7\" y=\"%8\" width=\"%9\" height=\"%10\"/></clipPath>\n")
            .arg(millimetres.width())
            .arg(millimetres.height())
            .arg(size.width())
            .arg(size.height())
            .arg(accessibleName().toHtmlEscaped(), describe().toHtmlEscaped())
            .arg(area.x())
            .arg(area.y())
            .arg(area.width())
            .arg(area.height());
    return head.toUtf8() + ground + "<g clip-path=\"url(#axes)\">" + inside + "</g>\n" + names + "</svg>\n";
}

void Plot::copy()
{
    QApplication::clipboard()->setImage(image(size(), kCopyRatio));
}

} // namespace tempo::ui
