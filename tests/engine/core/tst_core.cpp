// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/matrix.h"
#include "engine/core/nearest_word.h"
#include "engine/core/progress.h"
#include "engine/core/units.h"

#include <QTest>

#include <array>
#include <concepts>
#include <stop_token>
#include <string>
#include <vector>

using namespace tempo;

// One quantity is never taken for another, nor for a bare number.
static_assert(!std::convertible_to<double, Bpm>);
static_assert(!std::convertible_to<Bpm, Seconds>);
static_assert(!std::convertible_to<Bpm, double>);

class TestCore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantitiesCompareByValue()
    {
        QVERIFY(Bpm{120.0} > Bpm{60.0});
        QCOMPARE(Bpm{97.5}.value(), 97.5);
    }

    void matrixRowsLieOneAfterAnother()
    {
        Matrix<int> matrix(2, 3, 7);
        matrix(1, 0) = 5;
        QCOMPARE(matrix.row(1)[0], 5);
        QCOMPARE(matrix.values()[3], 5);
        QCOMPARE(matrix.values()[2], 7);
    }

    void firstAppendedRowSetsTheWidth()
    {
        Matrix<float> matrix;
        matrix.appendRow(std::array{1.0F, 2.0F});
        matrix.appendRow(std::array{3.0F, 4.0F});
        QCOMPARE(matrix.rows(), 2U);
        QCOMPARE(matrix.cols(), 2U);
        QCOMPARE(matrix(1, 1), 4.0F);
    }

    void appendedRowOfAnotherWidthIsRefused()
    {
        Matrix<float> matrix(1, 2);
        QVERIFY_EXCEPTION_THROWN(matrix.appendRow(std::array{1.0F}), Error);
        QCOMPARE(matrix.rows(), 1U);
    }

    void errorCarriesCodeAndMessage()
    {
        const Error error(ErrorCode::Decode, "song.mp3: not audio");
        QCOMPARE(error.code(), ErrorCode::Decode);
        QCOMPARE(error.what(), "song.mp3: not audio");
    }

    void aRequestedStopThrowsCancelledWhichIsNoError()
    {
        std::stop_source source;
        throwIfStopped(source.get_token());
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(throwIfStopped(source.get_token()), Cancelled);
        static_assert(!std::derived_from<Cancelled, Error>);
    }

    void nearestWordIsFoundAmongNearOnes()
    {
        const std::vector<std::string> known{"--json", "--jobs", "--curve"};
        QCOMPARE(nearestWord("--jason", known), std::string("--json"));
        QCOMPARE(nearestWord("--curv", known), std::string("--curve"));
        QCOMPARE(nearestWord("--nothing-like-it", known), std::string());
        QCOMPARE(nearestWord(std::string(100, 'x'), known), std::string());
    }
};

QTEST_APPLESS_MAIN(TestCore)
#include "tst_core.moc"
