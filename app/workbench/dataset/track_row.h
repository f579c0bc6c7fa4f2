// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/problem.h"
#include "engine/datasets/split.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tempo::workbench {

/// One track as table, filter and plots see it.
struct TrackRow {
    QString id;
    QString genre;
    double bpm = 0.0;         ///< that counts, corrections included; 0: none
    double originalBpm = 0.0; ///< what the dataset says; 0: nothing
    QString version;          ///< of the reference that counts, where the track has it
    double seconds = -1.0;    ///< below 0: not read yet
    int beats = 0;            ///< annotated ones
    quint32 problems = 0;     ///< a bit a ProblemKind
    std::optional<Severity> worst;
    QString problemText; ///< a line each
    std::optional<SplitPart> part;
    QStringList tags;
    bool isExcluded = false;
    bool isCorrected = false;
    QString editText; ///< old and new tempo, who, when and why, a line each

    [[nodiscard]] bool has(ProblemKind kind) const { return (problems >> static_cast<unsigned>(kind) & 1U) != 0U; }
};

} // namespace tempo::workbench
