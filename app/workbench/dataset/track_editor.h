// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/correction_store.h"
#include "app/workbench/dataset/track_catalogue.h"
#include "engine/core/units.h"

#include <QObject>
#include <QStringList>

#include <span>

class QUndoStack;

namespace tempo::workbench {

/// A tempo that is wrong by a ratio of small whole numbers.
struct TempoRatio {
    int numerator = 1;
    int denominator = 1;
    [[nodiscard]] double value() const { return static_cast<double>(numerator) / denominator; }
};

/// x2, /2, 3/2, 2/3, 4/3, 3/4
std::span<const TempoRatio> tempoRatios();

/// Makes the user's edits, each as one step that can be undone. GUI thread only.
class TrackEditor final : public QObject {
    Q_OBJECT
public:
    TrackEditor(TrackCatalogue& catalogue, CorrectionStore& store, QUndoStack& undo, QObject* parent = nullptr);

    /// Tracks without a tempo stay as they are.
    void multiply(const QStringList& ids, TempoRatio ratio);
    void correct(const QString& id, Bpm bpm, const QString& reason);
    /// Back to what the dataset says.
    void revert(const QStringList& ids);
    void setTags(const QString& id, const QStringList& tags);
    void addTag(const QStringList& ids, const QString& tag);
    enum class Training { Include, Exclude };
    void setTraining(const QStringList& ids, Training training);

    /// What multiply() would do, in one line: "121.0 → 60.5 BPM" or of the first few tracks; empty if nothing.
    [[nodiscard]] QString preview(const QStringList& ids, TempoRatio ratio) const;
    /// E.g. "Halve the tempo".
    static QString nameOf(TempoRatio ratio);

private:
    void push(Corrections after, const QString& verb);

    TrackCatalogue& m_catalogue;
    CorrectionStore& m_store;
    QUndoStack& m_undo;
};

} // namespace tempo::workbench
