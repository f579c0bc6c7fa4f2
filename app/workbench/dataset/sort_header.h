// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_columns.h"

#include <QHeaderView>

#include <vector>

namespace tempo::workbench {

/// The table's header: a click sorts by a column, Ctrl+click adds it to the order; the arrow says which way, a number
/// says which key it is. A right click opens the list of columns.
class SortHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit SortHeader(QWidget* parent = nullptr);

    void setKeys(const std::vector<SortKey>& keys);

Q_SIGNALS:
    void keysWanted(const std::vector<tempo::workbench::SortKey>& keys);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    void sectionHit(int section);

    std::vector<SortKey> m_keys;
};

} // namespace tempo::workbench
