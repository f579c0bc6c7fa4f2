// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_catalogue.h"

#include "engine/datasets/integrity.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

namespace tempo::workbench {

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString bpmText(double bpm)
{
    return QLocale().toString(bpm, 'f', 1);
}

} // namespace

void TrackCatalogue::setDataset(std::shared_ptr<const Dataset> dataset, const std::string& version,
                                const Corrections& edits)
{
    m_dataset = std::move(dataset);
    m_version = version;
    m_edits = edits;
    std::vector<TrackRow> rows(m_dataset ? m_dataset->tracks.size() : 0);
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Track& track = m_dataset->tracks[index];
        rows[index].id = text(track.id);
        rows[index].genre = text(track.genre);
        if (const BeatAnnotation* const beats = beatsOf(track))
            rows[index].beats = static_cast<int>(beats->times.size());
    }
    m_rows = std::move(rows);
    for (std::size_t index = 0; index < m_rows.size(); ++index)
        fillTempo(index, edits);
    setRows(std::move(m_rows));
}

void TrackCatalogue::setRows(std::vector<TrackRow> rows)
{
    m_rows = std::move(rows);
    m_index.clear();
    m_index.reserve(static_cast<qsizetype>(m_rows.size()));
    for (std::size_t index = 0; index < m_rows.size(); ++index)
        m_index.insert(m_rows[index].id, static_cast<int>(index));
    Q_EMIT reset();
}

void TrackCatalogue::fillTempo(std::size_t index, const Corrections& edits)
{
    TrackRow& row = m_rows[index];
    const Track& track = m_dataset->tracks[index];
    const std::optional<Bpm> said = referenceTempo(track, m_version);
    row.originalBpm = said ? said->value() : 0.0;
    row.bpm = row.originalBpm;
    row.version = said ? text(m_version) : QString();
    row.tags.clear();
    row.editText.clear();
    row.isCorrected = false;
    row.isExcluded = false;
    const auto found = edits.find(track.id);
    if (found == edits.end())
        return;
    const TrackEdit& edit = found->second;
    QStringList lines;
    const auto by = [](const Provenance& who) {
        QStringList words;
        for (const std::string& word : {who.author, who.time, who.reason})
            if (!word.empty())
                words << text(word);
        return words.join(QStringLiteral(", "));
    };
    if (edit.tempo) {
        row.isCorrected = true;
        row.bpm = edit.tempo->bpm.value();
        const std::optional<Bpm> old = said ? said : edit.tempo->original;
        lines << (old ? tr("Corrected: %1 → %2 BPM").arg(bpmText(old->value()), bpmText(row.bpm))
                      : tr("Corrected: none → %1 BPM").arg(bpmText(row.bpm)))
              << by(edit.tempo->by);
    }
    if (edit.excludedBy) {
        row.isExcluded = true;
        lines << tr("Excluded from training") << by(*edit.excludedBy);
    }
    for (const std::string& tag : edit.tags)
        row.tags << text(tag);
    row.editText = lines.join(QLatin1Char('\n'));
}

void TrackCatalogue::setVersion(const std::string& version)
{
    m_version = version;
    for (std::size_t index = 0; index < m_rows.size(); ++index)
        fillTempo(index, m_edits);
    changedAll();
    Q_EMIT tempiChanged();
}

void TrackCatalogue::addRead(const std::vector<ReadTrack>& tracks)
{
    if (tracks.empty())
        return;
    std::size_t first = m_rows.size();
    std::size_t last = 0;
    for (const ReadTrack& read : tracks) {
        if (read.track >= m_rows.size())
            continue;
        m_rows[read.track].seconds = read.seconds;
        first = std::min(first, read.track);
        last = std::max(last, read.track);
    }
    if (first <= last && first < m_rows.size())
        Q_EMIT changed(static_cast<int>(first), static_cast<int>(last));
}

void TrackCatalogue::setProblems(const std::vector<Problem>& problems)
{
    for (TrackRow& row : m_rows) {
        row.problems = 0;
        row.worst.reset();
        row.problemText.clear();
    }
    for (const Problem& problem : problems) {
        const int index = indexOf(text(problem.id));
        if (index < 0)
            continue;
        TrackRow& row = m_rows[static_cast<std::size_t>(index)];
        row.problems |= 1U << static_cast<unsigned>(problem.kind);
        if (!row.worst || problem.severity < *row.worst)
            row.worst = problem.severity;
        if (!row.problemText.isEmpty())
            row.problemText += QLatin1Char('\n');
        row.problemText += text(problem.detail);
    }
    changedAll();
}

void TrackCatalogue::setSplit(const Split& split)
{
    for (TrackRow& row : m_rows)
        row.part.reset();
    for (const SplitEntry& entry : split.entries)
        if (const int index = indexOf(text(entry.id)); index >= 0)
            m_rows[static_cast<std::size_t>(index)].part = entry.part;
    changedAll();
}

void TrackCatalogue::setEdits(const Corrections& edits, const std::vector<std::string>& ids)
{
    m_edits = edits;
    int first = static_cast<int>(m_rows.size());
    int last = -1;
    for (const std::string& id : ids) {
        const int index = indexOf(text(id));
        if (index < 0)
            continue;
        fillTempo(static_cast<std::size_t>(index), m_edits);
        first = std::min(first, index);
        last = std::max(last, index);
    }
    if (first > last)
        return;
    Q_EMIT changed(first, last);
    Q_EMIT tempiChanged();
}

const Track* TrackCatalogue::track(const QString& id) const
{
    const int index = indexOf(id);
    return index < 0 || !m_dataset ? nullptr : &m_dataset->tracks[static_cast<std::size_t>(index)];
}

QStringList TrackCatalogue::genres() const
{
    QSet<QString> names;
    for (const TrackRow& row : m_rows)
        names.insert(row.genre);
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

QStringList TrackCatalogue::tags() const
{
    QSet<QString> names;
    for (const TrackRow& row : m_rows)
        names.unite(QSet<QString>(row.tags.begin(), row.tags.end()));
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

void TrackCatalogue::changedAll()
{
    if (!m_rows.empty())
        Q_EMIT changed(0, static_cast<int>(m_rows.size()) - 1);
}

} // namespace tempo::workbench
