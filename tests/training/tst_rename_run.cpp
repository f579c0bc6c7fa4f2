// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/file_lock.h"
#include "tests/support/temp_folder.h"
#include "training/config/run_config_yaml.h"
#include "training/files/rename_run.h"
#include "training/files/run_folder.h"
#include "training/files/run_record.h"

#include <QTest>

#include <fstream>

using namespace tempo;
using namespace tempo::test;
namespace fs = std::filesystem;

class TestRenameRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFolderAndTheConfigurationHaveTheNewName()
    {
        const TempFolder runs;
        const fs::path run = makeRun(runs.path(), "before");
        writeRunNote(run, "the good one");
        const fs::path renamed = renameRun(run, "after ümlaut");
        QCOMPARE(renamed, runs / "after ümlaut");
        QVERIFY(!fs::exists(run));
        const RunRecord record = readRun(renamed);
        QCOMPARE(record.name, std::string("after ümlaut"));
        QCOMPARE(record.config->trainer.name, std::string("after ümlaut"));
        QCOMPARE(record.config->trainer.maxEpochs, 7);
        QCOMPARE(record.note, std::string("the good one"));
        QCOMPARE(renameRun(renamed, "after ümlaut"), renamed);
    }

    void noOtherRunIsOverwritten()
    {
        const TempFolder runs;
        const fs::path run = makeRun(runs.path(), "before");
        makeRun(runs.path(), "other");
        QVERIFY(messageOf(run, "other").find("other: another run has this name") != std::string::npos);
        // Nor a folder that is no run, not even an empty one.
        fs::create_directory(runs / "empty");
        QVERIFY(messageOf(run, "empty").find("another run has this name") != std::string::npos);
        QVERIFY(fs::exists(run / "config.yaml"));
    }

    void namesThatNoFolderCanHaveAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* const name : {"", ".", "..", ".hidden", "a/b", "/a", "a\nb"})
            QTest::newRow(name) << QString(name);
        QTest::newRow("long") << QString(300, 'a');
    }

    void namesThatNoFolderCanHaveAreRefused()
    {
        QFETCH(QString, name);
        const TempFolder runs;
        const fs::path run = makeRun(runs.path(), "before");
        QVERIFY(!problemWithRunName(name.toStdString()).empty());
        QVERIFY(!messageOf(run, name.toStdString()).empty());
        QVERIFY(fs::exists(run / "config.yaml"));
    }

    void aRunThatIsTrainedKeepsItsName()
    {
        const TempFolder runs;
        const fs::path run = makeRun(runs.path(), "before");
        FileLock training(run / kRunLockName);
        QVERIFY(training.tryAlone());
        QVERIFY(messageOf(run, "after").find("before: is being trained") != std::string::npos);
        QVERIFY(fs::exists(run / "config.yaml"));
    }

    void aConfigurationOfALaterVersionStaysAsItIs()
    {
        const TempFolder runs;
        const fs::path run = makeRun(runs.path(), "before");
        std::ofstream(run / "config.yaml") << "trainer:\n  flux_capacitor: 3\n";
        const RunRecord record = readRun(renameRun(run, "after"));
        QCOMPARE(record.configText, std::string("trainer:\n  flux_capacitor: 3\n"));
    }

    void whatIsGoneIsSaid()
    {
        const TempFolder runs;
        QVERIFY(messageOf(runs / "gone", "after").find("there is no such run any more") != std::string::npos);
    }

private:
    static fs::path makeRun(const fs::path& runs, const std::string& name)
    {
        RunConfig config;
        config.trainer.name = name;
        config.trainer.maxEpochs = 7;
        RunFolder::create(runs / name).writeConfig(toYaml(config));
        return runs / name;
    }

    static std::string messageOf(const fs::path& run, const std::string& name)
    {
        try {
            renameRun(run, name);
        } catch (const Error& error) {
            return error.message();
        }
        return {};
    }
};

QTEST_APPLESS_MAIN(TestRenameRun)
#include "tst_rename_run.moc"
