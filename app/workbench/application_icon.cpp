// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/application_icon.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace tempo::workbench {

QIcon applicationIcon()
{
    // Drawn here, since Qt's own reading of SVG icons is a plugin that may not be installed.
    QSvgRenderer renderer(QStringLiteral(":/desktop/io.github.tempnetic.workbench.svg"));
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace tempo::workbench
