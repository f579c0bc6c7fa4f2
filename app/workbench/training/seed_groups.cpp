// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/seed_groups.h"

#include "training/config/run_config_yaml.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>

namespace tempo::workbench {

namespace {

constexpr qsizetype kShortestName = 3;

/// What a run does, whatever its seed and wherever it lies.
std::string recipeOf(RunConfig config)
{
    config.seed = 0;
    config.trainer.name.clear();
    config.trainer.runDir.clear();
    config.data.cache.clear();
    return toYaml(config);
}

QString commonNameOf(const QStringList& names)
{
    QString common = names.front();
    for (const QString& name : names)
        while (!name.startsWith(common))
            common.chop(1);
    while (!common.isEmpty() && !common.back().isLetter())
        common.chop(1);
    return common.size() >= kShortestName ? common : names.front();
}

} // namespace

std::vector<SeedGroup> seedGroups(std::span<const std::shared_ptr<const RunRecord>> runs)
{
    struct Alike {
        std::string recipe;
        std::set<std::uint64_t> seeds;
        QStringList names;
    };
    std::vector<Alike> found;
    for (const auto& run : runs) {
        if (!run->config)
            continue;
        std::string recipe = recipeOf(*run->config);
        auto place =
            std::find_if(found.begin(), found.end(), [&](const Alike& alike) { return alike.recipe == recipe; });
        if (place == found.end())
            place = found.insert(found.end(), Alike{std::move(recipe), {}, {}});
        if (place->seeds.insert(run->config->seed).second)
            place->names << QString::fromStdString(run->name);
    }
    std::vector<SeedGroup> groups;
    for (const Alike& alike : found)
        if (alike.names.size() > 1)
            groups.push_back({commonNameOf(alike.names), alike.names});
    return groups;
}

SeedMeans meansOf(std::span<const SeedCurve> curves)
{
    SeedMeans means;
    if (curves.empty())
        return means;
    std::vector<std::size_t> places(curves.size(), 0);
    const auto count = static_cast<double>(curves.size());
    for (const std::int64_t key : curves.front().keys) {
        double x = 0.0;
        double sum = 0.0;
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        bool isEverywhere = true;
        for (std::size_t i = 0; i < curves.size() && isEverywhere; ++i) {
            const SeedCurve& curve = curves[i];
            while (places[i] < curve.keys.size() && curve.keys[places[i]] < key)
                ++places[i];
            isEverywhere = places[i] < curve.keys.size() && curve.keys[places[i]] == key;
            if (!isEverywhere)
                break;
            const double value = curve.y[static_cast<qsizetype>(places[i])];
            x += curve.x[static_cast<qsizetype>(places[i])];
            sum += value;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        if (!isEverywhere)
            continue;
        const bool isFinite = std::isfinite(sum);
        const double gap = std::numeric_limits<double>::quiet_NaN();
        means.x.append(x / count);
        means.mean.append(isFinite ? sum / count : gap);
        means.low.append(isFinite ? low : gap);
        means.high.append(isFinite ? high : gap);
    }
    return means;
}

} // namespace tempo::workbench
