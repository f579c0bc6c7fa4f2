// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/prediction_model.h"

#include "widgets/theme/theme.h"

#include <QColor>
#include <QLocale>

#include <algorithm>

namespace tempo::workbench {

namespace {

QString bpmText(const std::optional<Bpm>& bpm)
{
    return bpm ? QLocale().toString(bpm->value(), 'f', 1) : QStringLiteral("–");
}

QString relationText(TempoRelation relation)
{
    switch (relation) {
    case TempoRelation::Right:
        return PredictionModel::tr("✓ right");
    case TempoRelation::Half:
        return PredictionModel::tr("× 1/2");
    case TempoRelation::Double:
        return PredictionModel::tr("× 2");
    case TempoRelation::Third:
        return PredictionModel::tr("× 1/3");
    case TempoRelation::Triple:
        return PredictionModel::tr("× 3");
    case TempoRelation::Other:
        return PredictionModel::tr("other");
    case TempoRelation::None:
        return PredictionModel::tr("no answer");
    }
    return {};
}

} // namespace

std::size_t referenceIndex(const Evaluation& evaluation, const EvaluationReport& report)
{
    const auto found = std::find(evaluation.references.begin(), evaluation.references.end(), report.reference);
    return static_cast<std::size_t>(found - evaluation.references.begin());
}

void PredictionModel::setReport(std::shared_ptr<const EvaluationWork> work,
                                std::shared_ptr<const EvaluationReport> report)
{
    // Another tolerance changes what is written, not which rows there are.
    const bool isSameShape = m_report && report && work == m_work && report->items == m_report->items;
    if (!isSameShape)
        beginResetModel();
    m_work = std::move(work);
    m_report = std::move(report);
    m_reference = m_report ? referenceIndex(m_work->evaluation, *m_report) : 0;
    if (!isSameShape)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int PredictionModel::rowOf(std::size_t item) const
{
    if (!m_report)
        return -1;
    const auto found = std::lower_bound(m_report->items.begin(), m_report->items.end(), item);
    return found != m_report->items.end() && *found == item ? static_cast<int>(found - m_report->items.begin()) : -1;
}

int PredictionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->items.size());
}

int PredictionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_report ? 0 : kFixedColumns + 2 * static_cast<int>(m_report->systems.size());
}

TempoPair PredictionModel::pairOf(std::size_t item, std::size_t system) const
{
    const Evaluation& evaluation = m_work->evaluation;
    return {.reference = *evaluation.items[item].references[m_reference].bpm,
            .estimate = evaluation.systems[system].predictions[item].bpm};
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t item = itemAt(index.row());
    const EvaluationItem& track = m_work->evaluation.items[item];
    const int column = index.column();
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    if (role == Qt::TextAlignmentRole)
        return QVariant((column == Id || column == Genre || (column >= kFixedColumns && column % 2 == 0)
                             ? Qt::AlignLeft
                             : Qt::AlignRight) |
                        Qt::AlignVCenter);
    if (column == Id || column == Genre)
        return isText || role == kSortRole ? QVariant(QString::fromStdString(column == Id ? track.id : track.genre))
                                           : QVariant();
    if (column == Reference) {
        const Bpm reference = *track.references[m_reference].bpm;
        return isText ? QVariant(bpmText(reference)) : role == kSortRole ? QVariant(reference.value()) : QVariant();
    }
    const auto system = static_cast<std::size_t>((column - kFixedColumns) / 2);
    const TempoPair pair = pairOf(item, system);
    const bool isBpm = (column - kFixedColumns) % 2 == 0;
    if (isBpm) {
        if (role == Qt::ToolTipRole && !pair.estimate)
            return QString::fromStdString(m_work->evaluation.systems[system].predictions[item].error);
        return isText              ? QVariant(bpmText(pair.estimate))
               : role == kSortRole ? QVariant(pair.estimate ? pair.estimate->value() : -1.0)
                                   : QVariant();
    }
    const TempoRelation relation = relationOf(pair, m_report->tolerance);
    if (role == Qt::ForegroundRole)
        return relation == TempoRelation::Right ? ui::Theme::instance().colors().secondary
                                                : ui::Theme::instance().colors().text;
    return isText              ? QVariant(relationText(relation))
           : role == kSortRole ? QVariant(static_cast<int>(relation))
                               : QVariant();
}

QVariant PredictionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_report)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Id || section == Genre || (section >= kFixedColumns && section % 2 == 0)
                             ? Qt::AlignLeft
                             : Qt::AlignRight) |
                        Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("Track");
    case Genre:
        return tr("Genre");
    case Reference:
        return tr("Reference");
    default: {
        const auto system = static_cast<std::size_t>((section - kFixedColumns) / 2);
        const bool isBpm = (section - kFixedColumns) % 2 == 0;
        return isBpm ? QString::fromStdString(m_report->systems[system].name) : QString();
    }
    }
}

} // namespace tempo::workbench
