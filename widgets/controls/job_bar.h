// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QHash>
#include <QVector>

class QHBoxLayout;
class QLabel;

namespace tempo::ui {

/// How one job in the background is.
struct JobState {
    quint64 id = 0;
    QString title;          ///< e.g. "Scanning GTZAN"
    QString stage;          ///< e.g. "412 of 1000"; may be empty
    double fraction = -1.0; ///< in [0, 1]; below 0 where the end is not known
};

/// The one place that lists what runs in the background, each with its progress and a way to stop it, beside a word on
/// what is shown.
class JobBar final : public QFrame {
    Q_OBJECT
public:
    explicit JobBar(QWidget* parent = nullptr);

    /// Progress bars never go back within one job.
    void setJobs(const QVector<JobState>& jobs);
    [[nodiscard]] int jobCount() const { return static_cast<int>(m_entries.size()); }
    /// At the left, e.g. "37 selected of 212 filtered of 999".
    void setStatus(const QString& text);
    [[nodiscard]] QString status() const;

Q_SIGNALS:
    void cancelWanted(quint64 id);

private:
    class Entry;

    QLabel* m_status;
    QHBoxLayout* m_layout;
    QHash<quint64, Entry*> m_entries;
};

} // namespace tempo::ui
