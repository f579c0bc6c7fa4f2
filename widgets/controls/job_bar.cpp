// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/job_bar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSet>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tempo::ui {

namespace {

constexpr int kSteps = 1000;
constexpr int kProgressWidth = 120;

} // namespace

class JobBar::Entry final : public QWidget {
public:
    Entry(JobBar* bar, quint64 id)
        : QWidget(bar), m_text(new QLabel(this)), m_progress(new QProgressBar(this)), m_cancel(new QToolButton(this))
    {
        m_progress->setTextVisible(false);
        m_progress->setFixedWidth(kProgressWidth);
        m_cancel->setIcon(iconOf(QStringLiteral("close")));
        m_cancel->setIconSize(QSize(14, 14));
        auto* const layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(measure::kSmallGap);
        layout->addWidget(m_text);
        layout->addWidget(m_progress);
        layout->addWidget(m_cancel);
        connect(m_cancel, &QToolButton::clicked, bar, [bar, id] { Q_EMIT bar->cancelWanted(id); });
    }

    void show(const JobState& job)
    {
        m_text->setText(job.stage.isEmpty() ? job.title : JobBar::tr("%1: %2").arg(job.title, job.stage));
        m_cancel->setToolTip(JobBar::tr("Stop “%1”").arg(job.title));
        m_cancel->setAccessibleName(m_cancel->toolTip());
        m_progress->setAccessibleName(job.title);
        if (std::exchange(m_stage, job.stage) != job.stage)
            m_reached = 0; // a stage of its own, which begins anew
        if (job.fraction < 0.0) {
            m_progress->setRange(0, 0);
            return;
        }
        m_progress->setRange(0, kSteps);
        m_reached = std::max(m_reached, static_cast<int>(std::lround(job.fraction * kSteps)));
        m_progress->setValue(m_reached);
    }

private:
    QLabel* m_text;
    QProgressBar* m_progress;
    QString m_stage;
    QToolButton* m_cancel;
    int m_reached = 0;
};

JobBar::JobBar(QWidget* parent) : QFrame(parent), m_status(new QLabel(this)), m_layout(new QHBoxLayout(this))
{
    setFixedHeight(32);
    setAccessibleName(tr("Running jobs"));
    m_status->setProperty("kind", "secondary");
    m_status->setAccessibleName(tr("Status"));
    m_layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    m_layout->setSpacing(measure::kPageMargin);
    m_layout->addWidget(m_status);
    m_layout->addStretch();
}

void JobBar::setJobs(const QVector<JobState>& jobs)
{
    QSet<quint64> present;
    for (const JobState& job : jobs) {
        present.insert(job.id);
        Entry*& entry = m_entries[job.id];
        if (!entry) {
            entry = new Entry(this, job.id);
            m_layout->addWidget(entry);
        }
        entry->show(job);
    }
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (present.contains(entry.key())) {
            ++entry;
            continue;
        }
        // Its own button may be what ended it.
        entry.value()->hide();
        entry.value()->deleteLater();
        entry = m_entries.erase(entry);
    }
}

void JobBar::setStatus(const QString& text)
{
    m_status->setText(text);
}

QString JobBar::status() const
{
    return m_status->text();
}

} // namespace tempo::ui
