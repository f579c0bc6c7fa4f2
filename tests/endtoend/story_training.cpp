// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of the program: train a network and watch it, and see where it beats the baseline.
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/evaluation_state.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/main_window.h"
#include "app/workbench/playback/audio_output.h"
#include "app/workbench/playback/player.h"
#include "app/workbench/training/epoch_view.h"
#include "app/workbench/training/recipe_editor.h"
#include "app/workbench/training/run_curves.h"
#include "app/workbench/training/runs_model.h"
#include "app/workbench/training/runs_panel.h"
#include "app/workbench/training/training_controller.h"
#include "app/workbench/training/training_page.h"
#include "tests/endtoend/driver.h"
#include "training/neural/neural_module.h"
#include "widgets/controls/message_bar.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/xy_plot.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace tempo;
using namespace tempo::test;
using namespace tempo::workbench;

namespace {

constexpr int kPatience = 240'000; // long work leaves the processors to others
constexpr int kTracks = 40;
constexpr int kEpochs = 8;
/// Of all tracks; the network learns from the rest.
constexpr double kValidation = 0.5;
/// Curves have to grow by so many steps while the zoom stays.
constexpr std::size_t kMoreSteps = 6;

template <class Button>
Button* buttonOf(QWidget& parent, const QString& text)
{
    for (Button* const button : parent.findChildren<Button*>())
        if (button->text() == text && button->isVisible())
            return button;
    return nullptr;
}

} // namespace

class StoryTraining : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void trainingBegins();
    void curvesGrowAndTheZoomStays();
    void runIsEvaluatedAgainstTheBaseline();
    void octaveErrorsAreLassoed();
    void oneOfThemIsHeard();
    void plotIsExported();
    void bundleOpensToTheSameView();

private:
    [[nodiscard]] QVector<int> doubledRows() const;
    TrainingPage& training() { return m_window->trainingPage(); }
    EvaluationPage& evaluation() { return m_window->evaluationPage(); }

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Driver> m_driver;
    bool m_hasFailed = false;
};

void StoryTraining::initTestCase()
{
    try {
        neuralModule();
    } catch (const Error& error) {
        QSKIP(error.what());
    }
    m_home = std::make_unique<PrivateHome>();
    m_window = std::make_unique<MainWindow>(SessionFile(SessionFile::defaultPath()));
    m_driver = std::make_unique<Driver>(*m_window, QStringLiteral(TEMPNETIC_SCREENSHOTS));
    StartWishes wishes;
    wishes.dataset = QStringLiteral(TEMPNETIC_DEMO);
    m_window->start(wishes);
    QVERIFY(m_driver->open());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
}

void StoryTraining::init()
{
    if (m_hasFailed)
        QSKIP("a step before this one has failed");
}

void StoryTraining::cleanup()
{
    m_hasFailed = m_hasFailed || QTest::currentTestFailed();
}

void StoryTraining::cleanupTestCase()
{
    m_driver.reset();
    m_window.reset();
    qInfo("pictures: %s", TEMPNETIC_SCREENSHOTS);
}

void StoryTraining::trainingBegins()
{
    m_driver->key(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    RunConfig config = training().recipe().config();
    QCOMPARE(config.data.roots, std::vector<std::filesystem::path>{TEMPNETIC_DEMO});
    QCOMPARE(config.model.network, NetworkKind::TempoNet);
    config.data.split.validationFraction = kValidation;
    config.trainer.maxEpochs = kEpochs;
    config.trainer.batchSize = 4;
    config.trainer.warmupSteps = 2;
    config.trainer.device = "cpu";
    config.trainer.name = "story";
    training().recipe().setConfig(config);
    auto* const start = buttonOf<QPushButton>(training(), "Start training");
    QVERIFY(start);
    m_driver->click(*start);
    QVERIFY(training().controller().state() != TrainingState::Idle);
}

void StoryTraining::curvesGrowAndTheZoomStays()
{
    TrainingController& controller = training().controller();
    ui::CurvePlot& plot = training().curves().lossPlot();
    QTRY_VERIFY_WITH_TIMEOUT(controller.steps().size() >= 4, kPatience);
    const ui::PlotView before = plot.view();
    m_driver->wheel(*plot.canvas(), plot.pixelOf(2.0, (before.bottom + before.top) / 2.0), 3);
    const ui::PlotView zoomed = plot.view();
    QVERIFY(zoomed.right - zoomed.left < before.right - before.left);
    const std::size_t steps = controller.steps().size();
    QVERIFY2(controller.state() != TrainingState::Idle, "the training was over before anybody could look");
    QTRY_VERIFY_WITH_TIMEOUT(controller.steps().size() >= steps + kMoreSteps, kPatience);
    QCOMPARE(plot.view(), zoomed);
    QVERIFY(plot.curveCount() >= 2);
    QCOMPARE(m_driver->takePictures("1-training"), QString());

    QTRY_COMPARE_WITH_TIMEOUT(controller.state(), TrainingState::Idle, kPatience);
    QCOMPARE(plot.view(), zoomed);
    m_driver->key(Qt::Key_Escape);
    plot.setFocus();
    m_driver->key(Qt::Key_Home);
    QVERIFY(plot.view().right >= static_cast<double>(controller.steps().size()));
    QCOMPARE(controller.epochs().size(), std::size_t{kEpochs});
    QCOMPARE(training().epochView().epochCount(), kEpochs);
    QVERIFY(!training().epochView().plot().showsEmptyText());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QVERIFY2(m_window->messages().text().contains("story"), qPrintable(m_window->messages().text()));
    QCOMPARE(m_driver->takePictures("2-trained"), QString());
}

void StoryTraining::runIsEvaluatedAgainstTheBaseline()
{
    RunsPanel& runs = training().runsPanel();
    QTRY_COMPARE(runs.model().rowCount(), 1);
    QTRY_COMPARE(runs.model().runAt(0)->state, RunState::Finished);
    QTableView& table = runs.table();
    m_driver->click(*table.viewport(), table.visualRect(table.model()->index(0, RunsModel::State)).center());
    QCOMPARE(runs.selected().size(), std::size_t{1});
    auto* const evaluate = buttonOf<QToolButton>(runs, "Evaluate");
    QVERIFY(evaluate);
    m_driver->click(*evaluate);
    QTRY_VERIFY_WITH_TIMEOUT(evaluation().report() != nullptr, kPatience);
    QCOMPARE(m_window->pages()[static_cast<std::size_t>(m_window->currentPage())], &evaluation());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    const auto report = evaluation().report();
    // Those that the run has not learnt from.
    QCOMPARE(report->items.size(), static_cast<std::size_t>(kTracks * kValidation));
    QCOMPARE(report->systems.size(), std::size_t{3});
    QCOMPARE(report->systems.front().kind, SystemKind::Baseline);
    QVERIFY(!report->comparisons.empty());
    QCOMPARE(evaluation().plot().systemCount(), 3);
    QVERIFY(evaluation().metrics().headline().rowCount() >= 3);
    QVERIFY(evaluation().banner().isHidden());
    QCOMPARE(m_driver->takePictures("3-evaluated"), QString());
}

QVector<int> StoryTraining::doubledRows() const
{
    const PredictionModel& model = m_window->evaluationPage().predictions();
    QVector<int> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = int{PredictionModel::kFixedColumns} + PredictionModel::Relation; column < model.columnCount();
             column += PredictionModel::kSystemColumns)
            if (model.index(row, column).data(PredictionModel::kSortRole).toInt() ==
                static_cast<int>(TempoRelation::Double)) {
                rows << row;
                break;
            }
    return rows;
}

void StoryTraining::octaveErrorsAreLassoed()
{
    const QVector<int> doubled = doubledRows();
    QVERIFY2(doubled.size() >= 2, "the demo dataset has to have songs that the baseline takes for twice as fast");
    ui::XyPlot& plot = evaluation().plot();
    for (QComboBox* const box : evaluation().findChildren<QComboBox*>())
        if (box->accessibleName() == "What a drag does") {
            box->setFocus();
            m_driver->key(Qt::Key_End);
        }
    QCOMPARE(plot.tool(), ui::XyPlot::Tool::Lasso);
    // Along the line of doubled tempi and back, a little wider than the tolerance.
    const ui::PlotView view = plot.view();
    const double low = view.left * 1.01;
    const double high = std::min(view.right, view.top / 2.1) * 0.99;
    QVector<QPoint> way;
    for (const double side : {1.9, 2.1})
        for (int step = 0; step <= 8; ++step) {
            const double share = side < 2.0 ? step / 8.0 : 1.0 - step / 8.0;
            const double tempo = low * std::pow(high / low, share);
            way << plot.pixelOf(tempo, side * tempo);
        }
    m_driver->drag(*plot.canvas(), way);
    QVector<int> selected = plot.selectedRows();
    for (const int row : doubled)
        QVERIFY2(selected.contains(row), qPrintable(QString::number(row)));
    QVERIFY(selected.size() < evaluation().predictions().rowCount());
    QVERIFY2(evaluation().status().startsWith(QString::number(selected.size())), qPrintable(evaluation().status()));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QCOMPARE(m_driver->takePictures("4-octave-errors"), QString());
}

void StoryTraining::oneOfThemIsHeard()
{
    ui::XyPlot& plot = evaluation().plot();
    const PredictionModel& model = evaluation().predictions();
    const int row = doubledRows().front();
    const double reference = model.index(row, PredictionModel::Reference).data(PredictionModel::kSortRole).toDouble();
    m_driver->click(*plot.canvas(), plot.pixelOf(reference, 2.0 * reference));
    // A click beside the point is one on the line of doubled tempi: then all of them are selected.
    QVERIFY(!plot.selectedRows().isEmpty());
    evaluation().selectItems({model.itemAt(row)});
    TrackInspector& inspector = evaluation().inspector();
    // With the clicks of the baseline, that is wrong about it.
    m_driver->key(Qt::Key_2);
    if (!makeDeviceOutput()->open().isEmpty()) {
        QTRY_VERIFY2(inspector.note().contains("no audio device"), qPrintable(inspector.note()));
        QSKIP("there is no audio device here, which the window says; nothing was played");
    }
    QTRY_COMPARE_WITH_TIMEOUT(inspector.player().state(), Player::State::Playing, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(inspector.player().position() > 0.5, kPatience);
    QVERIFY(inspector.player().areClicksOn(ClickVoice::Baseline));
    QVERIFY(!inspector.player().areClicksOn(ClickVoice::Reference));
    inspector.player().pause();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QCOMPARE(m_driver->takePictures("5-one-track"), QString());
}

void StoryTraining::plotIsExported()
{
    QAction* exporting = nullptr;
    for (QAction* const action : evaluation().plot().actionsOfCorner())
        if (action->text().contains("xport"))
            exporting = action;
    QVERIFY(exporting);
    for (const char* const name : {"plot.svg", "plot.pdf", "plot.png"}) {
        const QString path = *m_home / name;
        m_driver->answerFileDialog(path);
        exporting->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kPatience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        if (path.endsWith(".svg"))
            QVERIFY(file.readAll().contains("<svg"));
        else if (path.endsWith(".pdf"))
            QVERIFY(file.read(5) == "%PDF-");
        else
            QVERIFY(QImage::fromData(file.readAll()).width() > 400);
    }
}

void StoryTraining::bundleOpensToTheSameView()
{
    const QString path = *m_home / "story.tempnetic-evidence";
    const std::shared_ptr<const EvaluationReport> before = evaluation().report();
    const QJsonObject view = jsonOf(evaluation().state());
    QVERIFY(!evaluation().state().selected.isEmpty());
    evaluation().saveBundle(path);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);

    // Into a window that knows of nothing else.
    QVERIFY(m_window->close());
    m_driver.reset();
    m_window = std::make_unique<MainWindow>(SessionFile(*m_home / "another-session.json"));
    m_driver = std::make_unique<Driver>(*m_window, QStringLiteral(TEMPNETIC_SCREENSHOTS));
    m_window->start({});
    QVERIFY(m_driver->open());
    QVERIFY(m_driver->drop({path}));
    QTRY_VERIFY_WITH_TIMEOUT(evaluation().report() != nullptr, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->tasks().count(), 0, kPatience);
    QCOMPARE(m_window->pages()[static_cast<std::size_t>(m_window->currentPage())], &evaluation());
    const std::shared_ptr<const EvaluationReport> after = evaluation().report();
    QCOMPARE(after->items.size(), before->items.size());
    QCOMPARE(after->systems.size(), before->systems.size());
    for (std::size_t system = 0; system < before->systems.size(); ++system) {
        QCOMPARE(after->systems[system].name, before->systems[system].name);
        QCOMPARE(after->systems[system].accuracy1.hits, before->systems[system].accuracy1.hits);
        QCOMPARE(after->systems[system].accuracy2.hits, before->systems[system].accuracy2.hits);
    }
    QCOMPARE(jsonOf(evaluation().state()), view);
    QVERIFY2(evaluation().origin().text().contains("story"), qPrintable(evaluation().origin().text()));
    QCOMPARE(m_driver->takePictures("6-bundle"), QString());
}

QTEST_MAIN(StoryTraining)
#include "story_training.moc"
