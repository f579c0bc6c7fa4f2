// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_columns.h"
#include "app/workbench/dataset/track_filter.h"

#include <QAbstractTableModel>

#include <vector>

namespace tempo::workbench {

/// The tracks that pass the filter, sorted by several columns. It sorts and filters numbers by itself: a proxy that
/// asks for a QVariant per comparison is several times slower. While a dataset is read its rows stay where they are;
/// call arrange() at the end.
class TrackTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Roles { SortRole = Qt::UserRole, IdRole };

    explicit TrackTableModel(TrackCatalogue& catalogue, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Of the tags only: asks for the change, which comes from elsewhere.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    void setFilter(TrackFilter filter);
    /// The first key counts most; ties go by id.
    void setSortKeys(std::vector<SortKey> keys);
    [[nodiscard]] const std::vector<SortKey>& sortKeys() const { return m_keys; }
    /// Filters and sorts anew after values have changed.
    void arrange();

    [[nodiscard]] QString idAt(int row) const;
    /// -1 if it is filtered out, or not there.
    [[nodiscard]] int rowOf(const QString& id) const;
    /// Index into the catalogue.
    [[nodiscard]] int trackAt(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    /// By index into the catalogue.
    [[nodiscard]] bool isShown(int track) const { return m_rowOf[static_cast<std::size_t>(track)] >= 0; }

Q_SIGNALS:
    void tagsWanted(const QString& id, const QStringList& tags);
    /// Other rows, or others of them, are shown; the counts may be other ones.
    void arranged();

private:
    [[nodiscard]] QVariant sortValue(const TrackRow& row, TrackColumn column) const;
    void readAll();
    [[nodiscard]] std::vector<int> filtered() const;
    void adoptIfOther(std::vector<int> order);
    void adopt(std::vector<int> order);
    void showChanged(int first, int last);

    TrackCatalogue& m_catalogue;
    TrackFilter m_filter;
    std::vector<SortKey> m_keys;
    std::vector<int> m_sorted; ///< [n_tracks] all of them, in the order of the keys
    std::vector<int> m_order;  ///< [n_rows] index into the catalogue
    std::vector<int> m_rowOf;  ///< [n_tracks] row, or -1
};

} // namespace tempo::workbench
