// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// A failed SQLite call; stays inside engine/datasets.
struct SqliteFailure {
    int code = 0; ///< primary result code
    std::string message;

    /// Whether the file's content is at fault: not a database, or a malformed one.
    [[nodiscard]] bool isDamage() const;
};

/// One SQLite connection with its prepared statements. All members throw SqliteFailure.
/// Thread rule: one thread at a time.
class SqliteConnection {
public:
    /// Opens or makes the file; waits up to ten seconds for other programs that write to it.
    explicit SqliteConnection(const std::filesystem::path& file);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection();

    void execute(const std::string& sql);
    std::int64_t queryNumber(const std::string& sql);

    /// A prepared statement with up to one row of result. Its parameters are numbered from 1, in the order they are
    /// given; the pointer stays valid as long as the connection.
    class Statement {
    public:
        Statement(SqliteConnection& connection, const std::string& sql);
        Statement(const Statement&) = delete;
        Statement& operator=(const Statement&) = delete;
        ~Statement();

        Statement& bind(std::string_view bytes);
        Statement& bind(std::span<const std::uint8_t> bytes);
        Statement& bind(std::int64_t number);
        /// Runs it. @return the blob in the first column of the first row; empty if there is no row
        std::optional<std::vector<std::uint8_t>> run();

    private:
        struct Impl;
        std::unique_ptr<Impl> m_impl;
    };

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo
