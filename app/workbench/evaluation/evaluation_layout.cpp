// SPDX-License-Identifier: GPL-3.0-or-later
// How the evaluation page is put together, apart from what it does.
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/plot_export.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/panel.h"
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace tempo::workbench {

namespace {

constexpr int kLeastTolerance = 5; // thousandths
constexpr int kLargestTolerance = 100;
constexpr int kUsualTolerance = 40;
constexpr int kPauseMilliseconds = 60;

} // namespace

EvaluationPage::EvaluationPage(const Services& services, QWidget* parent)
    : Page(parent), m_services(services), m_name(new QLabel(tr("Evaluation"))), m_banner(new QLabel),
      m_legend(new QLabel), m_split(new QComboBox), m_reference(new QComboBox),
      m_tolerance(new QSlider(Qt::Horizontal)), m_toleranceText(new QLabel),
      m_evaluate(new QPushButton(tr("Evaluate"))), m_export(new QPushButton(tr("Export report…"))),
      m_plot(new ui::XyPlot(tr("Estimates against the reference"))), m_metrics(new MetricsView),
      m_predictions(new PredictionModel(this)), m_sorted(new QSortFilterProxyModel(this)), m_table(new QTableView),
      m_inspector(new TrackInspector(services)),
      m_empty(new ui::EmptyState(icon(), tr("Nothing was evaluated yet"),
                                 tr("Open a dataset on the Dataset page; then the baseline and the model are compared "
                                    "here, track by track."))),
      m_stack(new QStackedWidget), m_upper(new QSplitter), m_rows(new QSplitter(Qt::Vertical))
{
    m_banner->setWordWrap(true);
    m_banner->setProperty("kind", "section");
    m_banner->setAccessibleName(tr("Warning"));
    m_banner->hide();
    auto* const metrics = new ui::Panel(tr("Metrics"));
    metrics->setBody(m_metrics);
    metrics->setMinimumWidth(320);
    m_upper->addWidget(makePlotPanel());
    m_upper->addWidget(metrics);
    m_upper->setStretchFactor(0, 1);
    m_upper->setSizes({620, 520});
    m_upper->setHandleWidth(ui::measure::kGap);
    m_upper->setChildrenCollapsible(false);
    m_rows->addWidget(m_upper);
    m_rows->addWidget(makeLower());
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({400, 240});
    m_rows->setHandleWidth(ui::measure::kGap);
    m_rows->setChildrenCollapsible(false);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_rows);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kGap, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(makeHeader());
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    makeActions();

    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &EvaluationPage::askForView);
    connect(m_metrics, &MetricsView::itemsChosen, this, &EvaluationPage::selectItems);
    connect(&ui::Theme::instance(), &ui::Theme::changed, this, &EvaluationPage::showLegend);
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
    m_reference->setMinimumContentsLength(12);
    m_reference->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_tolerance->setRange(kLeastTolerance, kLargestTolerance);
    m_tolerance->setValue(kUsualTolerance);
    m_tolerance->setFixedWidth(110);
    m_tolerance->setAccessibleName(tr("Tolerance"));
    const auto showTolerance = [this] { m_toleranceText->setText(tr("± %L1 %").arg(100.0 * tolerance(), 0, 'f', 1)); };
    showTolerance();
    // The slider must not move when a digit comes or goes.
    m_toleranceText->setFixedWidth(
        m_toleranceText->fontMetrics().horizontalAdvance(tr("± %L1 %").arg(10.0, 0, 'f', 1)) + 4);
    m_evaluate->setProperty("kind", "primary");
    m_evaluate->setEnabled(false);
    m_export->setIcon(ui::iconOf(QStringLiteral("export")));
    m_export->setEnabled(false);
    auto* const systems = new QPushButton(tr("Systems"));
    auto* const menu = new QMenu(systems);
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
    systems->setMenu(menu);
    layout->addWidget(m_name);
    layout->addStretch();
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_split, m_reference, m_tolerance, m_toleranceText,
                                                                 systems, m_export, m_evaluate})
        layout->addWidget(widget);
    connect(m_evaluate, &QPushButton::clicked, this, &EvaluationPage::evaluate);
    connect(m_reference, &QComboBox::currentIndexChanged, this, &EvaluationPage::askForView);
    connect(m_tolerance, &QSlider::valueChanged, this, [this, showTolerance] {
        showTolerance();
        m_plot->setTolerance(tolerance());
        m_pause.start();
    });
    connect(m_export, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the report"));
        if (!folder.isEmpty())
            exportReport(folder);
    });
    return header;
}

QWidget* EvaluationPage::makePlotPanel()
{
    auto* const panel = new ui::Panel(QString());
    auto* const tools = new QComboBox;
    tools->addItems({tr("Zoom"), tr("Rectangle"), tr("Lasso")});
    tools->setAccessibleName(tr("What a drag does"));
    tools->setToolTip(tr("What a drag does; Shift adds to the selection, Ctrl takes away"));
    auto* const scale = new QComboBox;
    scale->addItems({tr("Logarithmic"), tr("Linear")});
    scale->setAccessibleName(tr("Axes"));
    auto* const ratios = new QCheckBox(tr("3/2, 4/3"));
    ratios->setToolTip(tr("Also the lines of ratios that are no octaves"));
    m_plot->setEmptyText(tr("Estimate against reference"), tr("A point a track and a system."));
    m_plot->setLegendVisible(false);
    m_legend->setAccessibleName(tr("Systems"));
    panel->addToTitleRow(m_legend);
    panel->addToTitleRow(ratios);
    panel->addToTitleRow(scale);
    panel->addToTitleRow(tools);
    panel->setBody(m_plot);
    panel->setMinimumWidth(360);
    connect(tools, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_plot->setTool(static_cast<ui::XyPlot::Tool>(index)); });
    connect(scale, &QComboBox::currentIndexChanged, this, [this](int index) { m_plot->setTempoScale(index == 0); });
    connect(ratios, &QCheckBox::toggled, m_plot, &ui::XyPlot::setAllRatios);
    connect(m_plot, &ui::Plot::exportWanted, this, [this] { exportPlot(*m_plot, m_services, this); });
    connect(m_plot, &ui::XyPlot::ratioClicked, this, &EvaluationPage::selectRatio);
    connect(m_plot, &ui::XyPlot::selectionWanted, this, [this](const QVector<int>& rows, ui::XyPlot::Join join) {
        std::set<std::size_t> items;
        if (join != ui::XyPlot::Join::Replace)
            items.insert(m_selected.begin(), m_selected.end());
        for (const int row : rows) {
            const std::size_t item = m_predictions->itemAt(row);
            if (join == ui::XyPlot::Join::Remove)
                items.erase(item);
            else
                items.insert(item);
        }
        selectItems({items.begin(), items.end()});
    });
    return panel;
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
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(ui::measure::kTableRow);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        std::vector<std::size_t> items;
        for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
            items.push_back(m_predictions->itemAt(m_sorted->mapToSource(index).row()));
        selectItems(items);
    });
    connect(m_table, &QTableView::activated, m_inspector, &TrackInspector::playWithClicks);
    auto* const tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->addTab(m_table, tr("Tracks"));
    tabs->addTab(m_inspector, tr("Selected track"));
    auto* const panel = new ui::Panel(QString());
    panel->setWideBody(tabs);
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
    add(tr("Select nothing"), QKeySequence(Qt::Key_Escape), [this] { selectItems({}); });
    add(tr("Select the octave errors"), QKeySequence(Qt::Key_O), [this] {
        if (!m_view.all)
            return;
        std::set<std::size_t> items;
        for (const double ratio : {2.0, 0.5, 3.0, 1.0 / 3.0}) {
            selectRatio(ratio);
            items.insert(m_selected.begin(), m_selected.end());
        }
        selectItems({items.begin(), items.end()});
    });
    m_actions.push_back(nullptr);
    for (QAction* const action : m_inspector->trackActions())
        m_actions.push_back(action);
}

} // namespace tempo::workbench
