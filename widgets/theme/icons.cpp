// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "widgets/theme/drawn_icon.h"
#include "widgets/theme/theme.h"

#include <QFile>
#include <QSvgRenderer>

namespace tempo::ui {

namespace {

/// Draws an SVG whose strokes are `currentColor`, in the colour that the theme has at that moment.
class ThemedIcon final : public DrawnIcon {
public:
    explicit ThemedIcon(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rectangle, QIcon::Mode mode, QIcon::State) override
    {
        const Colors& colors = Theme::instance().colors();
        QByteArray svg = m_svg;
        svg.replace("currentColor", (mode == QIcon::Disabled ? colors.secondary : colors.text).name().toLatin1());
        QSvgRenderer renderer(svg);
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.5);
        renderer.render(painter, rectangle);
        painter->restore();
    }

    [[nodiscard]] QIconEngine* clone() const override { return new ThemedIcon(m_svg); }

private:
    QByteArray m_svg;
};

} // namespace

QIcon iconOf(const QString& name)
{
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "iconOf", qPrintable(name));
    return isOpen ? QIcon(new ThemedIcon(file.readAll())) : QIcon();
}

} // namespace tempo::ui
