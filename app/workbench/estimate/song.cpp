// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song.h"

#include "engine/core/printable.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo::workbench {

namespace {

struct SimpleRatio {
    double value;
    const char* text;
};

constexpr std::array<SimpleRatio, 10> kRatios{{{2.0, "×2"},
                                               {0.5, "×½"},
                                               {3.0, "×3"},
                                               {1.0 / 3.0, "×⅓"},
                                               {1.5, "×1½"},
                                               {2.0 / 3.0, "×⅔"},
                                               {4.0 / 3.0, "×1⅓"},
                                               {0.75, "×¾"},
                                               {4.0, "×4"},
                                               {0.25, "×¼"}}};

bool isNear(double ratio, double wanted)
{
    return std::abs(ratio / wanted - 1.0) <= kSameTempoTolerance;
}

} // namespace

QString Song::name() const
{
    return QString::fromStdString(printable(path.filename()));
}

QString Song::folder() const
{
    return QString::fromStdString(printable(path.parent_path()));
}

QString Song::error() const
{
    return result ? QString::fromStdString(result->outcome.error) : QString();
}

std::optional<double> Song::ratio() const
{
    const std::optional<Bpm> now = tempo();
    if (!now || !result || !result->baseline || result->baseline->value() <= 0.0)
        return {};
    return now->value() / result->baseline->value();
}

bool isSameTempo(double ratio)
{
    return isNear(ratio, 1.0);
}

QString ratioText(double ratio)
{
    if (isSameTempo(ratio))
        return QStringLiteral("×1");
    for (const SimpleRatio& simple : kRatios)
        if (isNear(ratio, simple.value))
            return QString::fromUtf8(simple.text);
    return QStringLiteral("×%1").arg(QLocale().toString(ratio, 'f', 2));
}

std::optional<double> variationOf(const TempoCurve& curve)
{
    if (curve.tempi.size() < 2)
        return {};
    double sum = 0.0;
    double squares = 0.0;
    for (const Bpm tempo : curve.tempi) {
        sum += tempo.value();
        squares += tempo.value() * tempo.value();
    }
    const auto count = static_cast<double>(curve.tempi.size());
    const double mean = sum / count;
    return mean > 0.0 ? std::optional(std::sqrt(std::max(0.0, squares / count - mean * mean)) / mean) : std::nullopt;
}

std::vector<float> thinned(const TempoCurve& curve, std::size_t most)
{
    const std::size_t count = curve.tempi.size();
    const std::size_t wanted = std::min(count, most);
    std::vector<float> points;
    for (std::size_t i = 0; i < wanted; ++i)
        points.push_back(static_cast<float>(curve.tempi[wanted < 2 ? 0 : i * (count - 1) / (wanted - 1)].value()));
    return points;
}

} // namespace tempo::workbench
