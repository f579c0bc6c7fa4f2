// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/file_outcome.h"
#include "engine/core/units.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tempo::workbench {

enum class SongState { Queued, Decoding, Estimating, Done, Failed, Cancelled };

/// What was found out about one song.
struct SongResult {
    app::FileOutcome outcome;
    std::string method;          ///< whose estimate it is: "network" or "librosa"
    std::optional<Bpm> baseline; ///< librosa's; empty where it has none
    double baselineConfidence = 0.0;
    std::vector<float> curve;        ///< tempo over time in BPM, thinned for a small picture; may be empty
    std::optional<double> variation; ///< of the tempo over time: standard deviation over mean
};

/// A tempo whose variation is above this is called unstable.
inline constexpr double kUnstableVariation = 0.05;
/// Tempi within this are the same: the project's strict tolerance.
inline constexpr double kSameTempoTolerance = 0.04;

/// One row of the Estimate page.
struct Song {
    std::uint64_t id = 0; ///< never used again
    std::filesystem::path path;
    SongState state = SongState::Queued;
    double fraction = 0.0;                    ///< of the present state
    std::shared_ptr<const SongResult> result; ///< when it is done or has failed
    std::optional<Bpm> corrected;             ///< by a person; the estimate stays as it was
    QString reason;                           ///< of the correction, e.g. "doubled"

    /// The estimator's; empty where there is none.
    [[nodiscard]] std::optional<Bpm> estimated() const { return result ? result->outcome.estimate.bpm : std::nullopt; }
    /// The one that counts.
    [[nodiscard]] std::optional<Bpm> tempo() const { return corrected ? corrected : estimated(); }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString error() const;
    [[nodiscard]] bool isUnstable() const
    {
        return result && result->variation && *result->variation > kUnstableVariation;
    }
    /// The tempo over the baseline's; empty where one of them is missing.
    [[nodiscard]] std::optional<double> ratio() const;
};

/// "×2", "×⅔" for a simple ratio within the tolerance, else two decimals.
QString ratioText(double ratio);
bool isSameTempo(double ratio);

/// Standard deviation (of the population) over mean. Empty for fewer than two points.
std::optional<double> variationOf(const TempoCurve& curve);
/// At most `most` points, evenly chosen.
std::vector<float> thinned(const TempoCurve& curve, std::size_t most);

} // namespace tempo::workbench
