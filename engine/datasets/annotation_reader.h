// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/annotation_files.h"
#include "engine/datasets/annotation_pairs.h"
#include "engine/datasets/reference_collector.h"

#include <filesystem>
#include <stop_token>

namespace tempo {

/// The beats of a `.beats` file and the tempo of their median interval; never throws, what does not parse is in
/// `error`.
TempoReference readBeats(const std::filesystem::path& path);

/// Reads paired annotation files. A file that cannot be read or does not parse becomes a reference with an error.
/// @param stop  checked once per file
/// @throws Cancelled
void readAnnotations(const AnnotationFiles& annotations, const AnnotationPairs& pairs, ReferenceCollector& references,
                     const std::stop_token& stop);

} // namespace tempo
