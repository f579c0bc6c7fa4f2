// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <utility>
#include <vector>

namespace tempo::workbench {

/// Where worker threads put what they have found, and from where the window takes all of it at once, when it has time:
/// a signal an item would drown the event loop.
template <class Item>
class Outbox {
public:
    void put(Item item)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
    }

    /// Everything since the last time, in order.
    std::vector<Item> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

private:
    std::mutex m_mutex;
    std::vector<Item> m_items; // under m_mutex
};

} // namespace tempo::workbench
