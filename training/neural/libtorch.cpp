// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/libtorch.h"

#include "engine/core/printable.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLibrary = "libtorch_cpu.so";

std::string variable(const char* name)
{
    const char* const value = std::getenv(name);
    return value ? value : "";
}

/// The user's first, as the base directory specification has it; only absolute paths count.
std::vector<fs::path> dataFolders()
{
    std::vector<fs::path> folders;
    const fs::path home = variable("XDG_DATA_HOME");
    if (home.is_absolute())
        folders.push_back(home);
    else if (const std::string user = variable("HOME"); !user.empty())
        folders.push_back(fs::path(user) / ".local" / "share");
    std::string system = variable("XDG_DATA_DIRS");
    if (system.empty())
        system = "/usr/local/share:/usr/share";
    for (std::size_t begin = 0; begin <= system.size();) {
        const std::size_t end = std::min(system.find(':', begin), system.size());
        if (const fs::path folder = system.substr(begin, end - begin); folder.is_absolute())
            folders.push_back(folder);
        begin = end + 1;
    }
    return folders;
}

/// Where a LibTorch may lie below a place: the folder itself, or a package of the environment's Python, whatever its
/// version.
std::vector<fs::path> candidates(const fs::path& place)
{
    std::vector<fs::path> found{place, place / "torch"};
    std::error_code error;
    for (fs::directory_iterator entry(place / "lib", error), end; !error && entry != end; entry.increment(error))
        if (entry->path().filename().native().starts_with("python3"))
            found.push_back(entry->path() / "site-packages" / "torch");
    return found;
}

/// "2.13.0" of "2.13.0+cpu".
std::string withoutBuild(const std::string& version)
{
    return version.substr(0, version.find_first_of("+\r\n "));
}

/// A wheel says it in version.py, the archive for C++ in build-version.
std::string versionOf(const fs::path& folder)
{
    constexpr std::string_view kAssignment = "__version__ = '";
    std::ifstream python(folder / "version.py");
    for (std::string line; std::getline(python, line);)
        if (line.starts_with(kAssignment))
            return withoutBuild(line.substr(kAssignment.size(), line.rfind('\'') - kAssignment.size()));
    std::string line;
    std::ifstream archive(folder / "build-version");
    std::getline(archive, line);
    return withoutBuild(line);
}

/// @return the loader's own words if it cannot be opened
std::optional<std::string> open(const fs::path& library)
{
    if (::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL))
        return std::nullopt;
    const char* const cause = ::dlerror();
    return printable(std::string_view(cause ? cause : "unknown cause"));
}

std::optional<std::string> open(const LibTorch& torch)
{
    for (const char* const name : {"libc10.so", kLibrary})
        if (std::optional<std::string> cause = open(torch.libraries / name))
            return cause;
    // It registers itself. Where NVIDIA's libraries are missing there is no GPU to use either, which `devices` says.
    static_cast<void>(open(torch.libraries / "libtorch_cuda.so"));
    return std::nullopt;
}

} // namespace

std::vector<fs::path> libTorchPlaces()
{
    if (const std::string given = variable("TEMPNETIC_TORCH"); !given.empty())
        return {given};
    std::vector<fs::path> places;
    for (const fs::path& folder : dataFolders())
        places.push_back(folder / "tempnetic" / "torch");
    return places;
}

std::optional<LibTorch> libTorchAt(const fs::path& place)
{
    std::error_code error;
    // An interpreter's environment is two steps up; it is usually a link, whose target lies in no environment.
    const fs::path folder = fs::is_regular_file(place, error) ? place.parent_path().parent_path() : place;
    for (const fs::path& candidate : candidates(folder))
        if (fs::is_regular_file(candidate / "lib" / kLibrary, error))
            return LibTorch{.libraries = candidate / "lib", .version = versionOf(candidate)};
    return std::nullopt;
}

std::optional<std::string> openLibTorch(const std::vector<fs::path>& places)
{
    constexpr std::string_view kWanted = TEMPNETIC_TORCH_VERSION;
    if (kWanted.empty())
        return "this tempnetic was built without LibTorch";
    std::string trouble;
    for (const fs::path& place : places) {
        std::string reason = fmt::format("none in {}", printable(place));
        if (const std::optional<LibTorch> torch = libTorchAt(place)) {
            if (torch->version != kWanted)
                reason = fmt::format("{} in {}",
                                     torch->version.empty() ? "one without a version" : printable(torch->version),
                                     printable(place));
            else if (const std::optional<std::string> cause = open(*torch))
                reason = fmt::format("one that cannot be loaded ({})", *cause);
            else
                return std::nullopt;
        }
        trouble += (trouble.empty() ? "" : ", ") + reason;
    }
    return fmt::format("LibTorch {} is needed, but there is {}", kWanted, trouble);
}

} // namespace tempo
