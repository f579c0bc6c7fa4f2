// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <cstdint>
#include <optional>
#include <vector>

class QSortFilterProxyModel;

namespace tempo::workbench {

class SongModel;

/// The table of songs: sorted by a click on a heading, a song is known by its id.
class SongTable final : public QTableView {
    Q_OBJECT
public:
    explicit SongTable(SongModel& songs, QWidget* parent = nullptr);

    [[nodiscard]] std::optional<std::uint64_t> currentSong() const;
    /// In the order of the rows.
    [[nodiscard]] std::vector<std::uint64_t> selectedSongs() const;
    [[nodiscard]] std::vector<std::uint64_t> allSongs() const;
    void selectSong(std::uint64_t id);

    /// Widths and order; bears anything.
    [[nodiscard]] QString headerState() const;
    void restoreHeader(const QString& state);

Q_SIGNALS:
    void currentSongChanged();
    void playWanted(std::uint64_t id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    [[nodiscard]] std::uint64_t idAt(const QModelIndex& index) const;

    SongModel& m_songs;
    QSortFilterProxyModel* m_order;
};

} // namespace tempo::workbench
