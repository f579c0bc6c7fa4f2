// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/safetensors.h"

#include "engine/core/error.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <cstring>
#include <fstream>
#include <functional>

using namespace tempo;
using tempo::test::TempFolder;

namespace {

std::vector<std::byte> bytesOf(const std::string& text)
{
    const auto* const begin = reinterpret_cast<const std::byte*>(text.data());
    return {begin, begin + text.size()};
}

/// A file of a header and so many bytes of data.
std::string file(const std::string& header, std::size_t dataBytes = 0)
{
    std::string text;
    for (std::size_t byte = 0; byte < 8; ++byte)
        text += static_cast<char>((header.size() >> (8 * byte)) & 0xFFU);
    return text + header + std::string(dataBytes, 'd');
}

std::string errorOf(const std::string& bytes)
{
    try {
        parseSafetensors(bytesOf(bytes), "a.safetensors");
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? error.message() : "wrong code: " + error.message();
    }
    return "no error";
}

Safetensors small()
{
    Safetensors content;
    content.metadata = {{"b", "2"}, {"a", "quotes \" and ünïcode"}};
    content.add("half", "F16", {3}, bytesOf("hhhhhh"));
    content.add("weight", "F32", {1, 2}, bytesOf("wwwwWWWW"));
    content.add("scalar", "I64", {}, bytesOf("ssssSSSS"));
    content.add("empty", "F32", {0, 4}, {});
    return content;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenReadsBackTheSame()
    {
        const TempFolder folder;
        const Safetensors content = small();
        writeSafetensors(folder / "a", content);
        const Safetensors read = readSafetensors(folder / "a");
        QCOMPARE(read.metadata, content.metadata);
        QCOMPARE(read.tensors.size(), content.tensors.size());
        for (const TensorEntry& tensor : content.tensors) {
            const TensorEntry* const found = read.find(tensor.name);
            QVERIFY(found && found->type == tensor.type && found->shape == tensor.shape);
            QVERIFY(std::ranges::equal(read.bytesOf(*found), content.bytesOf(tensor)));
        }
        QVERIFY(!read.find("none"));
    }

    void equalContentGivesEqualBytesAndEachTensorIsAligned()
    {
        Safetensors other;
        other.metadata = small().metadata;
        const Safetensors first = small();
        for (auto tensor = first.tensors.rbegin(); tensor != first.tensors.rend(); ++tensor)
            other.add(tensor->name, tensor->type, tensor->shape, first.bytesOf(*tensor));
        const std::vector<std::byte> bytes = toBytes(first);
        QCOMPARE(toBytes(other), bytes);
        const Safetensors read = parseSafetensors(bytes, "a");
        QCOMPARE((bytes.size() - read.data.size()) % 8, std::size_t{0});
        for (const TensorEntry& tensor : read.tensors)
            QCOMPARE(tensor.begin % elementSize(tensor.type), std::size_t{0});
        // The bytes as the format's own library writes them: an 8-byte length, then JSON.
        QCOMPARE(std::to_integer<int>(bytes[8]), int{'{'});
    }

    void aFileOfTheFormatsDescriptionIsRead()
    {
        const std::string header =
            R"({"__metadata__":{"format":"pt"},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]},)"
            R"("a":{"dtype":"BF16","shape":[2,1],"data_offsets":[0,4]}}   )";
        const Safetensors content = parseSafetensors(bytesOf(file(header, 6)), "x");
        QCOMPARE(content.tensors.front().name, std::string("a"));
        QCOMPARE(content.tensors.back().begin, std::size_t{4});
        QCOMPARE(content.metadata.at("format"), std::string("pt"));
        QVERIFY(parseSafetensors(bytesOf(file("{}")), "x").tensors.empty());
    }

    void liesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& bytes, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << message;
        };
        const auto tensor = [](const std::string& inner) { return R"({"a":{)" + inner + "}}"; };
        row("nothing", "", "it has only 0 bytes");
        row("short", "1234567", "it has only 7 bytes");
        row("huge header", std::string("\xff\xff\xff\xff\xff\xff\xff\x7f{}", 10),
            "a header of 9223372036854775807 bytes");
        row("longest header and one", std::string("\x01\xe1\xf5\x05\0\0\0\0{}", 10), "a header of 100000001 bytes");
        row("header beyond the end", std::string("\x03\0\0\0\0\0\0\0{}", 10), "its header has 3 bytes, but 2");
        row("no object", file("[]"), "does not begin with '{'");
        row("no JSON", file("{\"a\""), "no JSON");
        row("text behind", file("{}x"), "no JSON");
        row("not UTF-8", file("{\"\xff\":1}"), "no JSON");
        row("number", file(R"({"a":1})"), "a number where none can be");
        row("nested", file(R"({"a":{"b":{"c":1}}})"), "unknown entry 'b'");
        row("deep shape", file(tensor(R"("dtype":"U8","shape":[[1]])")), "a list where none can be");
        row("object in shape", file(tensor(R"("shape":[{}])")), "an object where none can be");
        row("deep brackets", file("{\"a\":" + std::string(100000, '[')), "where none can be");
        row("metadata number", file(R"({"__metadata__":{"a":1}})"), "a number where none can be");
        row("metadata list", file(R"({"__metadata__":{"shape":[1]}})"), "a list where none can be");
        row("null", file(R"({"a":null})"), "a null");
        row("negative shape", file(tensor(R"("dtype":"U8","shape":[-1],"data_offsets":[0,1])"), 1),
            "negative number -1");
        row("real shape", file(tensor(R"("dtype":"U8","shape":[1.5],"data_offsets":[0,1])"), 1), "not whole");
        row("overflow", file(tensor(R"("dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,0])")),
            "not those of its type and shape");
        row("too large", file(tensor(R"("dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,0])")),
            "too large");
        row("dimensions",
            file(tensor(R"("dtype":"U8","shape":[1)" +
                        [] {
                            std::string ones;
                            for (int i = 0; i < 100; ++i)
                                ones += ",1";
                            return ones;
                        }() +
                        R"(],"data_offsets":[0,1])"),
                 1),
            "more than 64 dimensions");
        row("wrong size", file(tensor(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"), 4),
            "not those of its type and shape");
        row("unknown type", file(tensor(R"("dtype":"Q4","shape":[2],"data_offsets":[0,4])"), 4), "unknown type 'Q4'");
        row("upside down", file(tensor(R"("dtype":"U8","shape":[1],"data_offsets":[1,0])"), 1), "not [begin, end]");
        row("three offsets", file(tensor(R"("dtype":"U8","shape":[1],"data_offsets":[0,1,2])"), 1), "not [begin, end]");
        row("missing field", file(tensor(R"("dtype":"U8","shape":[1])"), 1), "is missing in 'a'");
        row("field twice", file(tensor(R"("dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1])"), 1), "twice");
        row("name twice",
            file(
                R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
                2),
            "'a' is there twice");
        row("overlap",
            file(
                R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
                3),
            "'b' overlaps");
        row("hole",
            file(
                R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}})",
                3),
            "'b' does not follow");
        row("truncated", file(tensor(R"("dtype":"U8","shape":[5],"data_offsets":[0,5])"), 3), "it is truncated");
        row("bytes behind", file(tensor(R"("dtype":"U8","shape":[1],"data_offsets":[0,1])"), 3), "2 bytes at its end");
    }

    void liesAreRefused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, message);
        const QString error = QString::fromStdString(errorOf(bytes.toStdString()));
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY(error.startsWith("'a.safetensors': ") && !error.contains('\n'));
        // The way through a file comes to the same words.
        const TempFolder folder;
        std::ofstream(folder / "x", std::ios::binary) << bytes.toStdString();
        try {
            readSafetensors(folder / "x");
            QFAIL("was accepted");
        } catch (const Error& read) {
            QVERIFY2(QString::fromStdString(read.message()).contains(message), read.what());
        }
    }

    void everyTruncationIsRefused()
    {
        const std::vector<std::byte> bytes = toBytes(small());
        const std::string whole(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY(errorOf(whole.substr(0, length)) != "no error");
    }

    void whatCannotBeAddedIsRefused()
    {
        Safetensors content = small();
        const std::vector<std::byte> four(4);
        QVERIFY_EXCEPTION_THROWN(content.add("weight", "F32", {1}, four), Error);
        QVERIFY_EXCEPTION_THROWN(content.add("x", "F32", {2}, four), Error);
        QVERIFY_EXCEPTION_THROWN(content.add("x", "F31", {1}, four), Error);
        QVERIFY_EXCEPTION_THROWN(content.add("__metadata__", "F32", {1}, four), Error);
    }

    void whatIsNoFileIsAnError()
    {
        const TempFolder folder;
        for (const std::filesystem::path& path : {folder / "gone", folder.path()}) {
            try {
                readSafetensors(path);
                QFAIL("was accepted");
            } catch (const Error& error) {
                QVERIFY(error.code() == ErrorCode::FileAccess);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
