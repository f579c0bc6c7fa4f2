// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_editor.h"

#include "app/workbench/dataset/track_texts.h"

#include <QDateTime>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <array>

namespace tempo::workbench {

namespace {

constexpr int kPreviewed = 3;

std::string utf8(const QString& text)
{
    return text.toStdString();
}

Provenance byUser(const QString& reason)
{
    return {.author = utf8(qEnvironmentVariable("USER")),
            .time = utf8(QDateTime::currentDateTimeUtc().toString(Qt::ISODate)),
            .reason = utf8(reason)};
}

/// The edits of some tracks, before and after.
class EditCommand final : public QUndoCommand {
public:
    EditCommand(CorrectionStore& store, Corrections before, Corrections after, const QString& text)
        : QUndoCommand(text), m_store(store), m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void undo() override { m_store.apply(m_before); }
    void redo() override { m_store.apply(m_after); }

private:
    CorrectionStore& m_store;
    Corrections m_before;
    Corrections m_after;
};

} // namespace

std::span<const TempoRatio> tempoRatios()
{
    static constexpr std::array<TempoRatio, 6> kRatios{{{2, 1}, {1, 2}, {3, 2}, {2, 3}, {4, 3}, {3, 4}}};
    return kRatios;
}

TrackEditor::TrackEditor(TrackCatalogue& catalogue, CorrectionStore& store, QUndoStack& undo, QObject* parent)
    : QObject(parent), m_catalogue(catalogue), m_store(store), m_undo(undo)
{
}

void TrackEditor::push(Corrections after, const QString& verb)
{
    Corrections before;
    for (const auto& [id, edit] : after)
        before.emplace(id, m_store.edit(id));
    std::erase_if(after, [&before](const auto& item) { return before.at(item.first) == item.second; });
    std::erase_if(before, [&after](const auto& item) { return !after.contains(item.first); });
    if (after.empty())
        return;
    const QString what = after.size() == 1 ? QString::fromStdString(after.begin()->first)
                                           : tr("%n tracks", nullptr, static_cast<int>(after.size()));
    m_undo.push(new EditCommand(m_store, std::move(before), std::move(after), tr("%1 of %2").arg(verb, what)));
}

void TrackEditor::multiply(const QStringList& ids, TempoRatio ratio)
{
    Corrections after;
    for (const QString& id : ids) {
        const int index = m_catalogue.indexOf(id);
        if (index < 0 || m_catalogue.row(index).bpm <= 0.0)
            continue;
        const TrackRow& row = m_catalogue.row(index);
        TrackEdit edit = m_store.edit(utf8(id));
        edit.tempo =
            TempoCorrection{.bpm = Bpm{row.bpm * ratio.value()},
                            .original = row.originalBpm > 0.0 ? std::optional(Bpm{row.originalBpm}) : std::nullopt,
                            .version = m_catalogue.version(),
                            .by = byUser(tr("× %1/%2").arg(ratio.numerator).arg(ratio.denominator))};
        after.emplace(utf8(id), std::move(edit));
    }
    push(std::move(after), nameOf(ratio));
}

void TrackEditor::correct(const QString& id, Bpm bpm, const QString& reason)
{
    const int index = m_catalogue.indexOf(id);
    if (index < 0 || !(bpm.value() > 0.0))
        return;
    const double original = m_catalogue.row(index).originalBpm;
    TrackEdit edit = m_store.edit(utf8(id));
    edit.tempo = TempoCorrection{.bpm = bpm,
                                 .original = original > 0.0 ? std::optional(Bpm{original}) : std::nullopt,
                                 .version = m_catalogue.version(),
                                 .by = byUser(reason)};
    push({{utf8(id), std::move(edit)}}, tr("Correct the tempo"));
}

void TrackEditor::revert(const QStringList& ids)
{
    Corrections after;
    for (const QString& id : ids) {
        TrackEdit edit = m_store.edit(utf8(id));
        edit.tempo.reset();
        after.emplace(utf8(id), std::move(edit));
    }
    push(std::move(after), tr("Take back the correction"));
}

void TrackEditor::setTags(const QString& id, const QStringList& tags)
{
    TrackEdit edit = m_store.edit(utf8(id));
    edit.tags.clear();
    for (const QString& tag : tags)
        edit.tags.push_back(utf8(tag));
    std::ranges::sort(edit.tags);
    edit.taggedBy = tags.isEmpty() ? std::nullopt : std::optional(byUser({}));
    push({{utf8(id), std::move(edit)}}, tr("Change the tags"));
}

void TrackEditor::addTag(const QStringList& ids, const QString& tag)
{
    const std::string simple = utf8(tag.simplified());
    if (simple.empty())
        return;
    Corrections after;
    for (const QString& id : ids) {
        TrackEdit edit = m_store.edit(utf8(id));
        const auto place = std::ranges::lower_bound(edit.tags, simple);
        if (place != edit.tags.end() && *place == simple)
            continue;
        edit.tags.insert(place, simple);
        edit.taggedBy = byUser({});
        after.emplace(utf8(id), std::move(edit));
    }
    push(std::move(after), tr("Add “%1” to the tags").arg(QString::fromStdString(simple)));
}

void TrackEditor::setTraining(const QStringList& ids, Training training)
{
    Corrections after;
    for (const QString& id : ids) {
        TrackEdit edit = m_store.edit(utf8(id));
        const bool isExcluded = edit.excludedBy.has_value();
        if (isExcluded == (training == Training::Exclude))
            continue;
        edit.excludedBy = isExcluded ? std::nullopt : std::optional(byUser({}));
        after.emplace(utf8(id), std::move(edit));
    }
    push(std::move(after), training == Training::Exclude ? tr("Exclusion from training") : tr("Return to training"));
}

QString TrackEditor::preview(const QStringList& ids, TempoRatio ratio) const
{
    QStringList parts;
    int more = 0;
    for (const QString& id : ids) {
        const int index = m_catalogue.indexOf(id);
        const double bpm = index < 0 ? 0.0 : m_catalogue.row(index).bpm;
        if (bpm <= 0.0)
            continue;
        if (parts.size() == kPreviewed)
            ++more;
        else
            parts << tr("%1 → %2").arg(bpmText(bpm), bpmText(bpm * ratio.value()));
    }
    if (parts.isEmpty())
        return {};
    const QString first = parts.join(QStringLiteral(", "));
    return more == 0 ? tr("%1 BPM").arg(first) : tr("%1 BPM and %2 more").arg(first).arg(more);
}

QString TrackEditor::nameOf(TempoRatio ratio)
{
    if (ratio.numerator == 2 && ratio.denominator == 1)
        return tr("Double the tempo");
    if (ratio.numerator == 1 && ratio.denominator == 2)
        return tr("Halve the tempo");
    return tr("Take %1/%2 of the tempo").arg(ratio.numerator).arg(ratio.denominator);
}

} // namespace tempo::workbench
