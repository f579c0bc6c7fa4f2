// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/navigation_rail.h"

#include "widgets/theme/theme.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::ui {

NavigationRail::NavigationRail(QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_layout(new QVBoxLayout(this))
{
    setFixedWidth(measure::kRailWidth);
    setAccessibleName(tr("Pages"));
    m_layout->setContentsMargins(4, measure::kSmallGap, 4, measure::kSmallGap);
    m_layout->setSpacing(4);
    m_layout->addStretch();
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &NavigationRail::chosen);
}

int NavigationRail::addEntry(const QIcon& icon, const QString& text, const QString& toolTip)
{
    const int index = static_cast<int>(m_group->buttons().size());
    auto* const button = new QToolButton(this);
    button->setIcon(icon);
    button->setIconSize(QSize(measure::kIcon, measure::kIcon));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    // The words need the width that other buttons leave around theirs.
    button->setStyleSheet(QStringLiteral("padding: 4px 0; font-size: 11px;"));
    m_group->addButton(button, index);
    // In some languages the longest word needs more than the usual width.
    const int words = QFontMetrics(fontOf(TextRole::Caption)).horizontalAdvance(text) + 8;
    setFixedWidth(std::max(width(), words + 8));
    for (QAbstractButton* const entry : m_group->buttons())
        entry->setFixedSize(width() - 8, 56);
    m_layout->insertWidget(index, button);
    if (index == 0)
        button->setChecked(true);
    return index;
}

void NavigationRail::setCurrent(int index)
{
    if (QAbstractButton* const button = m_group->button(index))
        button->setChecked(true);
}

int NavigationRail::current() const
{
    return m_group->checkedId();
}

QToolButton* NavigationRail::button(int index) const
{
    return qobject_cast<QToolButton*>(m_group->button(index));
}

} // namespace tempo::ui
