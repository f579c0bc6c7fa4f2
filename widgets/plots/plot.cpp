// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot.h"

#include "widgets/plots/plot_parts.h"
#include "widgets/plots/plot_tickers.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <qcustomplot.h>

namespace tempo::ui {

namespace {

constexpr int kMostViews = 50;

} // namespace

Plot::Plot(const QString& name, QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>())
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    auto* const surface = new QCustomPlot(this);
    m_impl->surface = surface;
    surface->setFocusPolicy(Qt::NoFocus);
    surface->setInteractions(QCP::Interactions());
    surface->setNoAntialiasingOnDrag(true);
    surface->setMouseTracking(true);
    surface->setContextMenuPolicy(Qt::NoContextMenu);
    surface->installEventFilter(this);
    surface->axisRect()->setAutoMargins(QCP::msAll);
    surface->axisRect()->setMinimumMargins(QMargins(8, 12, 8, 0));
    // Only one layer is a picture of its own, at the top: every other one would be laid over the window once more.
    surface->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
    surface->addLayer(QStringLiteral("marks"));
    surface->layer(QStringLiteral("marks"))->setMode(QCPLayer::lmBuffered);
    m_impl->band = new QCPItemRect(surface);
    m_impl->band->setLayer(QStringLiteral("marks"));
    m_impl->band->setVisible(false);
    setScales(PlotScale::Linear, PlotScale::Linear);

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(surface);
    setMinimumSize(160, 120);

    m_impl->empty = new QWidget(this);
    auto* const lines = new QVBoxLayout(m_impl->empty);
    m_impl->emptyTitle = new QLabel(m_impl->empty);
    m_impl->emptyText = new QLabel(m_impl->empty);
    m_impl->emptyText->setProperty("kind", "secondary");
    m_impl->emptyText->setWordWrap(true);
    lines->addStretch();
    for (QLabel* const label : {m_impl->emptyTitle, m_impl->emptyText}) {
        label->setAlignment(Qt::AlignHCenter);
        lines->addWidget(label);
    }
    lines->addStretch();
    m_impl->empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    addCorner();
    const auto follow = [this] {
        styleAxes(Theme::instance().colors());
        restyle(Theme::instance().colors());
        refresh();
    };
    connect(&Theme::instance(), &Theme::changed, this, follow);
    // The derived part of this is not there yet.
    QMetaObject::invokeMethod(this, follow, Qt::QueuedConnection);
    styleAxes(Theme::instance().colors());
}

Plot::~Plot() = default;

void Plot::addCorner()
{
    m_impl->corner = new QFrame(this);
    auto* const row = new QHBoxLayout(m_impl->corner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto add = [&](const QString& icon, const QString& text, auto&& slot) {
        auto* const action = new QAction(iconOf(icon), text, this);
        connect(action, &QAction::triggered, this, slot);
        m_actions.push_back(action);
        auto* const button = new QToolButton(m_impl->corner);
        button->setDefaultAction(action);
        button->setToolTip(text);
        button->setAccessibleName(text);
        button->setFocusPolicy(Qt::NoFocus);
        row->addWidget(button);
    };
    add(QStringLiteral("copy"), tr("Copy as picture"), [this] { copy(); });
    add(QStringLiteral("export"), tr("Export…"), [this] { Q_EMIT exportWanted(); });
    add(QStringLiteral("reset"), tr("Show everything"), [this] { fit(); });
    m_impl->corner->hide();
}

void Plot::setAxisTitles(const QString& horizontal, const QString& vertical)
{
    m_impl->surface->xAxis->setLabel(horizontal);
    m_impl->surface->yAxis->setLabel(vertical);
    refresh();
}

void Plot::setScales(PlotScale horizontal, PlotScale vertical)
{
    setScale(*m_impl->surface->xAxis, horizontal);
    setScale(*m_impl->surface->yAxis, vertical);
}

void Plot::setEmptyText(const QString& title, const QString& text)
{
    m_impl->emptyTitle->setText(title);
    m_impl->emptyText->setText(text);
}

bool Plot::showsEmptyText() const
{
    return !m_impl->empty->isHidden();
}

PlotView Plot::view() const
{
    const QCPRange horizontal = m_impl->surface->xAxis->range();
    const QCPRange vertical = m_impl->surface->yAxis->range();
    return {.left = horizontal.lower, .right = horizontal.upper, .bottom = vertical.lower, .top = vertical.upper};
}

void Plot::setView(const PlotView& wanted)
{
    m_impl->before.push_back(view());
    if (m_impl->before.size() > kMostViews)
        m_impl->before.erase(m_impl->before.begin());
    m_impl->isFitted = false;
    applyView(wanted);
}

void Plot::applyView(const PlotView& wanted)
{
    m_impl->surface->xAxis->setRange(wanted.left, wanted.right);
    m_impl->surface->yAxis->setRange(wanted.bottom, wanted.top);
    m_impl->surface->replot(QCustomPlot::rpQueuedReplot);
    Q_EMIT viewChanged();
}

void Plot::fit()
{
    m_impl->before.clear();
    m_impl->isFitted = true;
    applyView(fullView());
}

void Plot::goBack()
{
    if (m_impl->before.empty())
        return;
    const PlotView last = m_impl->before.back();
    m_impl->before.pop_back();
    m_impl->isFitted = m_impl->before.empty();
    applyView(m_impl->isFitted ? fullView() : last);
}

QPoint Plot::pixelOf(double horizontal, double vertical) const
{
    return QPointF(m_impl->surface->xAxis->coordToPixel(horizontal), m_impl->surface->yAxis->coordToPixel(vertical))
        .toPoint();
}

QWidget* Plot::canvas() const
{
    return m_impl->surface;
}

QCustomPlot& Plot::surface() const
{
    return *m_impl->surface;
}

void Plot::refresh()
{
    setAccessibleDescription(describe());
    m_impl->empty->setVisible(isEmpty());
    m_impl->surface->setVisible(!isEmpty());
    if (m_impl->isFitted && !isEmpty()) {
        const PlotView all = fullView();
        m_impl->surface->xAxis->setRange(all.left, all.right);
        m_impl->surface->yAxis->setRange(all.bottom, all.top);
    }
    m_impl->isDirty = !isVisible();
    if (isVisible())
        m_impl->surface->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::styleAxes(const Colors& colors)
{
    m_impl->surface->setBackground(QBrush(colors.panel));
    styleAxis(*m_impl->surface->xAxis, colors);
    styleAxis(*m_impl->surface->yAxis, colors);
    QColor fill = colors.selection;
    fill.setAlphaF(0.2F);
    m_impl->band->setPen(QPen(colors.selection, 1));
    m_impl->band->setBrush(fill);
}

} // namespace tempo::ui
