// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/dataset_scanner.h"

#include "app/common/parallel.h"
#include "app/common/processors.h"
#include "app/workbench/outbox.h"
#include "engine/core/printable.h"
#include "engine/datasets/layout.h"
#include "engine/datasets/scan_cache.h"

#include <QDir>
#include <QFileInfo>

#include <atomic>
#include <system_error>

namespace tempo::workbench {

namespace {

constexpr int kTickMilliseconds = 33;

ReadTrack readOf(std::size_t track, const TrackScan& scan)
{
    const bool isFaulty = !scan.audio || scan.audio->find(AudioFault::Undecodable) != nullptr;
    return {.track = track, .seconds = scan.audio ? scan.audio->decodedDuration.value() : 0.0, .isFaulty = isFaulty};
}

bool isThere(const std::filesystem::path& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

/// The edits of a dataset that was moved: those at its new place, else those at its former one.
LoadedCorrections editsOf(const std::filesystem::path& path, const std::filesystem::path& formerPath)
{
    LoadedCorrections edits = loadCorrections(correctionPlaces(path, dataHome()));
    if (!edits.tracks.empty() || formerPath.empty())
        return edits;
    edits.tracks = loadCorrections(correctionPlaces(formerPath, dataHome())).tracks;
    if (!edits.tracks.empty())
        saveCorrections(edits.file, edits.tracks);
    return edits;
}

} // namespace

struct DatasetScanner::Feed {
    Outbox<OpenedDataset> opened;
    Outbox<ReadTrack> read;
};

struct DatasetScanner::Result {
    std::shared_ptr<const ScanReport> report;
    std::vector<std::string> messages;
};

DatasetScanner::DatasetScanner(TaskRunner& tasks, QObject* parent) : QObject(parent), m_tasks(tasks)
{
    m_tick.setInterval(kTickMilliseconds);
    connect(&m_tick, &QTimer::timeout, this, &DatasetScanner::drain);
}

void DatasetScanner::start(const std::filesystem::path& path, const std::filesystem::path& formerPath)
{
    // A feed of its own for every scan: what an older one still puts into its own is never seen.
    m_feed = std::make_shared<Feed>();
    m_path = path;
    m_read = 0;
    m_total = 0;
    m_faulty = 0;
    const QString name = QFileInfo(QString::fromStdString(path.native())).fileName();
    m_task = m_tasks.run(
        {.title = tr("Scanning %1").arg(name), .key = QStringLiteral("scan"), .lane = TaskLane::Batch},
        [path, formerPath, feed = m_feed](TaskContext& task) { return scan(path, formerPath, *feed, task); }, this,
        [this](TaskResult<Result> result) { end(std::move(result)); });
    m_tick.start();
}

void DatasetScanner::stop()
{
    m_tasks.cancelKey(QStringLiteral("scan"));
}

DatasetScanner::Result DatasetScanner::scan(const std::filesystem::path& path, const std::filesystem::path& formerPath,
                                            Feed& feed, TaskContext& task)
{
    auto dataset = std::make_shared<const Dataset>(openDataset(path, {}, task.stop()));
    feed.opened.put({.dataset = dataset, .edits = editsOf(path, formerPath)});
    std::vector<std::size_t> withAudio;
    for (std::size_t track = 0; track < dataset->tracks.size(); ++track)
        if (dataset->tracks[track].audio)
            withAudio.push_back(track);
    ScanCache cache(defaultScanCachePath());
    std::vector<TrackScan> scans(dataset->tracks.size());
    std::atomic<std::size_t> nRead{0};
    const auto worker = [&](std::size_t index, const std::stop_token& stop) {
        const std::size_t track = withAudio[index];
        scans[track] = cache.scan(*dataset->tracks[track].audio, stop);
        feed.read.put(readOf(track, scans[track]));
        const std::size_t done = ++nRead;
        task.report(static_cast<double>(done) / static_cast<double>(withAudio.size()),
                    std::to_string(done) + " / " + std::to_string(withAudio.size()));
    };
    app::forEachParallel(
        withAudio.size(), app::availableProcessors(), [&worker] { return worker; }, task.stop());
    if (!isThere(path))
        throw Error(ErrorCode::FileAccess, printable(path) + ": disappeared while it was read");
    Result result;
    result.report = std::make_shared<const ScanReport>(makeScanReport(*dataset, std::move(scans), {}, task.stop()));
    result.messages = cache.takeMessages();
    return result;
}

void DatasetScanner::drain()
{
    for (const OpenedDataset& dataset : m_feed->opened.take()) {
        m_total = 0;
        for (const Track& track : dataset.dataset->tracks)
            m_total += track.audio ? 1 : 0;
        Q_EMIT opened(dataset);
    }
    const std::vector<ReadTrack> tracks = m_feed->read.take();
    if (tracks.empty())
        return;
    m_read += static_cast<int>(tracks.size());
    for (const ReadTrack& track : tracks)
        m_faulty += track.isFaulty ? 1 : 0;
    Q_EMIT read(tracks);
}

void DatasetScanner::end(TaskResult<Result> result)
{
    drain();
    m_tick.stop();
    m_task = 0;
    if (result.value) {
        QStringList messages;
        for (const std::string& message : result.value->messages)
            messages << QString::fromStdString(message);
        Q_EMIT finished(result.value->report, messages);
    } else if (result.error) {
        Q_EMIT failed(QString::fromStdString(result.error->message()),
                      result.error->code() == ErrorCode::FileAccess &&
                          !QFileInfo::exists(QString::fromStdString(m_path.native())));
    } else {
        Q_EMIT stopped();
    }
}

std::filesystem::path dataHome()
{
    QString home = qEnvironmentVariable("XDG_DATA_HOME");
    if (!QDir::isAbsolutePath(home))
        home = QDir::home().filePath(QStringLiteral(".local/share"));
    return home.toStdString();
}

} // namespace tempo::workbench
