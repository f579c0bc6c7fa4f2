// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tempo::ui {

/// What a page or a plot shows while it has nothing to show: what will be here, and how to get it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QIcon& icon, const QString& title, const QString& text, QWidget* parent = nullptr);

    void setText(const QString& title, const QString& text);
    [[nodiscard]] QString title() const;
    /// The first one is the main one.
    QPushButton* addButton(const QString& text);
    /// A dashed outline: things may be dropped here. Brighter while something is dragged over it.
    void setDropTarget(bool isTarget);
    void setDragOver(bool isOver);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_title;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
    bool m_isDropTarget = false;
    bool m_isDragOver = false;
};

} // namespace tempo::ui
