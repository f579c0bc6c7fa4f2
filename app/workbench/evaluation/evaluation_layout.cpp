// SPDX-License-Identifier: GPL-3.0-or-later
// How the evaluation page is put together, apart from what it does.
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/figures_view.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/system_chips.h"
#include "app/workbench/evaluation/xy_pair.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/plot_export.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace tempo::workbench {

namespace {

constexpr int kLeastTolerance = 5; // thousandths
constexpr int kLargestTolerance = 100;
constexpr int kUsualTolerance = 40;
constexpr double kSteps = 1000.0;
constexpr int kPauseMilliseconds = 60;

QPushButton* menuButton(const QString& text, QMenu* menu)
{
    auto* const button = new QPushButton(text);
    menu->setParent(button, menu->windowFlags());
    button->setMenu(menu);
    return button;
}

QSplitter* makeSplitter(QSplitter* splitter, QWidget* first, QWidget* second, const QList<int>& sizes)
{
    splitter->addWidget(first);
    splitter->addWidget(second);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes(sizes);
    splitter->setHandleWidth(ui::measure::kGap);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

} // namespace

EvaluationPage::EvaluationPage(const Services& services, QWidget* parent)
    : Page(parent), m_services(services), m_exactTolerance(kUsualTolerance / kSteps),
      m_name(new QLabel(tr("Evaluation"))), m_banner(new QLabel), m_origin(new QLabel), m_split(new QComboBox),
      m_reference(new QComboBox), m_tolerance(new QSlider(Qt::Horizontal)), m_toleranceText(new QLabel),
      m_evaluate(new QPushButton(tr("Evaluate"))), m_export(menuButton(tr("Export"), makeExportMenu())),
      m_filterBar(new FilterBar), m_chips(new SystemChips), m_plots(new XyPair), m_metrics(new MetricsView),
      m_predictions(new PredictionModel(this)), m_sorted(new PredictionOrder(this)), m_table(new QTableView),
      m_inspector(new TrackInspector(services)), m_tabs(new QTabWidget),
      m_empty(new ui::EmptyState(icon(), tr("Nothing was evaluated yet"),
                                 tr("Open a dataset on the Dataset page; then the baseline and the model are compared "
                                    "here, track by track."))),
      m_stack(new QStackedWidget), m_upper(new QSplitter), m_rows(new QSplitter(Qt::Vertical))
{
    m_banner->setWordWrap(true);
    m_banner->setProperty("kind", "section");
    m_banner->setAccessibleName(tr("Warning"));
    m_banner->hide();
    m_origin->setWordWrap(true);
    m_origin->setProperty("kind", "secondary");
    m_origin->setAccessibleName(tr("Where the numbers come from"));
    m_origin->hide();
    auto* const metrics = new ui::Panel(QString());
    m_metrics->addTool(makeTableButton());
    metrics->setBody(m_metrics);
    metrics->setMinimumWidth(320);
    makeSplitter(m_upper, makePlotPanel(), metrics, {556, 584});
    makeSplitter(m_rows, m_upper, makeLower(), {400, 240});
    auto* const content = new QWidget;
    auto* const rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(ui::measure::kSmallGap);
    rows->addWidget(m_filterBar);
    rows->addWidget(m_rows, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kGap, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(makeHeader());
    layout->addWidget(m_origin);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    makeActions();
    connectParts();
}

QWidget* EvaluationPage::makeHeader()
{
    auto* const header = new QWidget;
    auto* const layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    m_name->setProperty("kind", "title");
    m_split->addItem(tr("Not trained on"), static_cast<int>(TrackChoice::Validation));
    m_split->addItem(tr("Never seen"), static_cast<int>(TrackChoice::Test));
    m_split->addItem(tr("Trained on"), static_cast<int>(TrackChoice::Train));
    m_split->addItem(tr("All tracks"), static_cast<int>(TrackChoice::All));
    m_split->setAccessibleName(tr("Split"));
    m_split->setToolTip(tr("Which tracks are judged: those that no model has learnt from, or others, which is said "
                           "everywhere"));
    m_reference->setAccessibleName(tr("Reference version"));
    m_reference->setToolTip(m_reference->accessibleName());
    m_reference->setMinimumContentsLength(12);
    m_reference->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_tolerance->setRange(kLeastTolerance, kLargestTolerance);
    m_tolerance->setFixedWidth(110);
    m_tolerance->setAccessibleName(tr("Tolerance"));
    m_tolerance->setToolTip(m_tolerance->accessibleName());
    // The slider must not move when a digit comes or goes.
    m_toleranceText->setFixedWidth(
        m_toleranceText->fontMetrics().horizontalAdvance(tr("± %L1 %").arg(10.0, 0, 'f', 1)) + 4);
    setTolerance(m_exactTolerance);
    m_evaluate->setProperty("kind", "primary");
    m_evaluate->setEnabled(false);
    m_export->setIcon(ui::iconOf(QStringLiteral("export")));
    m_export->setEnabled(false);
    QPushButton* const systems = menuButton(tr("Systems"), makeSystemsMenu());
    layout->addWidget(m_name);
    layout->addStretch();
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_split, m_reference, m_tolerance, m_toleranceText,
                                                                 systems, m_export, m_evaluate})
        layout->addWidget(widget);
    return header;
}

QMenu* EvaluationPage::makeSystemsMenu()
{
    auto* const menu = new QMenu;
    menu->addAction(tr("Add a model…"), this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Add a model"), {}, tr("Models (*.safetensors)"));
        if (!file.isEmpty())
            addModel(file);
    });
    menu->addAction(tr("Add another program's estimates…"), this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Add estimates"), {}, tr("Tables (*.csv *.jams)"));
        if (!file.isEmpty())
            addEstimates(file);
    });
    menu->addAction(tr("Only the baseline and the standard model"), this, [this] {
        m_models.clear();
        m_estimates.clear();
    });
    return menu;
}

QMenu* EvaluationPage::makeExportMenu()
{
    auto* const menu = new QMenu;
    menu->addAction(tr("Report into a folder…"), this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the report"));
        if (!folder.isEmpty())
            exportReport(folder);
    });
    menu->addAction(tr("Everything as one evidence bundle…"), this, &EvaluationPage::askForBundle);
    menu->addAction(tr("The plot…"), this, [this] { exportPlot(m_plots->plot(), m_services, this); });
    menu->addAction(tr("The table of numbers…"), this, &EvaluationPage::saveTable);
    return menu;
}

QMenu* EvaluationPage::makeAxesMenu()
{
    auto* const menu = new QMenu;
    auto* const scales = new QActionGroup(this);
    m_logarithmic = menu->addAction(tr("Logarithmic axes"));
    m_linear = menu->addAction(tr("Linear axes"));
    menu->addSeparator();
    m_sideBySide = menu->addAction(tr("Side by side: baseline, models"));
    m_allRatios = menu->addAction(tr("Lines of 3/2 and 4/3, too"));
    for (QAction* const action : {m_logarithmic, m_linear, m_sideBySide, m_allRatios})
        action->setCheckable(true);
    scales->addAction(m_logarithmic);
    scales->addAction(m_linear);
    m_logarithmic->setChecked(true);
    menu->addSeparator();
    menu->addAction(tr("As in the original project: linear, side by side"), this, [this] {
        m_linear->setChecked(true);
        m_sideBySide->setChecked(true);
    });
    connect(m_logarithmic, &QAction::toggled, m_plots, &XyPair::setTempoScale);
    connect(m_sideBySide, &QAction::toggled, m_plots, &XyPair::setSideBySide);
    connect(m_allRatios, &QAction::toggled, m_plots, &XyPair::setAllRatios);
    return menu;
}

QWidget* EvaluationPage::makePlotPanel()
{
    auto* const panel = new ui::Panel(QString());
    auto* const tools = new QComboBox;
    tools->addItems({tr("Zoom"), tr("Rectangle"), tr("Lasso")});
    tools->setAccessibleName(tr("What a drag does"));
    tools->setToolTip(tr("What a drag does; Shift adds to the selection, Ctrl takes away"));
    connect(tools, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_plots->setTool(static_cast<ui::XyPlot::Tool>(index)); });
    QPushButton* const axes = menuButton(tr("Axes"), makeAxesMenu());
    panel->addToTitleRow(m_chips);
    panel->addToTitleRow(axes);
    panel->addToTitleRow(tools);
    panel->setBody(m_plots);
    panel->setMinimumWidth(360);
    return panel;
}

QWidget* EvaluationPage::makeTableButton()
{
    auto* const menu = new QMenu;
    const auto add = [&](const QString& text, const QString& form) {
        menu->addAction(text, this, [this, form] { copyTable(form); });
    };
    add(tr("Copy as CSV"), QStringLiteral("csv"));
    add(tr("Copy as Markdown"), QStringLiteral("md"));
    add(tr("Copy as LaTeX"), QStringLiteral("tex"));
    menu->addSeparator();
    menu->addAction(tr("Save…"), this, &EvaluationPage::saveTable);
    QPushButton* const button = menuButton(tr("Table"), menu);
    button->setToolTip(tr("Copy or save the table that is shown"));
    return button;
}

QWidget* EvaluationPage::makeLower()
{
    m_sorted->setSourceModel(m_predictions);
    m_sorted->setSortRole(PredictionModel::kSortRole);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Judged tracks"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PredictionModel::Id, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(ui::measure::kTableRow);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, tr("Tracks"));
    m_tabs->addTab(m_inspector, tr("Selected track"));
    auto* const panel = new ui::Panel(QString());
    panel->setWideBody(m_tabs);
    panel->setMinimumHeight(180);
    return panel;
}

void EvaluationPage::makeActions()
{
    const auto add = [this](const QString& text, const QKeySequence& key, auto&& slot) {
        auto* const action = new QAction(text, this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, slot);
        m_actions.push_back(action);
    };
    add(tr("Evaluate"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { evaluate(); });
    add(tr("Filter…"), QKeySequence::Find, [this] { m_filterBar->focusText(); });
    add(tr("Select nothing"), QKeySequence(Qt::Key_Escape), [this] { selectItems({}); });
    add(tr("Select the octave errors"), QKeySequence(Qt::Key_O), [this] { selectOctaveErrors(); });
    m_actions.insert(m_actions.end(), {m_logarithmic, m_linear, m_sideBySide, m_allRatios});
    m_actions.push_back(nullptr);
    // Here the numbers are for comparing by ear, not for switching.
    m_inspector->leaveClickKeys();
    add(tr("Play with the reference's clicks"), QKeySequence(Qt::Key_1), [this] { playWith(ClickVoice::Reference); });
    add(tr("Play with the baseline's clicks"), QKeySequence(Qt::Key_2), [this] { playWith(ClickVoice::Baseline); });
    add(tr("Play with the model's clicks"), QKeySequence(Qt::Key_3), [this] { playWith(ClickVoice::Model); });
    for (QAction* const action : m_inspector->trackActions())
        m_actions.push_back(action);
}

void EvaluationPage::connectParts()
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &EvaluationPage::askForView);
    connect(m_evaluate, &QPushButton::clicked, this, &EvaluationPage::evaluate);
    connect(m_reference, &QComboBox::currentIndexChanged, this, &EvaluationPage::askForView);
    connect(m_tolerance, &QSlider::valueChanged, this, [this](int value) {
        m_exactTolerance = value / kSteps;
        m_toleranceText->setText(tr("± %L1 %").arg(100.0 * m_exactTolerance, 0, 'f', 1));
        m_plots->setTolerance(m_exactTolerance);
        m_pause.start();
    });
    connect(m_filterBar, &FilterBar::filterChanged, this, [this](const TrackFilter& filter) {
        m_filter = filter;
        filterTracks();
    });
    connect(m_chips, &SystemChips::shownChanged, this, [this] { m_plots->setVisibleSystems(m_chips->shown()); });
    connect(m_plots, &XyPair::exportWanted, this, [this](ui::Plot* plot) { exportPlot(*plot, m_services, this); });
    connect(m_plots, &XyPair::ratioClicked, this, &EvaluationPage::selectRatio);
    connect(m_plots, &XyPair::selectionWanted, this, &EvaluationPage::joinSelection);
    connect(m_metrics, &MetricsView::itemsChosen, this, &EvaluationPage::selectItems);
    connect(&m_metrics->figures(), &FiguresView::exportWanted, this,
            [this](ui::Plot* plot) { exportPlot(*plot, m_services, this); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        std::vector<std::size_t> items;
        for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
            items.push_back(m_predictions->itemAt(m_sorted->mapToSource(index).row()));
        selectItems(items);
    });
    connect(m_table, &QTableView::activated, m_inspector, &TrackInspector::playWithClicks);
}

} // namespace tempo::workbench
