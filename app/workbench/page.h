// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QJsonObject>
#include <QString>
#include <QWidget>

#include <filesystem>
#include <vector>

class QAction;

namespace tempo::workbench {

/// One of the window's pages.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// For the rail and the View menu, one word.
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QIcon icon() const = 0;

    /// The page's own actions, for the menu of its name; with their shortcuts, which work while the page is shown. A
    /// null stands for a separator.
    [[nodiscard]] virtual std::vector<QAction*> pageActions() const { return {}; }

    /// What the next start brings back: filters, columns, splitters. Restoring must bear anything, since people edit
    /// files.
    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject&) {}

    /// One line for the bottom of the window, e.g. "37 selected of 212 filtered of 999".
    [[nodiscard]] virtual QString status() const { return {}; }

Q_SIGNALS:
    void statusChanged();
};

} // namespace tempo::workbench
