// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace tempo::ui {

/// One line across the page that says what happened, with details on demand; it never covers anything and never goes
/// before it was read: only its close button or the next message ends it.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Notice, Problem };

    explicit MessageBar(QWidget* parent = nullptr);

    /// @param details  shown by a button, e.g. the list of skipped files; may be empty
    void showMessage(Kind kind, const QString& text, const QString& details = {});
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const { return m_details; }

private:
    void showDetails();

    QFrame* m_mark;
    QLabel* m_text;
    QPushButton* m_more;
    QString m_details;
};

} // namespace tempo::ui
