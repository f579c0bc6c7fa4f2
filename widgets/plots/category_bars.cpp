// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/category_bars.h"

#include "widgets/plots/system_color.h"

#include <qcustomplot.h>

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tempo::ui {

namespace {

/// Of a category's width; the rest is air between the groups.
constexpr double kGroupWidth = 0.76;
constexpr double kHeadroom = 1.08;
/// Labels that would touch each other are turned.
constexpr int kPixelsPerLetter = 7;
constexpr double kTurn = -35.0;

} // namespace

struct CategoryBars::System {
    QString name;
    XyPlot::Role role = XyPlot::Role::Other;
    int color = 0;
    QVector<double> values;
    QVector<double> high; // ends of the intervals
    QCPBars* bars = nullptr;
    QCPErrorBars* intervals = nullptr;
};

struct CategoryBars::Parts {
    QStringList names;
    QVector<int> counts;
    std::vector<System> systems;
    QSharedPointer<QCPAxisTickerText> ticker;
    double top = 0.0;
};

CategoryBars::CategoryBars(const QString& name, QWidget* parent)
    : Plot(name, parent), m_parts(std::make_unique<Parts>())
{
    m_parts->ticker.reset(new QCPAxisTickerText);
    surface().xAxis->setTicker(m_parts->ticker);
    surface().xAxis->grid()->setVisible(false);
    surface().xAxis->setSubTicks(false);
    surface().yAxis->setSubTicks(false);
}

CategoryBars::~CategoryBars() = default;

void CategoryBars::setCategories(const QStringList& names, const QVector<int>& counts)
{
    for (const System& system : m_parts->systems) {
        if (system.intervals)
            surface().removePlottable(system.intervals);
        surface().removePlottable(system.bars);
    }
    m_parts->systems.clear();
    m_parts->names = names;
    m_parts->counts = counts;
    m_parts->ticker->clear();
    for (int category = 0; category < names.size(); ++category)
        m_parts->ticker->addTick(category, names[category]);
    turnLabels();
    fit();
    refresh();
}

void CategoryBars::addSystem(const QString& name, XyPlot::Role role, int color, const QVector<double>& values,
                             const QVector<double>& low, const QVector<double>& high)
{
    Q_ASSERT(values.size() == m_parts->names.size());
    System system{.name = name, .role = role, .color = color, .values = values, .high = high};
    system.bars = new QCPBars(surface().xAxis, surface().yAxis);
    system.bars->setAntialiased(false);
    if (!low.isEmpty()) {
        system.intervals = new QCPErrorBars(surface().xAxis, surface().yAxis);
        system.intervals->setDataPlottable(system.bars);
        QVector<double> below;
        QVector<double> above;
        for (int category = 0; category < values.size(); ++category) {
            below.append(values[category] - low[category]);
            above.append(high[category] - values[category]);
        }
        system.intervals->setData(below, above);
        system.intervals->setWhiskerWidth(4);
        system.intervals->setSymbolGap(0);
    }
    m_parts->systems.push_back(system);
    placeBars();
    restyle(Theme::instance().colors());
    refresh();
}

void CategoryBars::placeBars()
{
    const double width = kGroupWidth / static_cast<double>(m_parts->systems.size());
    for (std::size_t system = 0; system < m_parts->systems.size(); ++system) {
        const double offset = (static_cast<double>(system) + 0.5) * width - kGroupWidth / 2.0;
        QVector<double> keys;
        for (int category = 0; category < m_parts->names.size(); ++category)
            keys.append(category + offset);
        m_parts->systems[system].bars->setWidth(width * 0.9);
        m_parts->systems[system].bars->setData(keys, m_parts->systems[system].values, true);
    }
}

int CategoryBars::categoryCount() const
{
    return static_cast<int>(m_parts->names.size());
}

int CategoryBars::systemCount() const
{
    return static_cast<int>(m_parts->systems.size());
}

double CategoryBars::value(int category, int system) const
{
    const bool isThere = category >= 0 && category < categoryCount() && system >= 0 && system < systemCount();
    return isThere ? m_parts->systems[static_cast<std::size_t>(system)].values[category]
                   : std::numeric_limits<double>::quiet_NaN();
}

void CategoryBars::setTop(double top)
{
    m_parts->top = top;
    fit();
}

bool CategoryBars::isEmpty() const
{
    return m_parts->names.isEmpty() || m_parts->systems.empty();
}

PlotView CategoryBars::fullView() const
{
    double top = m_parts->top;
    if (top <= 0.0)
        for (const System& system : m_parts->systems)
            for (const QVector<double>& values : {system.values, system.high})
                for (const double value : values)
                    top = std::isfinite(value) ? std::max(top, value * kHeadroom) : top;
    return {.left = -0.5, .right = std::max(1, categoryCount()) - 0.5, .bottom = 0.0, .top = top > 0.0 ? top : 1.0};
}

QString CategoryBars::describe() const
{
    if (isEmpty())
        return tr("%1: nothing yet").arg(accessibleName());
    QStringList parts;
    for (const System& system : m_parts->systems) {
        QStringList values;
        for (int category = 0; category < categoryCount(); ++category)
            if (std::isfinite(system.values[category]))
                values << tr("%1 %2").arg(m_parts->names[category],
                                          QLocale().toString(system.values[category], 'f', 0));
        parts << tr("%1: %2").arg(system.name, values.join(QStringLiteral(", ")));
    }
    return parts.join(QStringLiteral("; "));
}

void CategoryBars::restyle(const Colors& colors)
{
    for (const System& system : m_parts->systems) {
        system.bars->setPen(Qt::NoPen);
        system.bars->setBrush(systemColor(system.role, system.color, colors));
        if (system.intervals)
            system.intervals->setPen(QPen(mixed(colors.panel, colors.text, 0.7), 1));
    }
}

int CategoryBars::categoryAt(double horizontal) const
{
    const int category = static_cast<int>(std::lround(horizontal));
    return category >= 0 && category < categoryCount() ? category : -1;
}

int CategoryBars::systemAt(double horizontal) const
{
    const double share = (horizontal - std::round(horizontal)) / kGroupWidth + 0.5;
    return share >= 0.0 && share < 1.0 ? static_cast<int>(share * systemCount()) : -1;
}

void CategoryBars::clicked(const QPointF& place, Qt::KeyboardModifiers)
{
    if (const int category = categoryAt(place.x()); category >= 0)
        Q_EMIT categoryClicked(category, systemAt(place.x()));
}

QString CategoryBars::tipAt(const QPointF& place) const
{
    const int category = categoryAt(place.x());
    if (category < 0 || isEmpty())
        return {};
    QStringList lines{category < m_parts->counts.size()
                          ? tr("%1, %n track(s)", nullptr, m_parts->counts[category]).arg(m_parts->names[category])
                          : m_parts->names[category]};
    for (const System& system : m_parts->systems)
        lines << tr("%1: %2").arg(system.name, std::isfinite(system.values[category])
                                                   ? QLocale().toString(system.values[category], 'g', 4)
                                                   : QStringLiteral("–"));
    return lines.join(QLatin1Char('\n'));
}

void CategoryBars::resizeEvent(QResizeEvent* event)
{
    turnLabels();
    Plot::resizeEvent(event);
}

void CategoryBars::turnLabels()
{
    int longest = 0;
    for (const QString& name : std::as_const(m_parts->names))
        longest = std::max(longest, static_cast<int>(name.size()));
    const bool touches = longest * kPixelsPerLetter * categoryCount() > width() - 60;
    surface().xAxis->setTickLabelRotation(touches ? kTurn : 0.0);
}

} // namespace tempo::ui
