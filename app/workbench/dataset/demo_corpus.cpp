// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/demo_corpus.h"

#include "app/common/parallel.h"
#include "app/common/processors.h"
#include "app/common/work_folder.h"
#include "app/workbench/dataset/dataset_scanner.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/synth/corpus.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <system_error>

namespace tempo::workbench {

namespace {

constexpr int kClipsPerGenre = 12;

std::vector<synth::CorpusTrack> missingTracks(const std::filesystem::path& folder, const synth::CorpusOptions& options)
{
    std::vector<synth::CorpusTrack> tracks = synth::planCorpus(options);
    std::erase_if(tracks, [&folder](const synth::CorpusTrack& track) {
        return std::ranges::all_of(synth::fileNames(track), [&folder](const std::filesystem::path& name) {
            std::error_code ignored;
            return std::filesystem::is_regular_file(folder / name, ignored);
        });
    });
    return tracks;
}

} // namespace

void makeDemoCorpus(const std::filesystem::path& folder, TaskContext& task)
{
    synth::CorpusOptions options;
    options.tracksPerGenre = kClipsPerGenre;
    options.faults = synth::Faults::Planted;
    const std::filesystem::path soundFont = synth::installedSoundFont();
    if (soundFont.empty())
        throw Error(ErrorCode::FileAccess, "no General MIDI sound font is installed; install timgm6mb-soundfont");
    std::error_code ignored;
    std::filesystem::create_directories(folder.parent_path(), ignored);
    const app::WorkFolder workFolder(folder, synth::kManifestName, synth::manifestText(options, soundFont));
    const std::string readme = synth::readmeText(options, soundFont);
    writeFileAtomically(folder / "README.md", {{readme}});
    const std::vector<synth::CorpusTrack> tracks = missingTracks(folder, options);
    std::atomic<std::size_t> nMade{0};
    const auto makeWorker = [&] {
        return [&, renderer = std::make_shared<synth::Renderer>(soundFont)](std::size_t index,
                                                                            const std::stop_token& stop) {
            for (const synth::CorpusFile& file : synth::makeTrack(options, tracks[index], *renderer, stop)) {
                std::filesystem::create_directories((folder / file.name).parent_path());
                writeFileAtomically(folder / file.name, {{file.bytes}});
            }
            const std::size_t made = ++nMade;
            task.report(static_cast<double>(made) / static_cast<double>(tracks.size()),
                        std::to_string(made) + " / " + std::to_string(tracks.size()));
        };
    };
    app::forEachParallel(tracks.size(), app::availableProcessors(), makeWorker, task.stop());
}

std::filesystem::path demoFolder()
{
    return dataHome() / "tempnetic" / "demo";
}

} // namespace tempo::workbench
