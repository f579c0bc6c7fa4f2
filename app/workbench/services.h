// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QUndoStack;

namespace tempo::workbench {

class TaskRunner;

/// What every page is given. All live as long as the window; GUI thread only.
struct Services {
    TaskRunner& tasks;
    QUndoStack& undo; ///< of all annotation edits
    /// A line above the pages. @param details for a button beside it, may be empty
    std::function<void(const QString& text, const QString& details)> notice;
    std::function<void(const QString& text, const QString& details)> problem;
};

} // namespace tempo::workbench
