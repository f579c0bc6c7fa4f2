// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_cache.h"

#include "engine/core/printable.h"
#include "engine/datasets/file_lock.h"
#include "engine/datasets/scan_record.h"
#include "engine/datasets/sqlite_connection.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <utility>

namespace tempo {

namespace {

/// Written into the file's header, so that a foreign database is recognised: "tmpn".
constexpr std::int64_t kApplicationId = 0x746D706E;

constexpr std::int64_t kClockTick = 2'000'000'000;

/// What keeps a file from being used as the cache.
struct Ailment {
    std::string name;        ///< becomes part of the new file name
    std::string description; ///< completes "the scan cache FILE ..."
};

void createTables(SqliteConnection& database)
{
    database.execute("BEGIN IMMEDIATE");
    // Another program may have been quicker.
    if (database.queryNumber("PRAGMA user_version") < ScanCache::kSchemaVersion)
        database.execute(fmt::format("DROP TABLE IF EXISTS tracks;"
                                     "CREATE TABLE tracks(path BLOB PRIMARY KEY, size INTEGER NOT NULL,"
                                     " modified_ns INTEGER NOT NULL, record BLOB NOT NULL);"
                                     "PRAGMA application_id={}; PRAGMA user_version={};",
                                     kApplicationId, ScanCache::kSchemaVersion));
    database.execute("COMMIT");
}

/// With a write-ahead log readers do not wait for writers, and a kill loses no commit. Another program that sets it at
/// this moment makes the call fail, which does no harm; nor does a file system that cannot have it.
void useWriteAheadLog(SqliteConnection& database)
{
    try {
        database.execute("PRAGMA journal_mode=WAL");
    } catch (const SqliteFailure& failure) {
        if (failure.isDamage())
            throw;
    }
    database.execute("PRAGMA synchronous=NORMAL");
}

/// @return what keeps the database from being used; empty if it is ready
std::optional<Ailment> prepare(SqliteConnection& database)
{
    const std::int64_t version = database.queryNumber("PRAGMA user_version");
    const std::int64_t application = database.queryNumber("PRAGMA application_id");
    const bool isNew =
        application == 0 && version == 0 && database.queryNumber("SELECT count(*) FROM sqlite_master") == 0;
    if (!isNew && application != kApplicationId)
        return Ailment{"foreign", "is a database of another program"};
    if (version > ScanCache::kSchemaVersion)
        return Ailment{"newer", "was written by a newer version of this program"};
    useWriteAheadLog(database);
    if (version < ScanCache::kSchemaVersion)
        createTables(database);
    return std::nullopt;
}

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

std::int64_t nowNanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

bool isSettled(const FileState& state)
{
    const std::int64_t age = nowNanoseconds() - state.modifiedNanoseconds;
    return age >= kClockTick || age <= -kClockTick; // a clock may go wrong, but not only just now
}

} // namespace

std::optional<FileState> fileState(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return FileState{.size = status.st_size,
                     .modifiedNanoseconds =
                         std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

std::filesystem::path defaultScanCachePath()
{
    const char* const cacheHome = std::getenv("XDG_CACHE_HOME");
    const char* const home = std::getenv("HOME");
    // By the XDG specification a relative path counts as none.
    if (cacheHome != nullptr && cacheHome[0] == '/')
        return std::filesystem::path(cacheHome) / "tempnetic" / "scan.sqlite";
    if (home != nullptr && home[0] == '/')
        return std::filesystem::path(home) / ".cache" / "tempnetic" / "scan.sqlite";
    return {};
}

struct ScanCache::Impl {
    std::filesystem::path file;
    // shared: under mutex
    mutable std::mutex mutex;
    std::unique_ptr<FileLock> lock; ///< held together while in use, alone while the file is renamed
    std::unique_ptr<SqliteConnection> database;
    std::unique_ptr<SqliteConnection::Statement> findStatement;
    std::unique_ptr<SqliteConnection::Statement> storeStatement;
    std::vector<std::string> messages;
    std::size_t hits = 0;
    std::filesystem::path lastFolder;
    std::filesystem::path lastCanonicalFolder;

    void open()
    {
        try {
            std::filesystem::create_directories(file.parent_path());
            lock = std::make_unique<FileLock>(withSuffix(file, ".lock"));
            lock->share();
            if (const std::optional<Ailment> ailment = connect())
                setAside(*ailment);
        } catch (const std::exception& error) {
            giveUp(error.what());
        } catch (const SqliteFailure& failure) {
            giveUp(failure.message);
        }
    }

    /// @return what keeps the file from being used; empty if it is ready
    std::optional<Ailment> connect()
    {
        try {
            database = std::make_unique<SqliteConnection>(file);
            if (std::optional<Ailment> ailment = prepare(*database)) {
                disconnect();
                return ailment;
            }
            findStatement = std::make_unique<SqliteConnection::Statement>(
                *database, "SELECT record FROM tracks WHERE path=?1 AND size=?2 AND modified_ns=?3");
            storeStatement = std::make_unique<SqliteConnection::Statement>(
                *database, "INSERT OR REPLACE INTO tracks(path, size, modified_ns, record) VALUES(?1, ?2, ?3, ?4)");
        } catch (const SqliteFailure& failure) {
            disconnect();
            if (!failure.isDamage())
                throw;
            return Ailment{"damaged", "is damaged (" + failure.message + ")"};
        }
        return std::nullopt;
    }

    void disconnect()
    {
        findStatement.reset();
        storeStatement.reset();
        database.reset();
    }

    /// Looks at every page: a damaged one is otherwise met only when it is needed.
    [[nodiscard]] bool isSound()
    {
        try {
            return database->queryNumber("SELECT quick_check = 'ok' FROM pragma_quick_check(1)") == 1;
        } catch (const SqliteFailure&) {
            return false;
        }
    }

    /// Renames the file and begins a fresh one. Renaming a database under a program that has it open would damage it,
    /// hence the lock.
    void setAside(const Ailment& ailment)
    {
        disconnect();
        if (!lock->tryAlone()) {
            giveUp(ailment.description + ", and another program has it open");
            return;
        }
        // While the lock was not held alone, another program may have done it.
        if (connect() || !isSound()) {
            disconnect();
            const std::filesystem::path newName = moveAside(file, ailment.name);
            messages.push_back(fmt::format("the scan cache {} {}: renamed to {}; a new one is begun", printable(file),
                                           ailment.description, printable(newName.filename())));
            if (const std::optional<Ailment> again = connect()) {
                giveUp(again->description);
                return;
            }
        }
        lock->share();
    }

    void giveUp(const std::string& cause)
    {
        disconnect();
        lock.reset();
        messages.push_back(
            fmt::format("the scan cache {} cannot be used: {}; all audio is read", printable(file), cause));
    }

    /// Calls work(), which uses the statements, unless the cache is out of use.
    template <class Work>
    void use(Work work)
    {
        if (database == nullptr)
            return;
        try {
            work();
        } catch (const SqliteFailure& failure) {
            handle(failure);
        }
    }

    void handle(const SqliteFailure& failure)
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

    /// The path with its folder's links resolved, so that it is the same from wherever it is named.
    std::string key(const std::filesystem::path& path)
    {
        const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
        if (folder != lastFolder || lastCanonicalFolder.empty()) {
            std::error_code error;
            lastCanonicalFolder = std::filesystem::canonical(folder, error);
            if (error)
                lastCanonicalFolder = std::filesystem::absolute(folder, error);
            lastFolder = folder;
        }
        return (lastCanonicalFolder / path.filename()).native();
    }
};

ScanCache::ScanCache(std::filesystem::path file) : m_impl(std::make_unique<Impl>())
{
    m_impl->file = std::move(file);
    if (!m_impl->file.empty())
        m_impl->open();
}

ScanCache::~ScanCache() = default;

std::optional<TrackScan> ScanCache::find(const std::filesystem::path& path, const FileState& state)
{
    std::optional<std::vector<std::uint8_t>> record;
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->use([&] {
            record = m_impl->findStatement->bind(std::string_view(m_impl->key(path)))
                         .bind(state.size)
                         .bind(state.modifiedNanoseconds)
                         .run();
        });
    }
    return record ? fromRecord(*record) : std::nullopt;
}

void ScanCache::store(const std::filesystem::path& path, const FileState& state, const TrackScan& scan)
{
    if (!scan.audio)
        return;
    const std::vector<std::uint8_t> record = toRecord(scan);
    const std::lock_guard lock(m_impl->mutex);
    m_impl->use([&] {
        m_impl->storeStatement->bind(std::string_view(m_impl->key(path)))
            .bind(state.size)
            .bind(state.modifiedNanoseconds)
            .bind(record)
            .run();
    });
}

TrackScan ScanCache::scan(const std::filesystem::path& path, const std::stop_token& stop)
{
    const std::optional<FileState> before = fileState(path);
    const bool isRememberable = before && isSettled(*before);
    if (before)
        if (std::optional<TrackScan> known = find(path, *before)) {
            const std::lock_guard lock(m_impl->mutex);
            ++m_impl->hits;
            return std::move(*known);
        }
    TrackScan scan = scanTrack(path, stop);
    if (isRememberable && fileState(path) == before)
        store(path, *before, scan);
    return scan;
}

std::size_t ScanCache::hits() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->hits;
}

std::vector<std::string> ScanCache::takeMessages()
{
    const std::lock_guard lock(m_impl->mutex);
    return std::exchange(m_impl->messages, {});
}

} // namespace tempo
