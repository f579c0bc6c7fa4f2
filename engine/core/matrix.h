// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

/// Owning row-major matrix [rows, cols]. Time is the slow axis (rows) everywhere in the engine.
template <class T>
class Matrix {
public:
    Matrix() = default;
    Matrix(std::size_t rows, std::size_t cols, T fill = T{}) : m_cols(cols), m_rows(rows), m_data(rows * cols, fill) {}

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t cols() const { return m_cols; }
    [[nodiscard]] std::span<T> row(std::size_t r) { return {m_data.data() + r * m_cols, m_cols}; }
    [[nodiscard]] std::span<const T> row(std::size_t r) const { return {m_data.data() + r * m_cols, m_cols}; }
    [[nodiscard]] T& operator()(std::size_t r, std::size_t c) { return m_data[r * m_cols + c]; }
    [[nodiscard]] const T& operator()(std::size_t r, std::size_t c) const { return m_data[r * m_cols + c]; }
    /// All values, row after row.
    [[nodiscard]] std::span<T> values() { return m_data; }
    [[nodiscard]] std::span<const T> values() const { return m_data; }

    /// Appends one row. @throws Error(InvalidArgument) if its length is not cols() (any length suits an empty matrix).
    void appendRow(std::span<const T> values)
    {
        if (m_rows == 0 && m_data.empty())
            m_cols = values.size();
        if (values.size() != m_cols)
            throw Error(ErrorCode::InvalidArgument, "Matrix::appendRow: the row's length differs from the matrix's");
        m_data.insert(m_data.end(), values.begin(), values.end());
        ++m_rows;
    }

private:
    std::size_t m_cols = 0;
    std::size_t m_rows = 0;
    std::vector<T> m_data;
};

} // namespace tempo
