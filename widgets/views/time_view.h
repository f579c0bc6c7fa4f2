// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QString>
#include <QWidget>

#include <optional>

namespace tempo::ui {

class TimeAxis;

/// What all views over time have in common: the axis, a column for labels at the left, a picture that is drawn once and
/// kept, and over it the cursor and the marked region. A click seeks, a drag marks a region, Ctrl+wheel zooms,
/// Shift+wheel scrolls, a double click shows all.
class TimeView : public QWidget {
    Q_OBJECT
public:
    /// Of the labels at the left, so that all views are aligned.
    static constexpr int kGutter = 44;

    /// @param axis must live longer than the view
    TimeView(TimeAxis* axis, const QString& name, QWidget* parent);

    /// Shown in place of a picture, e.g. "Reading…"; empty: the picture.
    void setPlaceholder(const QString& text);
    [[nodiscard]] QString placeholder() const { return m_placeholder; }
    /// How often the picture was drawn anew, which moving the cursor must not do.
    [[nodiscard]] int pictureCount() const { return m_pictureCount; }

protected:
    /// Draws the picture; only called where there is a duration and no placeholder.
    virtual void paintPicture(QPainter& painter, const QRectF& area) = 0;
    /// The picture has to be drawn anew.
    void refresh();

    [[nodiscard]] const TimeAxis& axis() const { return *m_axis; }
    /// Without the column of labels.
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] double xOf(double seconds) const;
    [[nodiscard]] double secondsAt(double x) const;

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void moveCursor();
    void paintOverlay(QPainter& painter) const;

    TimeAxis* m_axis;
    QString m_placeholder;
    QPixmap m_picture;
    bool m_isStale = true;
    int m_pictureCount = 0;
    double m_shownCursor = -1.0; ///< x
    std::optional<double> m_pressX;
    bool m_isDragging = false;
};

/// Seconds or minutes below the views.
class TimeRuler final : public TimeView {
    Q_OBJECT
public:
    TimeRuler(TimeAxis* axis, QWidget* parent);

protected:
    void paintPicture(QPainter& painter, const QRectF& area) override;
};

} // namespace tempo::ui
