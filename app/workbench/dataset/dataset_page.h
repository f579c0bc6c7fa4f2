// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/page.h"
#include "app/workbench/services.h"

#include <QStringList>

namespace tempo::workbench {

/// The dataset browser: what is in a folder of annotated music, and what is wrong with it.
class DatasetPage final : public Page {
    Q_OBJECT
public:
    explicit DatasetPage(const Services& services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Dataset"); }
    [[nodiscard]] QIcon icon() const override;

    /// Begins to scan a folder or a manifest; what was shown goes when the first of the new is there.
    void openDataset(const QString& path);
    /// Of the dataset that is shown or being scanned; empty if there is none.
    [[nodiscard]] QString datasetPath() const { return m_path; }
    /// The newest first.
    [[nodiscard]] QStringList recentDatasets() const { return {}; }

private:
    Services m_services;
    QString m_path;
};

} // namespace tempo::workbench
