// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/checkpoint.h"

#include "engine/core/error.h"
#include "engine/datasets/atomic_file.h"

#include <ATen/core/grad_mode.h>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace tempo::neural {

namespace {

constexpr const char* kVersionEntry = "tempnetic_checkpoint";
constexpr const char* kVersion = "1";

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view reason)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", file.native(), reason));
}

/// FNV-1a over words of eight bytes: finds damage, not forgery.
std::string checksumOf(std::span<const std::byte> bytes, std::string_view progress)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    const auto mix = [&hash](const void* data, std::size_t size) {
        std::uint64_t word = size;
        std::memcpy(&word, data, size);
        hash = (hash ^ word) * 0x100000001B3ULL;
        hash ^= hash >> 29U;
    };
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t))
        mix(bytes.data() + at, std::min(sizeof(std::uint64_t), bytes.size() - at));
    for (const char character : progress)
        mix(&character, 1);
    return fmt::format("{:016x}", hash);
}

std::string toText(const RunProgress& progress)
{
    const EpochRecord& best = progress.best;
    const nlohmann::json json{
        {"epochs", progress.epochs},
        {"steps", progress.steps},
        {"temperature", progress.temperature},
        {"epochs_without_better", progress.epochsWithoutBetter},
        {"seconds", progress.seconds},
        {"seconds_in_network", progress.secondsInNetwork},
        {"best",
         {{"epoch", best.epoch},
          {"step", best.step},
          {"train_loss", best.trainLoss},
          {"val_loss", best.validationLoss},
          {"val_accuracy_8", best.accuracy8},
          {"val_accuracy_1", best.accuracy1},
          {"val_accuracy_2", best.accuracy2},
          {"lr", best.learningRate},
          {"seconds", best.seconds}}},
    };
    return json.dump();
}

RunProgress progressFrom(const std::string& text)
{
    const nlohmann::json json = nlohmann::json::parse(text);
    const nlohmann::json& best = json.at("best");
    RunProgress progress;
    progress.epochs = json.at("epochs");
    progress.steps = json.at("steps");
    progress.temperature = json.at("temperature");
    progress.epochsWithoutBetter = json.at("epochs_without_better");
    progress.seconds = json.at("seconds");
    progress.secondsInNetwork = json.at("seconds_in_network");
    progress.best.epoch = best.at("epoch");
    progress.best.step = best.at("step");
    progress.best.trainLoss = best.at("train_loss");
    progress.best.validationLoss = best.at("val_loss");
    progress.best.accuracy8 = best.at("val_accuracy_8");
    progress.best.accuracy1 = best.at("val_accuracy_1");
    progress.best.accuracy2 = best.at("val_accuracy_2");
    progress.best.learningRate = best.at("lr");
    progress.best.seconds = best.at("seconds");
    progress.best.isBest = true;
    return progress;
}

std::string entry(const Safetensors& content, const char* key)
{
    const auto found = content.metadata.find(key);
    return found == content.metadata.end() ? std::string() : found->second;
}

void copyWhole(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::ifstream stream(from, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream)
        throw Error(ErrorCode::FileAccess, fmt::format("{}: cannot be read", from.native()));
    const std::array<std::string_view, 1> parts{bytes};
    writeFileAtomically(to, parts);
}

} // namespace

void writeCheckpoint(const std::filesystem::path& file, const RunProgress& progress, const TensorMap& tensors,
                     const RunIdentity& identity)
{
    Safetensors content = toSafetensors(tensors);
    const std::string text = toText(progress);
    content.metadata = {{kVersionEntry, kVersion},
                        {"progress", text},
                        {"seed", std::to_string(identity.seed)},
                        {"split", identity.splitFingerprint},
                        {"checksum", checksumOf(content.data, text)}};
    writeSafetensors(file, content);
}

Checkpoint readCheckpoint(const std::filesystem::path& file, const RunIdentity& identity)
{
    const Safetensors content = readSafetensors(file);
    if (entry(content, kVersionEntry) != kVersion)
        refuse(file, "is no checkpoint of this version of tempnetic");
    const std::string text = entry(content, "progress");
    if (entry(content, "checksum") != checksumOf(content.data, text))
        refuse(file, "the checkpoint is damaged (its checksum differs)");
    if (entry(content, "seed") != std::to_string(identity.seed) || entry(content, "split") != identity.splitFingerprint)
        refuse(file, "the checkpoint belongs to another run (seed or split differ)");
    try {
        return {progressFrom(text), toTensors(content, file.native())};
    } catch (const nlohmann::json::exception&) {
        refuse(file, "the checkpoint does not say how far the run has come");
    }
}

void keepCheckpointAs(const std::filesystem::path& file, const std::filesystem::path& name)
{
    const std::filesystem::path temporary = name.parent_path() / ("." + name.filename().native() + ".linked");
    std::error_code problem;
    std::filesystem::remove(temporary, problem);
    std::filesystem::create_hard_link(file, temporary, problem);
    if (problem)
        return copyWhole(file, name);
    std::filesystem::rename(temporary, name, problem);
    // Where both names stand for the same file already, rename() does nothing and leaves the first.
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    if (problem)
        throw Error(ErrorCode::FileAccess, fmt::format("{}: {}", name.native(), problem.message()));
}

void removeLeftovers(const std::filesystem::path& folder)
{
    std::error_code ignored;
    for (const auto& item : std::filesystem::directory_iterator(folder, ignored)) {
        const std::string name = item.path().filename().native();
        if (name.starts_with(".last.ckpt.") || name.starts_with(".best.ckpt."))
            std::filesystem::remove(item.path(), ignored);
    }
}

void restoreTensors(const TensorMap& from, const TensorMap& to, const std::filesystem::path& file)
{
    const at::NoGradGuard noGradient;
    for (const auto& [name, tensor] : to) {
        const auto found = from.find(name);
        if (found == from.end() || found->second.sizes() != tensor.sizes())
            refuse(file, fmt::format("the checkpoint is of another network ({} differs)", name));
    }
    if (from.size() != to.size())
        refuse(file, "the checkpoint is of another network (it has tensors that this one has not)");
    for (const auto& [name, tensor] : to)
        at::Tensor(tensor).copy_(from.at(name));
}

} // namespace tempo::neural
