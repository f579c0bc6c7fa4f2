// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/pickle_stack.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <fmt/format.h>
#include <utility>

namespace tempo::neural {

void PickleStack::fail(std::string_view cause) const
{
    throw Error(ErrorCode::Format, fmt::format("'{}': its pickle {}", printable(std::string_view(m_file)), cause));
}

void PickleStack::push(PickleValue value)
{
    m_stack.push_back(m_values.size());
    m_values.push_back(std::move(value));
}

std::size_t PickleStack::pop()
{
    const std::size_t number = top();
    m_stack.pop_back();
    return number;
}

std::size_t PickleStack::top()
{
    if (m_stack.empty() || (!m_marks.empty() && m_marks.back() == m_stack.size()))
        fail("takes from an empty stack");
    return m_stack.back();
}

std::vector<std::size_t> PickleStack::popToMark()
{
    if (m_marks.empty())
        fail("lacks a mark");
    const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<std::size_t> items(begin, m_stack.end());
    m_stack.erase(begin, m_stack.end());
    m_marks.pop_back();
    return items;
}

std::vector<std::size_t> PickleStack::popMany(std::size_t count)
{
    std::vector<std::size_t> items(count);
    for (std::size_t k = count; k > 0; --k)
        items[k - 1] = pop();
    return items;
}

void PickleStack::append(const std::vector<std::size_t>& items)
{
    auto& target = m_values[top()].items;
    target.insert(target.end(), items.begin(), items.end());
}

void PickleStack::recall(std::uint64_t place)
{
    const auto found = m_memory.find(place);
    if (found == m_memory.end())
        fail("recalls what it has not stored");
    pushAgain(found->second);
}

PickleValues PickleStack::take()
{
    const std::size_t root = pop();
    return {.values = std::move(m_values), .root = root};
}

} // namespace tempo::neural
