// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <string>
#include <utility>

namespace tempo::neural {

/// Call it in a catch block: throws what was caught as an Error whose message is one line and begins with the subject.
/// LibTorch's own text comes with the C++ stack and is cut before it; memory that ran out becomes advice.
[[noreturn]] void throwTranslated(const std::string& subject, ErrorCode code = ErrorCode::Internal);

/// Runs work; Error and Cancelled pass, everything else is translated. @param code of what is translated
template <class Work>
auto translated(const std::string& subject, Work&& work, ErrorCode code = ErrorCode::Internal) -> decltype(work())
{
    try {
        return std::forward<Work>(work)();
    } catch (const Error&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        throwTranslated(subject, code);
    }
}

} // namespace tempo::neural
