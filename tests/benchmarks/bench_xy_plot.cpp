// SPDX-License-Identifier: GPL-3.0-or-later
// How long the XY plot of an evaluation takes to be drawn anew, at twice the pixel ratio, as on a sharp screen. Below
// 16 ms a drag is as smooth as the screen.
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

#include <QApplication>

#include <benchmark/benchmark.h>
#include <qcustomplot.h>

#include <memory>
#include <random>

namespace {

constexpr QSize kSize(700, 560);
constexpr int kSystems = 2;

/// Points as an evaluation has them: most are right, some are an octave off. @param points  of all systems together
std::unique_ptr<tempo::ui::XyPlot> makePlot(int points)
{
    auto plot = std::make_unique<tempo::ui::XyPlot>("Benchmark");
    std::mt19937 random(1);
    std::uniform_real_distribution<double> octaves(5.5, 7.6);
    std::normal_distribution<double> error(0.0, 0.02);
    QVector<double> reference;
    for (int row = 0; row < points / kSystems; ++row)
        reference.append(std::exp2(octaves(random)));
    plot->resize(kSize);
    plot->setReference(reference);
    for (const auto role : {tempo::ui::XyPlot::Role::Baseline, tempo::ui::XyPlot::Role::Model}) {
        QVector<double> estimates;
        for (const double truth : reference)
            estimates.append(truth * std::exp2(static_cast<double>(random() % 10 == 0) + error(random)));
        plot->addSystem("system", role, 0, estimates);
    }
    plot->show();
    QApplication::processEvents();
    return plot;
}

QCustomPlot& surfaceOf(const tempo::ui::XyPlot& plot)
{
    return *qobject_cast<QCustomPlot*>(plot.canvas());
}

void replot(benchmark::State& state)
{
    const auto plot = makePlot(static_cast<int>(state.range(0)));
    for (auto _ : state)
        surfaceOf(*plot).replot(QCustomPlot::rpImmediateRefresh);
    state.counters["pixel_ratio"] = plot->devicePixelRatioF();
}

/// The slider of the tolerance: band and sentence follow.
void setTolerance(benchmark::State& state)
{
    const auto plot = makePlot(static_cast<int>(state.range(0)));
    double tolerance = 0.01;
    for (auto _ : state) {
        tolerance = tolerance > 0.09 ? 0.01 : tolerance + 0.001;
        plot->setTolerance(tolerance);
        surfaceOf(*plot).replot(QCustomPlot::rpImmediateRefresh);
    }
}

/// The pointer on its way over the points.
void findRow(benchmark::State& state)
{
    const auto plot = makePlot(static_cast<int>(state.range(0)));
    double tempo = 60.0;
    for (auto _ : state) {
        tempo = tempo > 180.0 ? 60.0 : tempo + 0.7;
        benchmark::DoNotOptimize(plot->rowNear(tempo, tempo));
    }
}

/// All points are selected, and one more is added by a click.
void selectAll(benchmark::State& state)
{
    const auto plot = makePlot(static_cast<int>(state.range(0)));
    QVector<int> rows;
    for (int row = 0; row < state.range(0) / kSystems; ++row)
        rows.append(row);
    for (auto _ : state)
        plot->setSelectedRows(rows);
}

BENCHMARK(replot)->Arg(2000)->Arg(5000)->Arg(20000)->Unit(benchmark::kMillisecond);
BENCHMARK(setTolerance)->Arg(20000)->Unit(benchmark::kMillisecond);
BENCHMARK(findRow)->Arg(20000)->Unit(benchmark::kMillisecond);
BENCHMARK(selectAll)->Arg(2000)->Arg(20000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_SCALE_FACTOR", "2");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    tempo::ui::Theme::instance().apply();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
