// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"
#include "widgets/plots/tempo_bins.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace tempo::ui {

/// Tempi of one axis from low to high, in BPM.
struct TempoSpan {
    double low = 40.0;
    double high = 250.0;
    friend bool operator==(const TempoSpan&, const TempoSpan&) = default;
};

/// Tracks as the histogram sees them, all vectors of one length.
struct HistogramTracks {
    std::vector<double> bpm;      ///< 0 for a track without a tempo, which is counted and not drawn
    std::vector<int> group;       ///< index into groups
    std::vector<bool> isShown;    ///< false: filtered out, drawn grey; empty: all are shown
    std::vector<bool> isSelected; ///< empty: none is
    QStringList groups;           ///< e.g. genres
};

/// Tracks by tempo: stacked by genre or plain, what is filtered out in grey above, what is selected in the selection's
/// colour before it. Tempi outside the training range lie on a marked ground. A drag marks a range of tempi.
class TempoHistogram final : public Plot {
    Q_OBJECT
public:
    explicit TempoHistogram(QWidget* parent = nullptr);
    ~TempoHistogram() override;

    void setTracks(HistogramTracks tracks);
    /// The same tracks, others of them shown or selected: cheaper, and the view stays.
    void setMarks(std::vector<bool> isShown, std::vector<bool> isSelected);
    void setBinning(TempoBinning binning);
    [[nodiscard]] TempoBinning binning() const { return m_binning; }
    void setStacked(bool isStacked);
    [[nodiscard]] bool isStacked() const { return m_isStacked; }
    void setTrainingRange(const TempoSpan& range);
    /// The range that is filtered by, drawn as a band.
    void setRange(std::optional<TempoSpan> range);

    [[nodiscard]] const TempoBins& bins() const { return m_bins; }
    [[nodiscard]] int shownIn(std::size_t bin) const;
    [[nodiscard]] int filteredOutIn(std::size_t bin) const;
    [[nodiscard]] int selectedIn(std::size_t bin) const;
    /// Tracks with a tempo outside the training range.
    [[nodiscard]] int belowRange() const { return m_below; }
    [[nodiscard]] int aboveRange() const { return m_above; }

Q_SIGNALS:
    /// A drag: filter by this.
    void rangeSelected(double low, double high);
    /// A click on a bar: select its tracks. @param extends  beside those already selected
    void barChosen(double low, double high, bool extends);
    /// A click beside the bars.
    void nothingChosen();

protected:
    [[nodiscard]] bool isEmpty() const override { return m_bins.count() == 0; }
    [[nodiscard]] PlotView fullView() const override;
    [[nodiscard]] QString describe() const override;
    void restyle(const Colors& colors) override;
    [[nodiscard]] bool dragsWholeHeight() const override { return true; }
    void dragged(const QPointF& from, const QPointF& to) override;
    void clicked(const QPointF& place, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] QString tipAt(const QPointF& place) const override;

private:
    struct Parts;
    /// One bar.
    struct Bin {
        std::vector<int> shown; ///< by group
        int filteredOut = 0;
        int selected = 0;
        [[nodiscard]] int total() const;
    };

    void count();
    void showBars();
    void showRanges();
    void fillLegend();
    [[nodiscard]] std::optional<std::size_t> binAt(double bpm) const;

    HistogramTracks m_tracks;
    TempoBinning m_binning = TempoBinning::Linear;
    bool m_isStacked = true;
    TempoSpan m_training;
    std::optional<TempoSpan> m_range;
    TempoBins m_bins;
    std::vector<Bin> m_counts; ///< [n_bins]
    int m_highest = 0;
    int m_below = 0;
    int m_above = 0;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tempo::ui
