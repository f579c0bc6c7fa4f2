// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_selection.h"

namespace tempo::workbench {

void TrackSelection::select(const QSet<QString>& ids, QObject* source)
{
    if (ids == m_ids)
        return;
    m_ids = ids;
    Q_EMIT changed(m_ids, source);
}

void TrackSelection::setCurrent(const QString& id, QObject* source)
{
    if (id == m_current)
        return;
    m_current = id;
    Q_EMIT currentChanged(m_current, source);
}

} // namespace tempo::workbench
