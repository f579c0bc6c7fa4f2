// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace tempo::ui {

/// A stretch of time in seconds; begin < end.
struct TimeRegion {
    double begin = 0.0;
    double end = 0.0;
    friend bool operator==(const TimeRegion&, const TimeRegion&) = default;
};

/// The one time axis that the views of a recording share: what part of it is seen, where the cursor stands, which
/// region is marked. All times are seconds from the recording's start. GUI thread only.
class TimeAxis final : public QObject {
    Q_OBJECT
public:
    /// No closer than this.
    static constexpr double kShortestRange = 0.25;

    using QObject::QObject;

    /// Shows the whole recording; cursor and region go.
    void setDuration(double seconds);
    [[nodiscard]] double duration() const { return m_duration; }

    /// Moved and shortened so that it lies within the recording.
    void setRange(double begin, double end);
    [[nodiscard]] const TimeRegion& range() const { return m_range; }
    /// @param factor below 1 goes closer; what is at `around` stays where it is
    void zoom(double factor, double around);
    void scroll(double seconds);
    void showAll() { setRange(0.0, m_duration); }
    /// Scrolls by a page if the cursor has left what is seen.
    void followCursor();

    void setCursor(std::optional<double> seconds);
    [[nodiscard]] std::optional<double> cursor() const { return m_cursor; }

    /// Empty, or within the recording; one that is shorter than a twentieth of a second is none.
    void setRegion(std::optional<TimeRegion> region);
    [[nodiscard]] std::optional<TimeRegion> region() const { return m_region; }

    /// What a click in a view does.
    void wishSeek(double seconds);
    /// What the end of a drag does.
    void settleRegion() { Q_EMIT regionChosen(); }

Q_SIGNALS:
    void rangeChanged();
    void cursorMoved();
    void regionChanged();
    /// The user has done with marking a region, or has taken it away.
    void regionChosen();
    void seekWanted(double seconds);

private:
    double m_duration = 0.0;
    TimeRegion m_range;
    std::optional<double> m_cursor;
    std::optional<TimeRegion> m_region;
};

} // namespace tempo::ui
