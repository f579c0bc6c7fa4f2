// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temp_folder.h"

#include <QObject>
#include <QPoint>
#include <QString>
#include <QStringList>
#include <QTranslator>
#include <QVector>

#include <functional>

class QWidget;

namespace tempo::test {

/// Settings, caches and runs of one test, apart from those of whoever runs it; and the theme. Make it first.
class PrivateHome {
public:
    PrivateHome();
    [[nodiscard]] QString operator/(const char* name) const;

private:
    TempFolder m_folder;
    QTranslator m_plurals;
};

/// A person before a real window. What the hands do goes in at the window and finds its way from there, so that the
/// widget above or the one with the focus gets it.
class Driver : public QObject {
public:
    /// @param pictures  the folder for them; made if need be
    Driver(QWidget& window, QString pictures);

    /// Shows the window and waits until it has the keyboard. @return whether it has
    [[nodiscard]] bool open();

    /// Press, move along, release; in pixels of a widget. @param way at least its beginning and its end
    void drag(QWidget& on, const QVector<QPoint>& way, Qt::KeyboardModifiers modifiers = {});
    void click(QWidget& on, const QPoint& at, Qt::KeyboardModifiers modifiers = {});
    /// In the middle.
    void click(QWidget& on);
    /// @param notches  above 0: away from the user
    void wheel(QWidget& on, const QPoint& at, int notches);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// Drags files from outside over a place of the window and lets them go. @return whether they were taken
    [[nodiscard]] bool drop(const QStringList& paths);
    /// Types a path into the file dialog that comes next, and accepts it.
    void answerFileDialog(const QString& path);
    /// Presses that button of the question that comes next.
    void answerQuestion(const QString& button);

    /// Of the window as it is now: light and dark, in all sizes. @return what is wrong with them; empty if nothing is
    [[nodiscard]] QString takePictures(const QString& step);

private:
    /// @param answer  told of the dialog that is open until it has answered
    void whenAsked(const std::function<bool(QWidget&)>& answer);
    [[nodiscard]] QPoint inWindow(const QWidget& widget, const QPoint& place) const;
    [[nodiscard]] QString takePicture(const QString& name, const QSize& size);

    QWidget& m_window;
    QString m_pictures;
};

} // namespace tempo::test
