// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/driver.h"

#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSet>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWheelEvent>
#include <QWindow>

#include <array>

namespace tempo::test {

namespace {

constexpr int kDialogMilliseconds = 30;
/// From one place of the pointer to the next, as a hand does: longer would only cost time.
constexpr int kHandMilliseconds = 5;
/// Until a changed size and changed colours are painted, with all that follows from them.
constexpr int kPaintMilliseconds = 100;
constexpr int kNotch = 120; // eighths of a degree
/// A picture with fewer colours than this is a blank.
constexpr qsizetype kLeastColors = 8;
constexpr int kQuickPng = 80; // packed less, in a third of the time

} // namespace

PrivateHome::PrivateHome()
{
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"})
        qputenv(name, QByteArray::fromStdString((m_folder / name).native()));
    ui::Theme::instance().apply();
    ui::Theme::instance().setWish(ui::SchemeWish::Light);
    // English has its plurals in a file.
    if (m_plurals.load(QStringLiteral(":/i18n/tempnetic_en")))
        QCoreApplication::installTranslator(&m_plurals);
}

QString PrivateHome::operator/(const char* name) const
{
    return QString::fromStdString((m_folder / name).native());
}

Driver::Driver(QWidget& window, QString pictures) : m_window(window), m_pictures(std::move(pictures))
{
    QDir().mkpath(m_pictures);
}

bool Driver::open()
{
    m_window.resize(1280, 800);
    m_window.move(0, 0);
    m_window.show();
    if (!QTest::qWaitForWindowExposed(&m_window))
        return false;
    // There is no window manager that would give it.
    m_window.activateWindow();
    return QTest::qWaitForWindowActive(&m_window);
}

QPoint Driver::inWindow(const QWidget& widget, const QPoint& place) const
{
    return widget.mapTo(&m_window, place);
}

void Driver::drag(QWidget& on, const QVector<QPoint>& way, Qt::KeyboardModifiers modifiers)
{
    QWindow* const window = m_window.windowHandle();
    QTest::mouseMove(window, inWindow(on, way.front()), kHandMilliseconds);
    QTest::mousePress(window, Qt::LeftButton, modifiers, inWindow(on, way.front()), kHandMilliseconds);
    for (const QPoint& place : way.mid(1))
        QTest::mouseMove(window, inWindow(on, place), kHandMilliseconds);
    QTest::mouseRelease(window, Qt::LeftButton, modifiers, inWindow(on, way.back()), kHandMilliseconds);
    QApplication::processEvents();
}

void Driver::click(QWidget& on, const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    drag(on, {at, at}, modifiers);
}

void Driver::click(QWidget& on)
{
    click(on, on.rect().center());
}

void Driver::wheel(QWidget& on, const QPoint& at, int notches)
{
    const QPoint place = inWindow(on, at);
    for (int notch = 0; notch < std::abs(notches); ++notch) {
        QWheelEvent event(place, m_window.mapToGlobal(place), {}, {0, notches > 0 ? kNotch : -kNotch}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_window.windowHandle(), &event);
        QTest::qWait(kHandMilliseconds);
    }
}

void Driver::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window.windowHandle(), key, modifiers, kHandMilliseconds);
}

bool Driver::drop(const QStringList& paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    const QPoint place(m_window.width() / 2, m_window.height() / 2);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_window, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_window, &event);
    return event.isAccepted();
}

void Driver::whenAsked(const std::function<bool(QWidget&)>& answer)
{
    auto* const timer = new QTimer(this);
    timer->setInterval(kDialogMilliseconds);
    connect(timer, &QTimer::timeout, this, [timer, answer] {
        QWidget* const dialog = QApplication::activeModalWidget();
        if (!dialog || !dialog->isVisible() || !answer(*dialog))
            return;
        timer->stop();
        timer->deleteLater();
    });
    timer->start();
}

void Driver::answerFileDialog(const QString& path)
{
    whenAsked([path](QWidget& dialog) {
        if (auto* const name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))) {
            name->setText(path);
            QTest::keyClick(name, Qt::Key_Return);
            return true;
        }
        // What is asked before the file, e.g. the size of a picture, is right as it is proposed.
        auto* const buttons = dialog.findChild<QDialogButtonBox*>();
        if (QPushButton* const save = buttons ? buttons->button(QDialogButtonBox::Save) : nullptr)
            save->click();
        return false;
    });
}

void Driver::answerQuestion(const QString& button)
{
    whenAsked([button](QWidget& dialog) {
        for (QPushButton* const choice : dialog.findChildren<QPushButton*>())
            if (choice->text() == button) {
                choice->click();
                return true;
            }
        return false;
    });
}

QString Driver::takePicture(const QString& name, const QSize& size)
{
    const QPixmap picture = m_window.screen()->grabWindow(m_window.winId());
    const QImage image = picture.toImage().convertToFormat(QImage::Format_RGB32);
    if (image.deviceIndependentSize().toSize() != size)
        return QStringLiteral("%1 is %2 x %3").arg(name).arg(image.width()).arg(image.height());
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 4)
        for (int x = 0; x < image.width(); x += 4)
            colors.insert(image.pixel(x, y));
    if (colors.size() < kLeastColors)
        return QStringLiteral("%1 is blank").arg(name);
    return image.save(m_pictures + QLatin1Char('/') + name + QStringLiteral(".png"), nullptr, kQuickPng)
               ? QString()
               : QStringLiteral("%1 cannot be written to %2").arg(name, m_pictures);
}

QString Driver::takePictures(const QString& step)
{
    const bool isDouble = m_window.devicePixelRatio() > 1.0;
    const QVector<QSize> sizes = isDouble ? QVector<QSize>{{1280, 800}} : QVector<QSize>{{1920, 1080}, {1280, 800}};
    QStringList troubles;
    for (const QSize& size : sizes) {
        m_window.resize(size);
        for (const auto& [wish, scheme] :
             {std::pair{ui::SchemeWish::Dark, "dark"}, std::pair{ui::SchemeWish::Light, "light"}}) {
            ui::Theme::instance().setWish(wish);
            QTest::qWait(kPaintMilliseconds);
            const QString name = QStringLiteral("%1-%2-%3x%4%5")
                                     .arg(step, QString::fromLatin1(scheme))
                                     .arg(size.width())
                                     .arg(size.height())
                                     .arg(isDouble ? QStringLiteral("@2x") : QString());
            const QString trouble = takePicture(name, size);
            if (!trouble.isEmpty())
                troubles << trouble;
        }
    }
    return troubles.join(QStringLiteral("; "));
}

} // namespace tempo::test
