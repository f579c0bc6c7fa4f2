// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's plots take to draw, without a screen. QT_SCALE_FACTOR=2 draws at a pixel ratio of 2.
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <benchmark/benchmark.h>

#include <QApplication>

#include <cmath>
#include <random>

using tempo::ui::CurvePlot;

namespace {

/// A loss as training gives it: it falls, and every step is noisy.
void addLoss(CurvePlot& plot, int run, int steps)
{
    std::mt19937 random(static_cast<unsigned>(run));
    std::normal_distribution<double> noise(0.0, 0.25);
    QVector<double> x(steps);
    QVector<double> y(steps);
    for (int i = 0; i < steps; ++i) {
        x[i] = i + 1;
        y[i] = (0.4 + 0.05 * run + 3.0 * std::exp(-6.0 * i / steps)) * std::exp(noise(random));
    }
    const int curve = plot.addCurve({.name = QStringLiteral("run %1, training").arg(run), .color = run});
    plot.addPoints(curve, x, y);
    const int validation = plot.addCurve({.name = QStringLiteral("run %1, validation").arg(run),
                                          .color = run,
                                          .kind = CurvePlot::Kind::Epochs,
                                          .isSecondary = true});
    QVector<double> at;
    QVector<double> loss;
    for (int i = 0; i < 60; ++i) {
        at.append(steps / 60.0 * (i + 1));
        loss.append(0.5 + 0.05 * run + 2.5 * std::exp(-0.1 * i));
    }
    plot.addPoints(validation, at, loss);
}

/// Everything that a change of the view costs: the curves, the axes, and the widget's own picture, which a queued
/// replot paints at once.
void drawOnce(CurvePlot& plot, const tempo::ui::PlotView& view)
{
    plot.setView(view);
    QCoreApplication::processEvents();
}

void benchReplot(benchmark::State& state)
{
    CurvePlot plot(QStringLiteral("Loss"));
    plot.resize(760, 460);
    for (int run = 0; run < state.range(0); ++run)
        addLoss(plot, run, static_cast<int>(state.range(1)));
    plot.setLogarithmic(Qt::Horizontal, state.range(2) != 0);
    plot.setLogarithmic(Qt::Vertical, state.range(2) != 0);
    plot.show();
    plot.fit();
    tempo::ui::PlotView view = plot.view();
    QCoreApplication::processEvents();
    bool isOdd = false;
    for (auto _ : state) {
        // Another view every time, as while a run goes on.
        isOdd = !isOdd;
        view.right *= isOdd ? 1.001 : 1.0 / 1.001;
        drawOnce(plot, view);
    }
    state.counters["ratio"] = plot.devicePixelRatioF();
}

/// What arrives between two looks at a fast trainer, beside a long run.
void benchGrow(benchmark::State& state)
{
    CurvePlot plot(QStringLiteral("Loss"));
    plot.resize(760, 460);
    addLoss(plot, 0, static_cast<int>(state.range(0)));
    const int live = plot.addCurve({.name = QStringLiteral("live"), .color = 1});
    plot.show();
    QCoreApplication::processEvents();
    double step = 0.0;
    for (auto _ : state) {
        QVector<double> x;
        QVector<double> y;
        for (int i = 0; i < 3300; ++i) {
            x.append(step += 1.0);
            y.append(1.0 + std::sin(step));
        }
        plot.addPoints(live, x, y);
        QCoreApplication::processEvents();
    }
}

} // namespace

BENCHMARK(benchReplot)
    ->ArgNames({"runs", "steps", "log"})
    ->Args({1, 100000, 0})
    ->Args({10, 100000, 0})
    ->Args({10, 100000, 1})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(benchGrow)->ArgName("steps")->Arg(100000)->Iterations(200)->Unit(benchmark::kMillisecond);

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    tempo::ui::Theme::instance().apply();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
