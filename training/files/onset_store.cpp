// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/onset_store.h"

#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "training/files/feature_file.h"

#include <cstring>
#include <system_error>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

/// A float is kept as two of the file's 16-bit values.
constexpr std::uint32_t kHalvesPerValue = 2;

OnsetEnvelope analyse(const fs::path& audio, const std::stop_token& stop)
{
    OnsetStream stream;
    stream.begin();
    const auto pass = [&] {
        decodeAudio(
            audio, {}, [&](std::span<const float> samples) { stream.push(samples); }, stop);
        return stream.finishPass();
    };
    if (!pass())
        pass();
    return stream.take();
}

} // namespace

OnsetStore::OnsetStore(fs::path folder) : m_folder(std::move(folder))
{
    std::error_code error;
    if (!m_folder.empty())
        fs::create_directories(m_folder, error);
    if (error)
        throw Error(ErrorCode::FileAccess, printable(m_folder) + ": " + error.message());
}

OnsetEnvelope OnsetStore::envelope(const fs::path& audio, const std::stop_token& stop)
{
    if (m_folder.empty())
        return analyse(audio, stop);
    const FeatureSource source = featureSourceOf(audio, kVersion, kHalvesPerValue);
    const fs::path file = m_folder / featureFileName(source.path);
    if (const std::shared_ptr<const FeatureFile> kept = FeatureFile::open(file, source)) {
        OnsetEnvelope onset{.rate = AnalysisGrid{}.frameRate(), .values = {}};
        onset.values.resize(kept->values().size() / kHalvesPerValue);
        std::memcpy(onset.values.data(), kept->values().data(), onset.values.size() * sizeof(float));
        return onset;
    }
    OnsetEnvelope onset = analyse(audio, stop);
    std::vector<std::uint16_t> halves(onset.values.size() * kHalvesPerValue);
    std::memcpy(halves.data(), onset.values.data(), onset.values.size() * sizeof(float));
    // Audio that changed meanwhile is not what the file would say it was made from.
    if (featureSourceOf(audio, kVersion, kHalvesPerValue) == source)
        writeFeatureFile(file, source, halves);
    return onset;
}

} // namespace tempo
