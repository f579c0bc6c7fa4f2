// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"

#include <QVector>
#include <QWidget>

#include <memory>
#include <vector>

class QToolButton;

namespace tempo::workbench {

/// A button a system with its marker and name: legend of the plot, and switch of what it shows.
class SystemChips final : public QWidget {
    Q_OBJECT
public:
    explicit SystemChips(QWidget* parent = nullptr);

    /// All are shown.
    void setReport(std::shared_ptr<const EvaluationReport> report);
    void setShown(const QVector<int>& systems);
    [[nodiscard]] QVector<int> shown() const;

Q_SIGNALS:
    void shownChanged();

private:
    void paintMarkers();

    std::shared_ptr<const EvaluationReport> m_report;
    std::vector<QToolButton*> m_chips;
};

} // namespace tempo::workbench
