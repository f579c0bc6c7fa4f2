// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace tempo::ui {

/// What a stretch of values spans; of the finite ones only.
struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    double sum = 0.0;
    std::size_t count = 0;

    void add(double value);
    void add(const Extent& other);
};

/// Values in their order; what any stretch of them spans is found without looking at each.
class ValueRow {
public:
    void append(double value);
    void clear();
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] const std::vector<double>& values() const { return m_values; }
    /// Of the values begin to end - 1.
    [[nodiscard]] Extent extent(std::size_t begin, std::size_t end) const;

private:
    std::vector<double> m_values;
    std::vector<Extent> m_blocks; // of whole blocks
    Extent m_last;                // of the values after them
};

/// The columns of pixels that a picture has.
struct PixelColumns {
    double left = 0.0; ///< in the units of the axis
    double right = 1.0;
    int count = 1;
    bool isLogarithmic = false;
    friend bool operator==(const PixelColumns&, const PixelColumns&) = default;
};

/// What stands for all the values that fall into one column.
enum class ColumnPick {
    Extremes, ///< two points, the lowest and the highest: what a line through all of them covers
    Mean,
    Lowest,
    Highest,
};

struct CurvePoint {
    double x = 0.0;
    double y = 0.0;
    friend bool operator==(const CurvePoint&, const CurvePoint&) = default;
};

/// Whether more than two of these points fall into a column, on the average.
bool isDense(std::span<const double> x, const PixelColumns& columns);

/// As few points as the picture needs: what stands for each column where they are dense, else all that are seen; always
/// the neighbours on both sides, so that lines go on to the edge. A column without a finite value is a gap (NaN).
/// @param x [values.size()] ascending
std::vector<CurvePoint> thinned(std::span<const double> x, const ValueRow& values, const PixelColumns& columns,
                                ColumnPick pick);

} // namespace tempo::ui
