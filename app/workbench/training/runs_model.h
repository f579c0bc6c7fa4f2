// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/run_record.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <memory>
#include <vector>

namespace tempo::workbench {

/// The runs as a table: one row a run, checked where its curve is drawn over the others.
class RunsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, BestAccuracy, BestEpoch, Epochs, Network, Device, Begun, Note, kColumns };
    /// What a column is sorted by: numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that stay keep their place; nothing is reset, so that selection and scrolling stay.
    void setRuns(std::vector<std::shared_ptr<const RunRecord>> runs);
    [[nodiscard]] std::shared_ptr<const RunRecord> runAt(int row) const;
    [[nodiscard]] int rowOf(const std::filesystem::path& folder) const;

    /// Names of the runs whose curves are drawn.
    [[nodiscard]] QStringList overlaid() const;
    void setOverlaid(const QStringList& names);
    /// Of a run's curve; belongs to the run as long as the window lives.
    [[nodiscard]] int colorIndexOf(const QString& name) const { return m_colors.value(name, 0); }

    /// A run has got another name: what belongs to it goes on belonging to it.
    void moveRun(const QString& from, const QString& to);
    /// Why a run ended here, for the case that its folder cannot say it, e.g. since the disk is full.
    void setFailure(const QString& name, const QString& reason);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void overlaidChanged();
    /// The user has written a note; whoever can write files does.
    void noteWanted(const QString& name, const QString& note);
    void renameWanted(const QString& name, const QString& wanted);

private:
    [[nodiscard]] QString failureOf(const RunRecord& run) const;
    [[nodiscard]] QVariant textOf(const RunRecord& run, int column) const;
    [[nodiscard]] static QVariant sortValueOf(const RunRecord& run, int column);

    std::vector<std::shared_ptr<const RunRecord>> m_runs;
    QSet<QString> m_overlaid;
    QHash<QString, int> m_colors;
    QHash<QString, QString> m_failures; // by name
};

/// In the user's language.
QString nameOf(RunState state);

} // namespace tempo::workbench
