// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/sqlite_connection.h"

#include <sqlite3.h>

namespace tempo {

namespace {

constexpr int kBusyMilliseconds = 10'000;

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

[[noreturn]] void fail(sqlite3* database, int code)
{
    const char* const words = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    throw SqliteFailure{.code = code & 0xFF, .message = words};
}

void check(sqlite3* database, int code)
{
    if (code != SQLITE_OK)
        fail(database, code);
}

/// SQLite takes a null pointer for NULL, also where the length is 0.
const void* notNull(const void* data)
{
    return data != nullptr ? data : static_cast<const void*>("");
}

} // namespace

bool SqliteFailure::isDamage() const
{
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_FORMAT;
}

struct SqliteConnection::Impl {
    std::unique_ptr<sqlite3, CloseDatabase> database;
};

SqliteConnection::SqliteConnection(const std::filesystem::path& file) : m_impl(std::make_unique<Impl>())
{
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int opened = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    m_impl->database.reset(raw);
    check(raw, opened);
    check(raw, sqlite3_busy_timeout(raw, kBusyMilliseconds));
}

SqliteConnection::~SqliteConnection() = default;

void SqliteConnection::execute(const std::string& sql)
{
    check(m_impl->database.get(), sqlite3_exec(m_impl->database.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

struct SqliteConnection::Statement::Impl {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    int bound = 0;
};

std::int64_t SqliteConnection::queryNumber(const std::string& sql)
{
    sqlite3* const database = m_impl->database.get();
    sqlite3_stmt* statement = nullptr;
    check(database, sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr));
    const int stepped = sqlite3_step(statement);
    const std::int64_t number = stepped == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    const int finalized = sqlite3_finalize(statement);
    check(database, finalized);
    return number;
}

SqliteConnection::Statement::Statement(SqliteConnection& connection, const std::string& sql)
    : m_impl(std::make_unique<Impl>())
{
    m_impl->database = connection.m_impl->database.get();
    check(m_impl->database, sqlite3_prepare_v3(m_impl->database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                                               &m_impl->statement, nullptr));
}

SqliteConnection::Statement::~Statement()
{
    sqlite3_finalize(m_impl->statement);
}

SqliteConnection::Statement& SqliteConnection::Statement::bind(std::string_view bytes)
{
    check(m_impl->database, sqlite3_bind_blob64(m_impl->statement, ++m_impl->bound, notNull(bytes.data()), bytes.size(),
                                                SQLITE_TRANSIENT));
    return *this;
}

SqliteConnection::Statement& SqliteConnection::Statement::bind(std::span<const std::uint8_t> bytes)
{
    check(m_impl->database, sqlite3_bind_blob64(m_impl->statement, ++m_impl->bound, notNull(bytes.data()), bytes.size(),
                                                SQLITE_TRANSIENT));
    return *this;
}

SqliteConnection::Statement& SqliteConnection::Statement::bind(std::int64_t number)
{
    check(m_impl->database, sqlite3_bind_int64(m_impl->statement, ++m_impl->bound, number));
    return *this;
}

std::optional<std::vector<std::uint8_t>> SqliteConnection::Statement::run()
{
    sqlite3_stmt* const statement = m_impl->statement;
    std::optional<std::vector<std::uint8_t>> result;
    if (sqlite3_step(statement) == SQLITE_ROW) {
        const auto* const data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, 0));
        const int size = sqlite3_column_bytes(statement, 0);
        result.emplace(data, data + size);
    }
    m_impl->bound = 0;
    // Says again what the step failed with, if it did.
    check(m_impl->database, sqlite3_reset(statement));
    return result;
}

} // namespace tempo
