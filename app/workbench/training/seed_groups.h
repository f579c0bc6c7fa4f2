// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/training/run_points.h"
#include "training/files/run_record.h"

#include <QString>
#include <QStringList>
#include <QVector>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tempo::workbench {

/// Runs that differ in nothing but their seed, and in how they are called and where they lie.
struct SeedGroup {
    QString name; ///< what their names have in common
    QStringList runs;
    friend bool operator==(const SeedGroup&, const SeedGroup&) = default;
};

/// The groups of two runs or more, in the order of their first runs. A run whose configuration is not understood is in
/// none, and neither are runs of one seed: they are the same run twice.
std::vector<SeedGroup> seedGroups(std::span<const std::shared_ptr<const RunRecord>> runs);

/// Several curves as one: at every key that all of them have, the mean of their values and what they span.
struct SeedMeans {
    QVector<double> x;
    QVector<double> mean;
    QVector<double> low; ///< the least of the values
    QVector<double> high;
};

/// One of them: a value a key, e.g. a loss a step.
struct SeedCurve {
    std::vector<std::int64_t> keys; ///< ascending
    QVector<double> x;              ///< [n_keys]
    QVector<double> y;              ///< [n_keys]
};

/// x is the mean of theirs. A key where a value is not finite is a gap (NaN).
SeedMeans meansOf(std::span<const SeedCurve> curves);

} // namespace tempo::workbench
