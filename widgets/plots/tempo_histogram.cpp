// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/tempo_histogram.h"

#include "widgets/plots/histogram_bars.h"
#include "widgets/theme/genre_colors.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tempo::ui {

namespace {

constexpr double kHeadroom = 1.18; // for the words about the range
constexpr int kGroupsInTip = 6;

QString oneDecimal(double value)
{
    return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
}

} // namespace

struct TempoHistogram::Parts {
    explicit Parts(QCustomPlot& plot) : bars(plot), legend(plot) {}

    HistogramBars bars;
    HistogramLegend legend;
    QCPItemRect* below = nullptr;
    QCPItemRect* above = nullptr;
    QCPItemText* belowText = nullptr;
    QCPItemText* aboveText = nullptr;
    QCPItemRect* range = nullptr;
};

int TempoHistogram::Bin::total() const
{
    return std::accumulate(shown.begin(), shown.end(), filteredOut);
}

TempoHistogram::TempoHistogram(QWidget* parent)
    : Plot(tr("Tempo histogram"), parent), m_parts(std::make_unique<Parts>(surface()))
{
    const auto rect = [this] {
        auto* const item = new QCPItemRect(&surface());
        item->setLayer(QStringLiteral("background"));
        item->setPen(Qt::NoPen);
        return item;
    };
    m_parts->below = rect();
    m_parts->above = rect();
    m_parts->range = rect();
    const auto text = [this](Qt::Alignment side) {
        auto* const item = new QCPItemText(&surface());
        item->setFont(fontOf(TextRole::Caption));
        item->setPositionAlignment(side | Qt::AlignTop);
        item->setPadding(QMargins(6, 3, 6, 0));
        item->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        return item;
    };
    m_parts->belowText = text(Qt::AlignRight);
    m_parts->aboveText = text(Qt::AlignLeft);
    setScales(PlotScale::Linear, PlotScale::Count);
    setAxisTitles(tr("Tempo (BPM)"), tr("Tracks"));
    restyle(Theme::instance().colors());
    count();
}

TempoHistogram::~TempoHistogram() = default;

void TempoHistogram::setTracks(HistogramTracks tracks)
{
    m_tracks = std::move(tracks);
    restyle(Theme::instance().colors());
    count();
}

void TempoHistogram::setMarks(std::vector<bool> isShown, std::vector<bool> isSelected)
{
    m_tracks.isShown = std::move(isShown);
    m_tracks.isSelected = std::move(isSelected);
    count();
}

void TempoHistogram::setBinning(TempoBinning binning)
{
    m_binning = binning;
    setScales(binning == TempoBinning::Log2 ? PlotScale::Tempo : PlotScale::Linear, PlotScale::Count);
    count();
    fit();
}

void TempoHistogram::setStacked(bool isStacked)
{
    m_isStacked = isStacked;
    restyle(Theme::instance().colors());
    showBars();
}

void TempoHistogram::setTrainingRange(const TempoSpan& range)
{
    m_training = range;
    count();
}

void TempoHistogram::setRange(std::optional<TempoSpan> range)
{
    if (m_range == range)
        return;
    m_range = range;
    showRanges();
    refresh();
}

int TempoHistogram::shownIn(std::size_t bin) const
{
    return m_counts.at(bin).total() - m_counts.at(bin).filteredOut;
}

int TempoHistogram::filteredOutIn(std::size_t bin) const
{
    return m_counts.at(bin).filteredOut;
}

int TempoHistogram::selectedIn(std::size_t bin) const
{
    return m_counts.at(bin).selected;
}

void TempoHistogram::count()
{
    std::vector<double> tempi;
    std::ranges::copy_if(m_tracks.bpm, std::back_inserter(tempi), [](double bpm) { return bpm > 0.0; });
    m_bins = makeTempoBins(tempi, m_binning);
    m_counts.assign(m_bins.count(), Bin{.shown = std::vector<int>(static_cast<std::size_t>(m_tracks.groups.size()))});
    m_below = 0;
    m_above = 0;
    for (std::size_t track = 0; track < m_tracks.bpm.size(); ++track) {
        const double bpm = m_tracks.bpm[track];
        if (bpm <= 0.0)
            continue;
        m_below += bpm < m_training.low ? 1 : 0;
        m_above += bpm > m_training.high ? 1 : 0;
        Bin& bin = m_counts[m_bins.binOf(bpm)];
        const bool isShown = m_tracks.isShown.empty() || m_tracks.isShown[track];
        if (isShown)
            ++bin.shown.at(static_cast<std::size_t>(m_tracks.group[track]));
        else
            ++bin.filteredOut;
        if (isShown && !m_tracks.isSelected.empty() && m_tracks.isSelected[track])
            ++bin.selected;
    }
    m_highest = 0;
    for (const Bin& bin : m_counts)
        m_highest = std::max(m_highest, bin.total());
    showBars();
}

void TempoHistogram::showBars()
{
    std::vector<Bar> bars;
    for (std::size_t index = 0; index < m_counts.size(); ++index) {
        const Bin& bin = m_counts[index];
        Bar bar{.low = m_bins.edges[index],
                .high = m_bins.edges[index + 1],
                .pieces = bin.shown,
                .filteredOut = bin.filteredOut,
                .selected = bin.selected,
                .isOutOfRange = m_bins.edges[index + 1] <= m_training.low || m_bins.edges[index] >= m_training.high};
        // The first name stands on top in the legend, and in the bars.
        std::ranges::reverse(bar.pieces);
        if (!m_isStacked)
            bar.pieces = {shownIn(index)};
        bars.push_back(std::move(bar));
    }
    m_parts->bars.setBars(std::move(bars));
    fillLegend();
    showRanges();
    refresh();
}

void TempoHistogram::showRanges()
{
    constexpr double kFar = 1e6;
    const auto place = [](QCPItemRect& item, double low, double high) {
        item.topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
        item.bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
        item.topLeft->setCoords(low, 0.0);
        item.bottomRight->setCoords(high, 1.0);
    };
    place(*m_parts->below, 1.0, m_training.low);
    place(*m_parts->above, m_training.high, kFar);
    m_parts->belowText->setText(m_below == 0 ? QString() : tr("%1 under %2").arg(m_below).arg(m_training.low));
    m_parts->belowText->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_parts->belowText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_parts->belowText->position->setCoords(0.0, 0.0);
    m_parts->belowText->setVisible(m_below > 0);
    m_parts->aboveText->setText(m_above == 0 ? QString() : tr("%1 over %2").arg(m_above).arg(m_training.high));
    m_parts->aboveText->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_parts->aboveText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_parts->aboveText->position->setCoords(1.0, 0.0);
    m_parts->aboveText->setVisible(m_above > 0);
    m_parts->range->setVisible(m_range.has_value());
    if (m_range)
        place(*m_parts->range, m_range->low, m_range->high);
}

void TempoHistogram::fillLegend()
{
    const Colors& colors = Theme::instance().colors();
    std::vector<HistogramLegend::Entry> entries;
    if (m_isStacked && m_tracks.groups.size() > 1)
        for (int group = 0; group < m_tracks.groups.size(); ++group) {
            const QString& name = m_tracks.groups[group];
            if (group == kGenreColors)
                entries.push_back({genreColor(group, false), tr("others")});
            if (group >= kGenreColors)
                break;
            entries.push_back(
                {genreColor(group, Theme::instance().isDark()), name.isEmpty() ? tr("no genre") : name.left(24)});
        }
    m_parts->legend.setEntries(entries, colors.secondary);
}

void TempoHistogram::restyle(const Colors& colors)
{
    const bool isDark = colors.panel.lightness() < colors.text.lightness();
    BarColors bars{.pieces = {},
                   .filteredOut = mixed(colors.panel, colors.secondary, 0.25),
                   .selected = colors.selection,
                   .ground = colors.panel};
    const int n = static_cast<int>(m_tracks.groups.size());
    for (int group = n - 1; group >= 0 && m_isStacked; --group)
        bars.pieces.push_back(genreColor(group, isDark));
    if (!m_isStacked || n <= 1)
        bars.pieces.assign(1, mixed(colors.panel, colors.secondary, 0.75));
    m_parts->bars.setColors(std::move(bars));
    const QBrush ground(mixed(colors.panel, colors.problem, 0.07));
    m_parts->below->setBrush(ground);
    m_parts->above->setBrush(ground);
    m_parts->range->setBrush(mixed(colors.panel, colors.selection, 0.18));
    for (QCPItemText* const text : {m_parts->belowText, m_parts->aboveText})
        text->setColor(colors.secondary);
    fillLegend();
}

PlotView TempoHistogram::fullView() const
{
    if (m_bins.count() == 0)
        return {};
    const double low = m_bins.edges.front();
    const double high = m_bins.edges.back();
    const double top = std::max(1, m_highest) * kHeadroom;
    if (m_binning == TempoBinning::Log2)
        return {.left = low / 1.03, .right = high * 1.03, .bottom = 0.0, .top = top};
    const double margin = (high - low) * 0.02;
    return {.left = low - margin, .right = high + margin, .bottom = 0.0, .top = top};
}

QString TempoHistogram::describe() const
{
    int shown = 0;
    int selected = 0;
    int total = 0;
    std::size_t fullest = 0;
    for (std::size_t bin = 0; bin < m_counts.size(); ++bin) {
        shown += shownIn(bin);
        selected += m_counts[bin].selected;
        total += m_counts[bin].total();
        if (m_counts[bin].total() > m_counts[fullest].total())
            fullest = bin;
    }
    if (total == 0)
        return tr("No track has a tempo.");
    return tr("%1 of %2 tracks with a tempo are shown, %3 selected; most have %4 to %5 BPM; %6 lie outside %7 to %8 "
              "BPM.")
        .arg(shown)
        .arg(total)
        .arg(selected)
        .arg(oneDecimal(m_bins.edges[fullest]), oneDecimal(m_bins.edges[fullest + 1]))
        .arg(m_below + m_above)
        .arg(m_training.low)
        .arg(m_training.high);
}

std::optional<std::size_t> TempoHistogram::binAt(double bpm) const
{
    if (m_bins.count() == 0 || bpm < m_bins.edges.front() || bpm > m_bins.edges.back())
        return std::nullopt;
    return m_bins.binOf(bpm);
}

QString TempoHistogram::tipAt(const QPointF& place) const
{
    const std::optional<std::size_t> index = binAt(place.x());
    if (!index || m_counts[*index].total() == 0)
        return {};
    const Bin& bin = m_counts[*index];
    QStringList lines{tr("%1 to %2 BPM: %n tracks", nullptr, shownIn(*index))
                          .arg(oneDecimal(m_bins.edges[*index]), oneDecimal(m_bins.edges[*index + 1]))};
    std::vector<int> order(bin.shown.size());
    std::iota(order.begin(), order.end(), 0);
    const auto countOf = [&bin](int group) { return bin.shown[static_cast<std::size_t>(group)]; };
    std::ranges::stable_sort(order, std::greater{}, countOf);
    for (const int group : order)
        if (countOf(group) > 0 && m_tracks.groups.size() > 1 && lines.size() <= kGroupsInTip)
            lines << QStringLiteral("%1 %2").arg(m_tracks.groups[group]).arg(countOf(group));
    if (bin.selected > 0)
        lines << tr("%1 selected").arg(bin.selected);
    if (bin.filteredOut > 0)
        lines << tr("%1 filtered out").arg(bin.filteredOut);
    return lines.join(QLatin1Char('\n'));
}

void TempoHistogram::dragged(const QPointF& from, const QPointF& to)
{
    Q_EMIT rangeSelected(std::min(from.x(), to.x()), std::max(from.x(), to.x()));
}

void TempoHistogram::clicked(const QPointF& place, Qt::KeyboardModifiers modifiers)
{
    const std::optional<std::size_t> index = binAt(place.x());
    if (index && place.y() <= m_counts[*index].total() && m_counts[*index].total() > 0)
        Q_EMIT barChosen(m_bins.edges[*index], m_bins.edges[*index + 1], modifiers.testFlag(Qt::ControlModifier));
    else
        Q_EMIT nothingChosen();
}

} // namespace tempo::ui
