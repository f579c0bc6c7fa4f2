// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/evidence/zip_archive.h"

#include <QTest>

#include <algorithm>

using namespace tempo;

namespace {

/// The refusal, or empty.
std::string refusalOf(const std::string& bytes, const ZipLimits& limits = {})
{
    try {
        readZipArchive(bytes, "a.zip", limits);
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? error.message() : "wrong kind of error";
    }
    return {};
}

/// The same bytes with another name of the same length in every place.
std::string renamed(std::string bytes, const std::string& from, const std::string& to)
{
    for (std::size_t at = 0; (at = bytes.find(from, at)) != std::string::npos; at += to.size())
        bytes.replace(at, from.size(), to);
    return bytes;
}

} // namespace

class TestZipArchive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasPackedIsUnpacked()
    {
        const std::vector<ZipMember> members{
            {"mimetype", "x/y"}, {"folder/a.json", std::string(100000, 'a')}, {"empty", ""}};
        const std::string bytes = zipArchive(members);
        QVERIFY(bytes.starts_with("PK"));
        QVERIFY(bytes.size() < 2000);
        // The first is stored, so that its bytes tell what the file is.
        QCOMPARE(bytes.find("mimetypex/y"), std::size_t{30});
        const std::vector<ZipMember> read = readZipArchive(bytes, "a.zip");
        QCOMPARE(read.size(), members.size());
        for (std::size_t i = 0; i < read.size(); ++i) {
            QCOMPARE(read[i].name, members[i].name);
            QVERIFY(read[i].content == members[i].content);
        }
        QVERIFY(zipArchive(members) == bytes);
    }

    void namesThatLeadElsewhereAreRefused()
    {
        for (const std::string_view name :
             {"", "/etc/passwd", "../a", "a/../b", "a//b", "a/", "a\\b", "a b", "c:x", "..", "a/.", "\xc3\xa4"})
            QVERIFY2(!isPlainMemberName(name), std::string(name).c_str());
        for (const std::string_view name : {"a", "a/b.c", "a-1_2/.b/c..d"})
            QVERIFY2(isPlainMemberName(name), std::string(name).c_str());
        QVERIFY_EXCEPTION_THROWN(zipArchive({{"../a", "x"}}), Error);
        QVERIFY_EXCEPTION_THROWN(zipArchive({{"a", "x"}, {"a", "y"}}), Error);
        const std::string bytes = zipArchive({{"one", "1"}, {"xx/yyyy", "2"}});
        QVERIFY2(refusalOf(renamed(bytes, "xx/yyyy", "../yyyy")).find("../yyyy") != std::string::npos,
                 refusalOf(renamed(bytes, "xx/yyyy", "../yyyy")).c_str());
        QVERIFY(!refusalOf(renamed(bytes, "xx/yyyy", "/x/yyyy")).empty());
    }

    void limitsHold()
    {
        const std::string bomb = zipArchive({{"a", "x"}, {"bomb", std::string(std::size_t{8} << 20U, '\0')}});
        QVERIFY(bomb.size() < 20000);
        QVERIFY(refusalOf(bomb).empty());
        QVERIFY(refusalOf(bomb, {.memberBytes = 1U << 20U}).find("unpacks to more") != std::string::npos);
        QVERIFY(refusalOf(bomb, {.totalBytes = 1U << 20U}).find("unpacks to more") != std::string::npos);
        QVERIFY(refusalOf(bomb, {.members = 1}).find("has 2 members") != std::string::npos);
    }

    void announcedSizesAreNotBelieved()
    {
        // The central directory says 5 bytes, and so does the header: what is unpacked is longer.
        std::string bytes = zipArchive({{"a", "x"}, {"long", std::string(5000, 'q')}});
        const std::string size("\x88\x13\0\0", 4);
        const std::string small("\x05\0\0\0", 4);
        QVERIFY(bytes.find(size) != std::string::npos);
        QVERIFY(!refusalOf(renamed(bytes, size, small)).empty());
    }

    void everyCutAndEveryFlippedByteIsRefusedOrHarmless()
    {
        const std::vector<ZipMember> members{{"mimetype", "x/y"}, {"b", "some text that is deflated, some text"}};
        const std::string bytes = zipArchive(members);
        for (std::size_t length = 0; length < bytes.size(); ++length)
            QVERIFY2(!refusalOf(bytes.substr(0, length)).empty(), std::to_string(length).c_str());
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ 0x20);
            try {
                for (const ZipMember& member : readZipArchive(changed, "a.zip"))
                    QVERIFY(std::ranges::any_of(
                        members, [&](const ZipMember& original) { return original.content == member.content; }));
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::Format);
                QVERIFY(error.message().find('\n') == std::string::npos);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestZipArchive)
#include "tst_zip_archive.moc"
