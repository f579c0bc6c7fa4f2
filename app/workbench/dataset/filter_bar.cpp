// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/filter_bar.h"

#include "app/workbench/dataset/filter_form.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>

namespace tempo::workbench {

namespace {

/// Typing is not answered letter by letter.
constexpr int kPauseMilliseconds = 120;

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_switch(new QAction(this)),
      m_formButton(new QPushButton(tr("Form…"), this)), m_outcome(new QLabel(this)), m_form(new FilterForm(this))
{
    m_edit->setPlaceholderText(tr("Filter, e.g.  genre:jazz bpm:<70 problem:any -tag:live"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setToolTip(tr("Words that must all fit, “-” before one that must not:\n"
                          "genre:jazz,blues   bpm:80-120   seconds:>29   beats:none   problem:any   split:val\n"
                          "tag:live   is:corrected   is:excluded   id:/0005[0-9]/   or any text"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setFixedHeight(ui::measure::kControl);
    m_switch->setIcon(ui::iconOf(QStringLiteral("filter")));
    m_switch->setCheckable(true);
    m_switch->setChecked(true);
    m_switch->setText(tr("Filter on or off"));
    m_switch->setToolTip(tr("Switch the filter off without losing its text"));
    m_edit->addAction(m_switch, QLineEdit::LeadingPosition);
    m_formButton->setToolTip(tr("Build the filter in a form"));
    m_outcome->setProperty("kind", "secondary");
    m_outcome->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_outcome->setMinimumWidth(0);
    m_outcome->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_edit, 3);
    layout->addWidget(m_formButton);
    layout->addWidget(m_outcome, 2);
    setFocusProxy(m_edit);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_edit, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::returnPressed, this, &FilterBar::apply);
    connect(m_switch, &QAction::toggled, this, &FilterBar::apply);
    connect(m_formButton, &QPushButton::clicked, this, [this] { m_form->openBelow(*m_formButton, m_edit->text()); });
    connect(m_form, &FilterForm::textWanted, this, &FilterBar::setText);
}

void FilterBar::setText(const QString& text)
{
    m_edit->setText(text);
    apply();
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setEnabledFilter(bool isOn)
{
    m_switch->setChecked(isOn);
}

bool FilterBar::isFilterOn() const
{
    return m_switch->isChecked();
}

void FilterBar::setCounts(int selected, int filtered, int total)
{
    const QLocale locale;
    m_counts = tr("%1 selected / %2 shown / %3")
                   .arg(locale.toString(selected), locale.toString(filtered), locale.toString(total));
    showOutcome();
}

void FilterBar::setChoices(const QStringList& genres, const QStringList& tags)
{
    m_form->setChoices(genres, tags);
}

void FilterBar::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::addAtEnd(QWidget* widget)
{
    layout()->addWidget(widget);
}

void FilterBar::apply()
{
    m_pause.stop();
    TrackFilter::Parsed parsed = TrackFilter::parse(m_edit->text());
    m_error = parsed.error;
    m_edit->setProperty("invalid", !m_error.isEmpty());
    m_edit->style()->unpolish(m_edit);
    m_edit->style()->polish(m_edit);
    m_edit->setAccessibleDescription(m_error);
    showOutcome();
    if (m_error.isEmpty())
        Q_EMIT filterChanged(m_switch->isChecked() ? parsed.filter : TrackFilter());
}

void FilterBar::showOutcome()
{
    const QString text = m_error.isEmpty() ? m_counts : QStringLiteral("⚠ ") + m_error;
    m_outcome->setText(m_outcome->fontMetrics().elidedText(text, Qt::ElideRight, m_outcome->width()));
    m_outcome->setToolTip(m_error);
    m_outcome->setAccessibleName(text);
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showOutcome();
}

} // namespace tempo::workbench
