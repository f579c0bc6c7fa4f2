// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/golden.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

using namespace tempo;
using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

// What librosa's own float32 arithmetic leaves open: design, section 5.4.
constexpr double kOnsetTolerance = 1e-3;
constexpr double kMelTolerance = 1e-3;
constexpr double kTempogramTolerance = 1e-5;

/// A one-dimensional .npy file of float32.
std::vector<float> readVector(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    const std::size_t dataBegin = content.find('\n') + 1;
    std::vector<float> values((content.size() - dataBegin) / sizeof(float));
    std::memcpy(values.data(), content.data() + dataBegin, values.size() * sizeof(float));
    return values;
}

double largestDifference(std::span<const float> a, std::span<const float> b)
{
    double largest = a.size() == b.size() ? 0.0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
    return largest;
}

} // namespace

class TestFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filesEqualLibrosas_data();
    void filesEqualLibrosas();
    void filesAreNamedWithTheirShapes();
    void badInputIsOneLine();
    void folderThatCannotBeMadeIsOneLine();
    void truncatedFileIsWrittenWithAWarning();
    void interruptLeavesNothing();
    void progressIsShownOnATerminal();

private:
    ProcessResult features(const std::vector<std::string>& arguments, ProcessOptions options = {})
    {
        std::vector<std::string> words{"features"};
        words.insert(words.end(), arguments.begin(), arguments.end());
        options.folder = m_folder;
        return runProcess(kProgram, words, options);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
};

void TestFeatures::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = m_temporary->path().toStdString();
}

void TestFeatures::filesEqualLibrosas_data()
{
    QTest::addColumn<QString>("name");
    // The two inputs whose spectrogram and tempogram are part of the golden data.
    QTest::newRow("click_097p5") << "click_097p5";
    QTest::newRow("lcg_112") << "lcg_112";
}

void TestFeatures::filesEqualLibrosas()
{
    QFETCH(const QString, name);
    const std::string input = name.toStdString();
    writeWav(m_folder / "in.wav", goldenInput(input), {.floatSamples = true});
    const ProcessResult result = features({"in.wav", "--out", "new/folder"});
    QCOMPARE(result.err, std::string());
    QCOMPARE(result.exitCode, 0);
    const std::filesystem::path out = m_folder / "new" / "folder";

    const std::vector<float> onset = readVector(out / "onset.npy");
    QVERIFY(largestDifference(onset, readF32(goldenPath(input + "/onset.f32"))) < kOnsetTolerance);

    const Matrix<float> mel = readNpy(out / "mel_db.npy");
    QCOMPARE(mel.rows(), std::size_t{128});
    QCOMPARE(mel.cols(), onset.size());
    QVERIFY(largestDifference(mel.values(), readNpy(goldenPath(input + "/mel_db.npy")).values()) < kMelTolerance);

    const Matrix<float> tempogram = readNpy(out / "tempogram.npy");
    QCOMPARE(tempogram.rows(), std::size_t{384});
    QCOMPARE(tempogram.cols(), onset.size());
    QVERIFY(largestDifference(tempogram.values(), readNpy(goldenPath(input + "/tempogram_384.npy")).values()) <
            kTempogramTolerance);
}

void TestFeatures::filesAreNamedWithTheirShapes()
{
    writeWav(m_folder / "in.wav", goldenInput("click_128"), {.floatSamples = true});
    const ProcessResult result = features({"in.wav", "--out", "out"});
    QCOMPARE(result.out,
             std::string("out/onset.npy  [513]\nout/mel_db.npy  [128, 513]\nout/tempogram.npy  [384, 513]\n"));
    QCOMPARE(std::distance(std::filesystem::directory_iterator(m_folder / "out"), {}), 3);
}

void TestFeatures::badInputIsOneLine()
{
    std::ofstream(m_folder / "text.wav") << "not audio\n";
    for (const std::string name : {"text.wav", "missing.wav"}) {
        const ProcessResult result = features({name, "--out", "out"});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.out, std::string());
        QVERIFY2(result.err.starts_with("tempnetic: " + name + ": "), result.err.c_str());
        QCOMPARE(std::ranges::count(result.err, '\n'), 1);
    }
    QVERIFY(!std::filesystem::exists(m_folder / "out"));
}

void TestFeatures::folderThatCannotBeMadeIsOneLine()
{
    writeWav(m_folder / "in.wav", clickTrack(120.0, 2.0));
    const ProcessResult result = features({"in.wav", "--out", "in.wav/out"});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.err, std::string("tempnetic: in.wav/out: Not a directory\n"));
}

void TestFeatures::truncatedFileIsWrittenWithAWarning()
{
    writeWav(m_folder / "half.wav", clickTrack(120.0, 4.0));
    std::filesystem::resize_file(m_folder / "half.wav", std::filesystem::file_size(m_folder / "half.wav") / 2);
    const ProcessResult result = features({"half.wav", "--out", "out"});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.err.starts_with("tempnetic: half.wav: declares 4.00 s but holds 2.00 s"), result.err.c_str());
    QCOMPARE(std::ranges::count(result.err, '\n'), 1);
    QVERIFY(std::filesystem::exists(m_folder / "out" / "tempogram.npy"));
}

void TestFeatures::interruptLeavesNothing()
{
    const std::filesystem::path path = std::filesystem::canonical(m_folder) / "endless.wav";
    writeLongWav(path, 1'000'000'000);
    ProcessOptions options;
    options.whileRunning = [&](pid_t process) {
        QVERIFY(waitUntilOpen(process, path));
        ::kill(process, SIGINT);
    };
    const ProcessResult result = features({"endless.wav", "--out", "out"}, options);
    QCOMPARE(result.exitCode, 128 + SIGINT);
    QCOMPARE(result.out, std::string());
    QVERIFY(!std::filesystem::exists(m_folder / "out"));
}

void TestFeatures::progressIsShownOnATerminal()
{
    writeLongWav(m_folder / "endless.wav", 1'000'000'000);
    ProcessOptions options;
    options.standardError = Stderr::Terminal;
    options.interruptWhen = [](const std::string& err) { return err.find("endless.wav") != std::string::npos; };
    const ProcessResult result = features({"endless.wav", "--out", "out"}, options);
    QCOMPARE(result.exitCode, 128 + SIGINT);
    QVERIFY2(result.err.find(" %  0/1") != std::string::npos, result.err.c_str());
    // The line is off the screen in the end.
    QVERIFY(result.err.ends_with("\r\x1b[K"));
}

QTEST_GUILESS_MAIN(TestFeatures)
#include "tst_features.moc"
