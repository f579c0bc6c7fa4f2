// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/extend_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/file_batch.h"
#include "app/cli/jobs_option.h"
#include "app/cli/standard_streams.h"
#include "app/cli/usage_check.h"
#include "app/common/work_folder.h"
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/extend/extension.h"
#include "engine/datasets/layout.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace tempo::cli {

namespace {

bool isFile(const std::filesystem::path& path)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

/// The audio is written last, so where it is, all is.
bool isMade(const std::filesystem::path& folder, const StretchedTrack& track)
{
    return isFile(folder / namesOf(track).audio);
}

void makeTrack(const std::filesystem::path& folder, const StretchedTrack& track, const std::stop_token& stop)
{
    const std::string audio = stretchedAudio(track, stop);
    const StretchedNames names = namesOf(track);
    writeFileAtomically(folder / names.bpm, {{bpmText(track)}});
    if (track.beats)
        writeFileAtomically(folder / names.beats, {{beatsText(track)}});
    writeFileAtomically(folder / names.audio, {{audio}});
}

void makeFolders(const std::filesystem::path& folder, const std::vector<StretchedTrack>& tracks)
{
    for (const StretchedTrack& track : tracks) {
        const StretchedNames names = namesOf(track);
        for (const std::filesystem::path& name : {names.audio, names.bpm, names.beats})
            if (!name.empty())
                std::filesystem::create_directories((folder / name).parent_path());
    }
}

/// A table of what there is, also of an extension that was stopped.
std::size_t writeManifest(const std::filesystem::path& folder, std::vector<StretchedTrack> tracks)
{
    std::erase_if(tracks, [&](const StretchedTrack& track) { return !isMade(folder, track); });
    writeFileAtomically(folder / "manifest.csv", {{extensionManifest(tracks)}});
    return tracks.size();
}

void declareOptions(CLI::App& command, ExtendArguments& arguments)
{
    arguments.factors = usualFactors();
    command.add_option("DATASET", arguments.dataset, "Folder or manifest of annotated music; only read")
        ->required()
        ->option_text(" ");
    command
        .add_option("OUT", arguments.output, "Folder to make; one that was begun with the same options is completed")
        ->required()
        ->option_text(" ");
    command.add_option("--factors", arguments.factors, "Each multiplies the tempo: 1.2 is faster by a fifth")
        ->delimiter(',')
        ->option_text(fmt::format("F,F,... [{}]", fmt::join(arguments.factors, ",")));
    command.add_option("--annotations", arguments.annotations, "Where the annotations are, if they are not found")
        ->option_text("DIR");
    addJobsOption(command, arguments.jobs, "Recordings worked on at a time, 1 to 1024");
}

} // namespace

void addExtendCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("extend", "Make a dataset of the same recordings at other tempi");
    const auto arguments = std::make_shared<ExtendArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] {
        refuseAsUsage([&] { requireValid(arguments->factors); });
        work = [arguments] { return runExtend(*arguments); };
    });
}

int runExtend(const ExtendArguments& arguments)
{
    const std::filesystem::path folder(arguments.output);
    LayoutOptions layout;
    if (!arguments.annotations.empty())
        layout.annotations = arguments.annotations;
    const Dataset dataset = openDataset(arguments.dataset, layout);
    requireOutside(folder, dataset);
    const Extension extension = planExtension(dataset, arguments.factors);
    const app::WorkFolder workFolder(folder, kExtensionMark, extensionMark(dataset, arguments.factors, extension));
    for (const UnusableTrack& track : extension.unusable)
        printMessage(track.id + ": " + track.cause);

    std::vector<StretchedTrack> tracks = extension.tracks;
    std::erase_if(tracks, [&](const StretchedTrack& track) { return isMade(folder, track); });
    makeFolders(folder, tracks);
    const ItemWork work = [&](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
        makeTrack(folder, tracks[index], stop);
    };
    const BatchSummary summary = runFileBatch(
        tracks.size(), arguments.jobs, [&] { return work; }, [&](std::size_t index) { return tracks[index].id; });
    const std::size_t nMade = writeManifest(folder, extension.tracks);
    if (summary.signal != 0) {
        printMessage(fmt::format("stopped after {} of {} recordings; the same command goes on from there", nMade,
                                 extension.tracks.size()));
        return exit_code::kSignalBase + summary.signal;
    }
    Output output;
    if (!output.write(fmt::format("{}: {} recordings, {} of them new\n", printable(folder), nMade,
                                  tracks.size() - summary.nFailed)))
        return output.reportFailure();
    return summary.nFailed + extension.unusable.size() > 0 ? exit_code::kSomeFailed : exit_code::kAllWell;
}

} // namespace tempo::cli
