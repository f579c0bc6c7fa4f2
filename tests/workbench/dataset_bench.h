// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/task_runner.h"
#include "tests/support/temp_folder.h"

#include <QTest>
#include <QUndoStack>

namespace tempo::test {

inline constexpr int kScanTimeout = 60'000;

inline QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.native());
}

/// A page with what the window gives it.
struct Bench {
    workbench::TaskRunner tasks;
    QUndoStack undo;
    QStringList notices;
    QStringList troubles;
    workbench::DatasetPage page;

    Bench()
        : page({.tasks = tasks,
                .undo = undo,
                .notice = [this](const QString& text, const QString&) { notices << text; },
                .problem = [this](const QString& text, const QString&) { troubles << text; }})
    {
        page.resize(1200, 740);
        page.show();
    }
    ~Bench() { tasks.cancelAll(); }

    void open(const std::filesystem::path& path)
    {
        page.openDataset(textOf(path));
        QTRY_VERIFY_WITH_TIMEOUT(page.review() != nullptr, kScanTimeout);
    }
};

/// Private folders for everything that a page keeps, and a known user.
inline void settleIn(const std::filesystem::path& home)
{
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((home / name).native()));
    qputenv("USER", "ada");
}

} // namespace tempo::test
