// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace tempo::workbench {

struct Song;

/// Draws the rows of a SongModel: big tempo with its confidence, candidates with their weights, the baseline with its
/// ratio, the tempo over time.
class SongDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kRowHeight = 44;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static void paintName(QPainter& painter, const QRectF& area, const Song& song);
    static void paintTempo(QPainter& painter, const QRectF& area, const Song& song);
    static void paintCandidates(QPainter& painter, const QRectF& area, const Song& song);
    static void paintBaseline(QPainter& painter, const QRectF& area, const Song& song);
    static void paintCurve(QPainter& painter, const QRectF& area, const Song& song);
};

} // namespace tempo::workbench
