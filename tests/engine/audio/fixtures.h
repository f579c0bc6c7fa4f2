// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"
#include "tests/support/audio_files.h"
#include "tests/support/temp_folder.h"

#include <QtCore/QStandardPaths>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tempo::test {

/// Decaying tones at 120 BPM over a soft chord and a little noise: what a codec takes for music. In [-1, 1].
inline std::vector<float> music(double seconds, int rate)
{
    std::vector<float> samples(static_cast<std::size_t>(seconds * rate));
    std::uint32_t noise = 12345;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double beat = std::fmod(t, 0.5);
        const auto tone = [&](double frequency) { return std::sin(2.0 * std::numbers::pi * frequency * t); };
        noise = noise * 1664525U + 1013904223U;
        const double hiss = static_cast<double>(noise >> 8U) / 8388608.0 - 1.0;
        const double value = 0.5 * std::exp(-12.0 * beat) * tone(440.0 + 110.0 * std::floor(std::fmod(t, 4.0))) +
                             0.1 * tone(220.0) + 0.05 * tone(1320.0) + 0.01 * hiss;
        samples[i] = static_cast<float>(value);
    }
    return samples;
}

inline std::vector<float> sine(double frequency, double amplitude, double seconds, int rate)
{
    std::vector<float> samples(static_cast<std::size_t>(seconds * rate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(amplitude *
                                        std::sin(2.0 * std::numbers::pi * frequency * static_cast<double>(i) / rate));
    return samples;
}

inline double rms(std::span<const float> samples)
{
    double sum = 0.0;
    for (const float sample : samples)
        sum += static_cast<double>(sample) * static_cast<double>(sample);
    return samples.empty() ? 0.0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

/// The delay of `late` against `reference` in samples that makes the first second and a half most alike, within
/// +-range.
inline int delayOf(std::span<const float> late, std::span<const float> reference, int range)
{
    constexpr std::size_t kCompared = 33075;
    const int length = static_cast<int>(std::min({late.size(), reference.size(), kCompared}));
    int best = 0;
    double highest = -1.0;
    for (int lag = -range; lag <= range; ++lag) {
        double sum = 0.0;
        for (int i = range; i < length - range; ++i)
            sum += static_cast<double>(reference[static_cast<std::size_t>(i)]) *
                   static_cast<double>(late[static_cast<std::size_t>(i + lag)]);
        if (sum > highest) {
            highest = sum;
            best = lag;
        }
    }
    return best;
}

inline std::string readBytes(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string bytes(std::filesystem::file_size(path), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

inline void writeBytes(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Leaves the first `share` of a file's bytes.
inline void cutFile(const std::filesystem::path& path, double share)
{
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size * share));
}

inline bool hasFfmpegCommand()
{
    return !QStandardPaths::findExecutable("ffmpeg").isEmpty();
}

/// Runs the ffmpeg command on an input with the given output options. By posix_spawn, since QProcess forks, after which
/// the thread sanitizer forbids new threads.
/// @return false if it failed, e.g. for want of an encoder
inline bool encode(const std::filesystem::path& input, const QStringList& options, const std::filesystem::path& output)
{
    std::vector<std::string> words = {"ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", input.native()};
    for (const QString& option : options)
        words.push_back(option.toStdString());
    words.push_back(output.native());
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    int status = 0;
    return ::posix_spawnp(&child, "ffmpeg", nullptr, nullptr, arguments.data(), environ) == 0 &&
           ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace tempo::test
