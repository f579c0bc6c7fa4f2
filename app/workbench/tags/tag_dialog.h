// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <QDialog>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace tempo::workbench {

class TaskRunner;

/// Writing tempi into songs' tags: first shows what is there and what would be, file by file, and writes only when told
/// to.
class TagDialog final : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        std::filesystem::path path;
        Bpm tempo;
    };

    TagDialog(TaskRunner& tasks, std::vector<Entry> entries, QWidget* parent = nullptr);

    /// Whether the present tags have been read.
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] int toWrite() const;
    void setSkipping(bool isSkipping);
    void write();
    [[nodiscard]] QString summary() const;
    /// Of a row and column of the table.
    [[nodiscard]] QString cell(int row, int column) const;

private:
    struct Row {
        Entry entry;
        std::optional<std::string> old = {};
        std::string problem = {};
        bool isWritten = false;
    };

    void readTags();
    void showRows();
    [[nodiscard]] bool isWanted(const Row& row) const;

    TaskRunner& m_tasks;
    std::vector<Row> m_rows;
    bool m_isReady = false;
    QTableWidget* m_table;
    QCheckBox* m_skip;
    QLabel* m_summary;
    QPushButton* m_write;
};

} // namespace tempo::workbench
