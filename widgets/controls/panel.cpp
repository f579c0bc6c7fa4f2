// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/panel.h"

#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tempo::ui {

Panel::Panel(const QString& title, QWidget* parent)
    : QFrame(parent), m_title(new QLabel(title, this)), m_titleRow(new QHBoxLayout), m_layout(new QVBoxLayout(this))
{
    setProperty("kind", "panel");
    setAccessibleName(title);
    m_title->setProperty("kind", "section");
    m_title->setVisible(!title.isEmpty());
    m_titleRow->setContentsMargins(measure::kInset, measure::kSmallGap, measure::kSmallGap, 0);
    m_titleRow->setSpacing(measure::kSmallGap);
    m_titleRow->addWidget(m_title);
    m_titleRow->addStretch();
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(measure::kSmallGap);
    m_layout->addLayout(m_titleRow);
}

void Panel::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Panel::title() const
{
    return m_title->text();
}

void Panel::addToTitleRow(QWidget* widget)
{
    m_titleRow->addWidget(widget);
}

void Panel::setBody(QWidget* widget)
{
    auto* const inset = new QVBoxLayout;
    inset->setContentsMargins(measure::kInset, 0, measure::kInset, measure::kInset);
    inset->addWidget(widget);
    m_layout->addLayout(inset, 1);
}

void Panel::setWideBody(QWidget* widget)
{
    m_layout->addWidget(widget, 1);
}

} // namespace tempo::ui
