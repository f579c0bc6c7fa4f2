// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/integrity.h"

#include "engine/core/printable.h"
#include "engine/datasets/annotation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace tempo {

namespace {

constexpr SampleRate kGtzanRate{22050.0};
constexpr Seconds kGtzanDuration{30.0};
/// Below this share of broken packets a player would not stumble audibly.
constexpr double kFewPackets = 0.01;

ProblemKind kindOf(AudioFault fault)
{
    switch (fault) {
    case AudioFault::Undecodable:
        return ProblemKind::Undecodable;
    case AudioFault::Truncated:
        return ProblemKind::Truncated;
    case AudioFault::Empty:
        return ProblemKind::Empty;
    case AudioFault::Silent:
        return ProblemKind::Silent;
    case AudioFault::Constant:
        return ProblemKind::Constant;
    case AudioFault::NonFinite:
        return ProblemKind::NonFinite;
    }
    return ProblemKind::Undecodable;
}

/// Collects what is wrong with one dataset.
class Inspector {
public:
    Inspector(const Dataset& dataset, const IntegrityOptions& options)
        : m_dataset(dataset), m_options(options), m_version(chosenVersion(dataset, options.referenceVersion))
    {
        if (!(options.trainingRange.low < options.trainingRange.high))
            throw Error(ErrorCode::InvalidArgument,
                        fmt::format("the tempo range {}:{} is empty: the first number must be below the second",
                                    options.trainingRange.low.value(), options.trainingRange.high.value()));
        m_rate = options.expectedRate;
        m_duration = options.expectedDuration;
        if (dataset.isGtzan) {
            m_rate = m_rate.value_or(kGtzanRate);
            m_duration = m_duration.value_or(kGtzanDuration);
        }
        for (const Track& track : dataset.tracks)
            for (const TempoReference& reference : track.references)
                ++m_coverage[reference.version];
    }

    void inspectNames()
    {
        // Whoever has less than half of GTZAN's names has a part of it, or a small set in its layout, on purpose.
        const bool isPart = m_dataset.expectedButMissing.size() > m_dataset.tracks.size();
        for (const std::string& id : m_dataset.expectedButMissing)
            add(ProblemKind::MissingTrack, isPart ? Severity::Note : Severity::Warning, id,
                "GTZAN has a track of this name");
    }

    void inspectAudio(const Track& track, const TrackScan& scan)
    {
        if (scan.error) {
            add(ProblemKind::Unreadable, Severity::Error, track.id, scan.error->message());
            return;
        }
        if (!scan.audio) // not read: the scan was stopped before
            return;
        const AudioReport& audio = *scan.audio;
        for (const AudioProblem& problem : audio.problems)
            add(kindOf(problem.fault), Severity::Error, track.id, problem.detail);
        if (audio.brokenPackets > 0 && audio.find(AudioFault::Undecodable) == nullptr)
            add(ProblemKind::BrokenPackets, isFew(audio) ? Severity::Note : Severity::Warning, track.id,
                fmt::format("{} of {} packets cannot be decoded", audio.brokenPackets, audio.packets));
        inspectLevel(track, audio);
        inspectForm(track, audio);
    }

    void inspectAnnotations(const Track& track)
    {
        if (!track.audio)
            add(ProblemKind::MissingAudio, Severity::Error, track.id,
                track.references.empty() ? std::string("is listed without a file")
                                         : fmt::format("annotated in {}", printable(track.references.front().file)));
        const std::optional<Bpm> tempo = referenceTempo(track, m_version);
        for (const TempoReference& reference : track.references)
            if (reference.error)
                add(ProblemKind::BadAnnotation, tempo ? Severity::Warning : Severity::Error, track.id,
                    reference.error->message());
        if (track.audio)
            inspectCoverage(track, tempo.has_value());
        if (!tempo)
            return;
        if (!m_options.trainingRange.contains(*tempo))
            add(ProblemKind::TempoOutOfRange, Severity::Warning, track.id,
                fmt::format("{:.1f} BPM is outside {:g} to {:g} BPM", tempo->value(),
                            m_options.trainingRange.low.value(), m_options.trainingRange.high.value()));
        inspectBeats(track, *tempo);
    }

    void inspectDuplicates(std::span<const TrackScan> scans, const DuplicateGroup& group)
    {
        for (const std::size_t track : group.tracks) {
            std::vector<std::string_view> exact;
            std::vector<std::string_view> near;
            for (const std::size_t other : group.tracks)
                if (other != track)
                    (scans[other].hash == scans[track].hash ? exact : near).push_back(m_dataset.tracks[other].id);
            const std::string& id = m_dataset.tracks[track].id;
            if (!exact.empty())
                add(ProblemKind::ExactDuplicate, Severity::Warning, id, "has the same samples as " + listed(exact));
            if (!near.empty())
                add(ProblemKind::NearDuplicate, Severity::Warning, id,
                    "is the same recording as " + listed(near) + evidence(group, track));
        }
    }

    std::vector<Problem> take()
    {
        std::ranges::stable_sort(m_problems, [](const Problem& a, const Problem& b) {
            return std::tie(a.kind, a.id) < std::tie(b.kind, b.id);
        });
        return std::move(m_problems);
    }

private:
    void add(ProblemKind kind, Severity severity, const std::string& id, std::string detail)
    {
        m_problems.push_back({kind, severity, id, std::move(detail)});
    }

    static bool isFew(const AudioReport& audio)
    {
        return static_cast<double>(audio.brokenPackets) < kFewPackets * static_cast<double>(audio.packets);
    }

    void inspectLevel(const Track& track, const AudioReport& audio)
    {
        if (audio.nSamples > 0 && audio.peak < m_options.silentPeak && audio.find(AudioFault::Silent) == nullptr)
            add(ProblemKind::Silent, Severity::Warning, track.id,
                fmt::format("its loudest sample lies {:.0f} dB below full scale",
                            -20.0 * std::log10(std::max(audio.peak, 1e-9))));
        if (audio.clippedShare > m_options.clippedShare)
            add(ProblemKind::Clipped, Severity::Warning, track.id,
                fmt::format("{:.1f} % of its samples are at full scale", 100.0 * audio.clippedShare));
    }

    void inspectForm(const Track& track, const AudioReport& audio)
    {
        if (audio.nSamples == 0)
            return;
        if (m_rate && audio.sourceRate != *m_rate)
            add(ProblemKind::WrongRate, Severity::Warning, track.id,
                fmt::format("{:g} Hz instead of {:g} Hz", audio.sourceRate.value(), m_rate->value()));
        const double seconds = audio.decodedDuration.value();
        // What breaks off is too short for a reason that is told already.
        const bool isExplained =
            audio.find(AudioFault::Truncated) != nullptr || audio.find(AudioFault::Undecodable) != nullptr;
        if (m_duration && !isExplained && std::abs(seconds - m_duration->value()) > m_options.durationTolerance.value())
            add(ProblemKind::WrongLength, Severity::Warning, track.id,
                fmt::format("{:.2f} s instead of about {:g} s", seconds, m_duration->value()));
    }

    /// A version that most tracks have is missed where it is missing; one that few have is an extra.
    void inspectCoverage(const Track& track, bool hasTempo)
    {
        const auto has = [&](const std::string& version) {
            return std::ranges::any_of(track.references,
                                       [&](const TempoReference& reference) { return reference.version == version; });
        };
        const bool hasOther = std::ranges::any_of(
            track.references, [](const TempoReference& reference) { return reference.bpm.has_value(); });
        if (!hasTempo && !has(m_version))
            add(ProblemKind::MissingAnnotation, hasOther ? Severity::Warning : Severity::Error, track.id,
                hasOther ? fmt::format("has no tempo in '{}', but in another reference", printable(m_version))
                         : std::string("has no tempo"));
        for (const std::string& version : m_dataset.referenceVersions)
            if (hasTempo && version != m_version && !has(version) && 2 * m_coverage[version] >= m_dataset.tracks.size())
                add(ProblemKind::MissingAnnotation, Severity::Note, track.id,
                    fmt::format("is missing in '{}'", printable(version)));
    }

    void inspectBeats(const Track& track, Bpm tempo)
    {
        for (const TempoReference& reference : track.references) {
            const std::optional<Bpm> beatTempo = reference.beats ? tempoOfBeats(*reference.beats) : std::nullopt;
            if (!beatTempo)
                continue;
            const double deviation = beatTempo->value() / tempo.value() - 1.0;
            if (std::abs(deviation) > m_options.beatTolerance) {
                add(ProblemKind::BeatsDisagree, Severity::Warning, track.id,
                    fmt::format("the beats have {:.1f} BPM, the tempo is {:.1f} BPM: {:+.1f} %", beatTempo->value(),
                                tempo.value(), 100.0 * deviation));
                return;
            }
        }
    }

    static std::string listed(const std::vector<std::string_view>& ids)
    {
        constexpr std::size_t kNamed = 3;
        std::string text;
        for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i)
            text += (i == 0 ? "" : ", ") + printable(ids[i]);
        return ids.size() > kNamed ? text + fmt::format(" and {} more", ids.size() - kNamed) : text;
    }

    static std::string evidence(const DuplicateGroup& group, std::size_t track)
    {
        for (const DuplicateLink& link : group.links)
            if ((link.first == track || link.second == track) && link.bitErrorRate)
                return fmt::format(" ({:.1f} % of the fingerprint differ)", 100.0 * *link.bitErrorRate);
        return {};
    }

    const Dataset& m_dataset;
    const IntegrityOptions& m_options;
    std::string m_version;
    std::optional<SampleRate> m_rate;
    std::optional<Seconds> m_duration;
    std::map<std::string, std::size_t> m_coverage; ///< tracks by version
    std::vector<Problem> m_problems;
};

} // namespace

std::string chosenVersion(const Dataset& dataset, const std::string& wanted)
{
    const std::vector<std::string>& versions = dataset.referenceVersions;
    if (wanted.empty())
        return versions.empty() ? std::string() : versions.front();
    if (std::ranges::find(versions, wanted) == versions.end())
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("the dataset has no reference '{}'; it has: '{}'", printable(std::string_view(wanted)),
                                printable(fmt::format("{}", fmt::join(versions, "', '")))));
    return wanted;
}

std::optional<Bpm> referenceTempo(const Track& track, const std::string& version)
{
    for (const TempoReference& reference : track.references)
        if (reference.version == version)
            return reference.bpm;
    return std::nullopt;
}

const BeatAnnotation* beatsOf(const Track& track)
{
    for (const TempoReference& reference : track.references)
        if (reference.beats)
            return &*reference.beats;
    return nullptr;
}

std::vector<Problem> findProblems(const Dataset& dataset, std::span<const TrackScan> scans,
                                  std::span<const DuplicateGroup> duplicates, const IntegrityOptions& options)
{
    if (scans.size() != dataset.tracks.size())
        throw Error(ErrorCode::InvalidArgument, "findProblems: as many scans as tracks are needed");
    Inspector inspector(dataset, options);
    inspector.inspectNames();
    for (std::size_t i = 0; i < scans.size(); ++i) {
        const Track& track = dataset.tracks[i];
        if (track.audio)
            inspector.inspectAudio(track, scans[i]);
        inspector.inspectAnnotations(track);
    }
    for (const DuplicateGroup& group : duplicates)
        inspector.inspectDuplicates(scans, group);
    return inspector.take();
}

} // namespace tempo
