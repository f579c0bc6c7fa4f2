// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/estimate/song.h"
#include "app/workbench/estimate/song_estimation.h"

#include <QAbstractTableModel>

#include <filesystem>
#include <set>
#include <unordered_map>
#include <vector>

namespace tempo::workbench {

/// A correction of one song, for undoing: what was, or what is to be.
struct SongCorrection {
    std::uint64_t id = 0;
    std::optional<Bpm> tempo; ///< empty: the estimate counts
    QString reason;
};

/// How many songs are in which state.
struct SongCounts {
    int all = 0;
    int waiting = 0; ///< queued or being worked on
    int failed = 0;
    int cancelled = 0;
};

/// The songs of the Estimate page. Rows are known by ids that survive sorting and removing.
class SongModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Play, Name, Tempo, Candidates, Baseline, Curve, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole, ///< a number or a text to sort by
        IdRole,                  ///< quint64
        SongRole                 ///< const Song*, valid until the model changes
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Appends those that are not there yet. @return them, with their ids
    std::vector<SongEstimation::Wish> add(const std::vector<std::filesystem::path>& paths);
    void apply(const std::vector<SongUpdate>& updates);
    /// Failed and cancelled songs wait again. @return them
    std::vector<SongEstimation::Wish> requeueFailed();
    void remove(const std::vector<std::uint64_t>& ids);
    void clear();
    /// @return the corrections that would undo it
    std::vector<SongCorrection> correct(const std::vector<SongCorrection>& corrections);

    [[nodiscard]] const Song* song(std::uint64_t id) const;
    [[nodiscard]] const std::vector<Song>& songs() const { return m_songs; }
    [[nodiscard]] SongCounts counts() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Song& song, int column) const;
    [[nodiscard]] QString toolTip(const Song& song, int column) const;
    [[nodiscard]] QVariant sortKey(const Song& song, int column) const;
    void renumber();

    std::vector<Song> m_songs;
    std::unordered_map<std::uint64_t, int> m_rows;
    std::set<std::filesystem::path> m_paths;
    std::uint64_t m_lastId = 0;
};

/// "queued", "decoding", ...
QString stateText(SongState state);
/// "120.2 (62 %)  60.1 (21 %)": the best three.
QString candidatesText(const Song& song);

} // namespace tempo::workbench
