// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/histogram_bars.h"

#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tempo::ui {

namespace {

constexpr double kBarGap = 1.0;
constexpr int kSquare = 9;
constexpr int kLineHeight = 15;

int heightOf(const Bar& bar)
{
    return std::accumulate(bar.pieces.begin(), bar.pieces.end(), bar.filteredOut);
}

} // namespace

class HistogramBars::Plottable final : public QCPAbstractPlottable {
public:
    explicit Plottable(QCustomPlot& plot) : QCPAbstractPlottable(plot.xAxis, plot.yAxis)
    {
        setSelectable(QCP::stNone);
        setAntialiased(false);
    }

    std::vector<Bar> bars;
    BarColors colors;

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    QCPRange getKeyRange(bool& isFound, QCP::SignDomain) const override
    {
        isFound = !bars.empty();
        return isFound ? QCPRange(bars.front().low, bars.back().high) : QCPRange();
    }

    QCPRange getValueRange(bool& isFound, QCP::SignDomain, const QCPRange&) const override
    {
        isFound = !bars.empty();
        int highest = 0;
        for (const Bar& bar : bars)
            highest = std::max(highest, heightOf(bar));
        return {0.0, static_cast<double>(highest)};
    }

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setPen(Qt::NoPen);
        for (const Bar& bar : bars)
            drawBar(*painter, bar);
    }

    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    /// Edges at whole pixels, so that bars of one width look so.
    [[nodiscard]] QRectF rectOf(const Bar& bar, int from, int to) const
    {
        const double left = std::round(keyAxis()->coordToPixel(bar.low)) + kBarGap;
        const double right = std::max(left + 1.0, std::round(keyAxis()->coordToPixel(bar.high)));
        const double bottom = std::round(valueAxis()->coordToPixel(from));
        const double top = std::round(valueAxis()->coordToPixel(to));
        return {QPointF(left, top), QPointF(right, bottom)};
    }

    void drawBar(QCPPainter& painter, const Bar& bar) const
    {
        int at = 0;
        for (std::size_t piece = 0; piece < bar.pieces.size(); ++piece) {
            if (bar.pieces[piece] == 0)
                continue;
            painter.fillRect(rectOf(bar, at, at + bar.pieces[piece]), colors.pieces.at(piece));
            at += bar.pieces[piece];
        }
        if (bar.isOutOfRange && at > 0)
            painter.fillRect(rectOf(bar, 0, at), QBrush(colors.ground, Qt::BDiagPattern));
        if (bar.filteredOut > 0)
            painter.fillRect(rectOf(bar, at, at + bar.filteredOut), colors.filteredOut);
        if (bar.selected == 0)
            return;
        // Narrower than the bar and with a rim, so that it stands out from any genre's colour.
        QRectF mark = rectOf(bar, 0, bar.selected);
        const double inset = std::floor(mark.width() / 4.0);
        mark.adjust(inset, 0.0, -inset, 0.0);
        painter.fillRect(mark.adjusted(-1.0, -1.0, 1.0, 0.0), colors.ground);
        painter.fillRect(mark, colors.selected);
    }
};

HistogramBars::HistogramBars(QCustomPlot& plot) : m_plottable(new Plottable(plot)) {}

void HistogramBars::setBars(std::vector<Bar> bars)
{
    m_plottable->bars = std::move(bars);
}

void HistogramBars::setColors(BarColors colors)
{
    m_plottable->colors = std::move(colors);
}

class HistogramLegend::Column final : public QCPLayoutElement {
public:
    explicit Column(QCustomPlot& plot) : QCPLayoutElement(&plot) { setSizeConstraintRect(scrOuterRect); }

    std::vector<Entry> entries;
    QColor textColor;

    QSize minimumOuterSizeHint() const override { return {widthOfAll(), 0}; }
    QSize maximumOuterSizeHint() const override { return {widthOfAll(), QWIDGETSIZE_MAX}; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }

    void draw(QCPPainter* painter) override
    {
        painter->setFont(fontOf(TextRole::Caption));
        const int n = static_cast<int>(entries.size());
        const int step = n == 0 ? kLineHeight : std::min(kLineHeight, rect().height() / n);
        int top = rect().top() + std::max(0, (rect().height() - n * step) / 4);
        for (const Entry& entry : entries) {
            const QRect square(rect().left() + 8, top + (step - kSquare) / 2, kSquare, std::min(kSquare, step - 1));
            painter->fillRect(square, entry.color);
            painter->setPen(textColor);
            painter->drawText(QRect(square.right() + 6, top, rect().width(), step), Qt::AlignLeft | Qt::AlignVCenter,
                              entry.text);
            top += step;
        }
    }

private:
    [[nodiscard]] int widthOfAll() const
    {
        const QFontMetrics metrics(fontOf(TextRole::Caption));
        int widest = 0;
        for (const Entry& entry : entries)
            widest = std::max(widest, metrics.horizontalAdvance(entry.text));
        return widest == 0 ? 0 : widest + kSquare + 22;
    }
};

HistogramLegend::HistogramLegend(QCustomPlot& plot) : m_column(new Column(plot))
{
    m_column->setLayer(plot.layer(QStringLiteral("legend")));
    plot.plotLayout()->addElement(0, 1, m_column);
    plot.plotLayout()->setColumnSpacing(0);
}

void HistogramLegend::setEntries(const std::vector<Entry>& entries, const QColor& textColor)
{
    m_column->entries = entries;
    m_column->textColor = textColor;
}

} // namespace tempo::ui
