// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/sort_header.h"

#include "widgets/theme/theme.h"

#include <QGuiApplication>
#include <QPainter>

#include <algorithm>

namespace tempo::workbench {

namespace {

constexpr int kArrow = 7;
constexpr int kArrowRoom = 20;
constexpr int kPadding = 11; // of the style sheet

} // namespace

SortHeader::SortHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setMinimumSectionSize(48);
    setStretchLastSection(true);
    connect(this, &QHeaderView::sectionClicked, this, &SortHeader::sectionHit);
}

void SortHeader::setKeys(const std::vector<SortKey>& keys)
{
    m_keys = keys;
    viewport()->update();
}

void SortHeader::sectionHit(int section)
{
    const auto column = static_cast<TrackColumn>(section);
    std::vector<SortKey> keys = m_keys;
    const auto found = std::ranges::find(keys, column, &SortKey::column);
    const bool isAdding = QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier);
    if (found != keys.end())
        found->order = found->order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    const SortKey key = found != keys.end() ? *found : SortKey{.column = column, .order = Qt::AscendingOrder};
    if (!isAdding)
        keys = {key};
    else if (found == keys.end())
        keys.push_back(key);
    Q_EMIT keysWanted(keys);
}

void SortHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    const auto found = std::ranges::find(m_keys, static_cast<TrackColumn>(section), &SortKey::column);
    if (found == m_keys.end())
        return;
    const ui::Colors& colors = ui::Theme::instance().colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isRight = model()
                             ->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole)
                             .value<Qt::Alignment>()
                             .testFlag(Qt::AlignRight);
    const int words =
        fontMetrics().horizontalAdvance(model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
    const int room = isRight ? rect.right() - kPadding - words - kArrowRoom : rect.left() + kPadding + words + 4;
    const QPointF centre(room + kArrowRoom / 2.0 - 2.0, rect.center().y() + 1.0);
    const double up = found->order == Qt::AscendingOrder ? -1.0 : 1.0;
    const double half = kArrow / 2.0;
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.text);
    painter->drawPolygon(QPolygonF{{centre.x() - half, centre.y() - up * half / 2.0},
                                   {centre.x() + half, centre.y() - up * half / 2.0},
                                   {centre.x(), centre.y() + up * half}});
    if (m_keys.size() > 1) {
        painter->setPen(colors.secondary);
        painter->setFont(ui::fontOf(ui::TextRole::Caption));
        painter->drawText(QRectF(centre.x() + half, rect.top(), 10.0, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          QString::number(found - m_keys.begin() + 1));
    }
    painter->restore();
}

} // namespace tempo::workbench
