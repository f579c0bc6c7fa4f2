// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;
class QPushButton;

namespace tempo::workbench {

class TrainingController;

/// What becomes of a training when the window is closed: asked without holding anything up, so that the curves go on
/// meanwhile. GUI thread only.
class CloseQuestion final : public QObject {
    Q_OBJECT
public:
    /// @param window  that the question belongs to
    CloseQuestion(TrainingController& controller, QWidget& window);

    /// Whether nothing stands against closing. If something does, it asks, and says by closingWanted() when it is time;
    /// who asks once more while the last batch ends does not want to wait for it.
    [[nodiscard]] bool mayClose();

    /// For tests: null unless it is asked.
    [[nodiscard]] QMessageBox* dialog() const;
    [[nodiscard]] QPushButton* keepButton() const { return m_keep; }
    [[nodiscard]] QPushButton* stopButton() const { return m_stop; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }

Q_SIGNALS:
    void closingWanted();

private:
    void ask();
    void answer();
    void runEnded(const QString& problem);

    TrainingController& m_controller;
    QWidget& m_window;
    QPointer<QMessageBox> m_dialog;
    QPushButton* m_keep = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_cancel = nullptr;
    bool m_isEnding = false; // it was answered, and the last batch is under way
};

} // namespace tempo::workbench
