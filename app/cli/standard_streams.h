// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tempo::cli {

enum class StandardStream { Output = 1, Error = 2 };

/// Once, first thing in main(): a reader that goes away becomes a write error instead of a signal, and a stream that
/// the caller closed stays an error instead of becoming the first file that the program opens.
void prepareStandardStreams();

/// Writes text as it is, at once, with no error handling: for progress and for text that is about an error anyway.
void printRaw(StandardStream stream, std::string_view text);

/// `tempnetic: TEXT` as one line on stderr; line breaks and other control characters in it are escaped.
void printMessage(std::string_view text);

/// Results on stdout. Unbuffered: a caller that reads line by line gets each result when it is ready.
class Output {
public:
    /// @return false if the text could not be written, now or before; then there is no use in working on
    bool write(std::string_view text);
    [[nodiscard]] bool failed() const { return m_error != 0; }
    /// Says on stderr what went wrong. A reader that had enough (`| head -1`) is no fault: nothing is said.
    /// @return the exit code that belongs to it
    [[nodiscard]] int reportFailure() const;

private:
    int m_error = 0; ///< errno of the failed write
};

} // namespace tempo::cli
