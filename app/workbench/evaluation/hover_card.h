// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"

#include <QFrame>

class QLabel;

namespace tempo::workbench {

/// What there is to say about one track beside its point: id, genre, truth, and each system's tempo with its error and
/// its relation to the truth. All of it is in the table, too, for those who use no pointer.
class HoverCard final : public QFrame {
    Q_OBJECT
public:
    explicit HoverCard(QWidget* parent);

    void setTrack(const EvaluationWork& work, const EvaluationReport& report, std::size_t item);
    /// Beside a point of the parent, never over it, and within the parent.
    void showBeside(const QPoint& point);
    [[nodiscard]] QString text() const;

private:
    QLabel* m_text;
};

} // namespace tempo::workbench
