// SPDX-License-Identifier: GPL-3.0-or-later
// What a person waits for in the dataset page's table. Run with QT_QPA_PLATFORM=offscreen.
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_filter.h"
#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/dataset/track_table_model.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QVBoxLayout>

#include <benchmark/benchmark.h>

using namespace tempo;
using namespace tempo::workbench;

namespace {

/// Rows as a dataset has them; their tempi are not in order.
std::vector<TrackRow> manyRows(int count)
{
    std::vector<TrackRow> rows(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index) {
        TrackRow& row = rows[static_cast<std::size_t>(index)];
        row.id = QStringLiteral("track.%1").arg(index, 6, 10, QLatin1Char('0'));
        row.genre = QStringLiteral("genre%1").arg(index % 10);
        row.bpm = index % 50 == 0 ? 0.0 : 40.0 + (index * 7919) % 2000 / 10.0;
        row.seconds = 30.0;
        row.version = QStringLiteral("tempo/*.bpm");
    }
    return rows;
}

/// Counts what was painted anew, so that no benchmark measures a redraw that did not happen.
class PaintCounter final : public QObject {
public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }

    int count = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

/// Table and histogram in one window, linked by one selection.
struct LinkedViews {
    TrackCatalogue catalogue;
    TrackTableModel model{catalogue};
    TrackSelection selection;
    QWidget window;
    HistogramPanel* histogram = new HistogramPanel(catalogue, model, selection, &window);
    TrackTable* table = new TrackTable(model, selection, &window);

    explicit LinkedViews(int rows)
    {
        auto* const layout = new QVBoxLayout(&window);
        layout->addWidget(histogram, 1);
        layout->addWidget(table, 1);
        window.resize(1000, 700);
        window.show();
        catalogue.setRows(manyRows(rows));
        QApplication::processEvents();
    }
};

/// From the selection of 1000 tracks to the end of the redraw in both views.
void select1000Rows(benchmark::State& state)
{
    LinkedViews views(static_cast<int>(state.range(0)));
    const QSet<QString> none;
    QSet<QString> thousand;
    for (int row = 0; row < 1000; ++row)
        thousand.insert(views.model.idAt(row));
    PaintCounter table(*views.table->viewport());
    PaintCounter histogram(*views.histogram->histogram().canvas());
    bool isSelected = false;
    for (auto _ : state) {
        isSelected = !isSelected;
        views.selection.select(isSelected ? thousand : none, nullptr);
        QApplication::processEvents();
    }
    if (table.count < static_cast<int>(state.iterations()) || histogram.count < static_cast<int>(state.iterations()))
        state.SkipWithError("a view was not drawn anew");
}
BENCHMARK(select1000Rows)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// Two keys and a filter, with the table that shows them.
void sortAndFilter(benchmark::State& state)
{
    LinkedViews views(static_cast<int>(state.range(0)));
    const TrackFilter filter = TrackFilter::parse(QStringLiteral("genre:genre1,genre2,genre3 bpm:60-160")).filter;
    int direction = 0;
    for (auto _ : state) {
        const Qt::SortOrder order = direction++ % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
        state.PauseTiming();
        views.model.setFilter(TrackFilter());
        QApplication::processEvents();
        state.ResumeTiming();
        views.model.setSortKeys(
            {{.column = TrackColumn::Genre, .order = order}, {.column = TrackColumn::Tempo, .order = order}});
        views.model.setFilter(filter);
        QApplication::processEvents();
    }
    if (views.model.rowCount() == 0 || views.model.rowCount() == state.range(0))
        state.SkipWithError("the filter let all or nothing pass");
}
BENCHMARK(sortAndFilter)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    ui::Theme::instance().apply();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
