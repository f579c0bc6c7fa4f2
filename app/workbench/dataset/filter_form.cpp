// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/filter_form.h"

#include "app/workbench/dataset/track_filter.h"
#include "app/workbench/dataset/track_texts.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>

namespace tempo::workbench {

namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

FilterForm::FilterForm(QWidget* parent) : QFrame(parent, Qt::Popup)
{
    setProperty("kind", "panel");
    setAccessibleName(tr("Filter form"));
    auto* const layout = new QFormLayout(this);
    layout->setContentsMargins(ui::measure::kInset, ui::measure::kInset, ui::measure::kInset, ui::measure::kInset);
    layout->setHorizontalSpacing(ui::measure::kInset);
    layout->setVerticalSpacing(ui::measure::kSmallGap);
    addChoice(*layout, tr("Genre"), QStringLiteral("genre"));
    addNumber(*layout, tr("BPM"), QStringLiteral("bpm"), tr("e.g. 80-120, <70, none"));
    addNumber(*layout, tr("Seconds"), QStringLiteral("seconds"), tr("e.g. >29"));
    addNumber(*layout, tr("Beats"), QStringLiteral("beats"), tr("e.g. >10, none"));
    addChoice(*layout, tr("Problem"), QStringLiteral("problem"));
    addChoice(*layout, tr("Split"), QStringLiteral("split"));
    addChoice(*layout, tr("Tag"), QStringLiteral("tag"));
    addChoice(*layout, tr("Edited"), QStringLiteral("is"));
    auto* const clear = new QPushButton(tr("Clear"), this);
    connect(clear, &QPushButton::clicked, this, [this] {
        setText({});
        Q_EMIT textWanted({});
    });
    layout->addRow(QString(), clear);
    QComboBox* const problems = m_choices[1];
    problems->addItem(tr("any"), QStringLiteral("any"));
    problems->addItem(tr("none"), QStringLiteral("none"));
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
        problems->addItem(severityText(severity), fromView(nameOf(severity)));
    for (const ProblemKind kind : allProblemKinds())
        problems->addItem(kindText(kind), fromView(keyOf(kind)));
    for (const SplitPart part : {SplitPart::Train, SplitPart::Validation, SplitPart::Test, SplitPart::LeftOut})
        m_choices[2]->addItem(partText(part), fromView(nameOf(part)));
    m_choices[4]->addItem(tr("corrected"), QStringLiteral("corrected"));
    m_choices[4]->addItem(tr("excluded"), QStringLiteral("excluded"));
}

void FilterForm::addChoice(QFormLayout& layout, const QString& label, const QString& key)
{
    auto* const choice = new QComboBox(this);
    choice->setObjectName(key);
    choice->setMinimumWidth(220);
    choice->addItem(tr("all"), QString());
    layout.addRow(label, choice);
    connect(choice, &QComboBox::currentIndexChanged, this,
            [this, choice, key] { write(key, choice->currentData().toString()); });
    m_choices << choice;
}

void FilterForm::addNumber(QFormLayout& layout, const QString& label, const QString& key, const QString& hint)
{
    auto* const number = new QLineEdit(this);
    number->setObjectName(key);
    number->setPlaceholderText(hint);
    layout.addRow(label, number);
    connect(number, &QLineEdit::editingFinished, this, [this, number, key] { write(key, number->text().trimmed()); });
    m_numbers << number;
}

void FilterForm::setChoices(const QStringList& genres, const QStringList& tags)
{
    const QScopedValueRollback reading(m_isReading, true);
    const auto fill = [](QComboBox& choice, const QStringList& values) {
        while (choice.count() > 1)
            choice.removeItem(1);
        for (const QString& value : values)
            if (!value.isEmpty())
                choice.addItem(value, value);
    };
    fill(*m_choices[0], genres);
    fill(*m_choices[3], tags);
}

void FilterForm::setText(const QString& filterText)
{
    const QScopedValueRollback reading(m_isReading, true);
    m_text = filterText;
    for (QComboBox* const choice : m_choices) {
        const int index =
            choice->findData(predicateOf(filterText, choice->objectName()), Qt::UserRole, Qt::MatchFixedString);
        choice->setCurrentIndex(std::max(0, index));
    }
    for (QLineEdit* const number : m_numbers)
        number->setText(predicateOf(filterText, number->objectName()));
}

void FilterForm::openBelow(const QWidget& widget, const QString& filterText)
{
    setText(filterText);
    adjustSize();
    move(widget.mapToGlobal(QPoint(widget.width() - width(), widget.height() + 4)));
    show();
    m_choices.front()->setFocus(Qt::PopupFocusReason);
}

void FilterForm::write(const QString& key, const QString& value)
{
    if (m_isReading || predicateOf(m_text, key) == value)
        return;
    m_text = withPredicate(m_text, key, value);
    Q_EMIT textWanted(m_text);
}

} // namespace tempo::workbench
