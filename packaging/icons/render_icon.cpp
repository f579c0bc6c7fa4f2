// SPDX-License-Identifier: GPL-3.0-or-later
// render_icon FILE.svg SIZE FILE.png: the pixel sizes of the program's icon, drawn while building with what the window
// is built with anyway.
#include <QImage>
#include <QPainter>
#include <QString>
#include <QSvgRenderer>

#include <cstdio>

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fputs("Usage: render_icon FILE.svg SIZE FILE.png\n", stderr);
        return 2;
    }
    QSvgRenderer renderer(QString::fromLocal8Bit(argv[1]));
    const int size = QString::fromLocal8Bit(argv[2]).toInt();
    if (!renderer.isValid() || size < 1) {
        std::fprintf(stderr, "render_icon: %s cannot be drawn at size %s\n", argv[1], argv[2]);
        return 1;
    }
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    if (!image.save(QString::fromLocal8Bit(argv[3]), "PNG")) {
        std::fprintf(stderr, "render_icon: %s cannot be written\n", argv[3]);
        return 1;
    }
    return 0;
}
