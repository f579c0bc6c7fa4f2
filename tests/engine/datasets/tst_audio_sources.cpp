// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/audio_sources.h"
#include "tests/support/temp_folder.h"

#include <QtTest/QTest>

#include <algorithm>
#include <fstream>
#include <string>

#include <sys/stat.h>

using namespace tempo;
namespace fs = std::filesystem;

namespace {

/// A folder with files in it, which goes when the test ends.
class Tree {
public:
    [[nodiscard]] const fs::path& path() const { return m_folder.path(); }

    fs::path add(const fs::path& name, std::string_view content = "x") const
    {
        const fs::path whole = path() / name;
        fs::create_directories(whole.parent_path());
        std::ofstream(whole, std::ios::binary) << content;
        return whole;
    }

    /// Collected from one input below the folder: names relative to it, with "!" in front of those with an error.
    [[nodiscard]] std::vector<std::string> collect(const fs::path& input = {}) const
    {
        const std::vector<fs::path> inputs = {input.empty() ? path() : path() / input};
        std::vector<std::string> names;
        for (const AudioSource& source : collectAudioSources(inputs))
            names.push_back((source.error ? "!" : "") + nameOf(source.path));
        return names;
    }

private:
    [[nodiscard]] std::string nameOf(const fs::path& found) const
    {
        return found.is_absolute() ? found.lexically_relative(path()).native() : found.native();
    }

    test::TempFolder m_folder;
};

using Names = std::vector<std::string>;

std::string onlyMessage(const std::vector<AudioSource>& sources)
{
    return sources.size() == 1 && sources.front().error ? sources.front().error->message() : std::string();
}

} // namespace

class TestAudioSources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void extensionsAreKnownInAnyCase();
    void filesAreTakenAsNamed();
    void missingFilesAreKeptWithTheirError();
    void foldersAreWalkedInByteOrder();
    void aFolderWithoutAudioIsAnError();
    void linkCyclesEnd();
    void danglingLinksAndPipesAreErrors();
    void namesMayHaveAnyBytes();
    void playlistsAreExpanded();
    void playlistsFromWindowsAreUnderstood();
    void whatIsNoPlaylistIsAnErrorOfOneLine();
    void theOrderOfTheInputsStays();
    void aDeepTreeIsWalked();
};

void TestAudioSources::extensionsAreKnownInAnyCase()
{
    for (const char* const name : {"a.wav", "a.WAV", "a.au", "a.Aiff", "a.aif", "a.flac", "a.mp3", "a.ogg", "a.opus",
                                   "a.m4a", "a.aac", "x.y.Mp3"})
        QVERIFY2(hasAudioExtension(name), name);
    for (const char* const name : {"a", "wav", ".wav", "a.wav.txt", "a.txt", "a.m3u", "a.jpg", ""})
        QVERIFY2(!hasAudioExtension(name), name);
    QVERIFY(isPlaylist("a.m3u") && isPlaylist("a.M3U8") && !isPlaylist("m3u") && !isPlaylist("a.wav"));
}

void TestAudioSources::filesAreTakenAsNamed()
{
    const Tree tree;
    tree.add("song.xyz");
    QCOMPARE(tree.collect("song.xyz"), Names{"song.xyz"});
}

void TestAudioSources::missingFilesAreKeptWithTheirError()
{
    const std::vector<fs::path> inputs = {"/nonexistent/a\nb.wav"};
    const auto sources = collectAudioSources(inputs);
    QCOMPARE(onlyMessage(sources), std::string("'/nonexistent/a\\nb.wav': no such file"));
    QCOMPARE(sources.front().error->code(), ErrorCode::FileAccess);
    QCOMPARE(sources.front().path, inputs.front());
    QVERIFY(collectAudioSources({}).empty());
    const std::vector<fs::path> empty = {""};
    QVERIFY(!onlyMessage(collectAudioSources(empty)).empty());
}

void TestAudioSources::foldersAreWalkedInByteOrder()
{
    const Tree tree;
    for (const char* const name : {"b.wav", "a/2.mp3", "a/10.mp3", "B.wav", "a.wav", "notes.txt", ".hidden.wav",
                                   ".git/c.wav", "list.m3u", "z/y/x.flac"})
        tree.add(name);
    QCOMPARE(tree.collect(), (Names{"B.wav", "a/10.mp3", "a/2.mp3", "a.wav", "b.wav", "z/y/x.flac"}));
}

void TestAudioSources::aFolderWithoutAudioIsAnError()
{
    const Tree tree;
    tree.add("sub/notes.txt");
    const std::vector<fs::path> inputs = {tree.path()};
    QVERIFY(onlyMessage(collectAudioSources(inputs)).ends_with("no audio files in this folder"));
}

void TestAudioSources::linkCyclesEnd()
{
    const Tree tree;
    tree.add("a/1.wav");
    fs::create_directory_symlink(tree.path(), tree.path() / "a" / "up");
    fs::create_directory_symlink("..", tree.path() / "a" / "parent");
    fs::create_directory_symlink("a", tree.path() / "b"); // the same real folder again
    fs::create_symlink("loop", tree.path() / "loop");
    fs::create_symlink("1.wav", tree.path() / "a" / "2.wav");
    QCOMPARE(tree.collect(), (Names{"a/1.wav", "a/2.wav"}));
    QCOMPARE(tree.collect("b"), (Names{"b/1.wav", "b/2.wav"})); // the tree above is reached, but holds nothing new
}

void TestAudioSources::danglingLinksAndPipesAreErrors()
{
    const Tree tree;
    tree.add("ok.wav");
    fs::create_symlink("nowhere", tree.path() / "dangling.wav");
    fs::create_symlink("nowhere", tree.path() / "dangling");
    QCOMPARE(::mkfifo((tree.path() / "pipe.wav").c_str(), 0600), 0);
    QCOMPARE(tree.collect(), (Names{"!dangling.wav", "ok.wav", "!pipe.wav"}));
}

void TestAudioSources::namesMayHaveAnyBytes()
{
    const Tree tree;
    const Names names = {"a b.wav", "it's \"q\".wav", "new\nline.wav", "\xff\xfe.wav"};
    for (const std::string& name : names)
        tree.add(name);
    QCOMPARE(tree.collect(), names);
}

void TestAudioSources::playlistsAreExpanded()
{
    const Tree tree;
    tree.add("music/a.wav");
    tree.add("music/b.txt");
    fs::create_directory(tree.path() / "music" / "sub");
    tree.add("lists/x.m3u",
             "#EXTM3U\n../music/a.wav\nmissing.wav\nhttp://x/y.mp3\n../music/b.txt\n../music/sub\nx.m3u\n");
    QCOMPARE(tree.collect("lists/x.m3u"), (Names{"lists/../music/a.wav", "!lists/missing.wav", "!http://x/y.mp3",
                                                 "lists/../music/b.txt", "!lists/../music/sub", "!lists/x.m3u"}));
}

void TestAudioSources::playlistsFromWindowsAreUnderstood()
{
    const Tree tree;
    tree.add("sub/a.wav");
    tree.add("real\\name.wav");
    tree.add("x.m3u8", "\xEF\xBB\xBFsub\\a.wav\r\nreal\\name.wav\r\nsub\\none.wav\r\n");
    QCOMPARE(tree.collect("x.m3u8"), (Names{"sub/a.wav", "real\\name.wav", "!sub\\none.wav"}));
}

void TestAudioSources::whatIsNoPlaylistIsAnErrorOfOneLine()
{
    const Tree tree;
    const auto message = [](const fs::path& path) {
        const std::vector<fs::path> inputs = {path};
        return onlyMessage(collectAudioSources(inputs));
    };
    QVERIFY(message(tree.add("empty.m3u", "")).ends_with("a playlist without entries"));
    QVERIFY(message(tree.add("comments.m3u", "#EXTM3U\n")).ends_with("a playlist without entries"));
    QVERIFY(message(tree.add("binary.m3u", std::string("RIFF\0\0\0\0WAVE\n\n", 14))).ends_with("it holds binary data"));
    QVERIFY(message(tree.add("utf16.m3u", std::string("\xFF\xFE"
                                                      "a\0",
                                                      4)))
                .ends_with("save it as UTF-8"));
    const fs::path huge = tree.add("huge.m3u");
    fs::resize_file(huge, std::uintmax_t{1} << 40U); // a hole: takes no space
    QVERIFY(message(huge).ends_with("too large for a playlist (over 64 MiB)"));
    QVERIFY(message(tree.path() / "none.m3u").ends_with("no such file"));
}

void TestAudioSources::theOrderOfTheInputsStays()
{
    const Tree tree;
    tree.add("b.wav");
    tree.add("f/a.wav");
    const std::vector<fs::path> inputs = {tree.path() / "f", tree.path() / "b.wav", tree.path() / "f",
                                          tree.path() / "none.wav"};
    std::vector<std::string> names;
    for (const AudioSource& source : collectAudioSources(inputs))
        names.push_back(source.path.filename().native());
    QCOMPARE(names, (Names{"a.wav", "b.wav", "a.wav", "none.wav"}));
}

void TestAudioSources::aDeepTreeIsWalked()
{
    const Tree tree;
    std::string name;
    for (int depth = 0; depth < 500; ++depth)
        name += "d/";
    tree.add(name + "a.wav");
    QCOMPARE(tree.collect(), Names{name + "a.wav"});
}

QTEST_APPLESS_MAIN(TestAudioSources)
#include "tst_audio_sources.moc"
