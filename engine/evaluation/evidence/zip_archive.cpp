// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evidence/zip_archive.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <fmt/format.h>
#include <zip.h>

#include <memory>
#include <set>
#include <utility>

namespace tempo {

namespace {

constexpr std::size_t kLongestName = 200;
constexpr zip_uint64_t kChunk = 1U << 16U;
/// 1 January 1980, the first day that zip can write; no clock, so that equal members give equal bytes.
constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

[[noreturn]] void failInside(const char* what)
{
    throw Error(ErrorCode::Internal, fmt::format("libzip cannot {}", what));
}

void add(zip_t* archive, const ZipMember& member, bool isFirst)
{
    zip_source_t* const source = zip_source_buffer(archive, member.content.data(), member.content.size(), 0);
    const zip_int64_t index = source ? zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        failInside("add a member");
    }
    const auto number = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(archive, number, isFirst ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0 ||
        zip_file_set_dostime(archive, number, 0, kFirstDay, 0) != 0)
        failInside("describe a member");
}

std::string contentOf(zip_source_t* source)
{
    if (zip_source_open(source) != 0)
        failInside("open what it wrote");
    std::string bytes;
    std::string chunk(kChunk, '\0');
    for (zip_int64_t read = 0; (read = zip_source_read(source, chunk.data(), chunk.size())) > 0;)
        bytes.append(chunk, 0, static_cast<std::size_t>(read));
    zip_source_close(source);
    return bytes;
}

/// The reading of one archive.
class Reader {
public:
    Reader(std::string_view bytes, std::string_view name, const ZipLimits& limits) : m_name(name), m_limits(limits)
    {
        // libzip takes a file of no bytes for an archive of no members.
        if (bytes.empty())
            refuse("is empty");
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        m_archive.reset(source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : nullptr);
        if (!m_archive) {
            const std::string cause = zip_error_strerror(&error);
            zip_error_fini(&error);
            if (source)
                zip_source_free(source);
            refuse("is no whole zip archive (" + printable(std::string_view(cause)) + ")");
        }
        zip_error_fini(&error);
    }

    std::vector<ZipMember> members()
    {
        const auto count = static_cast<std::uint64_t>(zip_get_num_entries(m_archive.get(), 0));
        if (count > m_limits.members)
            refuse(fmt::format("has {} members, more than {}", count, m_limits.members));
        std::vector<ZipMember> members;
        for (std::uint64_t index = 0; index < count; ++index)
            members.push_back(member(index));
        return members;
    }

private:
    [[noreturn]] void refuse(std::string_view cause) const
    {
        throw Error(ErrorCode::Format, fmt::format("{} {}", m_name, cause));
    }

    ZipMember member(std::uint64_t index)
    {
        zip_stat_t facts;
        zip_stat_init(&facts);
        constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
        if (zip_stat_index(m_archive.get(), index, ZIP_FL_ENC_RAW, &facts) != 0 || (facts.valid & kNeeded) != kNeeded)
            refuse("is damaged (a member without a description)");
        const std::string_view name = facts.name;
        if (!isPlainMemberName(name) || !m_names.insert(std::string(name)).second)
            refuse(fmt::format("has a member of the name '{}', which is not allowed", printable(name)));
        const bool isEncrypted = (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != 0;
        if (isEncrypted || (facts.comp_method != ZIP_CM_STORE && facts.comp_method != ZIP_CM_DEFLATE))
            refuse(fmt::format("has '{}' in a form that is not read", name));
        m_total += facts.size;
        if (facts.size > m_limits.memberBytes || m_total > m_limits.totalBytes)
            refuse(fmt::format("unpacks to more than is allowed ('{}')", name));
        return {.name = std::string(name), .content = content(index, name, facts.size)};
    }

    /// No more than was announced, whatever comes; the end of the member is where its checksum is compared.
    std::string content(std::uint64_t index, std::string_view name, std::uint64_t size)
    {
        const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(m_archive.get(), index, 0));
        std::string content;
        std::string chunk(kChunk, '\0');
        zip_int64_t read = file ? 0 : -1;
        while (file && (read = zip_fread(file.get(), chunk.data(), chunk.size())) > 0) {
            content.append(chunk, 0, static_cast<std::size_t>(read));
            if (content.size() > size)
                break;
        }
        if (read != 0 || content.size() != size)
            refuse(fmt::format("is damaged ('{}')", name));
        return content;
    }

    std::string m_name;
    ZipLimits m_limits;
    Archive m_archive;
    std::set<std::string> m_names;
    std::uint64_t m_total = 0;
};

} // namespace

bool isPlainMemberName(std::string_view name)
{
    if (name.empty() || name.size() > kLongestName)
        return false;
    bool hasMoreThanDots = false;
    for (const char character : name) {
        const bool isWord = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
                            (character >= 'A' && character <= 'Z') || character == '-' || character == '_';
        if (character == '/' && !std::exchange(hasMoreThanDots, false))
            return false;
        if (!isWord && character != '.' && character != '/')
            return false;
        hasMoreThanDots = hasMoreThanDots || isWord;
    }
    return hasMoreThanDots;
}

std::string zipArchive(const std::vector<ZipMember>& members)
{
    zip_error_t error;
    zip_error_init(&error);
    const Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
    Archive archive(source ? zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, &error) : nullptr);
    zip_error_fini(&error);
    if (!archive)
        failInside("begin an archive");
    // The archive takes a reference to what it writes into, and gives it back when it is closed.
    zip_source_keep(source.get());
    std::set<std::string_view> names;
    for (const ZipMember& member : members) {
        if (!isPlainMemberName(member.name) || !names.insert(member.name).second)
            throw Error(ErrorCode::InvalidArgument,
                        fmt::format("'{}' cannot be the name of a member", printable(std::string_view(member.name))));
        add(archive.get(), member, names.size() == 1);
    }
    if (zip_close(archive.get()) != 0)
        failInside("write an archive");
    static_cast<void>(archive.release());
    return contentOf(source.get());
}

std::vector<ZipMember> readZipArchive(std::string_view bytes, std::string_view name, const ZipLimits& limits)
{
    return Reader(bytes, name, limits).members();
}

} // namespace tempo
