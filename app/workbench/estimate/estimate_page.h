// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/page.h"
#include "app/workbench/services.h"
#include "engine/core/units.h"

#include <QStringList>

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

class QAction;
class QHBoxLayout;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace tempo::ui {
class EmptyState;
}

namespace tempo::workbench {

struct Song;
struct SongIntake;
struct SongUpdate;
class SongEstimation;
class SongModel;
class SongTable;
class TrackInspector;

/// Songs that were dropped, and their tempi.
class EstimatePage final : public Page {
    Q_OBJECT
public:
    explicit EstimatePage(const Services& services, QWidget* parent = nullptr);
    ~EstimatePage() override;

    [[nodiscard]] QString title() const override { return tr("Estimate"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] std::vector<QAction*> pageActions() const override { return m_actions; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    [[nodiscard]] QString status() const override;

    /// Files, folders and playlists; each song becomes a row at once.
    void addPaths(const QStringList& paths);
    /// Something that can be dropped is over the window.
    void setDragOver(bool isOver);

    /// Empty: the model that comes with the program. For songs that are added from now on.
    void setModel(const QString& file);
    /// A folder has another name; the model may lie in it.
    void followRename(const std::filesystem::path& from, const std::filesystem::path& to);
    void cancel();
    void retryFailed();
    void removeSelected();
    void clear();
    /// All rows in the order that is seen; of several selected ones only these.
    void copy();
    void exportCsv(const QString& file);
    /// Into a folder, a file a song.
    void exportJams(const QString& folder);

    [[nodiscard]] SongModel& songs() { return *m_songs; }
    [[nodiscard]] SongTable& table() { return *m_table; }
    [[nodiscard]] TrackInspector& inspector() { return *m_inspector; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildHeader();
    void buildActions();
    QAction* addAction(const char* icon, const QString& text, const QKeySequence& keys, std::function<void()> work);
    void takeIntake(const SongIntake& intake);
    /// A notice that does not push aside what was told of the same drop.
    void tell(const QString& text, const QString& details);
    void takeUpdates(const std::vector<SongUpdate>& updates);
    void showCurrent();
    void showCounts();
    void correct(Bpm tempo, const QString& reason);
    void chooseSongs();
    void chooseFolder();
    void chooseModel();
    void writeTags();
    [[nodiscard]] std::vector<Song> songsToExport() const;
    /// In the background; says what became of it.
    void runExport(const QString& title, std::function<QString(const std::stop_token&)> work);

    Services m_services;
    SongModel* m_songs;
    SongEstimation* m_estimation;
    SongTable* m_table;
    TrackInspector* m_inspector;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    ui::EmptyState* m_empty;
    ui::EmptyState* m_dropHere; ///< over the songs while something is dragged
    QHBoxLayout* m_header = nullptr;
    QPushButton* m_model;
    QPushButton* m_export = nullptr;
    QString m_told; ///< since the last drop
    QString m_toldDetails;
    QString m_folder; ///< where files were last looked for
    std::optional<std::uint64_t> m_shown;
    std::optional<Bpm> m_shownCorrection;
    std::vector<QAction*> m_actions;
    QAction* m_cancel = nullptr;
    QAction* m_retry = nullptr;
};

} // namespace tempo::workbench
