// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic features`: what it is told.
struct FeaturesArguments {
    std::string input;
    std::string folder; ///< made if it is missing
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runFeatures().
void addFeaturesCommand(CLI::App& root, std::function<int()>& work);

/// Writes onset.npy [n_frames], mel_db.npy [128, n_frames] and tempogram.npy [384, n_frames], float32 in C order,
/// bins first as librosa has them, and prints their names and shapes.
/// @return the exit code
int runFeatures(const FeaturesArguments& arguments);

} // namespace tempo::cli
