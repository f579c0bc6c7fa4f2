// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QString>

namespace tempo::workbench {

/// The one selection that table, histogram, problems and player share, by track id. Whoever hears of a change that it
/// made itself ignores it by the source.
class TrackSelection final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const QSet<QString>& ids() const { return m_ids; }
    /// The track that is looked at and heard; may be none.
    [[nodiscard]] const QString& current() const { return m_current; }

    /// @param source  who did it, may be null
    void select(const QSet<QString>& ids, QObject* source);
    void setCurrent(const QString& id, QObject* source);

Q_SIGNALS:
    void changed(const QSet<QString>& ids, QObject* source);
    void currentChanged(const QString& id, QObject* source);

private:
    QSet<QString> m_ids;
    QString m_current;
};

} // namespace tempo::workbench
