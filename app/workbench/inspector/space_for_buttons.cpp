// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/space_for_buttons.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QKeyEvent>

namespace tempo::workbench {

namespace {

class SpaceKeeper final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            const auto* const key = static_cast<QKeyEvent*>(event);
            if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier)
                event->accept();
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void keepSpaceForButtons(QWidget* parent)
{
    auto* const keeper = new SpaceKeeper(parent);
    for (auto* const button : parent->findChildren<QAbstractButton*>())
        button->installEventFilter(keeper);
    for (auto* const box : parent->findChildren<QComboBox*>())
        box->installEventFilter(keeper);
}

} // namespace tempo::workbench
