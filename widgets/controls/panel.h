// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace tempo::ui {

/// A surface on the page with a title and room for a few controls beside it; everything else goes below.
class Panel final : public QFrame {
    Q_OBJECT
public:
    /// @param title  may be empty: then there is no row for it until a control is added
    explicit Panel(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    [[nodiscard]] QString title() const;
    /// At the right end of the title's row, after those added before.
    void addToTitleRow(QWidget* widget);
    /// Below; takes the remaining height if it can grow.
    void setBody(QWidget* widget);
    /// Below, from edge to edge: for tables, whose rows reach the border.
    void setWideBody(QWidget* widget);

private:
    QLabel* m_title;
    QHBoxLayout* m_titleRow;
    QVBoxLayout* m_layout;
};

} // namespace tempo::ui
