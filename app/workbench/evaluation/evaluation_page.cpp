// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/evaluation_page.h"

#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/engine_texts.h"
#include "app/workbench/evaluation/figures_view.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/system_chips.h"
#include "app/workbench/evaluation/xy_pair.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/task_runner.h"
#include "engine/evaluation/report_tables.h"
#include "widgets/controls/empty_state.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <set>

namespace tempo::workbench {

namespace {

constexpr double kSteps = 1000.0; // of the tolerance's slider

} // namespace

EvaluationPage::~EvaluationPage() = default;

QIcon EvaluationPage::icon() const
{
    return ui::iconOf(QStringLiteral("evaluation"));
}

ui::XyPlot& EvaluationPage::plot()
{
    return m_plots->plot();
}

double EvaluationPage::tolerance() const
{
    return m_exactTolerance;
}

void EvaluationPage::setTolerance(double tolerance)
{
    m_tolerance->setValue(static_cast<int>(std::lround(kSteps * tolerance)));
    // After the slider has told of its step, which is not always what was wanted.
    m_exactTolerance = tolerance;
    m_toleranceText->setText(tr("± %L1 %").arg(100.0 * tolerance, 0, 'f', 1));
}

void EvaluationPage::proposeDataset(const QString& path)
{
    if (path.isEmpty() || path == m_dataset)
        return;
    m_dataset = path;
    m_evaluate->setEnabled(true);
    m_empty->setText(tr("Nothing was evaluated yet"),
                     tr("Evaluate runs librosa's baseline and the model over “%1” and compares them, track by track.")
                         .arg(QFileInfo(path).fileName()));
    if (m_work && m_work->bundle)
        return;
    // What was shown is of another dataset.
    forget();
    m_name->setText(QFileInfo(path).fileName());
}

void EvaluationPage::forget()
{
    m_work.reset();
    m_view = {};
    m_shown.clear();
    m_selected.clear();
    m_heard.reset();
    m_banner->hide();
    m_origin->hide();
    m_export->setEnabled(false);
    m_stack->setCurrentIndex(0);
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
        [this, dataset = m_dataset](TaskResult<std::shared_ptr<const EvaluationWork>> result) {
            m_evaluate->setEnabled(true);
            if (result.value) {
                m_name->setText(QFileInfo(dataset).fileName());
                m_origin->hide();
                showWork(*result.value, std::nullopt);
            } else if (result.error) {
                m_services.problem(QString::fromStdString(result.error->message()), {});
            }
        });
}

void EvaluationPage::showWork(std::shared_ptr<const EvaluationWork> work, const std::optional<EvaluationState>& state)
{
    m_work = std::move(work);
    m_selected.clear();
    m_shown.clear();
    m_heard.reset();
    m_pendingState = state;
    {
        const QSignalBlocker blocker(m_reference);
        m_reference->clear();
        for (const std::string& reference : m_work->evaluation.references)
            m_reference->addItem(QString::fromStdString(reference));
        if (m_work->bundle)
            m_reference->setCurrentText(QString::fromStdString(m_work->bundle->options.reference));
    }
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

ViewOrder EvaluationPage::viewOrder() const
{
    const bool isFiltered = m_view.all && m_shown.size() < m_view.all->items.size();
    return {.filtered = isFiltered ? m_shown : std::vector<std::size_t>(),
            .selected = m_selected,
            .filter = m_filterBar->text().toStdString(),
            .reference = m_reference->currentText().toStdString(),
            .tolerance = tolerance()};
}

void EvaluationPage::askForView()
{
    if (!m_work)
        return;
    m_services.tasks.run(
        {.title = {}, .key = QStringLiteral("evaluation view"), .isListed = false},
        [work = m_work, order = viewOrder()](TaskContext&) { return makeView(*work, order); }, this,
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
    m_plots->setTolerance(tolerance());
    m_metrics->setView(m_work, m_view);
    if (isOtherSet) {
        m_plots->setReport(m_work, m_view.all);
        m_chips->setReport(m_view.all);
        std::set<QString> genres;
        for (const std::size_t item : m_view.all->items)
            genres.insert(QString::fromStdString(m_work->evaluation.items[item].genre));
        m_filterBar->setChoices({genres.begin(), genres.end()}, {});
        if (const std::optional<EvaluationState> state = std::exchange(m_pendingState, std::nullopt)) {
            applyState(*state);
        } else {
            filterTracks();
            if (m_selected.empty() && sharesDataset())
                followShared(m_shared->ids());
        }
        m_table->resizeColumnsToContents();
    }
    Q_EMIT statusChanged();
}

EvaluationState EvaluationPage::state() const
{
    EvaluationState state{.isLogarithmic = m_logarithmic->isChecked(),
                          .isSideBySide = m_sideBySide->isChecked(),
                          .hasAllRatios = m_allRatios->isChecked(),
                          .view = {},
                          .hiddenSystems = {},
                          .filter = m_filterBar->text(),
                          .shown = {},
                          .selected = {},
                          .scope = m_metrics->scopeBox().currentIndex(),
                          .tab = m_metrics->tabs().currentIndex(),
                          .figure = m_metrics->figures().figureBox().currentIndex(),
                          .detail = m_metrics->detailBox().currentIndex()};
    if (!m_view.all)
        return state;
    state.view = m_plots->plot().view();
    const QVector<int> shown = m_chips->shown();
    for (int system = 0; system < static_cast<int>(m_view.all->systems.size()); ++system)
        if (!shown.contains(system))
            state.hiddenSystems << QString::fromStdString(m_view.all->systems[static_cast<std::size_t>(system)].name);
    if (m_shown.size() < m_view.all->items.size())
        state.shown = idsOf(m_shown);
    state.selected = idsOf(m_selected);
    return state;
}

void EvaluationPage::applyState(const EvaluationState& state)
{
    (state.isLogarithmic ? m_logarithmic : m_linear)->setChecked(true);
    m_sideBySide->setChecked(state.isSideBySide);
    m_allRatios->setChecked(state.hasAllRatios);
    QVector<int> systems;
    for (int system = 0; system < static_cast<int>(m_view.all->systems.size()); ++system)
        if (!state.hiddenSystems.contains(
                QString::fromStdString(m_view.all->systems[static_cast<std::size_t>(system)].name)))
            systems.append(system);
    m_chips->setShown(systems);
    // The filter may have asked for what only the dataset knows: the tracks that it let through are named.
    m_filterBar->setText(state.filter);
    m_shown = state.shown ? itemsOf(*state.shown) : m_view.all->items;
    showFiltered();
    takeSelection(itemsOf(state.selected));
    m_metrics->scopeBox().setCurrentIndex(state.scope);
    m_metrics->tabs().setCurrentIndex(state.tab);
    m_metrics->figures().figureBox().setCurrentIndex(state.figure);
    m_metrics->detailBox().setCurrentIndex(state.detail);
    if (state.view)
        m_plots->setView(*state.view);
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
            {QStringLiteral("axes"), m_logarithmic->isChecked() ? 0 : 1},
            {QStringLiteral("side_by_side"), m_sideBySide->isChecked()},
            {QStringLiteral("all_ratios"), m_allRatios->isChecked()},
            {QStringLiteral("inspector"), m_inspector->saveState()},
            {QStringLiteral("upper"), QString::fromLatin1(m_upper->saveState().toBase64())},
            {QStringLiteral("rows"), QString::fromLatin1(m_rows->saveState().toBase64())}};
}

void EvaluationPage::restoreState(const QJsonObject& state)
{
    m_tolerance->setValue(state.value(QStringLiteral("tolerance")).toInt(m_tolerance->value()));
    const int split = state.value(QStringLiteral("split")).toInt();
    if (split >= 0 && split < m_split->count())
        m_split->setCurrentIndex(split);
    (state.value(QStringLiteral("axes")).toInt() == 1 ? m_linear : m_logarithmic)->setChecked(true);
    m_sideBySide->setChecked(state.value(QStringLiteral("side_by_side")).toBool());
    m_allRatios->setChecked(state.value(QStringLiteral("all_ratios")).toBool());
    m_inspector->restoreState(state.value(QStringLiteral("inspector")).toObject());
    m_upper->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("upper")).toString().toLatin1()));
    m_rows->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("rows")).toString().toLatin1()));
}

} // namespace tempo::workbench
