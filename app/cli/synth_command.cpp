// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/synth_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/file_batch.h"
#include "app/cli/jobs_option.h"
#include "app/cli/seed_option.h"
#include "app/cli/standard_streams.h"
#include "app/cli/usage_check.h"
#include "app/common/work_folder.h"
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>

namespace tempo::cli {

namespace {

std::filesystem::path soundFontFor(const SynthArguments& arguments)
{
    const std::filesystem::path font =
        arguments.soundFont.empty() ? synth::installedSoundFont() : std::filesystem::path(arguments.soundFont);
    if (font.empty())
        throw Error(ErrorCode::FileAccess,
                    "no General MIDI sound font is installed; install timgm6mb-soundfont or name one with --soundfont");
    return font;
}

/// The tracks that lack a file.
std::vector<synth::CorpusTrack> tracksToMake(const std::filesystem::path& folder, const synth::CorpusOptions& options)
{
    std::vector<synth::CorpusTrack> tracks = synth::planCorpus(options);
    std::erase_if(tracks, [&](const synth::CorpusTrack& track) {
        return std::ranges::all_of(synth::fileNames(track), [&](const std::filesystem::path& name) {
            std::error_code ignored;
            return std::filesystem::is_regular_file(folder / name, ignored);
        });
    });
    return tracks;
}

void makeFolders(const std::filesystem::path& folder, const std::vector<synth::CorpusTrack>& tracks)
{
    for (const synth::CorpusTrack& track : tracks)
        for (const std::filesystem::path& name : synth::fileNames(track))
            std::filesystem::create_directories((folder / name).parent_path());
}

ItemWork makeWork(const SynthArguments& arguments, const std::filesystem::path& soundFont,
                  const std::vector<synth::CorpusTrack>& tracks)
{
    // Made when the first track needs it: loading the sound font takes a while.
    return [&, renderer = std::shared_ptr<synth::Renderer>()](std::size_t index, const ProgressSink&,
                                                              const std::stop_token& stop) mutable {
        if (!renderer)
            renderer = std::make_shared<synth::Renderer>(soundFont);
        const std::filesystem::path folder(arguments.folder);
        for (const synth::CorpusFile& file : synth::makeTrack(arguments.corpus, tracks[index], *renderer, stop))
            writeFileAtomically(folder / file.name, {{file.bytes}});
    };
}

void declareOptions(CLI::App& command, SynthArguments& arguments)
{
    command
        .add_option("DIR", arguments.folder, "Folder to make; one that was begun with the same options is completed")
        ->required()
        ->option_text(" ");
    command.add_option("--tracks-per-genre", arguments.corpus.tracksPerGenre, "Clips of each of the ten genres")
        ->option_text("N [100]");
    addSeedOption(command, arguments.corpus.seed, "The same seed gives the same corpus");
    command.add_flag_callback(
        "--faults", [&arguments] { arguments.corpus.faults = synth::Faults::Planted; },
        "Plant the faults that GTZAN has, one of each");
    const std::map<std::string, synth::StyleSet> styles{
        {"all", synth::StyleSet::All}, {"training", synth::StyleSet::Training}, {"held-out", synth::StyleSet::HeldOut}};
    command
        .add_option("--styles", arguments.corpus.styles,
                    "all; training leaves out one style a genre and some instruments; held-out has only these")
        ->transform(CLI::CheckedTransformer(styles))
        ->option_text("SET [all]");
    command.add_option("--soundfont", arguments.soundFont, "General MIDI sound font")
        ->option_text("FILE [the installed one]");
    addJobsOption(command, arguments.jobs, "Clips made at a time, 1 to 1024");
}

} // namespace

void addSynthCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("synth", "Compose and render a demo corpus in the layout of GTZAN");
    const auto arguments = std::make_shared<SynthArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] {
        refuseAsUsage([&] { synth::requireValid(arguments->corpus); });
        work = [arguments] { return runSynth(*arguments); };
    });
}

int runSynth(const SynthArguments& arguments)
{
    const std::filesystem::path folder(arguments.folder);
    const std::size_t nTracks = synth::planCorpus(arguments.corpus).size();
    const std::filesystem::path soundFont = soundFontFor(arguments);
    const app::WorkFolder workFolder(folder, synth::kManifestName, synth::manifestText(arguments.corpus, soundFont));
    writeFileAtomically(folder / "README.md", {{synth::readmeText(arguments.corpus, soundFont)}});
    const std::vector<synth::CorpusTrack> tracks = tracksToMake(folder, arguments.corpus);
    makeFolders(folder, tracks);

    const BatchSummary summary = runFileBatch(
        tracks.size(), arguments.jobs, [&] { return makeWork(arguments, soundFont, tracks); },
        [&](std::size_t index) { return tracks[index].id; });
    if (summary.signal != 0) {
        printMessage(fmt::format("stopped after {} of {} clips; the same command goes on from there",
                                 nTracks - tracks.size() + summary.nDone, nTracks));
        return exit_code::kSignalBase + summary.signal;
    }
    if (summary.nFailed > 0)
        return exit_code::kSomeFailed;
    Output output;
    if (!output.write(fmt::format("{}: {} clips, {} of them new\n", printable(folder), nTracks, tracks.size())))
        return output.reportFailure();
    return exit_code::kAllWell;
}

} // namespace tempo::cli
