// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>
#include <QStringList>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace tempo::workbench {

/// The filter as a form: it reads a filter's text, and writes it with what was chosen; what it has no field for stays.
class FilterForm final : public QFrame {
    Q_OBJECT
public:
    explicit FilterForm(QWidget* parent = nullptr);

    void setChoices(const QStringList& genres, const QStringList& tags);
    void openBelow(const QWidget& widget, const QString& filterText);
    void setText(const QString& filterText);
    [[nodiscard]] QString text() const { return m_text; }

Q_SIGNALS:
    void textWanted(const QString& filterText);

private:
    void addChoice(QFormLayout& layout, const QString& label, const QString& key);
    void addNumber(QFormLayout& layout, const QString& label, const QString& key, const QString& hint);
    void write(const QString& key, const QString& value);

    QList<QComboBox*> m_choices; ///< named by their keys
    QList<QLineEdit*> m_numbers; ///< named by their keys
    QString m_text;
    bool m_isReading = false;
};

} // namespace tempo::workbench
