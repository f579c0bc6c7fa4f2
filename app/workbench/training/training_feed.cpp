// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/training_feed.h"

#include "engine/core/error.h"
#include "training/files/run_tables.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tempo::workbench {

void TrainingFeed::stepDone(const StepRecord& record, std::int64_t stepsPerEpoch)
{
    if (!m_earlier.empty())
        readEarlier(record.step);
    if (m_sink && stepsPerEpoch > 0)
        m_sink(std::min(1.0, static_cast<double>(record.step) / static_cast<double>(stepsPerEpoch * m_maxEpochs)));
    const std::lock_guard lock(m_mutex);
    m_news.steps.push_back(record);
    m_news.stepsPerEpoch = stepsPerEpoch;
}

void TrainingFeed::reportTo(std::function<void(double fraction)> sink, int maxEpochs)
{
    m_sink = std::move(sink);
    m_maxEpochs = std::max(1, maxEpochs);
}

void TrainingFeed::readEarlier(std::int64_t firstStep)
{
    const std::filesystem::path folder = std::exchange(m_earlier, {});
    const auto isEarlier = [firstStep](const auto& record) { return record.step < firstStep; };
    try {
        const std::vector<StepRecord> steps = readStepTable(folder / "steps.csv");
        const std::vector<EpochRecord> epochs = readEpochTable(folder / "metrics.csv");
        const std::lock_guard lock(m_mutex);
        std::copy_if(steps.begin(), steps.end(), std::back_inserter(m_news.steps), isEarlier);
        std::copy_if(epochs.begin(), epochs.end(), std::back_inserter(m_news.epochs), isEarlier);
    } catch (const Error& error) {
        message("the curve begins here: " + error.message());
    }
}

void TrainingFeed::epochDone(const EpochRecord& record)
{
    const std::lock_guard lock(m_mutex);
    m_news.epochs.push_back(record);
}

void TrainingFeed::message(const std::string& line)
{
    const std::lock_guard lock(m_mutex);
    m_news.messages.push_back(line);
}

void TrainingFeed::deviceMemory(const DeviceMemory& memory)
{
    const std::lock_guard lock(m_mutex);
    m_news.memory = memory;
}

TrainingNews TrainingFeed::take()
{
    TrainingNews next;
    const std::lock_guard lock(m_mutex);
    next.stepsPerEpoch = m_news.stepsPerEpoch;
    return std::exchange(m_news, std::move(next));
}

} // namespace tempo::workbench
