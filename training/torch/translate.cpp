// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/translate.h"

#include "engine/core/printable.h"

#include <algorithm>
#include <array>
#include <c10/util/Exception.h>
#include <fmt/format.h>
#include <new>
#include <string_view>

namespace tempo::neural {

namespace {

constexpr std::string_view kMemoryAdvice =
    "the device's memory is full: take a smaller batch size (trainer.batch_size), or another device";

/// LibTorch has a class for it only where its own allocator of the GPU fails.
bool isAboutMemory(std::string_view text)
{
    constexpr std::array<std::string_view, 4> kPhrases{"out of memory", "can't allocate memory", "not enough memory",
                                                       "ALLOC_FAILED"};
    return std::ranges::any_of(kPhrases, [text](std::string_view phrase) { return text.find(phrase) != text.npos; });
}

std::string firstLine(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \n");
    if (begin == text.npos)
        return "unknown cause";
    return printable(text.substr(begin, text.find('\n', begin) - begin));
}

[[noreturn]] void fail(const std::string& subject, ErrorCode code, std::string_view text)
{
    if (isAboutMemory(text))
        throw Error(ErrorCode::InvalidArgument, fmt::format("{}: {}", subject, kMemoryAdvice));
    throw Error(code, fmt::format("{}: {}", subject, firstLine(text)));
}

} // namespace

void throwTranslated(const std::string& subject, ErrorCode code)
{
    try {
        throw;
    } catch (const c10::OutOfMemoryError&) {
        throw Error(ErrorCode::InvalidArgument, fmt::format("{}: {}", subject, kMemoryAdvice));
    } catch (const c10::Error& error) {
        fail(subject, code, error.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        throw Error(ErrorCode::InvalidArgument, fmt::format("{}: {}", subject, kMemoryAdvice));
    } catch (const std::exception& error) {
        fail(subject, code, error.what());
    } catch (...) {
        fail(subject, code, {});
    }
}

} // namespace tempo::neural
