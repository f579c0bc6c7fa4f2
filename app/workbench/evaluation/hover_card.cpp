// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/hover_card.h"

#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/system_style.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

namespace {

constexpr int kDistance = 14;

QString cell(const QString& text, const char* attributes = "")
{
    return QStringLiteral("<td %1 style=\"padding-right: 10px\">%2</td>").arg(QLatin1String(attributes), text);
}

} // namespace

HoverCard::HoverCard(QWidget* parent) : QFrame(parent), m_text(new QLabel(this))
{
    setProperty("kind", "card");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    m_text->setTextFormat(Qt::RichText);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kInset, ui::measure::kSmallGap, ui::measure::kInset,
                               ui::measure::kSmallGap);
    layout->addWidget(m_text);
    hide();
}

void HoverCard::setTrack(const EvaluationWork& work, const EvaluationReport& report, std::size_t item)
{
    const EvaluationItem& track = work.evaluation.items[item];
    const Bpm truth = *track.references[referenceIndex(work.evaluation, report)].bpm;
    QString text = QStringLiteral("<b>%1</b>").arg(QString::fromStdString(track.id).toHtmlEscaped());
    if (!track.genre.empty())
        text += QStringLiteral(" &nbsp; %1").arg(QString::fromStdString(track.genre).toHtmlEscaped());
    text += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\"><tr>") + cell(QStringLiteral("○")) +
            cell(tr("reference")) + cell(bpmText(truth), "align=\"right\"") + QStringLiteral("</tr>");
    const std::vector<SystemStyle> styles = stylesOf(report);
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        const TempoPair pair{.reference = truth, .estimate = work.evaluation.systems[system].predictions[item].bpm};
        text += QStringLiteral("<tr><td style=\"color:%1; padding-right: 10px\">%2</td>")
                    .arg(colorOf(styles[system]).name(), markerText(styles[system])) +
                cell(QString::fromStdString(report.systems[system].name).toHtmlEscaped()) +
                cell(bpmText(pair.estimate), "align=\"right\"") + cell(errorText(pair), "align=\"right\"") +
                cell(octaveText(pair), "align=\"right\"") + cell(relationText(relationOf(pair, report.tolerance))) +
                QStringLiteral("</tr>");
    }
    m_text->setText(text + QStringLiteral("</table>"));
}

void HoverCard::showBeside(const QPoint& point)
{
    adjustSize();
    const QSize room = parentWidget()->size();
    const bool fitsRight = point.x() + kDistance + width() <= room.width();
    const bool fitsBelow = point.y() + kDistance + height() <= room.height();
    const int x = fitsRight ? point.x() + kDistance : point.x() - kDistance - width();
    const int y = fitsBelow ? point.y() + kDistance : point.y() - kDistance - height();
    // Where it fits to neither side it may go over the edge sideways, since it lies above or below the point.
    move(std::max(0, std::min(x, room.width() - width())), std::max(0, y));
    show();
    raise();
}

QString HoverCard::text() const
{
    return m_text->text();
}

} // namespace tempo::workbench
