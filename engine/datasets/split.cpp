// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/split.h"

#include "engine/core/error.h"
#include "engine/datasets/sha256.h"
#include "engine/datasets/split_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

namespace tempo {

namespace {

/// Units that are dealt out for themselves: those of one genre, or all.
using Stratum = std::vector<std::size_t>;

std::size_t tracksIn(const Stratum& stratum, const SplitUnits& units)
{
    std::size_t count = 0;
    for (const std::size_t unit : stratum)
        count += units.units[unit].tracks.size();
    return count;
}

std::map<std::string, Stratum> strataOf(const SplitUnits& units, bool byGenre)
{
    std::map<std::string, Stratum> strata;
    for (std::size_t i = 0; i < units.units.size(); ++i)
        strata[byGenre ? units.units[i].genre : std::string()].push_back(i);
    return strata;
}

/// The order of chance; see makeSplit().
void shuffle(Stratum& stratum, const SplitUnits& units, std::uint64_t seed)
{
    std::vector<std::pair<std::uint64_t, std::size_t>> keyed;
    for (const std::size_t unit : stratum)
        keyed.emplace_back(sha256Prefix(fmt::format("{}:{}", seed, units.units[unit].name)), unit);
    std::sort(keyed.begin(), keyed.end(), [&units](const auto& left, const auto& right) {
        return std::tie(left.first, units.units[left.second].name) <
               std::tie(right.first, units.units[right.second].name);
    });
    for (std::size_t i = 0; i < stratum.size(); ++i)
        stratum[i] = keyed[i].second;
}

/// Takes whole units off a stratum, in its order, until there are `wanted` tracks or as near as can be.
Stratum take(Stratum& stratum, const SplitUnits& units, std::size_t wanted)
{
    Stratum taken;
    Stratum rest;
    std::size_t missing = wanted;
    for (const std::size_t unit : stratum) {
        const std::size_t size = units.units[unit].tracks.size();
        (size <= missing ? taken : rest).push_back(unit);
        missing -= size <= missing ? size : 0;
    }
    // A unit too many is better than too few tracks if it brings the count nearer. Those left are all larger than what
    // is missing.
    const auto excess = [&](std::size_t unit) { return units.units[unit].tracks.size() - missing; };
    const auto nearest = std::min_element(rest.begin(), rest.end(), [&excess](std::size_t left, std::size_t right) {
        return excess(left) < excess(right);
    });
    if (nearest != rest.end() && excess(*nearest) < missing) {
        taken.push_back(*nearest);
        rest.erase(nearest);
    }
    stratum = rest;
    return taken;
}

void holdOut(Split& split, int fold)
{
    for (SplitEntry& entry : split.entries)
        if (entry.fold)
            entry.part = entry.fold == fold ? SplitPart::Validation : SplitPart::Train;
}

/// Whole numbers whose sum stays within a half of a sum of shares.
class Quota {
public:
    explicit Quota(double fraction) : m_fraction(fraction) {}
    std::size_t of(std::size_t count)
    {
        m_owed += m_fraction * static_cast<double>(count);
        // A half, give or take the last binary digit, rounds down: of one track and one half the track trains.
        const double whole = std::clamp(std::round(m_owed - 1e-9), 0.0, static_cast<double>(count));
        m_owed -= whole;
        return static_cast<std::size_t>(whole);
    }

private:
    double m_fraction;
    double m_owed = 0.0;
};

class Dealer {
public:
    Dealer(const Dataset& dataset, const SplitConstraints& constraints, const SplitOptions& options)
        : m_dataset(dataset), m_options(options), m_units(unitsOf(dataset, constraints))
    {
        for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
            SplitEntry& entry = m_split.entries.emplace_back();
            entry.id = dataset.tracks[i].id;
            entry.reason = m_units.reasons[i];
            entry.part = entry.reason.empty() ? SplitPart::Train : SplitPart::LeftOut;
        }
    }

    Split run()
    {
        switch (m_options.method) {
        case SplitMethod::Random:
            dealByChance();
            break;
        case SplitMethod::FirstOfGenre:
            dealByName();
            break;
        case SplitMethod::KFold:
            dealFolds();
            break;
        }
        warnOfEmptyParts();
        std::sort(m_split.entries.begin(), m_split.entries.end(),
                  [](const SplitEntry& left, const SplitEntry& right) { return left.id < right.id; });
        return std::move(m_split);
    }

private:
    void dealByChance()
    {
        Quota test(m_options.testFraction);
        Quota validation(m_options.validationFraction);
        for (auto& [genre, stratum] : strataOf(m_units, m_options.byGenre)) {
            const std::size_t count = tracksIn(stratum, m_units);
            shuffle(stratum, m_units, m_options.seed);
            assign(genre, take(stratum, m_units, test.of(count)), SplitPart::Test, m_options.testFraction, count);
            assign(genre, take(stratum, m_units, validation.of(count)), SplitPart::Validation,
                   m_options.validationFraction, count);
        }
    }

    void assign(const std::string& genre, const Stratum& stratum, SplitPart part, double fraction, std::size_t count)
    {
        for (const std::size_t unit : stratum)
            for (const std::size_t track : m_units.units[unit].tracks)
                m_split.entries[track].part = part;
        const auto got = static_cast<double>(tracksIn(stratum, m_units));
        const double wanted = fraction * static_cast<double>(count);
        // Rounding alone never leads further than one track away.
        if (std::abs(got - wanted) > 1.0 + 1e-9)
            m_split.warnings.push_back(
                fmt::format("{}: {} of {} tracks are for '{}' where {:.0f} were asked for; the others belong together",
                            genre.empty() ? "all tracks" : "genre '" + genre + "'", got, count, nameOf(part), wanted));
    }

    void dealByName()
    {
        std::map<std::string, std::vector<std::size_t>> tracksOf;
        for (std::size_t i = 0; i < m_dataset.tracks.size(); ++i)
            if (m_units.reasons[i].empty())
                tracksOf[m_options.byGenre ? m_dataset.tracks[i].genre : std::string()].push_back(i);
        std::vector<std::size_t> validating(m_units.units.size(), m_dataset.tracks.size());
        for (auto& [genre, tracks] : tracksOf) {
            std::sort(tracks.begin(), tracks.end(), [this](std::size_t left, std::size_t right) {
                return m_dataset.tracks[left].id < m_dataset.tracks[right].id;
            });
            // A hair more, so that 0.7 of 10 is 7 whatever the last binary digit.
            const double share = static_cast<double>(tracks.size()) * (1.0 - m_options.validationFraction) + 1e-9;
            for (auto i = static_cast<std::size_t>(share); i < tracks.size(); ++i) {
                m_split.entries[tracks[i]].part = SplitPart::Validation;
                std::size_t& first = validating[m_units.unitOf[tracks[i]]];
                first = std::min(first, tracks[i]);
            }
        }
        for (std::size_t i = 0; i < m_dataset.tracks.size(); ++i) {
            SplitEntry& entry = m_split.entries[i];
            if (entry.part != SplitPart::Train || validating[m_units.unitOf[i]] == m_dataset.tracks.size())
                continue;
            entry.part = SplitPart::LeftOut;
            entry.reason = fmt::format("belongs together with {}, which validates",
                                       m_dataset.tracks[validating[m_units.unitOf[i]]].id);
        }
    }

    void dealFolds()
    {
        const auto folds = static_cast<std::size_t>(m_options.folds);
        std::vector<std::size_t> total(folds, 0);
        for (auto& [genre, stratum] : strataOf(m_units, m_options.byGenre)) {
            shuffle(stratum, m_units, m_options.seed);
            // Large units first: small ones then level the folds.
            std::stable_sort(stratum.begin(), stratum.end(), [this](std::size_t left, std::size_t right) {
                return m_units.units[left].tracks.size() > m_units.units[right].tracks.size();
            });
            std::vector<std::size_t> ofStratum(folds, 0);
            for (const std::size_t unit : stratum) {
                std::size_t fold = 0;
                for (std::size_t i = 1; i < folds; ++i)
                    if (std::tie(ofStratum[i], total[i]) < std::tie(ofStratum[fold], total[fold]))
                        fold = i;
                for (const std::size_t track : m_units.units[unit].tracks)
                    m_split.entries[track].fold = static_cast<int>(fold);
                ofStratum[fold] += m_units.units[unit].tracks.size();
                total[fold] += m_units.units[unit].tracks.size();
            }
        }
        for (std::size_t i = 0; i < folds; ++i)
            if (total[i] == 0)
                m_split.warnings.push_back(fmt::format("fold {} is empty: there are fewer songs than folds", i));
        holdOut(m_split, m_options.heldOutFold);
    }

    void warnOfEmptyParts()
    {
        const auto warnIfEmpty = [this](SplitPart part, bool isWanted) {
            if (isWanted && idsOf(m_split, part).empty())
                m_split.warnings.push_back(fmt::format("no track is for '{}'", nameOf(part)));
        };
        const bool folds = m_options.method == SplitMethod::KFold;
        warnIfEmpty(SplitPart::Train, true);
        warnIfEmpty(SplitPart::Validation, folds || m_options.validationFraction > 0.0);
        warnIfEmpty(SplitPart::Test, m_options.method == SplitMethod::Random && m_options.testFraction > 0.0);
    }

    const Dataset& m_dataset;
    SplitOptions m_options;
    SplitUnits m_units;
    Split m_split; ///< entries in the order of the dataset's tracks until run() ends
};

} // namespace

std::string_view nameOf(SplitPart part)
{
    switch (part) {
    case SplitPart::Train:
        return "train";
    case SplitPart::Validation:
        return "val";
    case SplitPart::Test:
        return "test";
    case SplitPart::LeftOut:
        break;
    }
    return "out";
}

void requireValid(const SplitOptions& options)
{
    const auto require = [](bool holds, const char* message) {
        if (!holds)
            throw Error(ErrorCode::InvalidArgument, message);
    };
    // Written so that NaN is refused, too.
    if (options.method == SplitMethod::KFold) {
        require(options.folds >= 2, "a split into folds needs 2 folds or more");
        require(options.heldOutFold >= 0 && options.heldOutFold < options.folds,
                "the fold that is held out must be one of the folds, which count from 0");
        return;
    }
    require(options.validationFraction >= 0.0 && options.validationFraction < 1.0,
            "the fraction that validates must be at least 0 and below 1");
    if (options.method == SplitMethod::Random)
        require(options.testFraction >= 0.0 && options.validationFraction + options.testFraction < 1.0,
                "the fraction that tests must be at least 0, and below 1 together with the one that validates");
}

Split makeSplit(const Dataset& dataset, const SplitConstraints& constraints, const SplitOptions& options)
{
    requireValid(options);
    return Dealer(dataset, constraints, options).run();
}

Split withHeldOutFold(Split split, int fold)
{
    const bool exists = fold >= 0 && std::any_of(split.entries.begin(), split.entries.end(),
                                                 [fold](const SplitEntry& entry) { return entry.fold >= fold; });
    if (!exists)
        throw Error(ErrorCode::InvalidArgument, fmt::format("the split has no fold {}", fold));
    holdOut(split, fold);
    return split;
}

std::vector<std::string> idsOf(const Split& split, SplitPart part)
{
    std::vector<std::string> ids;
    for (const SplitEntry& entry : split.entries)
        if (entry.part == part)
            ids.push_back(entry.id);
    return ids;
}

} // namespace tempo
