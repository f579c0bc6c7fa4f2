// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/tensorboard_writer.h"

#include "tests/support/temp_folder.h"

#include <QTest>

#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

using namespace tempo;
using tempo::test::TempFolder;

namespace {

template <class Number>
Number numberAt(const std::string& bytes, std::size_t offset)
{
    Number number{};
    std::memcpy(&number, bytes.data() + offset, sizeof number);
    return number;
}

/// The events of a file, each checked against its record.
std::vector<std::string> eventsOf(const std::string& bytes)
{
    std::vector<std::string> events;
    for (std::size_t offset = 0; offset < bytes.size();) {
        const auto length = static_cast<std::size_t>(numberAt<std::uint64_t>(bytes, offset));
        events.push_back(bytes.substr(offset + 12, length));
        const std::string record = tensorBoardRecord(events.back());
        if (bytes.compare(offset, record.size(), record) != 0)
            return {};
        offset += record.size();
    }
    return events;
}

} // namespace

class TestTensorBoardWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checksumsAreThoseOfTheStandard()
    {
        // RFC 3720, B.4.
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c(std::string(32, '\xff')), 0x62A8AB43U);
    }

    void aRecordIsFramed()
    {
        const std::string record = tensorBoardRecord("abc");
        QCOMPARE(record.size(), std::size_t{8 + 4 + 3 + 4});
        QCOMPARE(numberAt<std::uint64_t>(record, 0), std::uint64_t{3});
        const std::uint32_t crc = crc32c("abc");
        QCOMPARE(numberAt<std::uint32_t>(record, 15), ((crc >> 15U) | (crc << 17U)) + 0xA282EAD8U);
    }

    void scalarsAreEventsWithTagValueAndStep()
    {
        const TempFolder folder;
        TensorBoardWriter writer(folder.path());
        writer.scalar("a/b", 0.5, 300);
        std::ifstream stream(writer.path(), std::ios::binary);
        const std::vector<std::string> events = eventsOf({std::istreambuf_iterator<char>(stream), {}});
        QCOMPARE(events.size(), std::size_t{2});
        QVERIFY(writer.path().filename().native().starts_with("events.out.tfevents."));
        QCOMPARE(events[0].substr(9), std::string("\x1a\x0d") + "brain.Event:2");
        // wall_time, then step 300 as a varint, then summary { value { tag, simple_value } }.
        QCOMPARE(events[1][0], '\x09');
        QCOMPARE(QByteArray::fromStdString(events[1].substr(9)), QByteArray("\x10\xac\x02\x2a\x0c\x0a\x0a\x0a\x03"
                                                                            "a/b\x15\x00\x00\x00\x3f",
                                                                            17));
    }
};

QTEST_APPLESS_MAIN(TestTensorBoardWriter)
#include "tst_tensorboard_writer.moc"
