// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/text_values.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/file_descriptor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace tempo {

namespace {

[[noreturn]] void failToRead(const std::filesystem::path& path, std::string_view cause)
{
    throw Error(ErrorCode::FileAccess, fmt::format("'{}': {}", printable(path), cause));
}

/// "120,5": digits, one comma, digits, perhaps a sign.
bool hasDecimalComma(std::string_view word)
{
    const std::size_t comma = word.find(',');
    if (comma == std::string_view::npos || comma == 0 || comma + 1 == word.size())
        return false;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return isDigit(word[comma - 1]) && isDigit(word[comma + 1]) && word.find(',', comma + 1) == std::string_view::npos;
}

} // namespace

std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    return text;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kWhitespace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kWhitespace) - first + 1);
}

std::optional<std::string_view> nextLine(std::string_view& rest)
{
    if (rest.empty())
        return std::nullopt;
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    std::size_t begin = line.find_first_not_of(kWhitespace);
    while (begin != std::string_view::npos) {
        const std::size_t end = std::min(line.find_first_of(kWhitespace, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(kWhitespace, end);
    }
    return words;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string excerpt(std::string_view text)
{
    constexpr std::size_t kShown = 40;
    return printable(text.substr(0, kShown)) + (text.size() > kShown ? "..." : "");
}

double parseNumber(std::string_view word, std::string_view where)
{
    // from_chars() knows no plus sign, and would take the minus after one.
    const bool hasPlus = word.starts_with('+') && !word.starts_with("+-");
    const std::string_view digits = word.substr(hasPlus ? 1 : 0);
    double value = 0.0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = !digits.empty() && end == digits.data() + digits.size();
    if (whole && code == std::errc() && std::isfinite(value))
        return value;
    if (hasDecimalComma(word))
        throw Error(ErrorCode::Format,
                    fmt::format("{}: '{}' has a decimal comma; write a point instead", where, excerpt(word)));
    std::string_view cause = "is not a number";
    if (whole)
        cause = code == std::errc() ? "is no finite number" : "is out of range";
    throw Error(ErrorCode::Format, fmt::format("{}: '{}' {}", where, excerpt(word), cause));
}

void requireText(std::string_view text, std::string_view name)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        throw Error(ErrorCode::Format, fmt::format("'{}': text in UTF-16; save it as UTF-8", printable(name)));
    if (text.find('\0') != std::string_view::npos)
        throw Error(ErrorCode::Format, fmt::format("'{}': not a text file: it holds binary data", printable(name)));
}

std::string readTextFile(const std::filesystem::path& path, std::size_t largestBytes)
{
    const auto lastCause = [] { return std::generic_category().message(errno); };
    // A pipe of such a name must not block the program.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct stat status = {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0)
        failToRead(path, lastCause());
    if (!S_ISREG(status.st_mode))
        failToRead(path, "a folder, device or pipe, not a file");

    std::string text;
    // One byte more than the file should have tells its end without another turn.
    std::size_t wanted = std::min(static_cast<std::size_t>(status.st_size), largestBytes) + 1;
    for (;;) {
        const std::size_t before = text.size();
        text.resize(before + wanted);
        const ssize_t got = ::read(file.number(), text.data() + before, wanted);
        text.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0 && errno != EINTR)
            failToRead(path, lastCause());
        if (got == 0)
            return text;
        if (text.size() > largestBytes)
            throw Error(ErrorCode::Format, fmt::format("'{}': too large for its kind (over {} MiB)", printable(path),
                                                       largestBytes >> 20U));
        wanted = std::min<std::size_t>(largestBytes + 1 - text.size(), 65536);
    }
}

} // namespace tempo
