// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/sampler.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace tempo::neural {

namespace {

constexpr double kBinBpm = 10.0;

template <class T>
void shuffle(std::vector<T>& values, Random& random)
{
    for (std::size_t left = values.size(); left > 1; --left)
        std::swap(values[left - 1], values[random.index(left)]);
}

/// Hands out its members in random order, each once before any comes again.
class Deck {
public:
    void add(std::size_t member) { m_members.push_back(member); }
    std::size_t draw(Random& random)
    {
        if (m_next == 0)
            shuffle(m_members, random);
        const std::size_t drawn = m_members[m_next];
        m_next = (m_next + 1) % m_members.size();
        return drawn;
    }

private:
    std::vector<std::size_t> m_members;
    std::size_t m_next = 0;
};

std::vector<Bpm> tempiOf(std::span<const TrainingTrack> tracks)
{
    if (tracks.empty())
        throw Error(ErrorCode::InvalidArgument, "there is no track to train on");
    std::vector<Bpm> tempi;
    for (const TrainingTrack& track : tracks)
        tempi.push_back(track.tempo);
    return tempi;
}

StretchLimits limitsOf(const RunConfig& config)
{
    return {config.augmentation.stretchLow, config.augmentation.stretchHigh, config.data.range};
}

} // namespace

Sampler::Sampler(std::span<const TrainingTrack> tracks, const RunConfig& config)
    : m_tracks(tracks), m_config(config), m_balance(tempiOf(tracks), limitsOf(config))
{
}

std::size_t Sampler::blocksPerEpoch() const
{
    const auto perTrack = static_cast<std::size_t>(std::max(m_config.trainer.blocksPerTrack, 1));
    return std::max<std::size_t>(m_tracks.size() * perTrack, 2);
}

std::size_t Sampler::longestSource() const
{
    const double longest = std::ceil(m_config.augmentation.stretchHigh * kBlockFrames);
    return std::max(static_cast<std::size_t>(longest), kBlockFrames);
}

std::vector<std::size_t> Sampler::tracksOf(Random& random) const
{
    if (m_config.augmentation.balance == TempoBalance::Bins)
        return tracksOfBins(random);
    std::vector<std::size_t> chosen(blocksPerEpoch());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        chosen[i] = i % m_tracks.size();
    return chosen;
}

std::vector<std::size_t> Sampler::tracksOfBins(Random& random) const
{
    std::map<int, Deck> tracksOfBin;
    for (std::size_t i = 0; i < m_tracks.size(); ++i)
        tracksOfBin[static_cast<int>(m_tracks[i].tempo.value() / kBinBpm)].add(i);
    std::vector<Deck*> decks;
    for (auto& [bin, deck] : tracksOfBin)
        decks.push_back(&deck);
    // Which bins get one block more than others is new in each epoch.
    shuffle(decks, random);
    std::vector<std::size_t> chosen(blocksPerEpoch());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        chosen[i] = decks[i % decks.size()]->draw(random);
    return chosen;
}

std::size_t Sampler::drawSourceFrames(Bpm tempo, Random& random) const
{
    const std::optional<StretchSpan> span = stretchSpan(tempo, limitsOf(m_config));
    if (!span)
        return kBlockFrames;
    // Whole frames, so that the label is scaled by exactly what happens to the music.
    const auto fewest = static_cast<std::size_t>(std::ceil(span->low * kBlockFrames));
    const auto most = static_cast<std::size_t>(std::floor(span->high * kBlockFrames));
    if (fewest > most)
        return kBlockFrames;
    const double factor = m_config.augmentation.balance == TempoBalance::Stretch
                              ? m_balance.draw(tempo, random)
                              : span->low * std::pow(span->high / span->low, random.uniform());
    return std::clamp(static_cast<std::size_t>(std::lround(factor * kBlockFrames)), fewest, most);
}

std::vector<TrackBlock> Sampler::blocksOf(int epoch) const
{
    Random random = randomStream(m_config.seed, epoch, "blocks");
    std::vector<TrackBlock> blocks;
    for (const std::size_t track : tracksOf(random)) {
        TrackBlock block{track, 0, drawSourceFrames(m_tracks[track].tempo, random)};
        const std::size_t nFrames = m_tracks[track].nFrames;
        if (nFrames > block.sourceFrames)
            block.firstFrame = random.index(nFrames - block.sourceFrames + 1);
        blocks.push_back(block);
    }
    shuffle(blocks, random);
    return blocks;
}

std::vector<TrackBlock> validationBlocks(std::span<const TrainingTrack> tracks)
{
    std::vector<TrackBlock> blocks;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const std::size_t nFrames = tracks[i].nFrames;
        std::size_t first = 0;
        blocks.push_back({i, first, kBlockFrames});
        for (first = kValidationHop; first + kBlockFrames <= nFrames; first += kValidationHop)
            blocks.push_back({i, first, kBlockFrames});
        const std::size_t covered = first - kValidationHop + kBlockFrames;
        if (nFrames >= covered + kValidationHop / 2)
            blocks.push_back({i, nFrames - kBlockFrames, kBlockFrames});
    }
    return blocks;
}

std::size_t batchCount(std::size_t nBlocks, std::size_t batchSize)
{
    return (nBlocks + batchSize - 1) / batchSize;
}

std::size_t batchBegin(std::size_t batch, std::size_t nBlocks, std::size_t batchSize)
{
    return batch * nBlocks / batchCount(nBlocks, batchSize);
}

} // namespace tempo::neural
