// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/exposure.h"
#include "training/neural/evaluation_run.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tempo::app {

/// Another program's estimates.
struct EstimatesSource {
    std::string name; ///< of the system, for people
    std::filesystem::path path;
};

/// Which systems to judge.
struct SystemWishes {
    bool hasBaseline = true;
    /// Empty option: the model that comes with the program, if it and the neural module can be had.
    std::optional<std::vector<std::filesystem::path>> models = std::nullopt;
    std::vector<EstimatesSource> estimates{};
};

/// Puts systems into an evaluation, and lets those of this program listen.
class EvaluationSystems {
public:
    /// Settles which systems there are, and reads what is in files: models' facts and other programs' estimates. No
    /// audio is worked on.
    /// @param evaluation  gets the systems, those of this program still without answers
    /// @param messages    grows by what a user should know, one line each
    /// @throws Error for files that cannot be used, or where no system is left
    EvaluationSystems(const SystemWishes& wishes, const Dataset& dataset, Evaluation& evaluation,
                      std::vector<std::string>& messages);

    /// Whether any of the systems listens to the audio.
    [[nodiscard]] bool listens() const { return m_hasBaseline || !m_models.empty(); }

    /// Fills in the answers of this program's own systems for the wanted tracks.
    /// @throws Cancelled if the user stopped it; Error
    void predict(const EvaluationTracks& tracks, const EvaluationStores& stores, WorkRunner& runner,
                 Evaluation& evaluation) const;

private:
    void addBaseline(Evaluation& evaluation);
    void addShippedModel(Evaluation& evaluation, std::vector<std::string>& messages);
    void addModel(const std::filesystem::path& file, Evaluation& evaluation);

    bool m_hasBaseline = false;                  ///< the first system
    std::vector<std::filesystem::path> m_models; ///< the systems after it, in order
};

/// Of the items, those that have a tempo in any reference: only they need an answer.
std::vector<std::size_t> itemsWithReference(const Evaluation& evaluation, std::vector<std::size_t> items);

/// What the judged tracks are, for every output, e.g. "split val (199 of 999 tracks)".
std::string scopeText(TrackChoice choice, std::size_t nChosen, std::size_t nAll);

} // namespace tempo::app
