// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_row.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace tempo::workbench {

/// Predicates on tracks as people type them; all must hold:
///
///     genre:jazz,blues      one of several; any text may be /a regular expression/ or "in quotes"
///     bpm:<70  bpm:80-120   also >, >=, <=, a number, none; likewise seconds: and beats:
///     problem:any           none, error, warning, note, or a kind such as undecodable
///     split:val             train, test, out
///     tag:live  id:blues.0  version:beats  is:corrected  is:excluded
///     text                  anywhere in id, genre or tags
///     -genre:pop            not
class TrackFilter {
public:
    /// What the words mean; an empty text lets every track pass.
    struct Parsed;
    static Parsed parse(const QString& text);

    [[nodiscard]] bool passes(const TrackRow& row) const;
    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }

private:
    using Term = std::function<bool(const TrackRow&)>;
    std::vector<Term> m_terms;
};

struct TrackFilter::Parsed {
    TrackFilter filter; ///< of the words before the one that is wrong
    QString error;      ///< for a person: which word, why, and what would be right; else empty
};

/// A range of tempi as a text states it, by the first word that has one.
struct FilterRange {
    double low = 0.0;
    double high = 0.0;
    friend bool operator==(const FilterRange&, const FilterRange&) = default;
};
std::optional<FilterRange> tempoRangeOf(const QString& filterText);

/// Puts `key:value` in the place of the words of that key that are not negated, or at the end; an empty value takes
/// them away.
QString withPredicate(const QString& filterText, const QString& key, const QString& value);
/// The value of the first word of that key that is not negated; empty if there is none.
QString predicateOf(const QString& filterText, const QString& key);
/// In quotes, if it would not be one word else.
QString quotedValue(const QString& value);

} // namespace tempo::workbench
