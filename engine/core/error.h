// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>
#include <utility>

namespace tempo {

/// What kind of thing went wrong; the message says which file or value.
enum class ErrorCode {
    InvalidArgument, ///< a value outside its documented range
    FileAccess,      ///< missing, unreadable, removed meanwhile, not writable
    Decode,          ///< not audio, or audio that no decoder understands
    Format,          ///< a text, playlist, annotation or model file that does not parse
    NoTempo,         ///< the audio was read, but no tempo can be stated for it
    Internal,        ///< a bug in tempnetic
};

/// The one exception type of the engine. Its message is one line for a person: the file or value, the cause, what to
/// do.
class Error : public std::exception {
public:
    Error(ErrorCode code, std::string message) : m_code(code), m_message(std::move(message)) {}
    [[nodiscard]] ErrorCode code() const { return m_code; }
    [[nodiscard]] const std::string& message() const { return m_message; }
    [[nodiscard]] const char* what() const noexcept override { return m_message.c_str(); }

private:
    ErrorCode m_code;
    std::string m_message;
};

/// Thrown when the user stopped the work; deliberately not an Error.
class Cancelled : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

} // namespace tempo
