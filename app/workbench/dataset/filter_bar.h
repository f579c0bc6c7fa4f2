// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_filter.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tempo::workbench {

class FilterForm;

/// The line in which a filter is typed, the form that writes the same text, and what came of it. A wrong word leaves
/// the filter before as it was, and says why it is wrong.
class FilterBar final : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    /// Off: all tracks are shown, and the text stays.
    void setEnabledFilter(bool isOn);
    [[nodiscard]] bool isFilterOn() const;
    [[nodiscard]] bool isValid() const { return m_error.isEmpty(); }
    [[nodiscard]] QString error() const { return m_error; }
    void setCounts(int selected, int filtered, int total);
    [[nodiscard]] QString countsText() const { return m_counts; }
    void setChoices(const QStringList& genres, const QStringList& tags);
    void focusText();
    /// A button of the table that the filter belongs to.
    void addAtEnd(QWidget* widget);

Q_SIGNALS:
    void filterChanged(const tempo::workbench::TrackFilter& filter);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void apply();
    void showOutcome();

    QLineEdit* m_edit;
    QAction* m_switch;
    QPushButton* m_formButton;
    QLabel* m_outcome;
    FilterForm* m_form;
    QTimer m_pause;
    QString m_error;
    QString m_counts;
};

} // namespace tempo::workbench
