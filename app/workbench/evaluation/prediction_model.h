// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace tempo::workbench {

/// The judged tracks as a table: what the reference says, and what each system says with how it lies to it.
class PredictionModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Id, Genre, Reference, kFixedColumns }; ///< then two a system: BPM, relation
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
    [[nodiscard]] TempoPair pairOf(std::size_t item, std::size_t system) const;

    std::shared_ptr<const EvaluationWork> m_work;
    std::shared_ptr<const EvaluationReport> m_report;
    std::size_t m_reference = 0; ///< index into Evaluation::references
};

/// Index of a report's reference in its evaluation.
std::size_t referenceIndex(const Evaluation& evaluation, const EvaluationReport& report);

} // namespace tempo::workbench
