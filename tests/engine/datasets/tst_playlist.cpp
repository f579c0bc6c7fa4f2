// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/audio_sources.h"

#include <QtTest/QTest>

#include <string>

using namespace tempo;

namespace {

std::vector<std::string> pathsOf(const std::vector<AudioSource>& sources)
{
    std::vector<std::string> paths;
    for (const AudioSource& source : sources)
        paths.push_back(source.error ? "error" : source.path.native());
    return paths;
}

using Paths = std::vector<std::string>;

} // namespace

class TestPlaylist : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesArePathsBelowTheFolder();
    void commentsAndBlankLinesAreLeftOut();
    void byteOrderMarkAndCrlfAreUnderstood();
    void namesKeepTheirSpacesAndBytes();
    void fileUrlsAreDecoded();
    void otherUrlsAreErrors_data();
    void otherUrlsAreErrors();
    void aColonAloneIsNoUrl();
    void linesThatCannotBeNamesAreErrors();
    void aMillionLinesAreAMillionEntries();
};

void TestPlaylist::linesArePathsBelowTheFolder()
{
    const auto sources = parsePlaylist("a.wav\nsub/b.mp3\n/abs/c.flac\n../d.ogg", "/music");
    QCOMPARE(pathsOf(sources), (Paths{"/music/a.wav", "/music/sub/b.mp3", "/abs/c.flac", "/music/../d.ogg"}));
}

void TestPlaylist::commentsAndBlankLinesAreLeftOut()
{
    const auto sources = parsePlaylist("#EXTM3U\n#EXTINF:12,Somebody - Something\na.wav\n\n \t\n#\nb.wav\n\n", "/m");
    QCOMPARE(pathsOf(sources), (Paths{"/m/a.wav", "/m/b.wav"}));
    QVERIFY(parsePlaylist("", "/m").empty());
    QVERIFY(parsePlaylist("#EXTM3U", "/m").empty());
}

void TestPlaylist::byteOrderMarkAndCrlfAreUnderstood()
{
    QCOMPARE(pathsOf(parsePlaylist("\xEF\xBB\xBF#EXTM3U\r\na.wav\r\n\r\nb.wav", "/m")),
             (Paths{"/m/a.wav", "/m/b.wav"}));
    QCOMPARE(pathsOf(parsePlaylist("\xEF\xBB\xBF"
                                   "a.wav",
                                   "/m")),
             (Paths{"/m/a.wav"}));
}

void TestPlaylist::namesKeepTheirSpacesAndBytes()
{
    QCOMPARE(pathsOf(parsePlaylist(" a b .wav \n\xff\xfe.wav\n'q'\"r\".wav", "/m")),
             (Paths{"/m/ a b .wav ", "/m/\xff\xfe.wav", "/m/'q'\"r\".wav"}));
}

void TestPlaylist::fileUrlsAreDecoded()
{
    const auto sources = parsePlaylist(
        "file:///x/a%20b.wav\nFILE://localhost/x/c%C3%A4.wav\nfile:///x/100%.wav\nfile:///x/%4g%", "/music");
    QCOMPARE(pathsOf(sources), (Paths{"/x/a b.wav", "/x/c\xC3\xA4.wav", "/x/100%.wav", "/x/%4g%"}));
}

void TestPlaylist::otherUrlsAreErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("http") << QByteArray("http://example.org/a.mp3");
    QTest::newRow("HTTPS") << QByteArray("HTTPS://example.org/a.mp3");
    QTest::newRow("rtsp") << QByteArray("rtsp://example.org/a");
    QTest::newRow("another machine") << QByteArray("file://server/share/a.mp3");
    QTest::newRow("nothing") << QByteArray("file://");
}

void TestPlaylist::otherUrlsAreErrors()
{
    QFETCH(const QByteArray, line);
    const auto sources = parsePlaylist(line.toStdString(), "/music");
    QCOMPARE(sources.size(), std::size_t{1});
    QVERIFY(sources.front().error.has_value());
    QCOMPARE(sources.front().error->code(), ErrorCode::Format);
    QVERIFY(sources.front().error->message().find(line.toStdString()) != std::string::npos);
}

void TestPlaylist::aColonAloneIsNoUrl()
{
    QCOMPARE(pathsOf(parsePlaylist("http:foo.wav\nC:\\a.wav\n1://x", "/m")),
             (Paths{"/m/http:foo.wav", "/m/C:\\a.wav", "/m/1://x"}));
}

void TestPlaylist::linesThatCannotBeNamesAreErrors()
{
    const std::string text = std::string("nul\0byte.wav\n", 13) + std::string(5000, 'x') + "\nfile:///a%00b\nok.wav\n";
    const auto sources = parsePlaylist(text, "/m");
    QCOMPARE(pathsOf(sources), (Paths{"error", "error", "error", "/m/ok.wav"}));
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(sources[i].error->message().size() < 400);
        QVERIFY(sources[i].error->message().find_first_of(std::string("\n\0", 2)) == std::string::npos);
    }
}

void TestPlaylist::aMillionLinesAreAMillionEntries()
{
    std::string text;
    for (int i = 0; i < 1'000'000; ++i)
        text += "a\n";
    QCOMPARE(parsePlaylist(text, "/m").size(), std::size_t{1'000'000});
}

QTEST_APPLESS_MAIN(TestPlaylist)
#include "tst_playlist.moc"
