// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tempo::workbench {

/// What the window remembers from one start to the next, as JSON that people can read. GUI thread only; small files.
class SessionFile {
public:
    static constexpr int kVersion = 1;
    /// Of a session that the user saved; media type application/vnd.tempnetic.session+json.
    static constexpr const char* kSuffix = "tempnetic-session";

    struct Loaded {
        QJsonObject state;
        QString message; ///< that the file was set aside, where, and why; else empty
    };

    explicit SessionFile(QString path);

    /// `tempnetic/session.json` in $XDG_STATE_HOME or ~/.local/state.
    static QString defaultPath();

    /// An empty state if there is no file yet. A damaged file, or one of a later version, is renamed and never lost.
    [[nodiscard]] Loaded load() const;
    /// The state as far as it can be read, and nothing is renamed: for what must be known before there is a window.
    [[nodiscard]] QJsonObject peek() const;
    /// Of a file that the user chose: nothing is renamed. A file that is not there is a message, too.
    [[nodiscard]] static Loaded read(const QString& path);
    /// Atomically. @return what went wrong, in one line; else empty
    [[nodiscard]] QString save(const QJsonObject& state) const;

private:
    QString m_path;
};

} // namespace tempo::workbench
