// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/page.h"
#include "app/workbench/services.h"

#include <QStringList>

namespace tempo::workbench {

/// Songs that were dropped, and their tempi.
class EstimatePage final : public Page {
    Q_OBJECT
public:
    explicit EstimatePage(const Services& services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Estimate"); }
    [[nodiscard]] QIcon icon() const override;

    /// Files, folders and playlists; each song becomes a row at once.
    void addPaths(const QStringList& paths);
    /// Something that can be dropped is over the window.
    void setDragOver(bool isOver);

private:
    Services m_services;
};

} // namespace tempo::workbench
