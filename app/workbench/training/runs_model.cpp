// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/runs_model.h"

#include "widgets/plots/run_colors.h"
#include "widgets/theme/theme.h"

#include <QColor>
#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace tempo::workbench {

namespace {

QString percent(double share)
{
    return QLocale().toString(100.0 * share, 'f', 1) + QStringLiteral(" %");
}

QString qName(const RunRecord& run)
{
    return QString::fromStdString(run.name);
}

/// Which curve is this run's.
QPixmap swatchOf(const QColor& color)
{
    constexpr int kSize = 10;
    QPixmap swatch(kSize, kSize);
    swatch.fill(Qt::transparent);
    QPainter painter(&swatch);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(swatch.rect());
    return swatch;
}

QString networkOf(const RunRecord& run)
{
    if (!run.config)
        return {};
    const auto text = [](std::string_view name) {
        return QString::fromUtf8(name.data(), static_cast<int>(name.size()));
    };
    return QStringLiteral("%1, %2").arg(text(nameOf(run.config->model.network)), text(nameOf(run.config->model.input)));
}

} // namespace

QString nameOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return RunsModel::tr("running");
    case RunState::Finished:
        return RunsModel::tr("finished");
    case RunState::Cancelled:
        return RunsModel::tr("cancelled");
    case RunState::Failed:
        return RunsModel::tr("failed");
    case RunState::Interrupted:
        return RunsModel::tr("interrupted");
    }
    return {};
}

void RunsModel::setRuns(std::vector<std::shared_ptr<const RunRecord>> runs)
{
    // Both lists are sorted by name: one walk finds what went and what came.
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto& name = m_runs[static_cast<std::size_t>(row)]->folder;
        if (std::none_of(runs.begin(), runs.end(), [&](const auto& run) { return run->folder == name; })) {
            beginRemoveRows({}, row, row);
            m_runs.erase(m_runs.begin() + row);
            endRemoveRows();
        }
    }
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const int row = static_cast<int>(index);
        const bool isKnown = index < m_runs.size() && m_runs[index]->folder == runs[index]->folder;
        if (!isKnown) {
            beginInsertRows({}, row, row);
            m_runs.insert(m_runs.begin() + row, runs[index]);
            endInsertRows();
        } else if (m_runs[index] != runs[index]) {
            m_runs[index] = runs[index];
            Q_EMIT dataChanged(this->index(row, 0), this->index(row, kColumns - 1));
        }
    }
}

std::shared_ptr<const RunRecord> RunsModel::runAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_runs[static_cast<std::size_t>(row)] : nullptr;
}

int RunsModel::rowOf(const std::filesystem::path& folder) const
{
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run->folder == folder; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

QStringList RunsModel::overlaid() const
{
    QStringList names(m_overlaid.begin(), m_overlaid.end());
    names.sort();
    return names;
}

void RunsModel::setOverlaid(const QStringList& names)
{
    m_overlaid = QSet<QString>(names.begin(), names.end());
    for (const QString& name : names)
        if (!m_colors.contains(name))
            m_colors.insert(name, static_cast<int>(m_colors.size()));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole, Qt::DecorationRole});
    Q_EMIT overlaidChanged();
}

void RunsModel::moveRun(const QString& from, const QString& to)
{
    if (m_colors.contains(from))
        m_colors.insert(to, m_colors.take(from));
    if (m_failures.contains(from))
        m_failures.insert(to, m_failures.take(from));
    if (m_overlaid.remove(from)) {
        m_overlaid.insert(to);
        Q_EMIT overlaidChanged();
    }
}

void RunsModel::setFailure(const QString& name, const QString& reason)
{
    if (reason.isEmpty())
        m_failures.remove(name);
    else
        m_failures.insert(name, reason);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
}

QString RunsModel::failureOf(const RunRecord& run) const
{
    if (run.state == RunState::Failed)
        return QString::fromStdString(run.failure);
    return run.state == RunState::Interrupted ? m_failures.value(qName(run)) : QString();
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant RunsModel::textOf(const RunRecord& run, int column) const
{
    switch (column) {
    case Name:
        return qName(run);
    case State:
        if (const QString reason = failureOf(run); !reason.isEmpty())
            return tr("failed: %1").arg(reason);
        return nameOf(run.state);
    case BestAccuracy:
        return run.best ? percent(run.epochs[*run.best].accuracy1) : QString();
    case BestEpoch:
        return run.best ? QVariant(run.epochs[*run.best].epoch + 1) : QVariant();
    case Epochs:
        return run.config ? QStringLiteral("%1 / %2").arg(run.epochs.size()).arg(run.config->trainer.maxEpochs)
                          : QString::number(run.epochs.size());
    case Network:
        return networkOf(run);
    case Device:
        return QString::fromStdString(run.device);
    case Begun:
        return QLocale().toString(QDateTime::fromString(QString::fromStdString(run.begun), Qt::ISODate).toLocalTime(),
                                  QLocale::ShortFormat);
    case Note:
        return QString::fromStdString(run.note);
    default:
        return {};
    }
}

QVariant RunsModel::sortValueOf(const RunRecord& run, int column)
{
    switch (column) {
    case State:
        return static_cast<int>(run.state);
    case BestAccuracy:
        return run.best ? run.epochs[*run.best].accuracy1 : -1.0;
    case BestEpoch:
        return run.best ? run.epochs[*run.best].epoch : -1;
    case Epochs:
        return static_cast<int>(run.epochs.size());
    case Begun:
        return QString::fromStdString(run.begun);
    default:
        return {};
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunRecord& run = *m_runs[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return textOf(run, column);
    case kSortRole: {
        const QVariant value = sortValueOf(run, column);
        return value.isValid() ? value : textOf(run, column);
    }
    case Qt::CheckStateRole:
        if (column == Name)
            return m_overlaid.contains(qName(run)) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::DecorationRole:
        if (column == Name && m_overlaid.contains(qName(run)))
            return swatchOf(ui::runColor(colorIndexOf(qName(run)), ui::Theme::instance().isDark()));
        return {};
    case Qt::TextAlignmentRole:
        if (column == BestAccuracy || column == BestEpoch || column == Epochs)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ForegroundRole:
        if (column == State && (run.state == RunState::Failed || run.state == RunState::Interrupted))
            return ui::Theme::instance().colors().problem;
        return {};
    case Qt::ToolTipRole:
        return textOf(run, column);
    default:
        return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const std::shared_ptr<const RunRecord> run = runAt(index.row());
    if (!run)
        return false;
    if (role == Qt::CheckStateRole && index.column() == Name) {
        QStringList names = overlaid();
        names.removeAll(qName(*run));
        if (value.toInt() == Qt::Checked)
            names.append(qName(*run));
        setOverlaid(names);
        return true;
    }
    if (role == Qt::EditRole && index.column() == Name) {
        const QString wanted = value.toString().trimmed();
        if (wanted.isEmpty() || wanted == qName(*run))
            return false;
        Q_EMIT renameWanted(qName(*run), wanted);
        return true;
    }
    if (role == Qt::EditRole && index.column() == Note) {
        Q_EMIT noteWanted(qName(*run), value.toString().simplified());
        return true;
    }
    return false;
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const std::shared_ptr<const RunRecord> run = runAt(index.row());
    if (index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Name && run && run->state != RunState::Running)
        flags |= Qt::ItemIsEditable;
    if (index.column() == Note)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == BestAccuracy || section == BestEpoch || section == Epochs;
        return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Run");
    case State:
        return tr("State");
    case BestAccuracy:
        return tr("Best (4 %)");
    case BestEpoch:
        return tr("At epoch");
    case Epochs:
        return tr("Epochs");
    case Network:
        return tr("Network");
    case Device:
        return tr("Device");
    case Begun:
        return tr("Begun");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace tempo::workbench
