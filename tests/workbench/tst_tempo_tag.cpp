// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/tags/tag_dialog.h"
#include "app/workbench/tags/tempo_tag.h"
#include "app/workbench/task_runner.h"
#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "tests/support/audio_files.h"
#include "tests/support/folder_contents.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <unistd.h>

using namespace tempo;
using namespace tempo::workbench;

namespace {

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.native());
}

/// What ffprobe sees, beside tempo and encoder.
QByteArray otherTags(const std::filesystem::path& path)
{
    QProcess probe;
    probe.start("ffprobe", {"-v", "error", "-show_entries", "format_tags:stream_tags", "-of", "flat", text(path)});
    probe.waitForFinished();
    QByteArrayList lines = probe.readAllStandardOutput().split('\n');
    lines.removeIf([](const QByteArray& line) {
        const QByteArray lower = line.toLower();
        return lower.contains("tags.tbpm") || lower.contains("tags.bpm") || lower.contains("tmpo");
    });
    // The case and the order of the fields of a Vorbis comment mean nothing.
    for (QByteArray& line : lines) {
        const auto value = line.indexOf('=');
        line = line.left(value).toLower() + line.mid(value);
    }
    std::ranges::sort(lines);
    return lines.join('\n');
}

} // namespace

class TestTempoTag : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tempoIsWrittenAndAllElseStays_data();
    void tempoIsWrittenAndAllElseStays();
    void fileThatIsNoAudioStaysUntouched();
    void readOnlyFolderStaysUntouched();
    void numbersAreShort();
    void dialogShowsFirstAndWritesWhenTold();

private:
    std::filesystem::path make(const std::string& name, const QStringList& options);

    test::TempFolder m_folder;
};

void TestTempoTag::initTestCase()
{
    if (QProcess::execute("ffmpeg", {"-v", "quiet", "-version"}) != 0)
        QSKIP("needs the command ffmpeg");
    test::writeWav(m_folder / "source.wav", test::clickTrack(120.0, 3.0));
}

std::filesystem::path TestTempoTag::make(const std::string& name, const QStringList& options)
{
    const std::filesystem::path path = m_folder / name;
    QStringList arguments{"-v", "error", "-y", "-i", text(m_folder / "source.wav")};
    arguments += options;
    arguments += {"-metadata",       "title=Größe", "-metadata",       "artist=Ada", "-metadata",
                  "comment=keep me", "-metadata",   "genre=Synth-Pop", text(path)};
    return QProcess::execute("ffmpeg", arguments) == 0 ? path : std::filesystem::path();
}

void TestTempoTag::tempoIsWrittenAndAllElseStays_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("written");
    QTest::newRow("mp3, ID3v2.3") << "a.mp3" << QStringList{"-id3v2_version", "3"} << "127.13";
    QTest::newRow("mp3, ID3v2.4 and v1") << "b.mp3" << QStringList{"-id3v2_version", "4", "-write_id3v1", "1"}
                                         << "127.13";
    QTest::newRow("flac") << "c.flac" << QStringList{} << "127.13";
    QTest::newRow("ogg") << "d.ogg" << QStringList{"-c:a", "libvorbis"} << "127.13";
    QTest::newRow("opus") << "e.opus" << QStringList{"-c:a", "libopus"} << "127.13";
    QTest::newRow("m4a") << "f.m4a" << QStringList{"-c:a", "aac"} << "127";
    QTest::newRow("wav") << "g.wav" << QStringList{} << "127.13";
}

void TestTempoTag::tempoIsWrittenAndAllElseStays()
{
    QFETCH(QString, name);
    QFETCH(QStringList, options);
    QFETCH(QString, written);
    const std::filesystem::path path = make(name.toStdString(), options);
    if (path.empty())
        QSKIP("this ffmpeg cannot make such a file");
    const QByteArray before = otherTags(path);
    QVERIFY(before.contains("Ada"));
    const DecodedAudio sound = readAudio(path);
    QCOMPARE(readTempoTag(path), std::nullopt);

    writeTempoTag(path, Bpm{127.125});
    QCOMPARE(QString::fromStdString(readTempoTag(path).value_or("none")).replace("127.12", "127.13"), written);
    QCOMPARE(otherTags(path), before);
    QCOMPARE(readAudio(path).audio.samples, sound.audio.samples);
    writeTempoTag(path, Bpm{90.0}); // there is one only
    QCOMPARE(QString::fromStdString(readTempoTag(path).value_or("none")), "90");
    QCOMPARE(otherTags(path), before);
    for (const auto& [file, content] : test::folderContents(m_folder.path(), test::HiddenFiles::Include))
        QVERIFY2(!file.starts_with(".tempnetic"), file.c_str());
}

void TestTempoTag::fileThatIsNoAudioStaysUntouched()
{
    std::ofstream(m_folder / "text.mp3x") << "no audio at all";
    const auto before = test::folderContents(m_folder.path(), test::HiddenFiles::Include);
    for (const char* const name : {"text.mp3x", "missing.mp3"}) {
        QVERIFY_THROWS_EXCEPTION(Error, writeTempoTag(m_folder / name, Bpm{120.0}));
        QVERIFY_THROWS_EXCEPTION(Error, readTempoTag(m_folder / name));
    }
    QVERIFY(test::folderContents(m_folder.path(), test::HiddenFiles::Include) == before);
}

void TestTempoTag::readOnlyFolderStaysUntouched()
{
    if (::geteuid() == 0)
        QSKIP("root may write anywhere");
    std::filesystem::create_directories(m_folder / "locked");
    std::filesystem::copy_file(m_folder / "source.wav", m_folder / "locked" / "a.wav");
    std::filesystem::permissions(m_folder / "locked",
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    QVERIFY_THROWS_EXCEPTION(Error, writeTempoTag(m_folder / "locked" / "a.wav", Bpm{120.0}));
    std::filesystem::permissions(m_folder / "locked", std::filesystem::perms::owner_all);
    QCOMPARE(readTempoTag(m_folder / "locked" / "a.wav"), std::nullopt);
}

void TestTempoTag::numbersAreShort()
{
    QCOMPARE(tempoTagText("a.mp3", Bpm{120.0}), "120");
    QCOMPARE(tempoTagText("a.mp3", Bpm{120.5}), "120.5");
    QCOMPARE(tempoTagText("a.flac", Bpm{99.999}), "100");
    QCOMPARE(tempoTagText("a.m4a", Bpm{120.5}), "121");
}

void TestTempoTag::dialogShowsFirstAndWritesWhenTold()
{
    const std::filesystem::path fresh = make("fresh.flac", {});
    const std::filesystem::path tagged = make("tagged.flac", {});
    writeTempoTag(tagged, Bpm{100.0});
    std::ofstream(m_folder / "text.flac") << "no audio at all";
    TaskRunner tasks;
    TagDialog dialog(tasks, {{fresh, Bpm{120.0}}, {tagged, Bpm{121.0}}, {m_folder / "text.flac", Bpm{99.0}}});
    QTRY_VERIFY(dialog.isReady());
    QCOMPARE(dialog.toWrite(), 1); // what states a tempo is skipped
    QCOMPARE(dialog.cell(1, 1), "100");
    QCOMPARE(dialog.cell(1, 2), "121");
    QCOMPARE(readTempoTag(fresh), std::nullopt); // nothing is written yet
    dialog.setSkipping(false);
    QCOMPARE(dialog.toWrite(), 2);
    dialog.setSkipping(true);
    dialog.write();
    QTRY_VERIFY(dialog.isReady());
    QCOMPARE(dialog.cell(0, 3), "written");
    QVERIFY(dialog.summary().startsWith("1 written"));
    QCOMPARE(readTempoTag(fresh), std::optional<std::string>("120"));
    QCOMPARE(readTempoTag(tagged), std::optional<std::string>("100"));
}

QTEST_MAIN(TestTempoTag)
#include "tst_tempo_tag.moc"
