// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/pickle_values.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tempo::neural {

/// The stack, the marks and the memory of a pickle's machine. Every misuse throws Error(Format) naming the file.
class PickleStack {
public:
    explicit PickleStack(std::string_view file) : m_file(file) {}

    [[noreturn]] void fail(std::string_view cause) const;

    void push(PickleValue value);
    /// Once more a value that is there already.
    void pushAgain(std::size_t number) { m_stack.push_back(number); }
    /// @return the value's number
    std::size_t pop();
    std::size_t top();
    [[nodiscard]] const PickleValue& at(std::size_t number) const { return m_values[number]; }

    void mark() { m_marks.push_back(m_stack.size()); }
    std::vector<std::size_t> popToMark();
    /// The topmost values, the deepest first.
    std::vector<std::size_t> popMany(std::size_t count);
    /// To the container on top.
    void append(const std::vector<std::size_t>& items);

    void store(std::uint64_t place) { m_memory[place] = top(); }
    void storeNext() { store(m_memory.size()); }
    void recall(std::uint64_t place);

    /// Ends the run: the value on top is the root.
    PickleValues take();

private:
    std::string m_file;
    std::vector<PickleValue> m_values;
    std::vector<std::size_t> m_stack; ///< numbers of values
    std::vector<std::size_t> m_marks; ///< heights of the stack, none of which it falls below
    std::unordered_map<std::uint64_t, std::size_t> m_memory;
};

} // namespace tempo::neural
