// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/features_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/file_batch.h"
#include "app/cli/npy_writer.h"
#include "app/cli/standard_streams.h"
#include "engine/core/printable.h"
#include "engine/estimators/analysis.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace tempo::cli {

namespace {

/// The engine has time as the slow axis, librosa the bins.
template <class T>
std::vector<float> binsFirst(const Matrix<T>& matrix)
{
    std::vector<float> values(matrix.rows() * matrix.cols());
    for (std::size_t frame = 0; frame < matrix.rows(); ++frame)
        for (std::size_t bin = 0; bin < matrix.cols(); ++bin)
            values[bin * matrix.rows() + frame] = static_cast<float>(matrix(frame, bin));
    return values;
}

struct Array {
    std::string name;
    std::vector<float> values;
    std::vector<std::size_t> shape;
};

std::vector<Array> toArrays(const TrackFeatures& features)
{
    const auto matrix = [](std::string name, const auto& m) {
        return Array{std::move(name), binsFirst(m), {m.cols(), m.rows()}};
    };
    return {Array{"onset.npy", features.onset, {features.onset.size()}}, matrix("mel_db.npy", features.melDecibel),
            matrix("tempogram.npy", features.tempogram)};
}

/// @return one line about each file
std::string writeArrays(const std::filesystem::path& folder, const std::vector<Array>& arrays)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw Error(ErrorCode::FileAccess, folder.native() + ": " + error.message());
    std::string report;
    for (const Array& array : arrays) {
        const std::filesystem::path path = folder / array.name;
        writeNpy(path, array.values, array.shape);
        report += fmt::format("{}  [{}]\n", printable(path), fmt::join(array.shape, ", "));
    }
    return report;
}

} // namespace

void addFeaturesCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("features", "Write librosa's features of a recording as NumPy files");
    const auto arguments = std::make_shared<FeaturesArguments>();
    command->add_option("FILE", arguments->input, "Audio file")->required()->option_text(" ");
    command->add_option("--out", arguments->folder, "Folder for onset.npy, mel_db.npy, tempogram.npy")
        ->required()
        ->option_text("DIR");
    command->callback([arguments, &work] { work = [arguments] { return runFeatures(*arguments); }; });
}

int runFeatures(const FeaturesArguments& arguments)
{
    const std::filesystem::path input(arguments.input);
    TrackFeatures features;
    const ItemWork work = [&](std::size_t, const ProgressSink& progress, const std::stop_token& stop) {
        features = analyseTrack(input, progress, stop);
    };
    const BatchSummary summary = runFileBatch(
        1, 1, [&] { return work; }, [&](std::size_t) { return arguments.input; });
    if (summary.signal != 0)
        return exit_code::kSignalBase + summary.signal;
    if (summary.nFailed > 0)
        return exit_code::kSomeFailed;
    if (const AudioProblem* problem = features.audio.find(AudioFault::Truncated))
        printMessage(input.native() + ": " + problem->detail + "; the features are of that part");
    Output output;
    if (!output.write(writeArrays(arguments.folder, toArrays(features))))
        return output.reportFailure();
    return exit_code::kAllWell;
}

} // namespace tempo::cli
