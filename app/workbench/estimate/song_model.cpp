// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song_model.h"

#include <QLocale>

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace tempo::workbench {

namespace {

constexpr std::size_t kCandidates = 3;

QString bpmText(std::optional<Bpm> tempo)
{
    return tempo ? QLocale().toString(tempo->value(), 'f', 1) : QString();
}

QString percentText(double share)
{
    return SongModel::tr("%1 %").arg(QLocale().toString(100.0 * share, 'f', 0));
}

} // namespace

QString stateText(SongState state)
{
    switch (state) {
    case SongState::Queued:
        return SongModel::tr("queued");
    case SongState::Decoding:
        return SongModel::tr("decoding");
    case SongState::Estimating:
        return SongModel::tr("estimating");
    case SongState::Done:
        return SongModel::tr("done");
    case SongState::Failed:
        return SongModel::tr("failed");
    case SongState::Cancelled:
        break;
    }
    return SongModel::tr("cancelled");
}

QString candidatesText(const Song& song)
{
    QStringList texts;
    if (song.result)
        for (const TempoCandidate& candidate : song.result->outcome.estimate.candidates)
            if (texts.size() < static_cast<int>(kCandidates))
                texts.append(SongModel::tr("%1 (%2)").arg(bpmText(candidate.bpm), percentText(candidate.weight)));
    return texts.join(QStringLiteral("  "));
}

std::vector<SongEstimation::Wish> SongModel::add(const std::vector<std::filesystem::path>& paths)
{
    std::vector<Song> fresh;
    std::vector<SongEstimation::Wish> wishes;
    for (const std::filesystem::path& path : paths)
        if (m_paths.insert(path).second) {
            fresh.push_back({.id = ++m_lastId, .path = path, .result = {}, .corrected = {}, .reason = {}});
            wishes.push_back({.id = m_lastId, .path = path});
        }
    if (fresh.empty())
        return wishes;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_songs.insert(m_songs.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    renumber();
    endInsertRows();
    return wishes;
}

void SongModel::apply(const std::vector<SongUpdate>& updates)
{
    int first = std::numeric_limits<int>::max();
    int last = -1;
    for (const SongUpdate& update : updates) {
        const auto found = m_rows.find(update.id);
        if (found == m_rows.end())
            continue; // removed meanwhile
        Song& song = m_songs[static_cast<std::size_t>(found->second)];
        song.state = update.state;
        song.fraction = update.fraction;
        if (update.result)
            song.result = update.result;
        first = std::min(first, found->second);
        last = std::max(last, found->second);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

std::vector<SongEstimation::Wish> SongModel::requeueFailed()
{
    std::vector<SongEstimation::Wish> wishes;
    std::vector<SongUpdate> updates;
    for (Song& song : m_songs)
        if (song.state == SongState::Failed || song.state == SongState::Cancelled) {
            song.result.reset();
            wishes.push_back({.id = song.id, .path = song.path});
            updates.push_back({.id = song.id, .state = SongState::Queued});
        }
    apply(updates);
    return wishes;
}

void SongModel::remove(const std::vector<std::uint64_t>& ids)
{
    std::vector<int> rows;
    for (const std::uint64_t id : ids)
        if (const auto found = m_rows.find(id); found != m_rows.end())
            rows.push_back(found->second);
    std::ranges::sort(rows, std::greater{});
    // Neighbours go together, from the end, so that the rows before keep their numbers.
    for (std::size_t i = 0; i < rows.size();) {
        const int last = rows[i];
        int first = last;
        for (++i; i < rows.size() && rows[i] == first - 1; ++i)
            first = rows[i];
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_paths.erase(m_songs[static_cast<std::size_t>(row)].path);
        m_songs.erase(m_songs.begin() + first, m_songs.begin() + last + 1);
        renumber();
        endRemoveRows();
    }
}

void SongModel::clear()
{
    beginResetModel();
    m_songs.clear();
    m_rows.clear();
    m_paths.clear();
    endResetModel();
}

std::vector<SongCorrection> SongModel::correct(const std::vector<SongCorrection>& corrections)
{
    std::vector<SongCorrection> before;
    for (const SongCorrection& correction : corrections) {
        const auto found = m_rows.find(correction.id);
        if (found == m_rows.end())
            continue;
        Song& song = m_songs[static_cast<std::size_t>(found->second)];
        before.push_back({.id = song.id, .tempo = song.corrected, .reason = song.reason});
        song.corrected = correction.tempo;
        song.reason = correction.reason;
        Q_EMIT dataChanged(index(found->second, 0), index(found->second, ColumnCount - 1));
    }
    return before;
}

const Song* SongModel::song(std::uint64_t id) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : &m_songs[static_cast<std::size_t>(found->second)];
}

SongCounts SongModel::counts() const
{
    SongCounts counts;
    counts.all = rowCount();
    for (const Song& song : m_songs) {
        counts.failed += song.state == SongState::Failed ? 1 : 0;
        counts.cancelled += song.state == SongState::Cancelled ? 1 : 0;
        counts.waiting += song.state < SongState::Done ? 1 : 0;
    }
    return counts;
}

void SongModel::renumber()
{
    m_rows.clear();
    for (std::size_t row = 0; row < m_songs.size(); ++row)
        m_rows[m_songs[row].id] = static_cast<int>(row);
}

int SongModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_songs.size());
}

int SongModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant SongModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Song& song = m_songs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(song, index.column());
    case Qt::ToolTipRole:
        return toolTip(song, index.column());
    case SortRole:
        return sortKey(song, index.column());
    case IdRole:
        return QVariant::fromValue<quint64>(song.id);
    case SongRole:
        return QVariant::fromValue(&song);
    default:
        return {};
    }
}

QString SongModel::text(const Song& song, int column) const
{
    switch (column) {
    case Name:
        return song.name();
    case Tempo:
        return song.tempo() ? bpmText(song.tempo()) : stateText(song.state);
    case Candidates:
        return candidatesText(song);
    case Baseline:
        return song.result && song.result->baseline
                   ? bpmText(song.result->baseline) + (song.ratio() && !isSameTempo(*song.ratio())
                                                           ? QStringLiteral("  ") + ratioText(*song.ratio())
                                                           : QString())
                   : QString();
    case Curve:
        return song.isUnstable() ? tr("unstable") : QString();
    default:
        return {};
    }
}

QString SongModel::toolTip(const Song& song, int column) const
{
    switch (column) {
    case Play:
        return tr("Play with clicks");
    case Name:
        return song.folder() + (song.error().isEmpty() ? QString() : QLatin1Char('\n') + song.error());
    case Tempo:
        if (song.corrected)
            return tr("%1 by a person. The estimate was %2 BPM.").arg(song.reason, bpmText(song.estimated()));
        return song.estimated() ? tr("Confidence %1, by %2")
                                      .arg(percentText(song.result->outcome.estimate.confidence),
                                           QString::fromStdString(song.result->method))
                                : song.error();
    case Candidates:
        return candidatesText(song);
    case Baseline:
        return song.ratio() ? tr("%1 / %2 (%3)")
                                  .arg(bpmText(song.tempo()), bpmText(song.result->baseline), ratioText(*song.ratio()))
                            : QString();
    case Curve:
        return song.result && song.result->variation
                   ? tr("The tempo over time varies by %1; above %2 it counts as unstable.")
                         .arg(percentText(*song.result->variation), percentText(kUnstableVariation))
                   : QString();
    default:
        return {};
    }
}

QVariant SongModel::sortKey(const Song& song, int column) const
{
    switch (column) {
    case Tempo:
        return song.tempo() ? song.tempo()->value() : -1.0 - static_cast<double>(song.state);
    case Candidates:
        return song.estimated() ? song.result->outcome.estimate.confidence : -1.0;
    case Baseline:
        return song.result && song.result->baseline ? song.result->baseline->value() : -1.0;
    case Curve:
        return song.result ? song.result->variation.value_or(-1.0) : -1.0;
    case Name:
        return song.name().toLower();
    default:
        return QVariant::fromValue<quint64>(song.id);
    }
}

QVariant SongModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole))
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    switch (section) {
    case Name:
        return tr("Song");
    case Tempo:
        return tr("BPM and confidence");
    case Candidates:
        return tr("Candidates");
    case Baseline:
        return tr("Baseline, ratio");
    case Curve:
        return tr("Tempo over time");
    default:
        return QString();
    }
}

} // namespace tempo::workbench
