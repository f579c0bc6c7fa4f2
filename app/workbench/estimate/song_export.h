// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/estimate/song.h"

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

namespace tempo::workbench {

/// The fields of `tempnetic estimate --json`, one row a song: file, bpm, confidence, candidates ("bpm:weight", the best
/// first, blanks between), method, seconds, error; then what the page knows besides: baseline_bpm, estimated_bpm,
/// corrected_by ("" or the reason), variation. Numbers have points whatever the language.
std::string songsCsv(std::span<const Song> songs);

/// The same for spreadsheets, by tabs.
std::string songsTsv(std::span<const Song> songs);

/// One song as JAMS 0.3: the tempo (namespace `tempo`) with its estimator as annotator, and a correction as an
/// annotation of its own.
std::string songJams(const Song& song);

/// A JAMS file for each song that has a tempo; names that repeat are numbered.
/// @return how many were written @throws Error for the first that could not be; Cancelled
int writeJams(std::span<const Song> songs, const std::filesystem::path& folder, const std::stop_token& stop);

} // namespace tempo::workbench
