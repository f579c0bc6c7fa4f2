// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_row.h"
#include "engine/datasets/corrections.h"
#include "engine/datasets/dataset.h"
#include "engine/datasets/scan_report.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace tempo::workbench {

/// What one audio file told, as soon as it is read.
struct ReadTrack {
    std::size_t track = 0; ///< index
    double seconds = 0.0;
    bool isFaulty = false; ///< cannot be opened or decoded
};

/// Everything that is known of the tracks of the open dataset, in the order of their ids, from all sources. GUI thread
/// only; no file is touched.
class TrackCatalogue final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Another dataset, or null. @param version  the reference that counts
    void setDataset(std::shared_ptr<const Dataset> dataset, const std::string& version, const Corrections& edits);
    void setVersion(const std::string& version);
    void addRead(const std::vector<ReadTrack>& tracks);
    void setProblems(const std::vector<Problem>& problems);
    void setSplit(const Split& split);
    /// @param ids  of the tracks whose edits are other ones now
    void setEdits(const Corrections& edits, const std::vector<std::string>& ids);

    [[nodiscard]] const std::shared_ptr<const Dataset>& dataset() const { return m_dataset; }
    [[nodiscard]] const std::string& version() const { return m_version; }
    [[nodiscard]] const std::vector<TrackRow>& rows() const { return m_rows; }
    [[nodiscard]] const TrackRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// -1 if there is none.
    [[nodiscard]] int indexOf(const QString& id) const { return m_index.value(id, -1); }
    [[nodiscard]] const Track* track(const QString& id) const;
    [[nodiscard]] QStringList genres() const;
    /// All tags that occur, sorted.
    [[nodiscard]] QStringList tags() const;
    /// Replaces all rows, for tests and benchmarks.
    void setRows(std::vector<TrackRow> rows);

Q_SIGNALS:
    /// All rows are other ones.
    void reset();
    /// Rows first to last have other values.
    void changed(int first, int last);
    /// Beside changed(): tempi are other ones, so that what counts them counts again.
    void tempiChanged();

private:
    void fillTempo(std::size_t index, const Corrections& edits);
    void changedAll();

    std::shared_ptr<const Dataset> m_dataset;
    std::string m_version;
    Corrections m_edits;
    std::vector<TrackRow> m_rows;
    QHash<QString, int> m_index;
};

} // namespace tempo::workbench
