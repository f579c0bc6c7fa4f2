// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/message_bar.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tempo::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_mark(new QFrame(this)), m_text(new QLabel(this)), m_more(new QPushButton(tr("Details…"), this))
{
    auto* const frame = new QFrame(this);
    frame->setProperty("kind", "panel");
    // The room above comes and goes with it.
    auto* const around = new QVBoxLayout(this);
    around->setContentsMargins(0, measure::kSmallGap, 0, 0);
    around->addWidget(frame);
    m_mark->setFixedWidth(4);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Message"));
    auto* const close = new QToolButton(this);
    close->setIcon(iconOf(QStringLiteral("close")));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(close->toolTip());

    auto* const layout = new QHBoxLayout(frame);
    layout->setContentsMargins(measure::kSmallGap, 6, measure::kSmallGap, 6);
    layout->setSpacing(measure::kInset);
    layout->addWidget(m_mark);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_more);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_more, &QPushButton::clicked, this, &MessageBar::showDetails);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& text, const QString& details)
{
    const Colors& colors = Theme::instance().colors();
    const QColor mark = kind == Kind::Problem ? colors.problem : colors.good;
    m_mark->setStyleSheet(QStringLiteral("background: %1; border-radius: 2px;").arg(mark.name()));
    m_text->setText(text);
    m_details = details;
    m_more->setVisible(!details.isEmpty());
    show();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::showDetails()
{
    auto* const dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Details"));
    dialog->resize(640, 360);
    auto* const text = new QPlainTextEdit(m_details, dialog);
    text->setReadOnly(true);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* const layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace tempo::ui
