// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evidence/evidence_bundle.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/sha256.h"
#include "engine/datasets/text_values.h"
#include "engine/evaluation/evidence/evidence_figures.h"
#include "engine/evaluation/evidence/evidence_json.h"
#include "engine/evaluation/evidence/zip_archive.h"
#include "engine/evaluation/report_files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <ctime>
#include <map>

namespace tempo {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr const char* kFormat = "tempnetic-evidence";
constexpr const char* kMimeMember = "mimetype";
constexpr const char* kManifest = "manifest.json";
constexpr std::size_t kLargestFile = std::size_t{256} << 20U;

using Members = std::map<std::string, std::string, std::less<>>;

std::string manifestOf(const Evidence& evidence, const std::vector<ZipMember>& members)
{
    Json list = Json::array();
    for (const ZipMember& member : members)
        list.push_back(
            {{"name", member.name}, {"bytes", member.content.size()}, {"sha256", sha256Hex(member.content)}});
    const Json json{{"format", kFormat},
                    {"version", kVersion},
                    {"program", printable(std::string_view(evidence.program))},
                    {"created", printable(std::string_view(evidence.created))},
                    {"members", list}};
    return json.dump(1) + "\n";
}

[[noreturn]] void refuse(std::string_view name, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", name, cause));
}

const std::string& memberOf(const Members& members, std::string_view member, std::string_view name)
{
    const auto found = members.find(member);
    if (found == members.end())
        refuse(name, fmt::format("is no evidence bundle, or is damaged ('{}' is missing)", member));
    return found->second;
}

/// Every member must be in the manifest with its hash, and the other way round.
void requireHashes(const Json& manifest, const Members& members, std::string_view name)
{
    std::size_t nListed = 0;
    for (const Json& listed : manifest.at("members")) {
        const auto found = members.find(listed.at("name").get<std::string>());
        if (found == members.end() || sha256Hex(found->second) != listed.at("sha256").get<std::string>())
            refuse(name, fmt::format("is damaged or was changed ('{}' is not what the manifest says)",
                                     printable(std::string_view(listed.at("name").get<std::string>()))));
        ++nListed;
    }
    // The manifest and the media type are not in the list themselves.
    if (nListed + 2 != members.size())
        refuse(name, "was changed (it has members that the manifest does not know)");
}

void takeManifest(const Members& members, std::string_view name, Evidence& evidence)
{
    try {
        const Json manifest = Json::parse(memberOf(members, kManifest, name));
        if (manifest.value("format", std::string()) != kFormat)
            refuse(name, "is no evidence bundle");
        const int version = manifest.at("version").get<int>();
        if (version > kVersion)
            refuse(name, fmt::format("was made by a later version of tempnetic (format {}, this one reads {}); update "
                                     "tempnetic to open it",
                                     version, kVersion));
        if (version < 1)
            refuse(name, "is damaged (no version)");
        requireHashes(manifest, members, name);
        evidence.program = manifest.value("program", std::string());
        evidence.created = manifest.value("created", std::string());
    } catch (const Json::exception& error) {
        refuse(name, fmt::format("is damaged ({})", printable(std::string_view(error.what()))));
    }
}

} // namespace

EvaluationReport reportOf(const Evidence& evidence)
{
    return makeEvaluationReport(evidence.evaluation, evidence.chosen, evidence.options);
}

std::string evidenceFile(const Evidence& evidence)
{
    if (evidence.audio.size() != evidence.evaluation.items.size())
        throw Error(ErrorCode::InvalidArgument, fmt::format("{} audio files for {} tracks", evidence.audio.size(),
                                                            evidence.evaluation.items.size()));
    const EvaluationReport report = reportOf(evidence);
    std::vector<ZipMember> members{{"configuration.json", evidenceConfigurationJson(evidence)},
                                   {"evaluation.json", evidenceEvaluationJson(evidence)},
                                   {"view.json", evidence.view},
                                   {"metrics.json", evaluationJson(evidence.evaluation, report)},
                                   {"predictions.csv", predictionsCsv(evidence.evaluation, report)},
                                   {"report.html", evaluationHtml(evidence.evaluation, report)},
                                   {"table.md", evaluationMarkdown(evidence.evaluation, report)},
                                   {"table.tex", evaluationLatex(evidence.evaluation, report)}};
    for (ZipMember& member : evidenceFigures(evidence.evaluation, report))
        members.push_back(std::move(member));
    const std::string manifest = manifestOf(evidence, members);
    members.insert(members.begin(), {{kMimeMember, kEvidenceMediaType}, {kManifest, manifest}});
    return zipArchive(members);
}

void writeEvidence(const std::filesystem::path& file, const Evidence& evidence)
{
    writeFileAtomically(file, {{evidenceFile(evidence)}});
}

Evidence parseEvidence(std::string_view bytes, std::string_view name)
{
    Members members;
    for (ZipMember& member : readZipArchive(bytes, name))
        members.emplace(std::move(member.name), std::move(member.content));
    if (memberOf(members, kMimeMember, name) != kEvidenceMediaType)
        refuse(name, "is no evidence bundle");
    Evidence evidence;
    takeManifest(members, name, evidence);
    evidence.view = memberOf(members, "view.json", name);
    evidence.metrics = memberOf(members, "metrics.json", name);
    try {
        takeEvaluationJson(memberOf(members, "evaluation.json", name), evidence);
        takeConfigurationJson(memberOf(members, "configuration.json", name), evidence);
    } catch (const Error& error) {
        refuse(name, "is damaged (" + error.message() + ")");
    }
    return evidence;
}

Evidence readEvidence(const std::filesystem::path& file)
{
    return parseEvidence(readTextFile(file, kLargestFile), printable(file));
}

std::string evidenceTime()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

} // namespace tempo
