// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/evaluation_page.h"

#include "app/workbench/engine_texts.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/task_runner.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"
#include "widgets/controls/empty_state.h"
#include "widgets/plots/run_colors.h"
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <limits>
#include <set>

namespace tempo::workbench {

namespace {

ui::XyPlot::Role roleOf(SystemKind kind)
{
    switch (kind) {
    case SystemKind::Baseline:
        return ui::XyPlot::Role::Baseline;
    case SystemKind::Model:
        return ui::XyPlot::Role::Model;
    case SystemKind::Imported:
        return ui::XyPlot::Role::Other;
    }
    return ui::XyPlot::Role::Other;
}

} // namespace

EvaluationPage::~EvaluationPage() = default;

QIcon EvaluationPage::icon() const
{
    return ui::iconOf(QStringLiteral("evaluation"));
}

double EvaluationPage::tolerance() const
{
    constexpr double kSteps = 1000.0;
    return m_tolerance->value() / kSteps;
}

void EvaluationPage::proposeDataset(const QString& path)
{
    if (path.isEmpty() || path == m_dataset)
        return;
    // What was shown is of another dataset.
    m_work.reset();
    m_view = {};
    m_selected.clear();
    m_banner->hide();
    m_export->setEnabled(false);
    m_stack->setCurrentIndex(0);
    m_dataset = path;
    m_name->setText(QFileInfo(path).fileName());
    m_evaluate->setEnabled(true);
    m_empty->setText(tr("Nothing was evaluated yet"),
                     tr("Evaluate runs librosa's baseline and the model over “%1” and compares them, track by track.")
                         .arg(QFileInfo(path).fileName()));
}

void EvaluationPage::addModel(const QString& file)
{
    m_models.emplace_back(file.toStdString());
    m_services.notice(tr("%1 takes part in the next evaluation.").arg(QFileInfo(file).fileName()), {});
}

void EvaluationPage::followRename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (std::filesystem::path& model : m_models)
        if (model.parent_path() == from)
            model = to / model.filename();
}

void EvaluationPage::addEstimates(const QString& path)
{
    m_estimates.push_back({.name = QFileInfo(path).completeBaseName().toStdString(), .path = path.toStdString()});
    m_services.notice(tr("%1 takes part in the next evaluation.").arg(QFileInfo(path).fileName()), {});
}

void EvaluationPage::evaluate()
{
    if (m_dataset.isEmpty()) {
        m_services.problem(tr("Open a dataset first, on the Dataset page."), {});
        return;
    }
    EvaluationOrder order;
    order.dataset = m_dataset.toStdString();
    order.choice = static_cast<TrackChoice>(m_split->currentData().toInt());
    order.systems.estimates = m_estimates;
    order.models = m_models;
    m_evaluate->setEnabled(false);
    m_services.tasks.run(
        {.title = tr("Evaluating"), .key = QStringLiteral("evaluate"), .lane = TaskLane::Batch},
        [order](TaskContext& task) { return evaluateSystems(order, task); }, this,
        [this](TaskResult<std::shared_ptr<const EvaluationWork>> result) {
            m_evaluate->setEnabled(true);
            if (result.value)
                showWork(*result.value);
            else if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
        });
}

void EvaluationPage::showWork(std::shared_ptr<const EvaluationWork> work)
{
    m_work = std::move(work);
    m_selected.clear();
    m_reference->blockSignals(true);
    m_reference->clear();
    for (const std::string& reference : m_work->evaluation.references)
        m_reference->addItem(QString::fromStdString(reference));
    m_reference->blockSignals(false);
    m_view = {};
    if (!m_work->messages.empty()) {
        QStringList lines;
        for (const std::string& message : m_work->messages)
            lines << QString::fromStdString(message);
        m_services.notice(tr("%n message(s) about the evaluation.", nullptr, static_cast<int>(lines.size())),
                          lines.join(QLatin1Char('\n')));
    }
    askForView();
}

void EvaluationPage::askForView()
{
    if (!m_work)
        return;
    m_services.tasks.run(
        {.title = {}, .key = QStringLiteral("evaluation view"), .isListed = false},
        [work = m_work, selected = m_selected, reference = m_reference->currentText().toStdString(),
         tolerance = tolerance()](TaskContext&) { return makeView(*work, selected, reference, tolerance); },
        this,
        [this](TaskResult<EvaluationView> result) {
            if (result.value)
                showView(std::move(*result.value));
            else if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
        });
}

void EvaluationPage::showView(EvaluationView view)
{
    const bool isOtherSet =
        !m_view.all || m_view.all->items != view.all->items || m_view.all->reference != view.all->reference;
    m_view = std::move(view);
    m_stack->setCurrentIndex(1);
    m_export->setEnabled(true);
    const QString warning = engineText(trainingWarning(*m_view.all));
    m_banner->setText(warning);
    m_banner->setVisible(!warning.isEmpty());
    m_predictions->setReport(m_work, m_view.all);
    if (isOtherSet) {
        drawSystems();
        m_table->resizeColumnsToContents();
    }
    m_plot->setTolerance(tolerance());
    m_metrics->setView(m_work, m_view);
    Q_EMIT statusChanged();
}

void EvaluationPage::drawSystems()
{
    const EvaluationReport& report = *m_view.all;
    const std::size_t reference = referenceIndex(m_work->evaluation, report);
    QVector<double> truth;
    for (const std::size_t item : report.items)
        truth.append(m_work->evaluation.items[item].references[reference].bpm->value());
    m_plot->setReference(truth);
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        QVector<double> estimates;
        for (const std::size_t item : report.items) {
            const std::optional<Bpm>& bpm = m_work->evaluation.systems[system].predictions[item].bpm;
            estimates.append(bpm ? bpm->value() : std::numeric_limits<double>::quiet_NaN());
        }
        m_plot->addSystem(QString::fromStdString(report.systems[system].name), roleOf(report.systems[system].kind),
                          static_cast<int>(system), estimates);
    }
    m_plot->fit();
    showLegend();
}

void EvaluationPage::showLegend()
{
    if (!m_view.all)
        return;
    const ui::Theme& theme = ui::Theme::instance();
    QStringList entries;
    for (std::size_t system = 0; system < m_view.all->systems.size(); ++system) {
        const SystemReport& report = m_view.all->systems[system];
        const auto [mark, color] =
            report.kind == SystemKind::Baseline ? std::pair{QStringLiteral("■"), theme.colors().baseline}
            : report.kind == SystemKind::Model
                ? std::pair{QStringLiteral("●"), theme.colors().model}
                : std::pair{QStringLiteral("▲"), ui::runColor(static_cast<int>(system), theme.isDark())};
        entries << QStringLiteral("<span style=\"color:%1\">%2</span> %3")
                       .arg(color.name(), mark, QString::fromStdString(report.name).toHtmlEscaped());
    }
    m_legend->setText(entries.join(QStringLiteral(" &nbsp; ")));
    m_legend->setToolTip(m_legend->text());
}

void EvaluationPage::selectItems(const std::vector<std::size_t>& items)
{
    m_selected = items;
    std::sort(m_selected.begin(), m_selected.end());
    showSelection();
    askForView();
}

void EvaluationPage::showSelection()
{
    QVector<int> rows;
    QItemSelection selection;
    for (const std::size_t item : m_selected) {
        const int row = m_predictions->rowOf(item);
        if (row < 0)
            continue;
        rows.append(row);
        const QModelIndex index = m_sorted->mapFromSource(m_predictions->index(row, 0));
        selection.select(index, index);
    }
    m_plot->setSelectedRows(rows);
    const QSignalBlocker blocker(m_table->selectionModel());
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->viewport()->update();
    if (rows.size() == 1) {
        m_table->scrollTo(m_sorted->mapFromSource(m_predictions->index(rows.front(), 0)));
        showTrack(m_selected.front());
    }
    Q_EMIT statusChanged();
}

void EvaluationPage::showTrack(std::size_t item)
{
    const Track& track = m_work->dataset.tracks[item];
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_view.all);
    InspectedTrack shown{.id = QString::fromStdString(track.id),
                         .audio = track.audio.value_or(std::filesystem::path()),
                         .reference = m_work->evaluation.items[item].references[reference].bpm,
                         .beats = {}};
    if (const BeatAnnotation* const beats = beatsOf(track))
        shown.beats = *beats;
    for (const EvaluatedSystem& system : m_work->evaluation.systems) {
        if (system.kind == SystemKind::Baseline)
            shown.baseline = system.predictions[item].bpm;
        if (system.kind == SystemKind::Model && !shown.model)
            shown.model = system.predictions[item].bpm;
    }
    m_inspector->showTrack(shown);
}

void EvaluationPage::selectRatio(double ratio)
{
    std::vector<std::size_t> items;
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_view.all);
    for (const std::size_t item : m_view.all->items)
        for (const EvaluatedSystem& system : m_work->evaluation.systems) {
            const Bpm wanted{m_work->evaluation.items[item].references[reference].bpm->value() * ratio};
            if (isCorrect({.reference = wanted, .estimate = system.predictions[item].bpm}, tolerance())) {
                items.push_back(item);
                break;
            }
        }
    selectItems(items);
}

void EvaluationPage::exportReport(const QString& folder)
{
    if (!m_view.all)
        return;
    m_services.tasks.run(
        {.title = tr("Writing the report"), .key = QStringLiteral("evaluation export")},
        [work = m_work, report = m_view.all, path = std::filesystem::path(folder.toStdString())](TaskContext& task) {
            return writeEvaluation(path, work->evaluation, *report, task.stop());
        },
        this,
        [this, folder](const TaskResult<std::vector<std::string>>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else if (result.value)
                m_services.notice(tr("The report is in %1.").arg(QDir::toNativeSeparators(folder)), {});
        });
}

QString EvaluationPage::status() const
{
    if (!m_view.all)
        return m_dataset.isEmpty() ? tr("No dataset") : QFileInfo(m_dataset).fileName();
    return tr("%1 selected of %2 judged").arg(m_selected.size()).arg(m_view.all->items.size());
}

QJsonObject EvaluationPage::saveState() const
{
    return {{QStringLiteral("tolerance"), m_tolerance->value()},
            {QStringLiteral("split"), m_split->currentIndex()},
            {QStringLiteral("upper"), QString::fromLatin1(m_upper->saveState().toBase64())},
            {QStringLiteral("rows"), QString::fromLatin1(m_rows->saveState().toBase64())}};
}

void EvaluationPage::restoreState(const QJsonObject& state)
{
    m_tolerance->setValue(state.value(QStringLiteral("tolerance")).toInt(m_tolerance->value()));
    const int split = state.value(QStringLiteral("split")).toInt();
    if (split >= 0 && split < m_split->count())
        m_split->setCurrentIndex(split);
    m_upper->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("upper")).toString().toLatin1()));
    m_rows->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("rows")).toString().toLatin1()));
}

} // namespace tempo::workbench
