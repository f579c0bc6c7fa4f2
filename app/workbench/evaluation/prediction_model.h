// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <vector>

namespace tempo::workbench {

/// The judged tracks as a table: what the reference says, and what each system says with how it lies to it.
class PredictionModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Id, Genre, Reference, kFixedColumns }; ///< then for each system:
    enum SystemColumn { Tempo, Error, OctaveError, Relation, kSystemColumns };
    /// Numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(std::shared_ptr<const EvaluationWork> work, std::shared_ptr<const EvaluationReport> report);
    /// @return the item of a row
    [[nodiscard]] std::size_t itemAt(int row) const { return m_report->items[static_cast<std::size_t>(row)]; }
    /// -1 if it is not among the rows.
    [[nodiscard]] int rowOf(std::size_t item) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant fixedData(const EvaluationItem& track, int column, int role) const;
    [[nodiscard]] QVariant systemData(std::size_t item, std::size_t system, int column, int role) const;
    [[nodiscard]] TempoPair pairOf(std::size_t item, std::size_t system) const;

    std::shared_ptr<const EvaluationWork> m_work;
    std::shared_ptr<const EvaluationReport> m_report;
    std::size_t m_reference = 0; ///< index into Evaluation::references
};

/// The table's rows in the order of a column, as far as a filter lets them through.
class PredictionOrder final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    /// @param items  ascending
    void setShown(std::vector<std::size_t> items);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    std::vector<std::size_t> m_items;
};

/// A tempo, an error in %, octaves and a relation as every part of the page writes them.
QString bpmText(const std::optional<Bpm>& bpm);
QString errorText(const TempoPair& pair);
QString octaveText(const TempoPair& pair);
QString relationText(TempoRelation relation);

/// Index of a report's reference in its evaluation.
std::size_t referenceIndex(const Evaluation& evaluation, const EvaluationReport& report);

} // namespace tempo::workbench
