// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/prediction_model.h"

#include "widgets/theme/theme.h"

#include <QColor>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tempo::workbench {

namespace {

const QString kNothing = QStringLiteral("–");

bool isLeftAligned(int column)
{
    return column == PredictionModel::Id || column == PredictionModel::Genre ||
           (column >= PredictionModel::kFixedColumns &&
            (column - PredictionModel::kFixedColumns) % PredictionModel::kSystemColumns == PredictionModel::Relation);
}

std::optional<double> errorOf(const TempoPair& pair)
{
    constexpr double kPercent = 100.0;
    return pair.estimate ? std::optional(kPercent * (pair.estimate->value() / pair.reference.value() - 1.0))
                         : std::nullopt;
}

/// With its sign, but for what is 0 as it is written.
QString signedText(double value, int decimals)
{
    const QString size = QLocale().toString(std::abs(value), 'f', decimals);
    if (size == QLocale().toString(0.0, 'f', decimals))
        return size;
    return (value > 0.0 ? QStringLiteral("+") : QStringLiteral("−")) + size;
}

/// Answers that are missing come last, whichever way the others are ordered by size.
QVariant sortable(const std::optional<double>& value)
{
    return value.value_or(std::numeric_limits<double>::max());
}

} // namespace

QString bpmText(const std::optional<Bpm>& bpm)
{
    return bpm ? QLocale().toString(bpm->value(), 'f', 1) : kNothing;
}

QString errorText(const TempoPair& pair)
{
    const std::optional<double> error = errorOf(pair);
    return error ? PredictionModel::tr("%1 %").arg(signedText(*error, 1)) : kNothing;
}

QString octaveText(const TempoPair& pair)
{
    const std::optional<double> error = octaveError1(pair);
    return error ? signedText(*error, 2) : kNothing;
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
    return parent.isValid() || !m_report ? 0
                                         : kFixedColumns + kSystemColumns * static_cast<int>(m_report->systems.size());
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
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return QVariant((isLeftAligned(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const std::size_t item = itemAt(index.row());
    if (column < kFixedColumns)
        return fixedData(m_work->evaluation.items[item], column, role);
    const int further = column - kFixedColumns;
    return systemData(item, static_cast<std::size_t>(further / kSystemColumns), further % kSystemColumns, role);
}

QVariant PredictionModel::fixedData(const EvaluationItem& track, int column, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    if (!isText && role != kSortRole)
        return {};
    if (column != Reference)
        return QString::fromStdString(column == Id ? track.id : track.genre);
    const Bpm reference = *track.references[m_reference].bpm;
    return isText ? QVariant(bpmText(reference)) : QVariant(reference.value());
}

QVariant PredictionModel::systemData(std::size_t item, std::size_t system, int column, int role) const
{
    const TempoPair pair = pairOf(item, system);
    const TempoRelation relation = relationOf(pair, m_report->tolerance);
    const bool isSort = role == kSortRole;
    if (role == Qt::ForegroundRole && column == Relation)
        return relation == TempoRelation::Right ? ui::Theme::instance().colors().secondary
                                                : ui::Theme::instance().colors().text;
    if (role == Qt::ToolTipRole && !pair.estimate)
        return QString::fromStdString(m_work->evaluation.systems[system].predictions[item].error);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && !isSort)
        return {};
    switch (column) {
    case Tempo:
        return isSort ? sortable(pair.estimate ? std::optional(pair.estimate->value()) : std::nullopt)
                      : QVariant(bpmText(pair.estimate));
    case Error: {
        const std::optional<double> error = errorOf(pair);
        return isSort ? sortable(error ? std::optional(std::abs(*error)) : std::nullopt) : QVariant(errorText(pair));
    }
    case OctaveError:
        return isSort ? sortable(octaveError1(pair)) : QVariant(octaveText(pair));
    default:
        return isSort ? QVariant(static_cast<int>(relation)) : QVariant(relationText(relation));
    }
}

QVariant PredictionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_report)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isLeftAligned(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section == Id || section == Genre || section == Reference)
        return section == Id ? tr("Track") : section == Genre ? tr("Genre") : tr("Reference");
    const int further = section - kFixedColumns;
    const QString name =
        QString::fromStdString(m_report->systems[static_cast<std::size_t>(further / kSystemColumns)].name);
    const int column = further % kSystemColumns;
    const QString what = column == Error         ? tr("error")
                         : column == OctaveError ? tr("OE1")
                         : column == Relation    ? tr("relation")
                                                 : QString();
    if (column == Tempo)
        return name;
    // The name stands over the first of the system's columns; here it would only be repeated.
    return role == Qt::DisplayRole ? what : tr("%1: %2").arg(name, what);
}

void PredictionOrder::setShown(std::vector<std::size_t> items)
{
    m_items = std::move(items);
    invalidateFilter();
}

bool PredictionOrder::filterAcceptsRow(int row, const QModelIndex&) const
{
    const auto* const model = static_cast<const PredictionModel*>(sourceModel());
    return std::binary_search(m_items.begin(), m_items.end(), model->itemAt(row));
}

} // namespace tempo::workbench
