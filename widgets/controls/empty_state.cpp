// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/empty_state.h"

#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::ui {

namespace {

constexpr int kIconSize = 40;
constexpr int kTextWidth = 440;

/// An icon that follows theme and screen.
class IconView final : public QWidget {
public:
    IconView(QIcon icon, QWidget* parent) : QWidget(parent), m_icon(std::move(icon))
    {
        setFixedSize(kIconSize, kIconSize);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setOpacity(0.6);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

} // namespace

EmptyState::EmptyState(const QIcon& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent), m_title(new QLabel(title, this)), m_text(new QLabel(text, this)), m_buttons(new QHBoxLayout)
{
    m_title->setProperty("kind", "section");
    m_title->setAlignment(Qt::AlignHCenter);
    m_text->setProperty("kind", "secondary");
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(kTextWidth);
    m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(kTextWidth)));
    m_buttons->setSpacing(measure::kSmallGap);
    m_buttons->setAlignment(Qt::AlignHCenter);

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, measure::kPageMargin, measure::kPageMargin, measure::kPageMargin);
    layout->setSpacing(measure::kInset);
    layout->addStretch();
    layout->addWidget(new IconView(icon, this), 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addLayout(m_buttons);
    layout->addStretch();
    setText(title, text);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EmptyState::setText(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
    // A layout that centres a label does not ask it for the height of its lines.
    m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(kTextWidth)));
}

QString EmptyState::title() const
{
    return m_title->text();
}

QPushButton* EmptyState::addButton(const QString& text)
{
    auto* const button = new QPushButton(text, this);
    if (m_buttons->count() == 0)
        button->setProperty("kind", "primary");
    m_buttons->addWidget(button);
    return button;
}

void EmptyState::setDropTarget(bool isTarget)
{
    m_isDropTarget = isTarget;
    update();
}

void EmptyState::setDragOver(bool isOver)
{
    m_isDragOver = isOver;
    update();
}

void EmptyState::paintEvent(QPaintEvent*)
{
    if (!m_isDropTarget)
        return;
    const Colors& colors = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_isDragOver ? colors.selection : colors.secondary, m_isDragOver ? 2.0 : 1.0, Qt::CustomDashLine);
    pen.setDashPattern({6.0, 5.0});
    painter.setPen(pen);
    painter.setBrush(m_isDragOver ? colors.raised : colors.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), measure::kRadius, measure::kRadius);
}

} // namespace tempo::ui
