// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace tempo::ui {

/// The column at the window's left edge that switches between the pages: an icon above a word, one of them chosen.
class NavigationRail final : public QWidget {
    Q_OBJECT
public:
    explicit NavigationRail(QWidget* parent = nullptr);

    /// @return its index, from 0
    int addEntry(const QIcon& icon, const QString& text, const QString& toolTip);
    void setCurrent(int index);
    [[nodiscard]] int current() const;
    [[nodiscard]] QToolButton* button(int index) const;

Q_SIGNALS:
    void chosen(int index);

private:
    QButtonGroup* m_group;
    QVBoxLayout* m_layout;
};

} // namespace tempo::ui
