// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/file_outcome.h"

#include <span>
#include <string>
#include <string_view>

namespace tempo::cli {

/// `Estimated tempo: 127.13 BPM` with its line end: the answer for one file, which scripts rely on.
std::string tempoLine(Bpm bpm);

/// Tempo over time for a reader: one line for each time from which on another tempo holds.
std::string curveListing(const TempoCurve& curve);

/// One JSON object in one line with its line end. Its keys are described in the man page.
std::string jsonLine(const app::FileOutcome& outcome, std::string_view method, const EstimateOptions& options);

/// A table of results that can be printed row by row: its widths are known from the beginning.
class ResultTable {
public:
    explicit ResultTable(std::span<const AudioSource> sources);
    [[nodiscard]] std::string header() const;
    /// A file without a result has dashes in place of numbers.
    [[nodiscard]] std::string row(const app::FileOutcome& outcome) const;

private:
    std::size_t m_nameWidth;
};

} // namespace tempo::cli
