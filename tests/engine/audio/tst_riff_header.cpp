// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/byte_source.h"
#include "engine/audio/riff_header.h"

#include <QtTest/QTest>

#include <string>
#include <vector>

using namespace tempo;

namespace {

std::string number(std::uint64_t value, unsigned bytes)
{
    std::string text;
    for (unsigned i = 0; i < bytes; ++i)
        text += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return text;
}

std::string chunk(const std::string& tag, const std::string& content)
{
    return tag + number(content.size(), 4) + content + (content.size() % 2 == 1 ? std::string(1, '\0') : "");
}

/// A fmt chunk of two 16-bit channels at 1000 Hz: 4000 bytes a second. Its own field for that says 1.
std::string format(unsigned tag)
{
    return chunk("fmt ", number(tag, 2) + number(2, 2) + number(1000, 4) + number(1, 4) + number(4, 2) + number(16, 2));
}

std::string dataChunk(std::uint64_t declared, std::size_t present)
{
    return "data" + number(declared, 4) + std::string(present, 'x');
}

std::optional<RiffClaim> claimOf(const std::string& bytes)
{
    const std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
    MemorySource source(copy);
    return readRiffClaim(source);
}

const std::string kRiff = "RIFF" + number(0, 4) + "WAVE";
const std::string kRf64 = "RF64" + number(0xFFFFFFFF, 4) + "WAVE";

} // namespace

class TestRiffHeader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHonestFileHoldsWhatItClaims();
    void aShortFileHoldsLess();
    void chunksAfterTheSamplesDoNotCount();
    void oddChunksArePadded();
    void compressedSamplesHaveNoByteRate();
    void theSubFormatDecidesForExtensibleFiles();
    void rf64TakesItsSizeFromDs64();
    void nothingIsClaimedWithoutAWaveHeader();
};

void TestRiffHeader::aHonestFileHoldsWhatItClaims()
{
    const auto claim = claimOf(kRiff + format(1) + dataChunk(8000, 8000));
    QVERIFY(claim.has_value());
    QCOMPARE(claim->declaredBytes, std::int64_t{8000});
    QCOMPARE(claim->presentBytes(claim->dataStart + 8000), std::int64_t{8000});
    QCOMPARE(claim->declared()->value(), 2.0);
}

void TestRiffHeader::aShortFileHoldsLess()
{
    const auto claim = claimOf(kRiff + format(3) + dataChunk(0xFFFFFFFF, 100));
    QCOMPARE(claim->declaredBytes, std::int64_t{0xFFFFFFFF});
    QCOMPARE(claim->presentBytes(claim->dataStart + 100), std::int64_t{100});
}

void TestRiffHeader::chunksAfterTheSamplesDoNotCount()
{
    const std::string file = kRiff + format(1) + dataChunk(10, 10) + chunk("LIST", std::string(500, 'x'));
    const auto claim = claimOf(file);
    QCOMPARE(claim->presentBytes(static_cast<std::int64_t>(file.size())), std::int64_t{10});
    QCOMPARE(claim->presentBytes(claim->dataStart - 1), std::int64_t{0});
}

void TestRiffHeader::oddChunksArePadded()
{
    const auto claim = claimOf(kRiff + chunk("LIST", "odd") + format(1) + dataChunk(10, 10));
    QVERIFY(claim.has_value());
    QCOMPARE(claim->bytesPerSecond, std::int64_t{4000});
}

void TestRiffHeader::compressedSamplesHaveNoByteRate()
{
    const auto claim = claimOf(kRiff + format(2) + dataChunk(10, 5));
    QCOMPARE(claim->bytesPerSecond, std::int64_t{0});
    QVERIFY(!claim->declared().has_value());
}

void TestRiffHeader::theSubFormatDecidesForExtensibleFiles()
{
    const auto extensible = [](unsigned subFormat) {
        return chunk("fmt ", number(0xFFFE, 2) + number(2, 2) + number(1000, 4) + number(1, 4) + number(4, 2) +
                                 number(16, 2) + number(22, 2) + number(16, 2) + number(3, 4) + number(subFormat, 2) +
                                 std::string(14, 'x'));
    };
    QCOMPARE(claimOf(kRiff + extensible(1) + dataChunk(10, 10))->bytesPerSecond, std::int64_t{4000});
    QCOMPARE(claimOf(kRiff + extensible(0x92) + dataChunk(10, 10))->bytesPerSecond, std::int64_t{0});
}

void TestRiffHeader::rf64TakesItsSizeFromDs64()
{
    const std::string ds64 = chunk("ds64", number(0, 8) + number(0x1'0000'0000, 8) + number(0, 8) + number(0, 4));
    const auto claim = claimOf(kRf64 + ds64 + format(1) + dataChunk(0xFFFFFFFF, 100));
    QCOMPARE(claim->declaredBytes, std::int64_t{0x1'0000'0000});
    QCOMPARE(claim->presentBytes(claim->dataStart + 100), std::int64_t{100});
}

void TestRiffHeader::nothingIsClaimedWithoutAWaveHeader()
{
    QVERIFY(!claimOf("").has_value());
    QVERIFY(!claimOf("RIFF").has_value());
    QVERIFY(!claimOf(kRiff).has_value());
    QVERIFY(!claimOf(kRiff + format(1)).has_value());
    QVERIFY(!claimOf(kRiff + format(1) + dataChunk(0, 100)).has_value());
    QVERIFY(!claimOf("RIFF" + number(0, 4) + "AVI " + format(1) + dataChunk(10, 10)).has_value());
    std::string many = kRiff;
    for (int i = 0; i < 1000; ++i)
        many += chunk("junk", "");
    QVERIFY(!claimOf(many + format(1) + dataChunk(10, 10)).has_value());
}

QTEST_APPLESS_MAIN(TestRiffHeader)
#include "tst_riff_header.moc"
