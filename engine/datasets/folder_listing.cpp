// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/folder_listing.h"

#include "engine/core/printable.h"
#include "engine/core/progress.h"
#include "engine/datasets/audio_sources.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <sys/stat.h>

namespace tempo {

namespace fs = std::filesystem;

namespace {

class Walk {
public:
    Walk(const ListingLimits& limits, const std::stop_token& stop, FolderListing& listing)
        : m_limits(limits), m_stop(stop), m_listing(listing)
    {
    }

    void run(const fs::path& folder)
    {
        m_folders.push_back({folder, 0});
        while (!m_folders.empty() || !m_links.empty()) {
            if (m_folders.empty()) {
                m_folders.push_back({m_links.begin()->first, m_links.begin()->second});
                m_links.erase(m_links.begin());
            }
            const auto [next, depth] = m_folders.back();
            m_folders.pop_back();
            visit(next, depth);
        }
    }

private:
    void warn(const fs::path& path, std::string_view cause)
    {
        m_listing.warnings.push_back(fmt::format("'{}': {}", printable(path), cause));
    }

    void visit(const fs::path& folder, int depth)
    {
        struct stat identity = {};
        if (::stat(folder.c_str(), &identity) != 0) {
            warn(folder, std::generic_category().message(errno));
            return;
        }
        if (!m_seen.emplace(identity.st_dev, identity.st_ino).second)
            return;
        std::error_code code;
        fs::directory_iterator entry(folder, code);
        for (; !code && entry != fs::directory_iterator(); entry.increment(code)) {
            throwIfStopped(m_stop);
            if (++m_entries > m_limits.entries) {
                m_listing.complete = false;
                return;
            }
            visitEntry(*entry, depth);
        }
        if (code)
            warn(folder, code.message());
    }

    void visitEntry(const fs::directory_entry& entry, int depth)
    {
        const fs::path& path = entry.path();
        if (path.filename().native().starts_with('.'))
            return;
        // Mostly known from the directory itself, without a look at the file.
        std::error_code code;
        if (entry.is_directory(code)) {
            if (depth >= m_limits.depth)
                m_listing.complete = false;
            else if (entry.is_symlink(code))
                m_links.emplace(path, depth + 1);
            else
                m_folders.push_back({path, depth + 1});
            return;
        }
        const FileKind kind = kindOf(path);
        if (kind == FileKind::Other)
            return;
        if (entry.is_regular_file(code))
            m_listing.files.push_back({path, kind});
        else
            warn(path, code ? code.message() : "a link to nothing, a device or a pipe; not a file");
    }

    ListingLimits m_limits;
    std::stop_token m_stop;
    FolderListing& m_listing;
    std::size_t m_entries = 0;
    std::vector<std::pair<fs::path, int>> m_folders;
    std::map<fs::path, int> m_links;
    std::set<std::pair<dev_t, ino_t>> m_seen;
};

/// Where the extension begins; the end if there is none. A name that begins with its only point has none.
std::size_t extensionBegin(std::string_view name)
{
    const std::size_t begin = name.find_last_of("./");
    if (begin == std::string_view::npos || name[begin] == '/' || begin == 0 || name[begin - 1] == '/')
        return name.size();
    return begin;
}

} // namespace

FileKind kindOf(const fs::path& path)
{
    const std::string extension = lowerCase(path.extension().native());
    if (extension == ".bpm")
        return FileKind::Tempo;
    if (extension == ".beats")
        return FileKind::Beats;
    if (extension == ".jams")
        return FileKind::Jams;
    if (extension == ".csv")
        return FileKind::Table;
    return hasAudioExtension(path) ? FileKind::Audio : FileKind::Other;
}

FolderListing listFolder(const fs::path& folder, const ListingLimits& limits, const std::stop_token& stop)
{
    FolderListing listing;
    Walk(limits, stop, listing).run(folder);
    std::sort(listing.files.begin(), listing.files.end(),
              [](const FoundFile& left, const FoundFile& right) { return left.path.native() < right.path.native(); });
    std::sort(listing.warnings.begin(), listing.warnings.end());
    return listing;
}

std::string nameBelow(const fs::path& path, const fs::path& base)
{
    std::string_view name = path.native();
    const std::string& folder = base.native();
    if (name.size() > folder.size() && name.starts_with(folder) &&
        (folder.ends_with('/') || name[folder.size()] == '/'))
        name.remove_prefix(folder.size() + (folder.ends_with('/') ? 0 : 1));
    name = name.substr(0, extensionBegin(name));
    if (const std::size_t second = extensionBegin(name);
        second < name.size() && hasAudioExtension(fs::path(std::string(name.substr(name.rfind('/') + 1)))))
        name = name.substr(0, second);
    return std::string(name);
}

} // namespace tempo
