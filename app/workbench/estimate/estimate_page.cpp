// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/estimate_page.h"

#include "widgets/controls/empty_state.h"
#include "widgets/theme/icons.h"

#include <QVBoxLayout>

namespace tempo::workbench {

EstimatePage::EstimatePage(const Services& services, QWidget* parent) : Page(parent), m_services(services)
{
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(new ui::EmptyState(icon(), tr("No dataset"), tr("Open a folder."), this));
}

QIcon EstimatePage::icon() const
{
    return ui::iconOf(QStringLiteral("estimate"));
}

void EstimatePage::addPaths(const QStringList&) {}

void EstimatePage::setDragOver(bool) {}

} // namespace tempo::workbench
