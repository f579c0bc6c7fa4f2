// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/training_page.h"

#include "app/common/shipped_configs.h"
#include "app/workbench/task_runner.h"
#include "app/workbench/training/desktop_notice.h"
#include "app/workbench/training/epoch_view.h"
#include "app/workbench/training/recipe_editor.h"
#include "app/workbench/training/run_curves.h"
#include "app/workbench/training/run_list.h"
#include "app/workbench/training/runs_model.h"
#include "app/workbench/training/runs_panel.h"
#include "app/workbench/training/seed_groups.h"
#include "app/workbench/training/training_controller.h"
#include "app/workbench/training/training_strip.h"
#include "training/config/run_config_yaml.h"
#include "training/files/run_tables.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tempo::workbench {

namespace {

using Presets = std::vector<std::pair<QString, RunConfig>>;

/// The configurations that come with the program; without them the defaults, which are TempoNet's.
Presets readPresets()
{
    Presets presets;
    const std::filesystem::path folder = app::shippedConfigs();
    for (const auto& [name, file] : {std::pair{"TempoNet", "temponet.yaml"}, std::pair{"MobileNetV2", "mobilenet.yaml"},
                                     std::pair{"Cnn14 (PANNs)", "panns.yaml"}}) {
        const std::vector<std::filesystem::path> files{folder / "trainer.yaml", folder / "models" / file,
                                                       folder / "data.yaml"};
        try {
            presets.emplace_back(QString::fromLatin1(name), loadRunConfig(files));
        } catch (const Error&) {
            // An installation without them: what is left is the defaults.
            continue;
        }
    }
    if (presets.empty())
        presets.emplace_back(QStringLiteral("TempoNet"), RunConfig{});
    return presets;
}

constexpr int kRecipeWidth = 292;
constexpr int kRightWidth = 296;

} // namespace

TrainingPage::TrainingPage(const Services& services, std::filesystem::path runs, QWidget* parent)
    : Page(parent), m_services(services), m_controller(new TrainingController(services.tasks, this)),
      m_runs(new RunList(services.tasks, std::move(runs), this)), m_recipe(new RecipeEditor), m_presets(new QComboBox),
      m_start(new QPushButton(tr("Start training"))), m_curves(new RunCurves), m_epochView(new EpochView),
      m_log(new QPlainTextEdit), m_runsPanel(new RunsPanel(services, *m_runs)),
      m_missing(new ui::EmptyState(icon(), {}, {})), m_stack(new QStackedWidget), m_columns(new QSplitter),
      m_rows(new QSplitter(Qt::Vertical))
{
    m_columns->addWidget(makeRecipePanel());
    m_columns->addWidget(makeMiddle());
    m_columns->addWidget(makeRight());
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({kRecipeWidth, 500, kRightWidth});
    m_columns->setHandleWidth(ui::measure::kGap);
    m_columns->setChildrenCollapsible(false);
    auto* const runsFrame = new ui::Panel(QString());
    runsFrame->setWideBody(m_runsPanel);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(runsFrame);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({520, 180});
    m_rows->setHandleWidth(ui::measure::kGap);
    m_rows->setChildrenCollapsible(false);
    m_stack->addWidget(m_rows);
    m_stack->addWidget(m_missing);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kGap, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->addWidget(m_stack);

    connect(m_controller, &TrainingController::runBegun, this, &TrainingPage::beginCurves);
    connect(m_controller, &TrainingController::progressed, this, &TrainingPage::drawProgress);
    connect(m_controller, &TrainingController::runEnded, this, &TrainingPage::endRun);
    connect(m_controller, &TrainingController::message, m_log, &QPlainTextEdit::appendPlainText);
    connect(m_controller, &TrainingController::stateChanged, this, &Page::statusChanged);
    connect(&m_runsPanel->model(), &RunsModel::overlaidChanged, this, &TrainingPage::overlayRuns);
    connect(m_runs, &RunList::changed, this, [this] {
        overlayRuns();
        offerInterrupted();
        Q_EMIT statusChanged();
    });
    connect(m_runs, &RunList::problem, this, [this](const QString& text) { m_services.problem(text, {}); });
    connect(m_runsPanel, &RunsPanel::resumeWanted, m_controller, &TrainingController::resumeRun);
    connect(m_runsPanel, &RunsPanel::renamed, this, &TrainingPage::followRename);
    connect(m_runsPanel, &RunsPanel::estimationWanted, this, &TrainingPage::estimationWanted);
    connect(m_runsPanel, &RunsPanel::evaluationWanted, this, &TrainingPage::evaluationWanted);
    connect(m_runsPanel, &RunsPanel::selectionChanged, this, [this] {
        const auto selected = m_runsPanel->selected();
        m_curves->setHighlighted(selected.size() == 1 ? QString::fromStdString(selected.front()->name) : QString());
    });
    connect(m_runsPanel, &RunsPanel::cloneWanted, this, [this](const std::shared_ptr<const RunRecord>& run) {
        RunConfig config = *run->config;
        // A run's name is its folder: the new one needs another.
        config.trainer.name.clear();
        m_recipe->setConfig(config);
    });
    connect(m_curves, &RunCurves::runClicked, m_runsPanel, &RunsPanel::select);
    // A run that was cut short is offered at the start, whichever page is looked at.
    m_runs->refresh();
}

QIcon TrainingPage::icon() const
{
    return ui::iconOf(QStringLiteral("training"));
}

QWidget* TrainingPage::makeRecipePanel()
{
    auto* const panel = new ui::Panel(tr("Recipe"));
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToContents); // they come later
    m_presets->setToolTip(tr("Begin with the settings of a network"));
    panel->addToTitleRow(m_presets);
    auto* const body = new QWidget;
    auto* const layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_recipe, 1);
    m_start->setProperty("kind", "primary");
    layout->addWidget(m_start);
    panel->setBody(body);
    panel->setMinimumWidth(280);
    connect(m_start, &QPushButton::clicked, this, &TrainingPage::startTraining);
    connect(m_recipe, &RecipeEditor::edited, this, [this] { m_start->setEnabled(m_recipe->problem().isEmpty()); });
    connect(m_recipe, &RecipeEditor::datasetWanted, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("The dataset to train on"));
        if (folder.isEmpty())
            return;
        RunConfig config = m_recipe->config();
        config.data.roots = {folder.toStdString()};
        m_recipe->setConfig(config);
    });
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        RunConfig config = m_presetConfigs.at(static_cast<std::size_t>(index)).second;
        config.data = m_recipe->config().data;
        m_recipe->setConfig(config);
    });
    return panel;
}

QWidget* TrainingPage::makeMiddle()
{
    auto* const panel = new ui::Panel(QString());
    auto* const body = new QWidget;
    auto* const layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(new TrainingStrip(*m_controller));
    layout->addWidget(m_curves, 1);
    panel->setBody(body);
    panel->setMinimumWidth(420);
    return panel;
}

QWidget* TrainingPage::makeRight()
{
    auto* const panel = new ui::Panel(QString());
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(5000);
    m_log->setAccessibleName(tr("Log"));
    m_log->setPlaceholderText(tr("What the trainer says is written here and into the run's log.txt."));
    auto* const tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->addTab(m_epochView, tr("Validation"));
    tabs->addTab(m_log, tr("Log"));
    panel->setBody(tabs);
    panel->setMinimumWidth(280);
    return panel;
}

void TrainingPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_runs->setWatching(true);
    if (!m_hasLooked) {
        m_hasLooked = true;
        loadPresets();
        lookForDevices();
    }
}

void TrainingPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_runs->setWatching(false);
}

void TrainingPage::loadPresets()
{
    m_services.tasks.run(
        {.title = {}, .key = {}, .isListed = false}, [](TaskContext&) { return readPresets(); }, this,
        [this](TaskResult<Presets> result) {
            if (!result.value)
                return;
            m_presetConfigs = std::move(*result.value);
            for (const auto& [name, config] : m_presetConfigs)
                m_presets->addItem(name);
            if (m_isRestored)
                return;
            RunConfig config = m_presetConfigs.front().second;
            config.data = m_recipe->config().data;
            m_recipe->setConfig(config);
        });
}

void TrainingPage::lookForDevices()
{
    m_services.tasks.run(
        {.title = {}, .key = {}, .isListed = false}, [](TaskContext&) { return neuralModule().devices(); }, this,
        [this](const TaskResult<std::vector<ComputeDevice>>& result) {
            if (result.value) {
                m_recipe->setDevices(*result.value);
                return;
            }
            m_missing->setText(tr("Training needs LibTorch"),
                               result.error ? QString::fromStdString(result.error->message()) : QString());
            m_stack->setCurrentWidget(m_missing);
        });
}

void TrainingPage::proposeDataset(const QString& path)
{
    if (!m_recipe->config().data.roots.empty() || path.isEmpty())
        return;
    RunConfig config = m_recipe->config();
    config.data.roots = {path.toStdString()};
    m_recipe->setConfig(config);
}

void TrainingPage::startTraining()
{
    m_recipe->readText();
    if (!m_recipe->problem().isEmpty())
        return;
    if (m_recipe->config().data.roots.empty()) {
        m_services.problem(tr("Choose the dataset to train on, in the recipe."), {});
        return;
    }
    RunConfig config = m_recipe->config();
    if (config.trainer.runDir.empty())
        config.trainer.runDir = m_runs->folder();
    m_controller->start(std::move(config));
}

void TrainingPage::beginCurves()
{
    m_log->clear();
    m_epochView->clear();
    m_liveName.clear();
}

void TrainingPage::drawProgress(int newSteps, int newEpochs)
{
    const std::vector<StepRecord>& steps = m_controller->steps();
    const std::vector<EpochRecord>& epochs = m_controller->epochs();
    if (m_liveName.isEmpty()) {
        m_liveName = QString::fromStdString(m_controller->folder().filename().string());
        RunsModel& model = m_runsPanel->model();
        model.setOverlaid(model.overlaid() << m_liveName);
        m_curves->setRun(m_liveName, model.colorIndexOf(m_liveName), steps, epochs);
    } else {
        m_curves->addRows(m_liveName, std::span(steps).last(static_cast<std::size_t>(newSteps)),
                          std::span(epochs).last(static_cast<std::size_t>(newEpochs)));
    }
    for (const EpochRecord& epoch : std::span(epochs).last(static_cast<std::size_t>(newEpochs)))
        m_epochView->addEpoch(epoch);
    Q_EMIT statusChanged();
}

void TrainingPage::endRun(const QString& problem)
{
    if (!problem.isEmpty()) {
        m_log->appendPlainText(problem);
        m_services.problem(tr("The training ended: %1").arg(problem), {});
    } else if (!m_controller->epochs().empty()) {
        m_services.notice(tr("The training of %1 has ended.").arg(m_liveName), {});
    }
    if (!m_controller->folder().empty())
        m_runsPanel->model().setFailure(QString::fromStdString(m_controller->folder().filename().string()), problem);
    tellDesktop(problem);
    m_runs->refresh();
}

void TrainingPage::tellDesktop(const QString& problem)
{
    QApplication::alert(window());
    const std::vector<EpochRecord>& epochs = m_controller->epochs();
    // Who cancelled before the first epoch knows it.
    if (window()->isActiveWindow() || (problem.isEmpty() && epochs.empty()))
        return;
    QStringList lines;
    if (!problem.isEmpty())
        lines << problem;
    else
        lines << tr("Best: %L1 % within 4 %, epoch %2")
                     .arg(100.0 * epochs[*bestEpochOf(epochs)].accuracy1, 0, 'f', 1)
                     .arg(epochs[*bestEpochOf(epochs)].epoch + 1);
    if (m_controller->queued() > 0)
        lines << tr("%n more in the queue", nullptr, m_controller->queued());
    notifyDesktop(m_services.tasks,
                  (problem.isEmpty() ? tr("%1 has ended") : tr("%1 has failed"))
                      .arg(m_liveName.isEmpty() ? tr("The training") : m_liveName),
                  lines.join(QLatin1Char('\n')));
}

void TrainingPage::followRename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (m_liveName == QString::fromStdString(from.filename().string()))
        m_liveName = QString::fromStdString(to.filename().string());
    m_controller->moveRun(from, to);
    Q_EMIT runRenamed(from, to);
}

void TrainingPage::overlayRuns()
{
    const QStringList wanted = m_runsPanel->model().overlaid();
    for (const QString& name : m_curves->runs())
        if (!wanted.contains(name))
            m_curves->removeRun(name);
    std::vector<std::shared_ptr<const RunRecord>> records;
    for (const ListedRun& run : m_runs->runs())
        if (wanted.contains(QString::fromStdString(run.record->name)))
            records.push_back(run.record);
    m_curves->setSeedGroups(seedGroups(records));
    for (const auto& record : records)
        overlayRun(record);
}

void TrainingPage::overlayRun(const std::shared_ptr<const RunRecord>& run)
{
    const QString name = QString::fromStdString(run->name);
    // The one that is trained here is drawn from what the trainer tells.
    const bool isLive = name == m_liveName && m_controller->state() != TrainingState::Idle;
    if (isLive || (m_curves->runs().contains(name) && run->state != RunState::Running))
        return;
    m_services.tasks.run(
        {.title = {}, .key = QStringLiteral("curves ") + name, .isListed = false},
        [folder = run->folder](TaskContext&) { return readStepTable(folder / "steps.csv"); }, this,
        [this, run, name](const TaskResult<std::vector<StepRecord>>& result) {
            const RunsModel& model = m_runsPanel->model();
            if (result.value && model.overlaid().contains(name))
                m_curves->setRun(name, model.colorIndexOf(name), *result.value, run->epochs);
            else if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
        });
}

void TrainingPage::offerInterrupted()
{
    if (m_hasOffered)
        return;
    m_hasOffered = true;
    // Whoever has begun another run since then knows of it.
    const RunRecord* newest = nullptr;
    for (const ListedRun& run : m_runs->runs())
        if (!newest || run.record->begun > newest->begun)
            newest = run.record.get();
    if (!newest || newest->state != RunState::Interrupted || !newest->hasCheckpoint)
        return;
    const QString name = QString::fromStdString(newest->name);
    m_runsPanel->select(name);
    m_services.notice(
        tr("%1 was interrupted; Resume, on the Training page, goes on from its last checkpoint.").arg(name), {});
}

std::vector<QAction*> TrainingPage::pageActions() const
{
    return m_runsPanel->runActions();
}

QString TrainingPage::status() const
{
    if (m_controller->state() == TrainingState::Idle)
        return tr("%n run(s)", nullptr, static_cast<int>(m_runs->runs().size()));
    return tr("Training %1").arg(m_liveName);
}

QJsonObject TrainingPage::saveState() const
{
    return {{QStringLiteral("recipe"), QString::fromStdString(toYaml(m_recipe->config()))},
            {QStringLiteral("overlaid"), QJsonArray::fromStringList(m_runsPanel->model().overlaid())},
            {QStringLiteral("curves"), m_curves->saveState()},
            {QStringLiteral("columns"), QString::fromLatin1(m_columns->saveState().toBase64())},
            {QStringLiteral("rows"), QString::fromLatin1(m_rows->saveState().toBase64())}};
}

void TrainingPage::restoreState(const QJsonObject& state)
{
    try {
        const std::string recipe = state.value(QStringLiteral("recipe")).toString().toStdString();
        if (!recipe.empty()) {
            m_recipe->setConfig(parseRunConfig(recipe, "session"));
            m_isRestored = true;
        }
    } catch (const Error&) {
        // A recipe of another version: the presets are a fine beginning.
        m_recipe->setConfig(RunConfig{});
    }
    QStringList overlaid;
    for (const QJsonValue value : state.value(QStringLiteral("overlaid")).toArray())
        overlaid << value.toString();
    m_runsPanel->model().setOverlaid(overlaid);
    m_curves->restoreState(state.value(QStringLiteral("curves")).toObject());
    m_columns->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("columns")).toString().toLatin1()));
    m_rows->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("rows")).toString().toLatin1()));
}

} // namespace tempo::workbench
