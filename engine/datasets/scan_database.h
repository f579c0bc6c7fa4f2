// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/file_lock.h"
#include "engine/datasets/sqlite_connection.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// The SQLite file behind a ScanCache: records by path and state of a file. Nothing that is wrong with it is thrown: it
/// is set aside or given up, with a message, and then holds nothing. Thread rule: one thread at a time.
class ScanDatabase {
public:
    /// @param schemaVersion  of the records; those of an older one are dropped, a file with a newer one is set aside
    ScanDatabase(std::filesystem::path file, std::int64_t schemaVersion);

    [[nodiscard]] std::optional<std::vector<std::uint8_t>> find(std::string_view path, std::int64_t size,
                                                                std::int64_t modifiedNanoseconds);
    void store(std::string_view path, std::int64_t size, std::int64_t modifiedNanoseconds,
               std::span<const std::uint8_t> record);

    /// Looks at some neighbouring entries, somewhere in the file, and drops those that `isGone` names. Other programs
    /// may read and write meanwhile.
    void dropGone(std::size_t most, const std::function<bool(std::string_view path)>& isGone);

    /// What was wrong with the file, one line each; each is handed out once.
    std::vector<std::string> takeMessages();

private:
    /// What keeps a file from being used.
    struct Ailment {
        std::string name;        ///< becomes part of the new file name
        std::string description; ///< completes "the scan cache FILE ..."
    };

    void open();
    std::optional<Ailment> connect();
    std::optional<Ailment> prepare();
    void createTables();
    void useWriteAheadLog();
    void disconnect();
    [[nodiscard]] bool isSound();
    void setAside(const Ailment& ailment);
    void giveUp(const std::string& cause);
    void handle(const SqliteFailure& failure);

    std::filesystem::path m_file;
    std::int64_t m_schemaVersion;
    std::unique_ptr<FileLock> m_lock; ///< held together while in use, alone while the file is renamed
    std::unique_ptr<SqliteConnection> m_database;
    std::unique_ptr<SqliteConnection::Statement> m_find;
    std::unique_ptr<SqliteConnection::Statement> m_store;
    std::vector<std::string> m_messages;
};

} // namespace tempo
