// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

QStringList linesOf(const std::string& text)
{
    return QString::fromStdString(text).split('\n', Qt::SkipEmptyParts);
}

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// How many lines of a split say that a track is for a part.
qsizetype countOf(const std::string& csv, const QString& part)
{
    return linesOf(csv).filter("," + part + ",").size();
}

} // namespace

/// A set of two genres with five tracks each.
class TestSplitCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = std::filesystem::canonical(m_temporary->path().toStdString());
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((m_folder / "cache").native()));
        for (int i = 0; i < 5; ++i) {
            addTrack("blues", i, 80.0 + 7.0 * i);
            addTrack("rock", i, 120.0 + 9.0 * i);
        }
    }

    void withoutAFileTheSplitGoesToStdout()
    {
        const ProcessResult result = split({"set"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.err, std::string());
        QCOMPARE(linesOf(result.out).size(), 11);
        QCOMPARE(linesOf(result.out).first(), QString("id,split,reason"));
        QCOMPARE(countOf(result.out, "train"), 8);
        QCOMPARE(countOf(result.out, "val"), 2);
        QCOMPARE(split({"set", "--jobs", "3", "--no-cache"}).out, result.out);
        QVERIFY(split({"set", "--seed", "2"}).out != result.out);
    }

    void aFileGetsTheSplitAndStdoutATable()
    {
        const ProcessResult result = split({"set", "--test", "0.2", "--out", "split.csv"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.err, std::string());
        const std::string csv = contentOf(m_folder / "split.csv");
        QCOMPARE(csv, split({"set", "--test", "0.2"}).out);
        const QByteArray hash = QCryptographicHash::hash(QByteArray::fromStdString(csv), QCryptographicHash::Sha256);
        const QStringList lines = linesOf(result.out);
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0].simplified(), QString("genre train val test left out"));
        QCOMPARE(lines[1].simplified(), QString("all 6 2 2 0"));
        QCOMPARE(lines[2].simplified(), QString("blues 3 1 1 0"));
        QCOMPARE(lines[3].simplified(), QString("rock 3 1 1 0"));
        QCOMPARE(lines[4], "split.csv: SHA-256 " + QString(hash.toHex()));
        QCOMPARE(contentOf(m_folder / "split.csv.sha256"), hash.toHex().toStdString() + "  split.csv\n");
    }

    void anotherSplitIsOnlyReplacedByForce()
    {
        QCOMPARE(split({"set", "--out", "split.csv"}).exitCode, 0);
        const std::string first = contentOf(m_folder / "split.csv");
        QCOMPARE(split({"set", "--out", "split.csv"}).exitCode, 0);

        const ProcessResult refused = split({"set", "--seed", "2", "--out", "split.csv"});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.out, std::string());
        QCOMPARE(refused.err, std::string("tempnetic: split.csv: holds something else; name another file, or replace "
                                          "it with --force\n"));
        QCOMPARE(contentOf(m_folder / "split.csv"), first);

        QCOMPARE(split({"set", "--seed", "2", "--out", "split.csv", "--force"}).exitCode, 0);
        QVERIFY(contentOf(m_folder / "split.csv") != first);
    }

    void aFileThatCannotBeWrittenIsAnError()
    {
        const ProcessResult result = split({"set", "--out", "gone/split.csv"});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.err.starts_with("tempnetic: gone/split.csv: "), result.err.c_str());
        std::filesystem::create_directory(m_folder / "folder");
        QCOMPARE(split({"set", "--out", "folder"}).exitCode, 1);
    }

    void whatCannotBeUsedIsLeftOutAndDuplicatesStayTogether()
    {
        std::ofstream(pathOf("rock", 0)) << "this is not audio";
        std::filesystem::copy_file(pathOf("blues", 1), pathOf("rock", 1),
                                   std::filesystem::copy_options::overwrite_existing);
        std::ofstream(m_folder / "set" / "rock" / "rock.00002.bpm") << "300\n";
        const std::string csv = split({"set"}).out;
        QVERIFY2(csv.find("\nrock.00000,out,undecodable\n") != std::string::npos, csv.c_str());
        QVERIFY(csv.find("\nrock.00002,out,tempo-out-of-range\n") != std::string::npos);
        QVERIFY(split({"set", "--range", "40:310"}).out.find("\nrock.00002,out") == std::string::npos);
        const auto partOf = [&](const QString& id) { return linesOf(csv).filter(id + ",").value(0).section(',', 1); };
        QCOMPARE(partOf("rock.00001"), partOf("blues.00001"));
    }

    void theFirstOfEachGenreTrain()
    {
        const std::string csv = split({"set", "--method", "first"}).out;
        QCOMPARE(countOf(csv, "val"), 2);
        for (const char* const id : {"blues.00004", "rock.00004"})
            QVERIFY2(csv.find(std::string(id) + ",val,") != std::string::npos, csv.c_str());
    }

    void foldsAreListed()
    {
        const ProcessResult result = split({"set", "--method", "kfold", "--folds", "5", "--fold", "3"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(linesOf(result.out).first(), QString("id,split,fold,reason"));
        QCOMPARE(linesOf(result.out).filter(",val,3,").size(), 2);
        QCOMPARE(countOf(result.out, "val"), 2);
    }

    void foldsWithoutTracksAreAWarning()
    {
        const ProcessResult result = split({"set", "--method", "kfold", "--folds", "12"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.err.find("is empty: there are fewer songs than folds\n") != std::string::npos,
                 result.err.c_str());
        QCOMPARE(linesOf(result.out).size(), 11);
    }

    void aUsersOwnListsAreRead()
    {
        std::ofstream(m_folder / "mine.txt") << "# mine\nblues.00000\nset/rock/rock.00001.wav\n";
        std::ofstream(m_folder / "test.txt") << "blues.00002\n";
        const ProcessResult result = split({"set", "--train-list", "mine.txt", "--test-list", "test.txt"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(countOf(result.out, "train"), 2);
        QCOMPARE(countOf(result.out, "test"), 1);
        QCOMPARE(linesOf(result.out).filter(",out,on none of the lists").size(), 7);

        std::ofstream(m_folder / "odd.txt") << "blues.00000\nno such track\n";
        const ProcessResult odd = split({"set", "--valid-list", "odd.txt"});
        QCOMPARE(odd.exitCode, 1);
        QVERIFY2(odd.err.find("odd.txt' line 2: 'no such track' is no track of the dataset") != std::string::npos,
                 odd.err.c_str());
        QCOMPARE(split({"set", "--valid-list", "gone.txt"}).exitCode, 1);
    }

    void wrongUsageDoesNothing_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("method") << QStringList{"--method", "best"};
        QTest::newRow("fraction") << QStringList{"--validation", "1"};
        QTest::newRow("no number") << QStringList{"--validation", "nan"};
        QTest::newRow("sum") << QStringList{"--validation", "0.5", "--test", "0.5"};
        QTest::newRow("negative") << QStringList{"--test", "-0.1"};
        QTest::newRow("seed") << QStringList{"--seed", "-1"};
        QTest::newRow("one fold") << QStringList{"--method", "kfold", "--folds", "1"};
        QTest::newRow("beyond the folds") << QStringList{"--method", "kfold", "--fold", "10"};
        QTest::newRow("folds by chance") << QStringList{"--folds", "5"};
        QTest::newRow("test of folds") << QStringList{"--method", "kfold", "--test", "0.1"};
        QTest::newRow("validation of folds") << QStringList{"--method", "kfold", "--validation", "0.1"};
        QTest::newRow("seed of names") << QStringList{"--method", "first", "--seed", "3"};
        QTest::newRow("seed of lists") << QStringList{"--train-list", "mine.txt", "--seed", "3"};
        QTest::newRow("reference") << QStringList{"--reference", "mine"};
    }

    void wrongUsageDoesNothing()
    {
        QFETCH(const QStringList, options);
        std::vector<std::string> words{"set", "--out", "split.csv"};
        for (const QString& option : options)
            words.push_back(option.toStdString());
        const ProcessResult result = split(words);
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.out, std::string());
        QVERIFY(result.err.starts_with("tempnetic: "));
        QVERIFY(!std::filesystem::exists(m_folder / "split.csv"));
    }

private:
    ProcessResult split(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "split");
        return runProcess(kProgram, arguments, {.folder = m_folder});
    }

    [[nodiscard]] std::filesystem::path pathOf(const std::string& genre, int number) const
    {
        return m_folder / "set" / genre / (genre + ".0000" + std::to_string(number) + ".wav");
    }

    void addTrack(const std::string& genre, int number, double bpm)
    {
        const std::filesystem::path path = pathOf(genre, number);
        std::filesystem::create_directories(path.parent_path());
        writeWav(path, rhythmClip(bpm, 4.0, static_cast<unsigned>(bpm)));
        std::ofstream(std::filesystem::path(path).replace_extension(".bpm")) << bpm << "\n";
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
};

QTEST_GUILESS_MAIN(TestSplitCommand)
#include "tst_split_command.moc"
