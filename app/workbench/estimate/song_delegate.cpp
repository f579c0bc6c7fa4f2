// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song_delegate.h"

#include "app/workbench/estimate/song_model.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include "widgets/views/marks.h"

#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace tempo::workbench {

namespace {

constexpr double kInset = 11.0; // as the headings
constexpr double kBarHeight = 4.0;

const ui::Colors& colors()
{
    return ui::Theme::instance().colors();
}

void drawText(QPainter& painter, const QRectF& area, int flags, ui::TextRole role, const QColor& color,
              const QString& text, Qt::TextElideMode elide = Qt::ElideRight)
{
    painter.setFont(ui::fontOf(role));
    painter.setPen(color);
    painter.drawText(area, flags, painter.fontMetrics().elidedText(text, elide, static_cast<int>(area.width())));
}

QString oneDecimal(double value)
{
    return QLocale().toString(value, 'f', 1);
}

/// An icon is drawn from its text each time; in a table that would be most of the work.
const QPixmap& playIcon(double ratio)
{
    static QPixmap pixmap;
    static QRgb color = 0;
    const int size = static_cast<int>(ui::measure::kIcon * ratio);
    if (pixmap.width() != size || color != colors().text.rgb()) {
        color = colors().text.rgb();
        pixmap = QPixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter drawing(&pixmap);
        ui::iconOf(QStringLiteral("play")).paint(&drawing, QRect(0, 0, size, size));
    }
    return pixmap;
}

QColor colorOfMethod(const Song& song)
{
    return song.result->method == "librosa" ? colors().baseline : colors().model;
}

} // namespace

QSize SongDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), kRowHeight};
}

void SongDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* const song = index.data(SongModel::SongRole).value<const Song*>();
    if (!song)
        return;
    painter->save();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, isSelected ? ui::mixed(colors().panel, colors().selection, 0.22) : colors().panel);
    painter->setPen(ui::mixed(colors().panel, colors().line, 0.6));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRectF area = QRectF(option.rect).adjusted(kInset, 0, -kInset, -1);
    switch (index.column()) {
    case SongModel::Play: {
        QRectF icon(0, 0, ui::measure::kIcon, ui::measure::kIcon);
        icon.moveCenter(area.center());
        painter->drawPixmap(icon.toRect(), playIcon(painter->device()->devicePixelRatio()));
        break;
    }
    case SongModel::Name:
        paintName(*painter, area, *song);
        break;
    case SongModel::Tempo:
        paintTempo(*painter, area, *song);
        break;
    case SongModel::Candidates:
        paintCandidates(*painter, area, *song);
        break;
    case SongModel::Baseline:
        paintBaseline(*painter, area, *song);
        break;
    case SongModel::Curve:
        paintCurve(*painter, area, *song);
        break;
    default:
        break;
    }
    painter->restore();
}

void SongDelegate::paintName(QPainter& painter, const QRectF& area, const Song& song)
{
    const QRectF upper = area.adjusted(0, 5, 0, -area.height() / 2);
    const QRectF lower = area.adjusted(0, area.height() / 2, 0, -4);
    drawText(painter, upper, Qt::AlignLeft | Qt::AlignVCenter, ui::TextRole::Body, colors().text, song.name(),
             Qt::ElideMiddle);
    const bool hasFailed = song.state == SongState::Failed;
    drawText(painter, lower, Qt::AlignLeft | Qt::AlignVCenter, ui::TextRole::Caption,
             hasFailed ? colors().problem : colors().secondary, hasFailed ? song.error() : song.folder(),
             hasFailed ? Qt::ElideRight : Qt::ElideLeft);
}

void SongDelegate::paintTempo(QPainter& painter, const QRectF& area, const Song& song)
{
    const std::optional<Bpm> tempo = song.tempo();
    if (!tempo) {
        const QRectF upper = area.adjusted(song.state == SongState::Failed ? 18 : 0, 0, 0, 0);
        drawText(painter, upper, Qt::AlignLeft | Qt::AlignVCenter, ui::TextRole::Body, colors().secondary,
                 stateText(song.state));
        if (song.state == SongState::Failed)
            ui::paintMark(painter, {area.left() + 6, area.center().y()}, 9, ui::MarkShape::Cross, colors().problem);
        if (song.state == SongState::Decoding || song.state == SongState::Estimating)
            ui::paintShareBar(painter, {area.left() + 80, area.center().y() - 2, area.width() - 80, kBarHeight},
                              song.fraction, colors().secondary);
        return;
    }
    const QRectF figure = area.adjusted(0, 0, -(area.width() - 66), 0);
    drawText(painter, figure, Qt::AlignRight | Qt::AlignVCenter, ui::TextRole::PageTitle, colors().text,
             oneDecimal(tempo->value()));
    const QRectF side = area.adjusted(78, 6, 0, -area.height() / 2);
    if (song.corrected) {
        drawText(painter, side, Qt::AlignLeft | Qt::AlignVCenter, ui::TextRole::Caption, colors().text, song.reason);
        if (song.estimated())
            drawText(painter, side.translated(0, area.height() / 2 - 6), Qt::AlignLeft | Qt::AlignVCenter,
                     ui::TextRole::Caption, colors().secondary,
                     SongModel::tr("was %1").arg(oneDecimal(song.estimated()->value())));
        return;
    }
    const double confidence = song.result->outcome.estimate.confidence;
    drawText(painter, side, Qt::AlignLeft | Qt::AlignVCenter, ui::TextRole::Caption, colors().secondary,
             SongModel::tr("%1 %").arg(QLocale().toString(100.0 * confidence, 'f', 0)));
    ui::paintShareBar(painter, {side.left(), area.center().y() + 5, side.width(), kBarHeight}, confidence,
                      colorOfMethod(song));
}

void SongDelegate::paintCandidates(QPainter& painter, const QRectF& area, const Song& song)
{
    if (!song.estimated())
        return;
    constexpr std::size_t kShown = 3;
    const std::vector<TempoCandidate>& candidates = song.result->outcome.estimate.candidates;
    const double width = (area.width() - 2.0 * kInset) / static_cast<double>(kShown);
    for (std::size_t i = 0; i < std::min(kShown, candidates.size()); ++i) {
        const double left = area.left() + static_cast<double>(i) * (width + kInset);
        drawText(painter, {left, area.top() + 6, width, area.height() / 2 - 4}, Qt::AlignLeft | Qt::AlignVCenter,
                 ui::TextRole::Body, i == 0 ? colors().text : colors().secondary,
                 oneDecimal(candidates[i].bpm.value()));
        ui::paintShareBar(painter, {left, area.center().y() + 5, width, kBarHeight}, candidates[i].weight,
                          i == 0 ? colorOfMethod(song) : colors().secondary);
    }
}

void SongDelegate::paintBaseline(QPainter& painter, const QRectF& area, const Song& song)
{
    if (!song.result || !song.result->baseline)
        return;
    ui::paintMark(painter, {area.left() + 5, area.center().y()}, 9, ui::MarkShape::Square, colors().baseline);
    drawText(painter, area.adjusted(18, 0, -(area.width() - 66), 0), Qt::AlignRight | Qt::AlignVCenter,
             ui::TextRole::Body, colors().text, oneDecimal(song.result->baseline->value()));
    const std::optional<double> ratio = song.ratio();
    if (!ratio || isSameTempo(*ratio))
        return;
    const QString text = ratioText(*ratio);
    painter.setFont(ui::fontOf(ui::TextRole::Caption));
    const QRectF chip(area.left() + 78, area.center().y() - 9, painter.fontMetrics().horizontalAdvance(text) + 14, 18);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors().problem, 1.0));
    painter.setBrush(ui::mixed(colors().panel, colors().problem, 0.12));
    painter.drawRoundedRect(chip, 9, 9);
    painter.setPen(colors().text);
    painter.drawText(chip, Qt::AlignCenter, text);
}

void SongDelegate::paintCurve(QPainter& painter, const QRectF& area, const Song& song)
{
    if (!song.result || song.result->curve.size() < 2)
        return;
    const bool isUnstable = song.isUnstable();
    const QRectF line = area.adjusted(0, 9, isUnstable ? -56 : 0, -9);
    ui::paintSparkline(painter, line, song.result->curve, colorOfMethod(song));
    if (isUnstable)
        drawText(painter, {line.right() + 6, area.top(), 54, area.height()}, Qt::AlignLeft | Qt::AlignVCenter,
                 ui::TextRole::Caption, colors().problem, SongModel::tr("unstable"));
}

} // namespace tempo::workbench
