// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/application_icon.h"
#include "app/workbench/command_line.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tempo::workbench;

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folderIsTheDatasetAndTheRestIsMusic()
    {
        const QTemporaryDir folder;
        const CommandLine line = readCommandLine({"/music/a.mp3", folder.path(), "b.m3u", QDir::tempPath()});
        QCOMPARE(line.error, QString());
        QCOMPARE(line.wishes.dataset, folder.path());
        const QStringList audio{"/music/a.mp3", QDir::current().filePath("b.m3u"), QDir::tempPath()};
        QCOMPARE(line.wishes.audio, audio);
        QCOMPARE(line.wishes.page, -1);
        QCOMPARE(line.wishes.session + line.wishes.bundle, QString());
    }

    void sessionAndBundleAreToldByTheirSuffixes()
    {
        const CommandLine line =
            readCommandLine({"/work/paper.tempnetic-session", "/work/tracks.CSV", "/work/all.tempnetic-evidence"});
        QCOMPARE(line.wishes.session, QString("/work/paper.tempnetic-session"));
        QCOMPARE(line.wishes.bundle, QString("/work/all.tempnetic-evidence"));
        QCOMPARE(line.wishes.dataset, QString("/work/tracks.CSV"));
        QVERIFY(line.wishes.audio.isEmpty());
    }

    void pageIsNamed()
    {
        QCOMPARE(readCommandLine({"--page", "dataset"}).wishes.page, 0);
        QCOMPARE(readCommandLine({"--page=training"}).wishes.page, 1);
        QCOMPARE(readCommandLine({"--page", "evaluation", "/a.wav"}).wishes.page, 2);
        QCOMPARE(readCommandLine({"--page", "evaluation", "/a.wav"}).wishes.audio, QStringList{"/a.wav"});
        QCOMPARE(readCommandLine({"--page=estimate"}).wishes.page, 3);
    }

    void wrongUsageIsOneLine()
    {
        QCOMPARE(readCommandLine({"--page", "home"}).error,
                 QString("there is no page 'home'; the pages are dataset, training, evaluation, estimate"));
        QVERIFY(readCommandLine({"--page"}).error.startsWith("there is no page ''"));
        QCOMPARE(readCommandLine({"/a.wav", "--fullscreen"}).error, QString("unknown option '--fullscreen'"));
    }

    void dashesAfterTheDoubleDashAreNames()
    {
        const CommandLine line = readCommandLine({"--", "--page", "-a.wav"});
        QCOMPARE(line.error, QString());
        const QStringList audio{QDir::current().filePath("--page"), QDir::current().filePath("-a.wav")};
        QCOMPARE(line.wishes.audio, audio);
    }

    void theWindowHasAnIcon()
    {
        const QImage image = applicationIcon().pixmap(48).toImage();
        QCOMPARE(image.size(), QSize(48, 48));
        QCOMPARE(qAlpha(image.pixel(0, 0)), 0);
        QCOMPARE(qAlpha(image.pixel(24, 12)), 255);
    }
};

QTEST_MAIN(TestCommandLine)
#include "tst_command_line.moc"
