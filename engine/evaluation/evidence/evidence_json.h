// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evidence/evidence_bundle.h"

#include <string>
#include <string_view>

namespace tempo {

/// The inside of an evidence bundle, for its own sources and its fuzzer: what its members hold. All texts become valid
/// UTF-8 of one line; reading what was written gives the same values.

/// Members `evaluation.json` (tracks, references, answers) and `configuration.json` (choice, reference, tolerance,
/// filter).
std::string evidenceEvaluationJson(const Evidence& evidence);
std::string evidenceConfigurationJson(const Evidence& evidence);

/// Fill in what each holds; the evaluation first. @throws Error(Format) beginning with the member's name
void takeEvaluationJson(std::string_view text, Evidence& evidence);
void takeConfigurationJson(std::string_view text, Evidence& evidence);

/// SHA-256 over id, samples and references of every track: equal for two evaluations of the same music and truth.
std::string fingerprintOf(const Evaluation& evaluation);

} // namespace tempo
