// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/dataset_page.h"

#include "widgets/controls/empty_state.h"
#include "widgets/theme/icons.h"

#include <QVBoxLayout>

namespace tempo::workbench {

DatasetPage::DatasetPage(const Services& services, QWidget* parent) : Page(parent), m_services(services)
{
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(new ui::EmptyState(icon(), tr("No dataset"), tr("Open a folder."), this));
}

QIcon DatasetPage::icon() const
{
    return ui::iconOf(QStringLiteral("dataset"));
}

void DatasetPage::openDataset(const QString& path)
{
    m_path = path;
}

} // namespace tempo::workbench
