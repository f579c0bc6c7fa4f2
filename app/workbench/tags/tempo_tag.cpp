// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/tags/tempo_tag.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <taglib/fileref.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4tag.h>
#include <taglib/mpegfile.h>
#include <taglib/textidentificationframe.h>
#include <taglib/tpropertymap.h>
#include <taglib/wavfile.h>
#include <taglib/xiphcomment.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <system_error>

namespace tempo::workbench {

namespace {

constexpr const char* kProperty = "BPM";
constexpr const char* kFrame = "TBPM";
constexpr const char* kAtom = "tmpo";

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& cause)
{
    throw Error(ErrorCode::FileAccess, printable(path) + ": " + cause);
}

TagLib::FileRef open(const std::filesystem::path& path)
{
    TagLib::FileRef file(path.c_str(), false);
    if (file.isNull() || !file.file()->isValid())
        fail(path, "has no tags that can be read");
    return file;
}

/// The tag that MPEG and WAV files keep; only this one frame of it is touched.
TagLib::ID3v2::Tag* id3Of(TagLib::File* file)
{
    if (auto* const mpeg = dynamic_cast<TagLib::MPEG::File*>(file))
        return mpeg->ID3v2Tag(true);
    if (auto* const wav = dynamic_cast<TagLib::RIFF::WAV::File*>(file))
        return wav->ID3v2Tag();
    return nullptr;
}

void setFrame(TagLib::ID3v2::Tag& tag, const TagLib::String& text)
{
    tag.removeFrames(kFrame);
    auto* const frame = new TagLib::ID3v2::TextIdentificationFrame(kFrame, TagLib::String::Latin1);
    frame->setText(text);
    tag.addFrame(frame); // which now owns it
}

bool save(TagLib::File& file)
{
    auto* const mpeg = dynamic_cast<TagLib::MPEG::File*>(&file);
    if (!mpeg)
        return file.save();
    // The version that players of this file have understood so far; an ID3v1 tag stays as it is.
    const auto version =
        mpeg->hasID3v2Tag() && mpeg->ID3v2Tag()->header()->majorVersion() == 3 ? TagLib::ID3v2::v3 : TagLib::ID3v2::v4;
    return mpeg->save(TagLib::MPEG::File::ID3v2, TagLib::File::StripNone, version, TagLib::File::DoNotDuplicate);
}

void setTempo(const std::filesystem::path& path, const std::string& text)
{
    TagLib::FileRef reference = open(path);
    TagLib::File& file = *reference.file();
    if (file.readOnly())
        fail(path, "cannot be written");
    const TagLib::String value(text, TagLib::String::UTF8);
    if (TagLib::ID3v2::Tag* const id3 = id3Of(&file)) {
        setFrame(*id3, value);
    } else if (auto* const xiph = dynamic_cast<TagLib::Ogg::XiphComment*>(file.tag())) {
        xiph->addField(kProperty, value, true);
    } else if (auto* const mp4 = dynamic_cast<TagLib::MP4::Tag*>(file.tag())) {
        mp4->setItem(kAtom, TagLib::MP4::Item(value.toInt()));
    } else {
        TagLib::PropertyMap properties = file.properties();
        properties.replace(kProperty, TagLib::StringList(value));
        if (!file.setProperties(properties).isEmpty())
            fail(path, "its kind of tags has no place for a tempo");
    }
    if (!save(file))
        fail(path, "its tags could not be written");
}

void flush(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool isFlushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!isFlushed)
        fail(path, std::generic_category().message(errno));
}

/// Goes with everything that goes wrong.
class TemporaryCopy {
public:
    explicit TemporaryCopy(const std::filesystem::path& original)
        // The extension tells TagLib what it is.
        : m_path(original.parent_path() / fmt::format(".tempnetic-{}-{}", ::getpid(), original.filename().native()))
    {
        std::error_code problem;
        std::filesystem::copy_file(original, m_path, std::filesystem::copy_options::overwrite_existing, problem);
        if (problem) {
            std::filesystem::remove(m_path, problem);
            fail(original, "no copy of it could be made: " + problem.message());
        }
    }
    TemporaryCopy(const TemporaryCopy&) = delete;
    TemporaryCopy& operator=(const TemporaryCopy&) = delete;
    ~TemporaryCopy()
    {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove(m_path, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    void replace(const std::filesystem::path& original)
    {
        std::error_code problem;
        std::filesystem::rename(m_path, original, problem);
        if (problem)
            fail(original, problem.message());
        m_path.clear();
    }

private:
    std::filesystem::path m_path;
};

} // namespace

std::optional<std::string> readTempoTag(const std::filesystem::path& path)
{
    const TagLib::FileRef file = open(path);
    const TagLib::PropertyMap properties = file.file()->properties();
    const auto found = properties.find(kProperty);
    if (found == properties.end() || found->second.isEmpty())
        return {};
    return found->second.front().to8Bit(true);
}

std::string tempoTagText(const std::filesystem::path& path, Bpm tempo)
{
    const std::string extension = path.extension().native();
    const bool isWhole = extension == ".m4a" || extension == ".mp4" || extension == ".M4A" || extension == ".MP4";
    if (isWhole)
        return fmt::format("{}", std::lround(tempo.value()));
    std::string text = fmt::format("{:.2f}", tempo.value());
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

void writeTempoTag(const std::filesystem::path& path, Bpm tempo)
{
    const std::filesystem::path original = std::filesystem::is_symlink(path) ? std::filesystem::canonical(path) : path;
    const std::string text = tempoTagText(original, tempo);
    TemporaryCopy copy(original);
    try {
        setTempo(copy.path(), text);
    } catch (const Error& error) {
        // The name of the copy tells nobody anything.
        const std::string& message = error.message();
        const std::size_t cause = message.find(printable(copy.path()));
        fail(path, cause == 0 ? message.substr(printable(copy.path()).size() + 2) : message);
    }
    if (readTempoTag(copy.path()) != text)
        fail(path, "its tags do not keep a tempo");
    flush(copy.path());
    copy.replace(original);
}

} // namespace tempo::workbench
