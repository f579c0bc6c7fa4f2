// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/scan_report.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace tempo::workbench {

/// What is wrong with the dataset: a row a kind with its count, below it the tracks. A click selects them, a button
/// filters by the kind.
class ProblemsView final : public QWidget {
    Q_OBJECT
public:
    explicit ProblemsView(QWidget* parent = nullptr);

    /// Nothing is known yet; e.g. "412 of 1000 files are read".
    void showProgress(const QString& text);
    void showReport(const ScanReport& report);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QTreeWidget& list() const { return *m_list; }

Q_SIGNALS:
    void tracksChosen(const QStringList& ids);
    /// A predicate such as "undecodable" for `problem:`.
    void filterWanted(const QString& problem);
    void exportCsvWanted();
    void exportHtmlWanted();

private:
    void addKind(const ScanReport& report, ProblemKind kind);
    void choose(const QTreeWidgetItem* item);

    QLabel* m_summary;
    QTreeWidget* m_list;
    QPushButton* m_filter;
    QPushButton* m_export;
};

} // namespace tempo::workbench
