// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/dataset/track_table_model.h"

#include <QJsonObject>
#include <QTableView>

class QMenu;

namespace tempo::workbench {

class SortHeader;

/// The table of tracks. Its selection is the shared one, applied at once; Up and Down move the current track.
class TrackTable final : public QTableView {
    Q_OBJECT
public:
    TrackTable(TrackTableModel& model, TrackSelection& selection, QWidget* parent = nullptr);

    void setSortKeys(const std::vector<SortKey>& keys);
    /// Selected rows, or all if none is, and visible columns in their order; with a head line. Numbers as computers
    /// read them.
    [[nodiscard]] QString toTsv() const;
    void copyAsTsv() const;
    /// A check box a column.
    void fillColumnMenu(QMenu& menu);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applySelection();
    void adoptSelection();

    TrackTableModel& m_model;
    TrackSelection& m_selection;
    SortHeader* m_header;
    bool m_isApplying = false;
    bool m_isArranging = false;
    bool m_isArranged = false; ///< the user has chosen widths
};

} // namespace tempo::workbench
