// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/evaluate_command.h"
#include "training/neural/evaluation_run.h"

#include <string>
#include <vector>

namespace tempo::cli {

/// Puts the systems that a command line names into an evaluation.
class EvaluationSystems {
public:
    /// Settles which systems there are, and reads what is in files: models' facts and other programs' estimates. No
    /// audio is worked on. What a user should know is said on stderr.
    /// @param evaluation  gets the systems, those of this program still without answers
    /// @throws Error for files that cannot be used, or where no system is left
    EvaluationSystems(const EvaluateArguments& arguments, const Dataset& dataset, Evaluation& evaluation);

    /// Whether any of the systems listens to the audio.
    [[nodiscard]] bool listens() const { return m_hasBaseline || !m_models.empty(); }

    /// Fills in the answers of this program's own systems for the wanted tracks.
    /// @throws Cancelled if the user stopped it; Error
    void predict(const EvaluationTracks& tracks, const EvaluationStores& stores, WorkRunner& runner,
                 Evaluation& evaluation) const;

private:
    void addBaseline(Evaluation& evaluation);
    void addModels(const EvaluateArguments& arguments, bool hasAudio, Evaluation& evaluation);
    void addModel(const std::filesystem::path& file, Evaluation& evaluation);

    bool m_hasBaseline = false;                  ///< the first system
    std::vector<std::filesystem::path> m_models; ///< the systems after it, in order
};

} // namespace tempo::cli
