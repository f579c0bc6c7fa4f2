// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tempo::workbench {

class TrainingController;

/// How the training is, in one row: epoch, speed, time left, best; and the buttons that pause or end it.
class TrainingStrip final : public QWidget {
    Q_OBJECT
public:
    explicit TrainingStrip(TrainingController& controller, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton& pauseButton() { return *m_pause; }
    [[nodiscard]] QPushButton& stopButton() { return *m_stop; }
    [[nodiscard]] QPushButton& cancelButton() { return *m_cancel; }

private:
    void show();

    TrainingController& m_controller;
    QLabel* m_state;
    QLabel* m_facts;
    QPushButton* m_pause;
    QPushButton* m_stop;
    QPushButton* m_cancel;
};

/// "1 h 05 min", "12 min", "40 s".
QString durationText(double seconds);

} // namespace tempo::workbench
