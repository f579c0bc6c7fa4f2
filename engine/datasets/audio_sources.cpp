// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/audio_sources.h"

#include "engine/core/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <sys/stat.h>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 30> kAudioExtensions = {
    ".aac", ".ac3",  ".aif",  ".aifc", ".aiff", ".ape", ".au",  ".bwf", ".caf", ".dsf",
    ".dts", ".eac3", ".flac", ".m4a",  ".m4b",  ".mka", ".mp2", ".mp3", ".mpc", ".oga",
    ".ogg", ".opus", ".rf64", ".snd",  ".tak",  ".tta", ".w64", ".wav", ".wma", ".wv",
};

// A million entries fit; what is larger is no playlist, and is not read into memory.
constexpr std::uintmax_t kLargestPlaylist = std::uintmax_t{64} << 20U;

std::string lowerExtension(const fs::path& path)
{
    std::string extension = path.extension().native();
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return extension;
}

AudioSource failed(const fs::path& path, ErrorCode code, std::string_view reason)
{
    return {path, Error(code, fmt::format("'{}': {}", printable(path), reason))};
}

AudioSource failed(const fs::path& path, const std::error_code& code)
{
    return failed(path, ErrorCode::FileAccess, code.message());
}

/// A file that exists is usable as far as can be told without opening it.
AudioSource fileOrError(const fs::path& path, fs::file_status status, const std::error_code& code)
{
    if (status.type() == fs::file_type::not_found)
        return failed(path, ErrorCode::FileAccess, "no such file");
    if (code)
        return failed(path, code);
    if (status.type() == fs::file_type::directory)
        return failed(path, ErrorCode::FileAccess, "a folder, not a file");
    if (status.type() != fs::file_type::regular)
        return failed(path, ErrorCode::FileAccess, "a device or pipe, not a file");
    return {path, std::nullopt};
}

/// Walks one input folder. A real folder is known by device and inode, so links cannot lead around in circles.
class FolderWalk {
public:
    explicit FolderWalk(std::vector<AudioSource>& found) : m_found(found) {}

    void visit(const fs::path& folder)
    {
        struct stat identity = {};
        if (::stat(folder.c_str(), &identity) != 0) {
            m_found.push_back(failed(folder, std::error_code(errno, std::generic_category())));
            return;
        }
        if (!m_seen.emplace(identity.st_dev, identity.st_ino).second)
            return;
        for (const fs::path& entry : sortedEntries(folder))
            visitEntry(entry);
    }

private:
    std::vector<fs::path> sortedEntries(const fs::path& folder)
    {
        std::vector<fs::path> entries;
        std::error_code code;
        fs::directory_iterator iterator(folder, code);
        for (; !code && iterator != fs::directory_iterator(); iterator.increment(code))
            if (!iterator->path().filename().native().starts_with('.'))
                entries.push_back(iterator->path());
        if (code)
            m_found.push_back(failed(folder, code));
        std::sort(entries.begin(), entries.end(),
                  [](const fs::path& left, const fs::path& right) { return left.native() < right.native(); });
        return entries;
    }

    void visitEntry(const fs::path& entry)
    {
        std::error_code code;
        const fs::file_status status = fs::status(entry, code);
        if (status.type() == fs::file_type::directory)
            visit(entry);
        else if (hasAudioExtension(entry))
            m_found.push_back(fileOrError(entry, status, code));
    }

    std::vector<AudioSource>& m_found;
    std::set<std::pair<dev_t, ino_t>> m_seen;
};

void collectFolder(const fs::path& folder, std::vector<AudioSource>& found)
{
    const std::size_t before = found.size();
    FolderWalk(found).visit(folder);
    if (found.size() == before)
        found.push_back(failed(folder, ErrorCode::FileAccess, "no audio files in this folder"));
}

/// Windows writes playlists with backslashes; here they can be part of a name, so the name as written goes first.
void adoptWindowsSeparators(AudioSource& entry, const fs::path& folder)
{
    std::string name = entry.path.lexically_relative(folder).native();
    std::replace(name.begin(), name.end(), '\\', '/');
    std::error_code code;
    if (fs::exists(folder / name, code))
        entry.path = folder / name;
}

void checkPlaylistEntry(AudioSource& entry, const fs::path& folder)
{
    std::error_code code;
    fs::file_status status = fs::status(entry.path, code);
    if (status.type() == fs::file_type::not_found && entry.path.native().find('\\') != std::string::npos) {
        adoptWindowsSeparators(entry, folder);
        status = fs::status(entry.path, code);
    }
    if (isPlaylist(entry.path))
        entry = failed(entry.path, ErrorCode::Format, "a playlist inside a playlist is not followed");
    else
        entry = fileOrError(entry.path, status, code);
}

/// The text of a playlist, or an error entry.
std::optional<std::string> readPlaylist(const fs::path& path, std::vector<AudioSource>& found)
{
    std::error_code code;
    const std::uintmax_t size = fs::file_size(path, code);
    if (!code && size > kLargestPlaylist) {
        found.push_back(failed(path, ErrorCode::Format, "too large for a playlist (over 64 MiB)"));
        return std::nullopt;
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text(code ? 0 : static_cast<std::size_t>(size), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (code || !stream.is_open() || stream.bad()) {
        found.push_back(failed(path, ErrorCode::FileAccess, "cannot be read"));
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        found.push_back(failed(path, ErrorCode::Format, "a playlist in UTF-16; save it as UTF-8"));
        return std::nullopt;
    }
    if (text.find('\0') != std::string::npos) {
        found.push_back(failed(path, ErrorCode::Format, "not a playlist: it holds binary data"));
        return std::nullopt;
    }
    return text;
}

void collectPlaylist(const fs::path& path, std::vector<AudioSource>& found)
{
    const std::optional<std::string> text = readPlaylist(path, found);
    if (!text)
        return;
    const fs::path folder = path.parent_path();
    std::vector<AudioSource> entries = parsePlaylist(*text, folder);
    if (entries.empty()) {
        found.push_back(failed(path, ErrorCode::Format, "a playlist without entries"));
        return;
    }
    for (AudioSource& entry : entries) {
        if (!entry.error)
            checkPlaylistEntry(entry, folder);
        found.push_back(std::move(entry));
    }
}

} // namespace

bool hasAudioExtension(const fs::path& path)
{
    const std::string extension = lowerExtension(path);
    return std::find(kAudioExtensions.begin(), kAudioExtensions.end(), extension) != kAudioExtensions.end();
}

bool isPlaylist(const fs::path& path)
{
    const std::string extension = lowerExtension(path);
    return extension == ".m3u" || extension == ".m3u8";
}

std::vector<AudioSource> collectAudioSources(std::span<const fs::path> inputs)
{
    std::vector<AudioSource> found;
    for (const fs::path& input : inputs) {
        std::error_code code;
        const fs::file_status status = fs::status(input, code);
        if (status.type() == fs::file_type::directory)
            collectFolder(input, found);
        else if (isPlaylist(input) && status.type() == fs::file_type::regular)
            collectPlaylist(input, found);
        else
            found.push_back(fileOrError(input, status, code));
    }
    return found;
}

} // namespace tempo
