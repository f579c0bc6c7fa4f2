// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/estimate/song_model.h"

#include <QPointer>
#include <QUndoCommand>

namespace tempo::workbench {

/// A person's tempi for some songs, to be undone.
class CorrectionCommand final : public QUndoCommand {
public:
    CorrectionCommand(SongModel* songs, std::vector<SongCorrection> corrections, const QString& text)
        : QUndoCommand(text), m_songs(songs), m_other(std::move(corrections))
    {
    }

    void redo() override { swap(); }
    void undo() override { swap(); }

private:
    /// Each state is what the other one's correcting gave back.
    void swap()
    {
        if (m_songs)
            m_other = m_songs->correct(m_other);
    }

    QPointer<SongModel> m_songs;
    std::vector<SongCorrection> m_other;
};

} // namespace tempo::workbench
