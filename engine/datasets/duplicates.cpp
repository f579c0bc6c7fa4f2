// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/duplicates.h"

#include "engine/core/progress.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_set>

namespace tempo {

namespace {

/// Where one value occurs in one fingerprint.
struct Posting {
    std::uint32_t value; ///< masked
    std::uint32_t track;
    std::uint32_t position;
    friend auto operator<=>(const Posting&, const Posting&) = default;
};

constexpr std::size_t kPostingsAtATime = 4'000'000;
/// A value that occurs more often is compared with this many next ones only: copies are next to each other often
/// enough, and the work stays linear however common a value is.
constexpr std::size_t kNextPostings = 16;

/// A fit of the surroundings must look promising before the whole overlap is compared.
constexpr std::size_t kSurroundings = 8;
constexpr double kPromising = 0.3;

/// Items are looked up by three of their four bytes, each time without another one: of a copy that differs in a sixth
/// of its bits hardly one item in a hundred is equal, but one in ten is in some three bytes.
constexpr std::array<std::uint32_t, 4> kMasks{0xFFFFFF00U, 0xFFFF00FFU, 0xFF00FFFFU, 0x00FFFFFFU};

class Groups {
public:
    explicit Groups(std::size_t count) : m_parents(count) { std::iota(m_parents.begin(), m_parents.end(), 0U); }

    std::size_t rootOf(std::size_t track)
    {
        while (m_parents[track] != track)
            track = m_parents[track] = m_parents[m_parents[track]];
        return track;
    }

    /// Joins two groups that are not yet one.
    void join(const DuplicateLink& link)
    {
        m_parents[rootOf(link.second)] = rootOf(link.first);
        m_links.push_back(link);
    }

    std::vector<DuplicateGroup> collect()
    {
        std::map<std::size_t, DuplicateGroup> byRoot;
        for (const DuplicateLink& link : m_links)
            byRoot[rootOf(link.first)].links.push_back(link);
        std::vector<DuplicateGroup> groups;
        for (auto& [root, group] : byRoot) {
            for (const DuplicateLink& link : group.links)
                group.tracks.insert(group.tracks.end(), {link.first, link.second});
            std::ranges::sort(group.tracks);
            group.tracks.erase(std::unique(group.tracks.begin(), group.tracks.end()), group.tracks.end());
            group.isExact =
                std::ranges::all_of(group.links, [](const DuplicateLink& link) { return !link.bitErrorRate; });
            groups.push_back(std::move(group));
        }
        std::ranges::sort(groups, {}, [](const DuplicateGroup& group) { return group.tracks.front(); });
        return groups;
    }

private:
    std::vector<std::size_t> m_parents;
    std::vector<DuplicateLink> m_links;
};

bool isComparable(const TrackScan& scan)
{
    return scan.hash && scan.audio->find(AudioFault::Silent) == nullptr &&
           scan.audio->find(AudioFault::Constant) == nullptr;
}

/// @return the tracks to compare further: one of each sound
std::vector<std::uint32_t> joinEqualSamples(std::span<const TrackScan> scans, Groups& groups)
{
    std::map<AudioHash, std::size_t> firstOf;
    std::vector<std::uint32_t> distinct;
    for (std::size_t track = 0; track < scans.size(); ++track) {
        if (!isComparable(scans[track]))
            continue;
        const auto [place, isNew] = firstOf.emplace(*scans[track].hash, track);
        if (isNew)
            distinct.push_back(static_cast<std::uint32_t>(track));
        else
            groups.join({.first = place->second, .second = track, .bitErrorRate = std::nullopt, .offset = {}});
    }
    return distinct;
}

/// The part of two fingerprints that lies on each other.
struct Overlap {
    std::span<const std::uint32_t> first;
    std::span<const std::uint32_t> second;

    [[nodiscard]] double bitErrorRate() const
    {
        std::size_t differing = 0;
        for (std::size_t i = 0; i < first.size(); ++i)
            differing += static_cast<std::size_t>(std::popcount(first[i] ^ second[i]));
        return static_cast<double>(differing) / (32.0 * static_cast<double>(first.size()));
    }
};

/// @param offset  item of the first that item 0 of the second lies on; at least one item must overlap
Overlap overlapAt(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second, std::ptrdiff_t offset)
{
    const auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
    const auto skipped = static_cast<std::size_t>(std::max<std::ptrdiff_t>(-offset, 0));
    const std::size_t length = std::min(first.size() - begin, second.size() - skipped);
    return {first.subspan(begin, length), second.subspan(skipped, length)};
}

/// Compares what the index points at, each alignment of two tracks once.
class Comparison {
public:
    Comparison(std::span<const TrackScan> scans, const DuplicateOptions& options, Groups& groups)
        : m_scans(scans), m_options(options), m_groups(groups),
          m_leastOverlap(static_cast<std::size_t>(
              std::max(1.0, std::ceil(options.shortestOverlap.value() / kFingerprintStep.value()))))
    {
    }

    void compare(const Posting& a, const Posting& b)
    {
        const auto& first = m_scans[a.track].fingerprint;
        const auto& second = m_scans[b.track].fingerprint;
        if (a.track == b.track || !surroundingsFit(first, a.position, second, b.position) ||
            m_groups.rootOf(a.track) == m_groups.rootOf(b.track))
            return;
        const std::uint64_t pair = (std::uint64_t{a.track} << 32U) | b.track;
        // A promising pair is tried at all alignments, so once is enough.
        if (!m_tried.insert(pair).second)
            return;
        const std::optional<FingerprintFit> fit = fitFingerprints(first, second, m_leastOverlap);
        if (fit && fit->bitErrorRate <= largestRate(fit->overlap) && fit->typical >= m_options.leastContrast)
            m_groups.join({.first = a.track,
                           .second = b.track,
                           .bitErrorRate = fit->bitErrorRate,
                           .offset = Seconds{static_cast<double>(fit->offset) * kFingerprintStep.value()}});
    }

private:
    [[nodiscard]] double largestRate(std::size_t overlap) const
    {
        return overlap < 2 * m_leastOverlap ? m_options.largestBitErrorRate / 2.0 : m_options.largestBitErrorRate;
    }

    [[nodiscard]] bool surroundingsFit(std::span<const std::uint32_t> first, std::size_t firstPosition,
                                       std::span<const std::uint32_t> second, std::size_t secondPosition) const
    {
        const std::size_t before = std::min({kSurroundings, firstPosition, secondPosition});
        const std::size_t after =
            std::min({kSurroundings, first.size() - firstPosition, second.size() - secondPosition});
        const Overlap near{first.subspan(firstPosition - before, before + after),
                           second.subspan(secondPosition - before, before + after)};
        return near.bitErrorRate() <= kPromising;
    }

    std::span<const TrackScan> m_scans;
    const DuplicateOptions& m_options;
    Groups& m_groups;
    std::size_t m_leastOverlap;
    std::unordered_set<std::uint64_t> m_tried;
};

/// Which pass of several a value belongs to; multiplication spreads the values, which lie unevenly.
std::size_t passOf(std::uint32_t value, std::size_t nPasses)
{
    return static_cast<std::size_t>((std::uint64_t{value * 2654435761U} * nPasses) >> 32U);
}

std::vector<Posting> postingsOf(std::span<const TrackScan> scans, std::span<const std::uint32_t> tracks,
                                std::uint32_t mask, std::size_t pass, std::size_t nPasses)
{
    std::vector<Posting> postings;
    for (const std::uint32_t track : tracks) {
        const std::vector<std::uint32_t>& items = scans[track].fingerprint;
        for (std::uint32_t position = 0; position < items.size(); ++position) {
            const std::uint32_t value = items[position] & mask;
            // A held tone repeats its item; the first stands for all.
            const bool isRepeated = position > 0 && value == (items[position - 1] & mask);
            if (!isRepeated && passOf(value, nPasses) == pass)
                postings.push_back({value, track, position});
        }
    }
    std::ranges::sort(postings);
    return postings;
}

void compareLike(std::span<const Posting> postings, Comparison& comparison, const std::stop_token& stop)
{
    for (std::size_t i = 0; i < postings.size(); ++i) {
        if (i % 4096 == 0)
            throwIfStopped(stop);
        const std::size_t end = std::min(postings.size(), i + 1 + kNextPostings);
        for (std::size_t k = i + 1; k < end && postings[k].value == postings[i].value; ++k)
            comparison.compare(postings[i], postings[k]);
    }
}

} // namespace

std::optional<FingerprintFit> fitFingerprints(std::span<const std::uint32_t> first,
                                              std::span<const std::uint32_t> second, std::size_t leastOverlap)
{
    const std::size_t least = std::max<std::size_t>(leastOverlap, 1);
    if (first.size() < least || second.size() < least)
        return std::nullopt;
    const auto signedSize = [](std::span<const std::uint32_t> items) {
        return static_cast<std::ptrdiff_t>(items.size());
    };
    const auto overlap = static_cast<std::ptrdiff_t>(least);
    FingerprintFit best{.bitErrorRate = 2.0};
    std::vector<double> rates;
    for (std::ptrdiff_t offset = overlap - signedSize(second); offset <= signedSize(first) - overlap; ++offset) {
        const Overlap part = overlapAt(first, second, offset);
        const double rate = part.bitErrorRate();
        rates.push_back(rate);
        if (rate < best.bitErrorRate) {
            best.bitErrorRate = rate;
            best.overlap = part.first.size();
            best.offset = offset;
        }
    }
    const auto middle = rates.begin() + static_cast<std::ptrdiff_t>(rates.size() / 2);
    std::nth_element(rates.begin(), middle, rates.end());
    best.typical = *middle;
    return best;
}

std::vector<DuplicateGroup> findDuplicates(std::span<const TrackScan> scans, const DuplicateOptions& options,
                                           const std::stop_token& stop)
{
    Groups groups(scans.size());
    const std::vector<std::uint32_t> distinct = joinEqualSamples(scans, groups);
    std::size_t nItems = 0;
    for (const std::uint32_t track : distinct)
        nItems += scans[track].fingerprint.size();
    const std::size_t nPasses = 1 + nItems / kPostingsAtATime;
    Comparison comparison(scans, options, groups);
    throwIfStopped(stop);
    for (const std::uint32_t mask : kMasks)
        for (std::size_t pass = 0; pass < nPasses; ++pass)
            compareLike(postingsOf(scans, distinct, mask, pass, nPasses), comparison, stop);
    return groups.collect();
}

} // namespace tempo
