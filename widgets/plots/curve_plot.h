// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"

#include <QVector>

#include <memory>

namespace tempo::ui {

/// Curves of training runs that may still grow: raw values faint under their moving average, or one disc a point. While
/// nothing was zoomed the view follows the data; once the user has chosen one it stays, however much arrives. However
/// many points there are, what is drawn are at most two a pixel column (curve_points.h). GUI thread only.
class CurvePlot final : public Plot {
    Q_OBJECT
public:
    enum class Kind {
        Steps,  ///< many noisy values: raw and smoothed
        Epochs, ///< few values: a line with discs
        Means,  ///< a line in a band: the mean of several curves, and how far they lie apart
    };
    struct Style {
        QString name;  ///< for the legend
        int color = 0; ///< runColor()
        Kind kind = Kind::Steps;
        bool isSecondary = false; ///< another quantity of the same run: drawn as dashes
    };

    explicit CurvePlot(const QString& name, QWidget* parent = nullptr);
    ~CurvePlot() override;

    /// @return its number, never used again
    int addCurve(const Style& style);
    void removeCurve(int curve);
    void clear();
    /// @param x, y [n_points] x ascending; values that are not finite are gaps
    void setPoints(int curve, const QVector<double>& x, const QVector<double>& y);
    /// Points after those there are.
    void addPoints(int curve, const QVector<double>& x, const QVector<double>& y);
    /// Of a curve of means, in place of what it had. @param low, high [n_points] the band's edges
    void setMeans(int curve, const QVector<double>& x, const QVector<double>& y, const QVector<double>& low,
                  const QVector<double>& high);
    [[nodiscard]] int curveCount() const;
    [[nodiscard]] qsizetype pointCount(int curve) const;
    /// The smoothed values. @return [n_points]
    [[nodiscard]] QVector<double> smoothedValues(int curve) const;
    /// The points that the picture is made of, in all its lines.
    [[nodiscard]] qsizetype drawnPoints();

    /// In [0, 0.999]; of curves of steps.
    void setSmoothing(double smoothing);
    [[nodiscard]] double smoothing() const;
    void setLogarithmic(Qt::Orientation axis, bool isLogarithmic);
    [[nodiscard]] bool isLogarithmic(Qt::Orientation axis) const;
    /// Scales by the typical values; how many lie outside is written into the plot.
    void setIgnoringOutliers(bool isIgnoring);
    [[nodiscard]] std::size_t outsideCount() const;
    /// A ring on a point with a few words, e.g. the best epoch.
    void setMark(int curve, double x, const QString& text);
    void clearMark(int curve);
    /// The curves that are drawn stronger than the others; none: all are alike.
    void setHighlighted(const QVector<int>& curves);
    /// The vertical axis always shows this range, e.g. 0 to 1 for shares; empty range: the data's.
    void setFixedRange(double low, double high);
    /// Where curves that rise leave room.
    void setLegendAtBottom(bool isAtBottom);

Q_SIGNALS:
    /// A click near a curve.
    void curveClicked(int curve);

protected:
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] PlotView fullView() const override;
    [[nodiscard]] QString describe() const override;
    void restyle(const Colors& colors) override;
    void clicked(const QPointF& place, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] QString tipAt(const QPointF& place) const override;

private:
    struct Curve;
    struct Parts;

    [[nodiscard]] int nearestCurve(const QPointF& place) const;
    void smoothAgain(Curve& curve);
    void styleCurve(Curve& curve);
    void styleMark(Curve& curve, const Colors& colors);
    void showOutside();
    void fillLegend();
    void placeMarks();
    void thinCurves(int columns);
    void thinForScreen();

    std::unique_ptr<Parts> m_parts;
};

} // namespace tempo::ui
