// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run.h"

#include "app/cli/arguments.h"
#include "app/cli/exit_code.h"
#include "app/cli/standard_streams.h"

#include <exception>

namespace tempo::cli {

int run(int argc, char** argv)
{
    prepareStandardStreams();
    try {
        const Invocation invocation = parseArguments({argv + 1, argv + (argc > 0 ? argc : 1)});
        if (invocation.work)
            return invocation.work();
        printRaw(StandardStream::Error, invocation.errorText);
        if (!invocation.text.empty()) {
            Output output;
            if (!output.write(invocation.text))
                return output.reportFailure();
        }
        return invocation.exitCode;
    } catch (const std::exception& error) {
        printMessage(error.what());
        return exit_code::kSomeFailed;
    }
}

} // namespace tempo::cli
