// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/neural_module.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "training/neural/libtorch.h"
#include "training/neural/module_loader.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRemedy = "run packaging/run.sh, which installs LibTorch and builds the module, or install "
                                     "the package tempnetic-torch, or set "
                                     "TEMPNETIC_TORCH_MODULE to its path";
constexpr std::string_view kLibTorchRemedy = "run tempnetic-get-libtorch or packaging/run.sh, which install it, or set "
                                             "TEMPNETIC_TORCH to a LibTorch folder or to "
                                             "a Python environment that has torch";

using ModuleFunction = NeuralModule*(int);

/// What the one attempt to open the module came to.
struct Attempt {
    NeuralModule* module = nullptr;
    fs::path path{};
    std::optional<Error> error{};
};

Attempt attempt()
{
    Attempt result;
    try {
        result.path = findNeuralModule(neuralModulePlaces());
        result.module = &openNeuralModule(result.path);
    } catch (const Error& error) {
        result.error = error;
    }
    return result;
}

struct Loaded {
    void* handle = nullptr;
    std::string cause; ///< the loader's own words if there is no handle
};

Loaded load(const fs::path& file)
{
    // RTLD_LOCAL: LibTorch brings symbols of many libraries, which must not get in the way of the program's own.
    if (void* const handle = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL))
        return {.handle = handle, .cause = {}};
    const char* const cause = ::dlerror();
    return {.handle = nullptr, .cause = printable(std::string_view(cause ? cause : "unknown cause"))};
}

bool isLibTorchMissing(const std::string& cause)
{
    return (cause.starts_with("libtorch") || cause.starts_with("libc10")) &&
           cause.find("cannot open shared object file") != std::string::npos;
}

/// A module that does not know where its LibTorch lies finds it where the process has opened it already.
void* loadModule(const fs::path& file)
{
    Loaded module = load(file);
    std::string_view remedy = kRemedy;
    if (!module.handle && isLibTorchMissing(module.cause)) {
        remedy = kLibTorchRemedy;
        if (const std::optional<std::string> trouble = openLibTorch(libTorchPlaces()))
            module.cause = *trouble;
        else
            module = load(file);
    }
    if (!module.handle)
        throw Error(ErrorCode::FileAccess,
                    fmt::format("the neural module cannot be loaded ({}): {}", module.cause, remedy));
    return module.handle;
}

const Attempt& onlyAttempt()
{
    static const Attempt result = attempt();
    return result;
}

} // namespace

std::vector<fs::path> neuralModulePlaces()
{
    if (const char* const given = std::getenv("TEMPNETIC_TORCH_MODULE"); given && *given)
        return {given};
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error)
        return {};
    const fs::path folder = program.parent_path();
    return {folder / kNeuralModuleFile, (folder / TEMPNETIC_MODULE_PLACE / kNeuralModuleFile).lexically_normal()};
}

fs::path findNeuralModule(const std::vector<fs::path>& places)
{
    std::string looked;
    for (const fs::path& place : places) {
        std::error_code error;
        if (fs::is_regular_file(place, error))
            return fs::absolute(place);
        looked += (looked.empty() ? "" : " and ") + printable(place);
    }
    throw Error(ErrorCode::FileAccess, fmt::format("the neural module is missing (looked for {}): {}",
                                                   looked.empty() ? kNeuralModuleFile : looked, kRemedy));
}

NeuralModule& openNeuralModule(const fs::path& file)
{
    void* const handle = loadModule(file);
    auto* const function = reinterpret_cast<ModuleFunction*>(::dlsym(handle, kNeuralModuleSymbol));
    if (!function)
        throw Error(ErrorCode::Format,
                    fmt::format("{}: is no neural module of tempnetic: {}", printable(file), kRemedy));
    NeuralModule* const module = function(kNeuralModuleVersion);
    if (!module)
        throw Error(ErrorCode::Format,
                    fmt::format("{}: belongs to another version of tempnetic; build program and module together, by "
                                "packaging/run.sh",
                                printable(file)));
    return *module;
}

NeuralModule& neuralModule()
{
    const Attempt& result = onlyAttempt();
    if (result.error)
        throw Error(*result.error);
    return *result.module;
}

bool hasNeuralModule()
{
    return onlyAttempt().module != nullptr;
}

fs::path neuralModulePath()
{
    neuralModule();
    return onlyAttempt().path;
}

} // namespace tempo
