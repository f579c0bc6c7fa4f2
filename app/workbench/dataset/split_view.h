// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/dataset_review.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace tempo::workbench {

/// Which tracks train and which validate, genre by genre, with the options that deal them out, and the recordings that
/// would lie on both sides.
class SplitView final : public QWidget {
    Q_OBJECT
public:
    explicit SplitView(QWidget* parent = nullptr);

    [[nodiscard]] SplitOptions options() const;
    void showReview(const DatasetReview& review);
    void clear();
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QTreeWidget& table() const { return *m_table; }
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void optionsChanged();
    void tracksChosen(const QStringList& ids);

private:
    void fillTable(const Dataset& dataset, const Split& split);
    void showStraddling(const std::vector<std::vector<std::string>>& sets);

    QComboBox* m_method;
    QSpinBox* m_validation;
    QSpinBox* m_seed;
    QCheckBox* m_byGenre;
    QLabel* m_summary;
    QTreeWidget* m_table;
    QPushButton* m_straddling;
    QStringList m_straddlingIds;
};

} // namespace tempo::workbench
