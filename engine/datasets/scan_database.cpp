// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_database.h"

#include "engine/core/printable.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace tempo {

namespace {

/// Written into the file's header, so that a foreign database is recognised: "tmpn".
constexpr std::int64_t kApplicationId = 0x746D706E;

std::filesystem::path withSuffix(const std::filesystem::path& file, const std::string& suffix)
{
    return file.native() + suffix;
}

/// Renames the database together with its log, which belongs to it by name.
/// @return the new name
std::filesystem::path moveAside(const std::filesystem::path& file, const std::string& name)
{
    int number = 1;
    const auto target = [&] { return withSuffix(file, fmt::format(".{}-{}", name, number)); };
    while (std::filesystem::exists(target()))
        ++number;
    for (const char* const part : {"", "-wal", "-shm"})
        if (std::filesystem::exists(withSuffix(file, part)))
            std::filesystem::rename(withSuffix(file, part), withSuffix(target(), part));
    return target();
}

} // namespace

ScanDatabase::ScanDatabase(std::filesystem::path file, std::int64_t schemaVersion)
    : m_file(std::move(file)), m_schemaVersion(schemaVersion)
{
    open();
}

std::optional<std::vector<std::uint8_t>> ScanDatabase::find(std::string_view path, std::int64_t size,
                                                            std::int64_t modifiedNanoseconds)
{
    if (m_database == nullptr)
        return std::nullopt;
    try {
        return m_find->bind(path).bind(size).bind(modifiedNanoseconds).run();
    } catch (const SqliteFailure& failure) {
        handle(failure);
        return std::nullopt;
    }
}

void ScanDatabase::store(std::string_view path, std::int64_t size, std::int64_t modifiedNanoseconds,
                         std::span<const std::uint8_t> record)
{
    if (m_database == nullptr)
        return;
    try {
        m_store->bind(path).bind(size).bind(modifiedNanoseconds).bind(record).run();
    } catch (const SqliteFailure& failure) {
        handle(failure);
    }
}

void ScanDatabase::dropGone(std::size_t most, const std::function<bool(std::string_view)>& isGone)
{
    if (m_database == nullptr)
        return;
    try {
        const std::int64_t last = m_database->queryNumber("SELECT coalesce(max(rowid), 0) FROM tracks");
        if (last == 0)
            return;
        // Where to begin is left to chance: so every entry gets its turn, and nothing has to be remembered.
        const std::int64_t start = m_database->queryNumber(fmt::format("SELECT abs(random() % {}) + 1", last));
        SqliteConnection::Statement first(*m_database,
                                          "SELECT path FROM tracks WHERE rowid>=?1 ORDER BY rowid LIMIT 1");
        SqliteConnection::Statement next(*m_database, "SELECT path FROM tracks WHERE path>?1 ORDER BY path LIMIT 1");
        SqliteConnection::Statement drop(*m_database, "DELETE FROM tracks WHERE path=?1");
        std::optional<std::vector<std::uint8_t>> path = first.bind(start).run();
        for (std::size_t i = 0; path && i < most; ++i) {
            const std::string name(path->begin(), path->end());
            if (isGone(name))
                drop.bind(std::string_view(name)).run();
            path = next.bind(std::string_view(name)).run();
            if (!path)
                path = next.bind(std::string_view()).run(); // after the last one comes the first
        }
    } catch (const SqliteFailure& failure) {
        handle(failure);
    }
}

std::vector<std::string> ScanDatabase::takeMessages()
{
    return std::exchange(m_messages, {});
}

void ScanDatabase::open()
{
    try {
        std::filesystem::create_directories(m_file.parent_path());
        m_lock = std::make_unique<FileLock>(withSuffix(m_file, ".lock"));
        m_lock->share();
        if (const std::optional<Ailment> ailment = connect())
            setAside(*ailment);
    } catch (const std::exception& error) {
        giveUp(error.what());
    } catch (const SqliteFailure& failure) {
        giveUp(failure.message);
    }
}

/// @return what keeps the file from being used; empty if it is ready
std::optional<ScanDatabase::Ailment> ScanDatabase::connect()
{
    try {
        m_database = std::make_unique<SqliteConnection>(m_file);
        if (std::optional<Ailment> ailment = prepare()) {
            disconnect();
            return ailment;
        }
        m_find = std::make_unique<SqliteConnection::Statement>(
            *m_database, "SELECT record FROM tracks WHERE path=?1 AND size=?2 AND modified_ns=?3");
        m_store = std::make_unique<SqliteConnection::Statement>(
            *m_database, "INSERT OR REPLACE INTO tracks(path, size, modified_ns, record) VALUES(?1, ?2, ?3, ?4)");
    } catch (const SqliteFailure& failure) {
        disconnect();
        if (!failure.isDamage())
            throw;
        return Ailment{"damaged", "is damaged (" + failure.message + ")"};
    }
    return std::nullopt;
}

/// @return what keeps the database from being used; empty if it is ready
std::optional<ScanDatabase::Ailment> ScanDatabase::prepare()
{
    const std::int64_t version = m_database->queryNumber("PRAGMA user_version");
    const std::int64_t application = m_database->queryNumber("PRAGMA application_id");
    const bool isNew =
        application == 0 && version == 0 && m_database->queryNumber("SELECT count(*) FROM sqlite_master") == 0;
    if (!isNew && application != kApplicationId)
        return Ailment{"foreign", "is a database of another program"};
    if (version > m_schemaVersion)
        return Ailment{"newer", "was written by a newer version of this program"};
    useWriteAheadLog();
    if (version < m_schemaVersion)
        createTables();
    return std::nullopt;
}

void ScanDatabase::createTables()
{
    m_database->execute("BEGIN IMMEDIATE");
    // Another program may have been quicker.
    if (m_database->queryNumber("PRAGMA user_version") < m_schemaVersion)
        m_database->execute(fmt::format("DROP TABLE IF EXISTS tracks;"
                                        "CREATE TABLE tracks(path BLOB PRIMARY KEY, size INTEGER NOT NULL,"
                                        " modified_ns INTEGER NOT NULL, record BLOB NOT NULL);"
                                        "PRAGMA application_id={}; PRAGMA user_version={};",
                                        kApplicationId, m_schemaVersion));
    m_database->execute("COMMIT");
}

/// With a write-ahead log readers do not wait for writers, and a kill loses no commit. Another program that sets it at
/// this moment makes the call fail, which does no harm; nor does a file system that cannot have it.
void ScanDatabase::useWriteAheadLog()
{
    try {
        m_database->execute("PRAGMA journal_mode=WAL");
    } catch (const SqliteFailure& failure) {
        if (failure.isDamage())
            throw;
    }
    m_database->execute("PRAGMA synchronous=NORMAL");
}

void ScanDatabase::disconnect()
{
    m_find.reset();
    m_store.reset();
    m_database.reset();
}

/// Looks at every page: a damaged one is otherwise met only when it is needed.
bool ScanDatabase::isSound()
{
    try {
        return m_database->queryNumber("SELECT quick_check = 'ok' FROM pragma_quick_check(1)") == 1;
    } catch (const SqliteFailure&) {
        return false;
    }
}

/// Renames the file and begins a fresh one. Renaming a database under a program that has it open would damage it,
/// hence the lock.
void ScanDatabase::setAside(const Ailment& ailment)
{
    disconnect();
    if (!m_lock->tryAlone()) {
        giveUp(ailment.description + ", and another program has it open");
        return;
    }
    // While the lock was not held alone, another program may have done it.
    if (connect() || !isSound()) {
        disconnect();
        const std::filesystem::path newName = moveAside(m_file, ailment.name);
        m_messages.push_back(fmt::format("the scan cache {} {}: renamed to {}; a new one is begun", printable(m_file),
                                         ailment.description, printable(newName.filename())));
        if (const std::optional<Ailment> again = connect()) {
            giveUp(again->description);
            return;
        }
    }
    m_lock->share();
}

void ScanDatabase::giveUp(const std::string& cause)
{
    disconnect();
    m_lock.reset();
    m_messages.push_back(
        fmt::format("the scan cache {} cannot be used: {}; all audio is read", printable(m_file), cause));
}

void ScanDatabase::handle(const SqliteFailure& failure)
{
    if (!failure.isDamage())
        return giveUp(failure.message);
    try {
        setAside({"damaged", "is damaged (" + failure.message + ")"});
    } catch (const std::exception& error) {
        giveUp(error.what());
    } catch (const SqliteFailure& second) {
        giveUp(second.message);
    }
}

} // namespace tempo
