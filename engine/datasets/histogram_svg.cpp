// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/histogram_svg.h"

#include "engine/datasets/html_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tempo {

namespace {

constexpr double kWidth = 1120.0;
constexpr double kHeight = 320.0;
constexpr double kLeft = 56.0;
constexpr double kRight = 8.0;
constexpr double kTop = 20.0;
constexpr double kBottom = 44.0;

std::string genreClass(std::size_t genre)
{
    return genre < kGenreColours ? fmt::format("g{}", genre) : "other";
}

std::string genreName(const std::string& genre)
{
    return genre.empty() ? "no genre" : htmlText(genre);
}

/// 1, 2 or 5 times a power of ten, so that there are at most `most` steps up to `end`.
double niceStep(double end, double most)
{
    const double least = end / most;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least)
            return factor * power;
    return 10.0 * power;
}

class Plot {
public:
    Plot(const TempoHistogram& histogram, TempoAxis axis) : m_histogram(histogram), m_axis(axis)
    {
        for (std::size_t bin = 0; bin < histogram.counts.rows(); ++bin) {
            const auto counts = histogram.counts.row(bin);
            m_highest = std::max(m_highest, std::accumulate(counts.begin(), counts.end(), std::size_t{0}));
        }
        m_step = std::max(1.0, niceStep(static_cast<double>(m_highest), 5.0));
    }

    [[nodiscard]] std::string draw(std::span<const Bpm> marks)
    {
        m_text = fmt::format("<svg viewBox=\"0 0 {:g} {:g}\" role=\"img\" aria-label=\"Tempo histogram\">\n", kWidth,
                             kHeight);
        drawAxes();
        for (std::size_t bin = 0; bin < m_histogram.counts.rows(); ++bin)
            drawBin(bin);
        for (const Bpm mark : marks)
            drawMark(mark);
        return m_text + "</svg>\n";
    }

private:
    [[nodiscard]] double place(Bpm bpm) const
    {
        return m_axis == TempoAxis::Log2 ? std::log2(bpm.value()) : bpm.value();
    }

    [[nodiscard]] double x(Bpm bpm) const
    {
        const double low = place(m_histogram.edges.front());
        const double high = place(m_histogram.edges.back());
        return kLeft + (kWidth - kLeft - kRight) * (place(bpm) - low) / (high - low);
    }

    [[nodiscard]] double y(double count) const
    {
        const double top = m_step * std::ceil(static_cast<double>(m_highest) / m_step);
        return kHeight - kBottom - (kHeight - kBottom - kTop) * count / std::max(top, m_step);
    }

    [[nodiscard]] bool isOnAxis(Bpm bpm) const
    {
        return m_histogram.edges.front() <= bpm && bpm <= m_histogram.edges.back();
    }

    void drawAxes()
    {
        for (double count = 0.0; count <= static_cast<double>(m_highest) + m_step - 1e-9; count += m_step) {
            m_text += fmt::format("<line class=\"grid\" x1=\"{:g}\" x2=\"{:g}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>", kLeft,
                                  kWidth - kRight, y(count), y(count));
            m_text += fmt::format("<text x=\"{:g}\" y=\"{:.1f}\" text-anchor=\"end\">{:g}</text>\n", kLeft - 6.0,
                                  y(count) + 4.0, count);
        }
        const double bottom = kHeight - kBottom;
        for (const Bpm tick : ticks()) {
            m_text += fmt::format("<line class=\"axis\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:g}\" y2=\"{2:g}\"/>",
                                  x(tick), bottom, bottom + 4.0);
            m_text += fmt::format("<text x=\"{:.1f}\" y=\"{:g}\" text-anchor=\"middle\">{:g}</text>\n", x(tick),
                                  bottom + 17.0, tick.value());
        }
        m_text += fmt::format("<line class=\"axis\" x1=\"{:g}\" x2=\"{:g}\" y1=\"{:g}\" y2=\"{:g}\"/>\n", kLeft,
                              kWidth - kRight, bottom, bottom);
        m_text += fmt::format("<text class=\"title\" x=\"{:g}\" y=\"{:g}\" text-anchor=\"middle\">Tempo (BPM)</text>\n",
                              (kLeft + kWidth - kRight) / 2.0, kHeight - 6.0);
        m_text += fmt::format(
            "<text class=\"title\" transform=\"translate(12 {:g}) rotate(-90)\" text-anchor=\"middle\">Tracks</text>\n",
            (kTop + bottom) / 2.0);
    }

    [[nodiscard]] std::vector<Bpm> ticks() const
    {
        const double low = m_histogram.edges.front().value();
        const double high = m_histogram.edges.back().value();
        std::vector<Bpm> result;
        if (m_axis == TempoAxis::Log2) {
            // 30, 60, 120, 240 as in all plots, and between them 40, 80, 160.
            for (const double base : {15.0, 20.0})
                for (double bpm = base / 16.0; bpm <= high; bpm *= 2.0)
                    result.emplace_back(bpm);
        } else {
            const double step = niceStep(high - low, 14.0);
            for (double bpm = std::ceil(low / step) * step; bpm <= high + 1e-9; bpm += step)
                result.emplace_back(bpm);
        }
        std::erase_if(result, [this](Bpm bpm) { return !isOnAxis(bpm); });
        return result;
    }

    void drawBin(std::size_t bin)
    {
        const Bpm low = m_histogram.edges[bin];
        const Bpm high = m_histogram.edges[bin + 1];
        double below = 0.0;
        for (std::size_t genre = 0; genre < m_histogram.genres.size(); ++genre) {
            const auto count = static_cast<double>(m_histogram.counts(bin, genre));
            if (count <= 0.0)
                continue;
            m_text += fmt::format("<rect class=\"{}\" x=\"{:.2f}\" width=\"{:.2f}\" y=\"{:.2f}\" height=\"{:.2f}\">"
                                  "<title>{:.1f} to {:.1f} BPM: {:g} {}</title></rect>\n",
                                  genreClass(genre), x(low) + 0.5, std::max(0.5, x(high) - x(low) - 1.0),
                                  y(below + count), y(below) - y(below + count), low.value(), high.value(), count,
                                  genreName(m_histogram.genres[genre]));
            below += count;
        }
    }

    void drawMark(Bpm bpm)
    {
        if (!isOnAxis(bpm))
            return;
        m_text += fmt::format("<line class=\"mark\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:g}\" y2=\"{2:g}\"/>", x(bpm),
                              kTop, kHeight - kBottom);
        m_text += fmt::format("<text x=\"{:.1f}\" y=\"{:g}\" text-anchor=\"middle\">{:g}</text>\n", x(bpm), kTop - 4.0,
                              bpm.value());
    }

    const TempoHistogram& m_histogram;
    TempoAxis m_axis;
    std::size_t m_highest = 0;
    double m_step = 1.0;
    std::string m_text;
};

} // namespace

std::string histogramSvg(const TempoHistogram& histogram, TempoAxis axis, std::span<const Bpm> marks)
{
    return histogram.counts.rows() == 0 ? std::string() : Plot(histogram, axis).draw(marks);
}

std::string histogramLegend(const TempoHistogram& histogram)
{
    std::string text = "<div class=\"legend\">";
    for (std::size_t genre = 0; genre < histogram.genres.size(); ++genre) {
        if (genre == kGenreColours)
            text += fmt::format("<span><i class=\"other\"></i>{} more genres, grey</span>",
                                histogram.genres.size() - kGenreColours);
        if (genre >= kGenreColours)
            break;
        text +=
            fmt::format("<span><i class=\"{}\"></i>{}</span>", genreClass(genre), genreName(histogram.genres[genre]));
    }
    return text + "</div>\n";
}

} // namespace tempo
