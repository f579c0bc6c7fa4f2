// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of pickles, on pickles written by hand after pickletools.
#include "training/torch/detail/state_dict.h"

#include "engine/core/error.h"

#include <QTest>

#include <string>

using namespace tempo;
using namespace tempo::neural;

namespace {

std::map<std::string, PickledTensor> parse(const std::string& pickle)
{
    return parseStateDict(std::as_bytes(std::span(pickle)), "weights.pth");
}

std::string messageOf(const std::string& pickle)
{
    try {
        parse(pickle);
    } catch (const Error& error) {
        return error.message();
    }
    return "no error";
}

std::string text(const std::string& value)
{
    return std::string("X") + static_cast<char>(value.size()) + std::string(3, '\0') + value;
}

/// torch._utils._rebuild_tensor_v2(storage, 2, (3, 4), (4, 1), ...)
std::string tensor()
{
    const std::string storage = "(" + text("storage") + "ctorch\nFloatStorage\n" + text("7") + text("cpu") + "K\x10tQ";
    return "ctorch._utils\n_rebuild_tensor_v2\n(" + storage + "K\x02K\x03K\x04\x86K\x04K\x01\x86\x89" + "NtR";
}

const std::string kStart = "\x80\x02";

} // namespace

class TestStateDict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTensorIsAViewOfItsStorage()
    {
        const auto tensors = parse(kStart + "}" + text("weight") + tensor() + "s.");
        QCOMPARE(tensors.size(), std::size_t{1});
        const PickledTensor& weight = tensors.at("weight");
        QCOMPARE(weight.storageType, "FloatStorage");
        QCOMPARE(weight.storage, "7");
        QCOMPARE(weight.offset, 2);
        QCOMPARE(weight.shape, (std::vector<std::int64_t>{3, 4}));
        QCOMPARE(weight.strides, (std::vector<std::int64_t>{4, 1}));
    }

    void theDictionaryWithTheMostTensorsCounts()
    {
        const std::string small = "}" + text("x") + tensor() + "s";
        const std::string large = "}(" + text("a") + tensor() + text("b") + tensor() + "u";
        const auto tensors = parse(kStart + "}(" + text("optimizer") + small + text("state_dict") + large + "u.");
        QCOMPARE(tensors.size(), std::size_t{2});
        QVERIFY(tensors.contains("a") && tensors.contains("b"));
    }

    void callsAreNotMade()
    {
        const std::string call = "cos\nsystem\n(" + text("touch hostile") + "tR";
        QCOMPARE(parse(kStart + "}(" + text("a") + call + text("b") + tensor() + "u.").size(), std::size_t{1});
        QVERIFY(messageOf(kStart + call + ".").find("has no tensors") != std::string::npos);
    }

    void badPicklesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("pickle");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char* name, const std::string& pickle, const char* cause) {
            QTest::newRow(name) << QByteArray(pickle.data(), static_cast<qsizetype>(pickle.size())) << cause;
        };
        row("empty", "", "cut off");
        row("no end", kStart + "}", "cut off");
        row("no pickle", "hello", "recalls what it has not stored");
        row("unknown code", kStart + "\xff.", "unknown code 0xff");
        row("empty stack", kStart + ".", "empty stack");
        row("below a mark", kStart + "}(a", "empty stack");
        row("no mark", kStart + "}t.", "lacks a mark");
        row("text beyond the end", kStart + "X\xff\xff\xff\xff" + "abc", "cut off");
        row("line without end", kStart + "ctorch", "cut off");
        row("never stored", kStart + "h\x05.", "recalls what it has not stored");
        row("tensor of a number", kStart + "ctorch._utils\n_rebuild_tensor_v2\n(K\x01K\x02K\x03K\x04tR.",
            "something else than a storage");
        row("storage of a number", kStart + "K\x01Q.", "something else than a storage");
    }

    void badPicklesAreRefused()
    {
        QFETCH(const QByteArray, pickle);
        QFETCH(const QString, cause);
        const std::string message = messageOf(pickle.toStdString());
        QVERIFY2(message.find(cause.toStdString()) != message.npos && message.starts_with("'weights.pth': "),
                 message.c_str());
    }

    void cyclesAndDepthDoNoHarm()
    {
        // A list that holds itself, and a tuple in a tuple a million deep.
        QVERIFY(
            messageOf(kStart + "]q" + std::string(1, '\0') + "h" + std::string(1, '\0') + "a.").find("no tensors") !=
            std::string::npos);
        QVERIFY(messageOf(kStart + "N" + std::string(1'000'000, '\x85') + ".").find("no tensors") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestStateDict)
#include "tst_state_dict.moc"
