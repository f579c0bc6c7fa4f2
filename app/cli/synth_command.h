// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/corpus.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic synth`: what it is told.
struct SynthArguments {
    std::string folder;
    synth::CorpusOptions corpus;
    std::string soundFont; ///< empty: the one that the distribution installs
    int jobs = 1;          ///< worker threads, in [1, 1024]
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runSynth().
void addSynthCommand(CLI::App& root, std::function<int()>& work);

/// Makes a demo corpus, or completes one that was begun with the same options. @return the exit code
int runSynth(const SynthArguments& arguments);

} // namespace tempo::cli
