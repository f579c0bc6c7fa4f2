// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <fstream>
#include <limits>
#include <unistd.h>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

using Maker = std::function<void(const std::filesystem::path&)>;

void writeText(const std::filesystem::path& path)
{
    std::ofstream(path) << "This is a letter, and whoever named it .wav was mistaken.\n";
}

void writeHalfWav(const std::filesystem::path& path)
{
    writeWav(path, clickTrack(120.0, 10.0));
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
}

void writeNoise(const std::filesystem::path& path)
{
    std::ofstream file(path, std::ios::binary);
    std::uint32_t state = 1;
    for (int i = 0; i < 100'000; ++i) {
        state = state * 1664525U + 1013904223U;
        file.put(static_cast<char>(state >> 24U));
    }
}

Maker wavOf(std::vector<float> samples, WavOptions options = {})
{
    return [samples = std::move(samples), options](const std::filesystem::path& path) {
        writeWav(path, samples, options);
    };
}

std::vector<float> clicksWith(std::initializer_list<float> foreign)
{
    std::vector<float> samples = clickTrack(120.0, 10.0);
    std::ranges::copy(foreign, samples.begin() + 1000);
    return samples;
}

} // namespace

Q_DECLARE_METATYPE(Maker)

class TestBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badInputIsOneClearLine_data();
    void badInputIsOneClearLine();
    void truncatedFileIsEstimatedWhenAllowed();
    void manyChannelsAtAHighRateAreFine();
    void unreadableFileIsNamed();
    void folderWithoutAudioIsNamed();

private:
    ProcessResult estimate(std::vector<std::string> arguments, ProcessOptions options = {})
    {
        arguments.insert(arguments.begin(), {"estimate", "--method", "librosa"});
        options.folder = m_folder;
        return runProcess(kProgram, arguments, options);
    }

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
};

void TestBadInput::initTestCase()
{
    QVERIFY(m_temporary.isValid());
    m_folder = m_temporary.path().toStdString();
    writeWav(m_folder / "good.wav", clickTrack(120.0, 8.0));
}

void TestBadInput::badInputIsOneClearLine_data()
{
    QTest::addColumn<Maker>("make");
    QTest::addColumn<QString>("cause");
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const auto row = [](const char* name, Maker make, const char* cause) {
        QTest::newRow(name) << std::move(make) << QString(cause);
    };
    row("text", writeText, "not an audio file");
    row("random bytes", writeNoise, "");
    row(
        "empty file", [](const auto& path) { std::ofstream{path}; }, "no bytes");
    row("header only", wavOf({}), "");
    row("half a WAV", writeHalfWav, "declares 10.00 s but holds 5.00 s");
    row("more declared than there is", wavOf(clickTrack(120.0, 10.0), {.declaredBytes = 882'000}),
        "declares 20.00 s but holds 10.00 s");
    row("4 GB declared", wavOf(clickTrack(120.0, 10.0), {.declaredBytes = 0xFFFFFF00U}), "declares .* holds 10.00 s");
    row("1 sample", wavOf({0.5F}), "");
    row("0.1 s", wavOf(clickTrack(120.0, 0.1)), "");
    row("silence", wavOf(std::vector<float>(220'500)), "zero|silent");
    row("constant", wavOf(std::vector<float>(220'500, 0.25F)), "");
    row("NaN", wavOf(clicksWith({nan, nan}), {.floatSamples = true}), "NaN|finite");
    row("infinity", wavOf(clicksWith({infinity, -infinity}), {.floatSamples = true}), "NaN|finite");
    row(
        "folder named like a file", [](const auto& path) { std::filesystem::create_directory(path); }, "");
    row(
        "link to nowhere", [](const auto& path) { std::filesystem::create_symlink("nowhere", path); }, "");
    row(
        "link to itself", [](const auto& path) { std::filesystem::create_symlink(path.filename(), path); }, "");
    row(
        "no file", [](const auto&) {}, "no such file");
}

void TestBadInput::badInputIsOneClearLine()
{
    QFETCH(const Maker, make);
    QFETCH(const QString, cause);
    const std::filesystem::path path = m_folder / "bad.wav";
    std::filesystem::remove_all(path);
    make(path);
    const ProcessResult alone = estimate({"bad.wav"});
    QCOMPARE(alone.exitCode, 1);
    const QString line = QString::fromStdString(alone.err);
    QVERIFY2(line.startsWith("tempnetic: bad.wav: ") && line.endsWith("\n"), alone.err.c_str());
    QCOMPARE(line.count('\n'), 1);
    QVERIFY2(line.contains(QRegularExpression(cause)), alone.err.c_str());
    QVERIFY(alone.out.find("Estimated") == std::string::npos);

    // Nothing else is lost, and the message is the same.
    const ProcessResult among = estimate({"good.wav", "bad.wav", "good.wav"});
    QCOMPARE(among.exitCode, 1);
    QCOMPARE(among.err, alone.err);
    QCOMPARE(QString::fromStdString(among.out).count("\ngood.wav  "), 2);
    std::filesystem::remove_all(path);
}

void TestBadInput::truncatedFileIsEstimatedWhenAllowed()
{
    writeHalfWav(m_folder / "half.wav");
    const ProcessResult result = estimate({"--allow-truncated", "half.wav"});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.starts_with("Estimated tempo: "));
    QCOMPARE(result.err, std::string("tempnetic: half.wav: declares 10.00 s but holds 5.00 s\n"));
}

void TestBadInput::manyChannelsAtAHighRateAreFine()
{
    // 27.5625 BPM at 22050 Hz, played at 96 kHz, are 120 BPM.
    writeWav(m_folder / "wide.wav", clickTrack(27.5625, 40.0), {.rate = 96'000, .channels = 8});
    const ProcessResult result = estimate({"wide.wav"});
    QCOMPARE(result.exitCode, 0);
    const QString text = QString::fromStdString(result.out);
    const double bpm = QRegularExpression("([0-9.]+) BPM").match(text).captured(1).toDouble();
    QVERIFY2(std::abs(bpm - 120.0) < 4.0, result.out.c_str());
}

void TestBadInput::unreadableFileIsNamed()
{
    const bool isRoot = ::geteuid() == 0;
    std::filesystem::copy_file(m_folder / "good.wav", m_folder / "secret.wav");
    std::filesystem::permissions(m_folder / "secret.wav", std::filesystem::perms::none);
    // A user without rights must be able to come here and to run the program.
    std::filesystem::permissions(m_folder, std::filesystem::perms{0755});
    ProcessOptions options;
    options.asNobody = isRoot;
    if (isRoot && runProcess(kProgram, {"--version"}, options).exitCode != 0)
        QSKIP("other users than root cannot run the program where it was built");
    const ProcessResult result = estimate({"secret.wav", "good.wav"}, options);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.starts_with("tempnetic: secret.wav: "), result.err.c_str());
    QVERIFY2(result.err.find("ermission denied") != std::string::npos, result.err.c_str());
    QVERIFY(result.out.find("good.wav") != std::string::npos);
}

void TestBadInput::folderWithoutAudioIsNamed()
{
    std::filesystem::create_directories(m_folder / "papers");
    writeText(m_folder / "papers" / "letter.txt");
    const ProcessResult result = estimate({"papers", "good.wav"});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.starts_with("tempnetic: papers: "), result.err.c_str());
    QCOMPARE(QString::fromStdString(result.err).count('\n'), 1);
    QVERIFY(result.out.find("good.wav") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
