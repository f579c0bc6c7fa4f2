// SPDX-License-Identifier: GPL-3.0-or-later
// What the menu of the dataset page offers.
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/dataset/demo_corpus.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/plot_export.h"
#include "engine/datasets/atomic_file.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>

namespace tempo::workbench {

namespace {

constexpr int kHintMilliseconds = 4000;

} // namespace

QAction* DatasetPage::addPageAction(const QString& text, const QKeySequence& keys, const std::function<void()>& work)
{
    auto* const action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, work);
    m_actions.push_back(action);
    return action;
}

void DatasetPage::buildActions()
{
    addPageAction(tr("&Rescan"), QKeySequence(Qt::Key_F5), [this] { rescan(); });
    m_locate = addPageAction(tr("&Locate a moved dataset…"), {}, [this] {
        askForFolder(tr("Where is it now?"), [this](const QString& path) { relink(path); });
    });
    addPageAction(tr("Make the &demo dataset"), {}, [this] { makeDemo(); });
    m_actions.push_back(nullptr);
    addPageAction(tr("&Filter"), QKeySequence::Find, [this] { m_filter->focusText(); });
    addPageAction(tr("&Clear the filter"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                  [this] { m_filter->setText({}); });
    addPageAction(tr("Co&py rows as TSV"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                  [this] { m_table->copyAsTsv(); });
    addPageAction(tr("Export tracks (C&SV)…"), QKeySequence(Qt::CTRL | Qt::Key_E),
                  [this] { askForReport(ReportFormat::Csv); });
    addPageAction(tr("Export report (&HTML)…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                  [this] { askForReport(ReportFormat::Html); });
    m_actions.push_back(nullptr);
    addEditActions();
    m_actions.push_back(nullptr);
    for (QAction* const action : m_inspector->trackActions())
        m_actions.push_back(action);
    connect(&m_histogram->histogram(), &ui::Plot::exportWanted, this,
            [this] { exportPlot(m_histogram->histogram(), m_services, this); });
    showPreviews();
}

void DatasetPage::addEditActions()
{
    // A menu does not say when it is left.
    m_hintEnd.setSingleShot(true);
    m_hintEnd.setInterval(kHintMilliseconds);
    connect(&m_hintEnd, &QTimer::timeout, this, [this] {
        m_hint.clear();
        Q_EMIT statusChanged();
    });
    const auto keysOf = [](TempoRatio ratio) {
        if (ratio.numerator == 2 && ratio.denominator == 1)
            return QKeySequence(Qt::CTRL | Qt::Key_D);
        return ratio.numerator == 1 ? QKeySequence(Qt::CTRL | Qt::Key_H) : QKeySequence();
    };
    for (const TempoRatio ratio : tempoRatios()) {
        // The inspector's own, in the same menu, are of the one track that is heard.
        QAction* const action = addPageAction(tr("%1 of the selection").arg(TrackEditor::nameOf(ratio)), keysOf(ratio),
                                              [this, ratio] { m_editor.multiply(selectedIds(), ratio); });
        connect(action, &QAction::hovered, this, [this, action] {
            m_hint = action->toolTip();
            Q_EMIT statusChanged();
            m_hintEnd.start();
        });
        m_ratioActions.push_back(action);
    }
    m_trackActions = m_ratioActions;
    m_trackActions.push_back(addPageAction(tr("Take back the corrections"), QKeySequence(Qt::CTRL | Qt::Key_Backspace),
                                           [this] { m_editor.revert(selectedIds()); }));
    m_trackActions.push_back(
        addPageAction(tr("Add a &tag…"), QKeySequence(Qt::CTRL | Qt::Key_T), [this] { askForTag(); }));
    m_trackActions.push_back(addPageAction(tr("E&xclude from training"), QKeySequence(Qt::CTRL | Qt::Key_X), [this] {
        m_editor.setTraining(selectedIds(), TrackEditor::Training::Exclude);
    }));
    m_trackActions.push_back(
        addPageAction(tr("&Use in training again"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X),
                      [this] { m_editor.setTraining(selectedIds(), TrackEditor::Training::Include); }));
    for (QAction* const action : m_trackActions)
        m_table->addAction(action);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void DatasetPage::showPreviews()
{
    const QStringList ids = selectedIds();
    for (QAction* const action : m_trackActions)
        action->setEnabled(!ids.isEmpty());
    for (std::size_t place = 0; place < m_ratioActions.size(); ++place) {
        const TempoRatio ratio = tempoRatios()[place];
        const QString preview = m_editor.preview(ids, ratio);
        m_ratioActions[place]->setEnabled(!preview.isEmpty());
        m_ratioActions[place]->setToolTip(preview.isEmpty() ? TrackEditor::nameOf(ratio) : preview);
        m_ratioActions[place]->setStatusTip(preview);
    }
    m_hint.clear();
}

void DatasetPage::askForFolder(const QString& title, const std::function<void(const QString&)>& use)
{
    const QString folder = QFileDialog::getExistingDirectory(this, title, QFileInfo(m_path).path());
    if (!folder.isEmpty())
        use(folder);
}

void DatasetPage::askForTag()
{
    bool isAccepted = false;
    const QString tag = QInputDialog::getItem(this, tr("Add a tag"), tr("Tag for the selected tracks"),
                                              m_catalogue.tags(), -1, true, &isAccepted);
    if (isAccepted)
        m_editor.addTag(selectedIds(), tag);
}

void DatasetPage::askForReport(ReportFormat format)
{
    if (!m_review) {
        m_services.notice(tr("The report is there when all audio was read."), {});
        return;
    }
    const bool isCsv = format == ReportFormat::Csv;
    const QString suggested = QDir::home().filePath(QFileInfo(m_path).fileName() +
                                                    (isCsv ? QStringLiteral(".csv") : QStringLiteral(".html")));
    const QString path = QFileDialog::getSaveFileName(this, isCsv ? tr("Export tracks") : tr("Export report"),
                                                      suggested, isCsv ? tr("CSV (*.csv)") : tr("HTML (*.html)"));
    if (!path.isEmpty())
        exportReport(path, format);
}

void DatasetPage::exportReport(const QString& path, ReportFormat format)
{
    if (!m_review)
        return;
    m_services.tasks.run(
        {.title = tr("Exporting"), .key = {}},
        [review = m_review, format, file = std::filesystem::path(QFile::encodeName(path).toStdString())](TaskContext&) {
            const std::string text =
                format == ReportFormat::Csv ? scanReportCsv(review->report) : scanReportHtml(review->report);
            writeFileAtomically(file, {{text}});
            return Nothing{};
        },
        this,
        [this, path](const TaskResult<Nothing>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else if (result.value)
                m_services.notice(tr("Written: %1").arg(QDir::toNativeSeparators(path)), {});
        });
}

void DatasetPage::makeDemo()
{
    m_services.tasks.run(
        {.title = tr("Composing the demo dataset"), .key = QStringLiteral("demo"), .lane = TaskLane::Batch},
        [](TaskContext& task) {
            makeDemoCorpus(demoFolder(), task);
            return Nothing{};
        },
        this,
        [this](const TaskResult<Nothing>& result) {
            if (result.value)
                openDataset(QFile::decodeName(QByteArray::fromStdString(demoFolder().native())));
            else if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
        });
    m_services.notice(tr("The demo dataset is being composed, about a minute; it opens when it is ready."), {});
}

} // namespace tempo::workbench
