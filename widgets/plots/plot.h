// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPointF>
#include <QString>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QAction;
class QCustomPlot;

namespace tempo::ui {

struct Colors;

/// How an axis is divided.
enum class PlotScale {
    Linear,
    Count, ///< linear, with ticks at whole numbers
    Log,   ///< logarithmic, decades
    Tempo, ///< logarithmic in BPM: ticks at 30 60 120 240, minor ones at 40 80 160
};

/// A part of a plot's plane, in the units of its axes.
struct PlotView {
    double left = 0.0;
    double right = 1.0;
    double bottom = 0.0;
    double top = 1.0;
    friend bool operator==(const PlotView&, const PlotView&) = default;
};

/// What all plots have in common: the theme's axes and grid, the mouse and the keys, copy and export, the empty state,
/// one sentence for those who cannot see it. A derived class adds its plottables to surface() and calls refresh().
///
/// Drag zooms, the wheel zooms the axis under the pointer (inside: the horizontal one, with Shift the vertical one),
/// double click or Home shows everything, Backspace goes back, arrows move, + and - zoom. GUI thread only.
class Plot : public QWidget {
    Q_OBJECT
public:
    explicit Plot(const QString& name, QWidget* parent = nullptr);
    ~Plot() override;

    void setAxisTitles(const QString& horizontal, const QString& vertical);
    void setScales(PlotScale horizontal, PlotScale vertical);
    /// What will be here, and how to get it.
    void setEmptyText(const QString& title, const QString& text);
    [[nodiscard]] bool showsEmptyText() const;
    /// One sentence on what is shown, also the accessible description.
    [[nodiscard]] QString summary() const { return describe(); }

    [[nodiscard]] PlotView view() const;
    /// What was shown is one Backspace away.
    void setView(const PlotView& view);
    void fit();
    void goBack();

    /// As it is, in the light colours, whatever the window shows.
    [[nodiscard]] QImage image(const QSize& size, double pixelRatio);
    /// The same as a page of vectors, of a size in millimetres.
    [[nodiscard]] QByteArray pdf(const QSizeF& millimetres);
    /// The same as SVG with text as text; what lies outside the axes is clipped.
    [[nodiscard]] QByteArray svg(const QSizeF& millimetres);
    /// How many points of 1/72 inch a size has: pictures are laid out in them, so that a pixel of the window is a point
    /// on paper.
    [[nodiscard]] static QSize pointsOf(const QSizeF& millimetres);
    void copy();

    /// Where a place lies on canvas(), for tests and tool tips.
    [[nodiscard]] QPoint pixelOf(double horizontal, double vertical) const;
    [[nodiscard]] QWidget* canvas() const;
    /// Copy, export, reset view: those of the corner.
    [[nodiscard]] const std::vector<QAction*>& actionsOfCorner() const { return m_actions; }

Q_SIGNALS:
    void exportWanted();
    void viewChanged();

protected:
    [[nodiscard]] QCustomPlot& surface() const;
    /// The data have changed: sentence, empty text and picture follow, the picture once per turn of the event loop and
    /// not while it is hidden.
    void refresh();

    [[nodiscard]] virtual bool isEmpty() const = 0;
    [[nodiscard]] virtual PlotView fullView() const = 0;
    [[nodiscard]] virtual QString describe() const = 0;
    /// Gives everything but the axes its colours.
    virtual void restyle(const Colors& colors) = 0;
    /// A drag over the whole height marks a range of the horizontal axis only.
    [[nodiscard]] virtual bool dragsWholeHeight() const { return false; }
    /// In the order in which the drag went; zooms unless it is overridden.
    virtual void dragged(const QPointF& from, const QPointF& to);
    virtual void clicked(const QPointF& place, Qt::KeyboardModifiers modifiers);
    /// @return a tool tip for a place, may be empty
    [[nodiscard]] virtual QString tipAt(const QPointF& place) const;
    /// While restyle() is called for a picture of vectors: markers must be shapes then, not pictures.
    [[nodiscard]] bool isForVectors() const;
    /// While restyle() is called for any picture: what the page says beside the plot must be in it.
    [[nodiscard]] bool isForPicture() const;

    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Impl;

    void drawLight(bool isForVectors, const std::function<void()>& draw);
    [[nodiscard]] QByteArray svgOf(const QSize& size, const QStringList& hiddenLayers, bool hasData);
    void addCorner();
    void placeCorner();
    void styleAxes(const Colors& colors);
    void applyView(const PlotView& view);
    void zoom(const QPointF& pixel, double factor, bool isHorizontal, bool isVertical);
    void pan(double horizontalShare, double verticalShare);
    void showBand(const QPointF& from, const QPointF& to);
    [[nodiscard]] QPointF coordinatesOf(const QPointF& pixel) const;
    bool mousePressed(const QPointF& pixel);
    void mouseReleased(const QPointF& pixel, Qt::KeyboardModifiers modifiers);
    void mouseMoved(const QPointF& pixel, const QPoint& global);

    std::unique_ptr<Impl> m_impl;
    std::vector<QAction*> m_actions;
};

} // namespace tempo::ui
