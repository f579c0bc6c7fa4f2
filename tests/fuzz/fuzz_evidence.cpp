// SPDX-License-Identifier: GPL-3.0-or-later
// An evidence bundle comes from somebody: any bytes are an archive, or its members. What is accepted makes a report and
// can be written again.
#include "engine/core/error.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
#include "engine/evaluation/evidence/evidence_json.h"
#include "engine/evaluation/evidence/zip_archive.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireFormatError(const tempo::Error& error)
{
    require(error.code() == tempo::ErrorCode::Format && error.message().find('\n') == std::string::npos);
}

void readArchive(const std::string& bytes)
{
    try {
        for (const tempo::ZipMember& member :
             tempo::readZipArchive(bytes, "x", {.memberBytes = 1U << 20U, .totalBytes = 1U << 22U}))
            require(tempo::isPlainMemberName(member.name) && member.content.size() <= (1U << 20U));
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
}

/// The two members with a meaning, parted by the first zero byte.
void readMembers(const std::string& text)
{
    const std::size_t end = text.find('\0');
    tempo::Evidence evidence;
    try {
        tempo::takeEvaluationJson(text.substr(0, end), evidence);
        if (end == std::string::npos)
            return;
        tempo::takeConfigurationJson(text.substr(end + 1), evidence);
    } catch (const tempo::Error& error) {
        requireFormatError(error);
        return;
    }
    try {
        tempo::Evidence again = tempo::parseEvidence(tempo::evidenceFile(evidence), "x");
        require(again.chosen == evidence.chosen);
    } catch (const tempo::Error& error) {
        // Judged tracks without a tempo make no report.
        require(error.code() == tempo::ErrorCode::InvalidArgument);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    readArchive(text);
    readMembers(text);
    return 0;
}
