// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_tickers.h"

#include "widgets/plots/plot.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace tempo::ui {

namespace {

/// first * 2^k within the range.
QVector<double> octavesOf(double first, const QCPRange& range)
{
    QVector<double> ticks;
    if (range.lower <= 0.0)
        return ticks;
    double tick = first * std::exp2(std::ceil(std::log2(range.lower / first) - 1e-9));
    for (; tick <= range.upper * (1.0 + 1e-9); tick *= 2.0)
        ticks.append(tick);
    return ticks;
}

class TempoTicker final : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override
    {
        const QVector<double> octaves = octavesOf(30.0, range);
        // Within less than an octave only even steps say where one is.
        return octaves.size() >= 2 ? octaves : QCPAxisTicker::createTickVector(tickStep, range);
    }
    QVector<double> createSubTickVector(int, const QVector<double>& ticks) override
    {
        if (ticks.size() < 2)
            return {};
        return octavesOf(40.0, QCPRange(ticks.first() / 2.0, ticks.last() * 2.0));
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        return locale.toString(tick, 'g', 6);
    }
};

class CountTicker final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override
    {
        return std::max(1.0, std::ceil(QCPAxisTicker::getTickStep(range)));
    }
    int getSubTickCount(double) override { return 0; }
};

} // namespace

void setScale(QCPAxis& axis, PlotScale scale)
{
    const bool isLogarithmic = scale == PlotScale::Tempo || scale == PlotScale::Log;
    axis.setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    QSharedPointer<QCPAxisTicker> ticker;
    if (scale == PlotScale::Tempo)
        ticker.reset(new TempoTicker);
    else if (scale == PlotScale::Count)
        ticker.reset(new CountTicker);
    else if (scale == PlotScale::Log)
        ticker.reset(new QCPAxisTickerLog);
    else
        ticker.reset(new QCPAxisTicker);
    ticker->setTickCount(scale == PlotScale::Count ? 4 : 8);
    axis.setTicker(ticker);
    axis.setNumberFormat(QStringLiteral("g"));
    axis.setNumberPrecision(6);
}

void styleAxis(QCPAxis& axis, const Colors& colors)
{
    const bool isHorizontal = axis.orientation() == Qt::Horizontal;
    axis.setBasePen(isHorizontal ? QPen(colors.line, 1) : QPen(Qt::NoPen));
    axis.setTickPen(QPen(colors.line, 1));
    axis.setSubTickPen(QPen(colors.line, 1));
    axis.setTickLength(0, isHorizontal ? 4 : 0);
    axis.setSubTickLength(0, isHorizontal ? 2 : 0);
    axis.setTickLabelFont(fontOf(TextRole::Caption));
    axis.setTickLabelColor(colors.secondary);
    axis.setLabelFont(fontOf(TextRole::Caption));
    axis.setLabelColor(colors.secondary);
    axis.setTickLabelPadding(6);
    axis.setLabelPadding(4);
    axis.grid()->setPen(QPen(mixed(colors.panel, colors.line, 0.7), 1));
    axis.grid()->setZeroLinePen(QPen(colors.line, 1));
    axis.grid()->setSubGridVisible(false);
}

} // namespace tempo::ui
