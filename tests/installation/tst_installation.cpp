// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace tempo::test;
namespace fs = std::filesystem;

namespace {

const QStringList kComponents = QString(TEMPNETIC_COMPONENTS).split(',');

bool has(const char* component)
{
    return kComponents.contains(component);
}

QString moduleFile()
{
    return QString::fromStdString((fs::path("bin") / TEMPNETIC_MODULE_PLACE / "tempnetic_torch.so").lexically_normal());
}

QStringList expectedFiles()
{
    const QString id = "io.github.tempnetic.workbench";
    QStringList files{"bin/tempnetic",
                      "share/bash-completion/completions/tempnetic",
                      "share/fish/vendor_completions.d/tempnetic.fish",
                      "share/man/man1/tempnetic.1",
                      "share/tempnetic/configs/data.yaml",
                      "share/tempnetic/configs/models/mobilenet.yaml",
                      "share/tempnetic/configs/models/panns.yaml",
                      "share/tempnetic/configs/models/temponet.yaml",
                      "share/tempnetic/configs/trainer.yaml",
                      "share/tempnetic/models/temponet.safetensors",
                      "share/zsh/vendor-completions/_tempnetic"};
    if (has("workbench")) {
        files << "bin/tempnetic-workbench"
              << "share/applications/" + id + ".desktop"
              << "share/icons/hicolor/scalable/apps/" + id + ".svg"
              << "share/icons/hicolor/symbolic/apps/" + id + "-symbolic.svg"
              << "share/man/man1/tempnetic-workbench.1"
              << "share/metainfo/" + id + ".metainfo.xml"
              << "share/mime/packages/" + id + ".xml";
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512})
            files << QString("share/icons/hicolor/%1x%1/apps/%2.png").arg(size).arg(id);
    }
    if (has("torch")) {
        files << moduleFile();
#ifndef TEMPNETIC_TORCH_IS_SYSTEM
        files << "bin/tempnetic-get-libtorch"
              << "share/man/man1/tempnetic-get-libtorch.1"
              << "share/tempnetic/setup/torch.sh";
#endif
    }
    files.sort();
    return files;
}

QStringList filesBelow(const QString& folder)
{
    QStringList files;
    for (QDirIterator entry(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); entry.hasNext();)
        files << QDir(folder).relativeFilePath(entry.next());
    files.sort();
    return files;
}

} // namespace

/// Installs once, by way of DESTDIR, and moves the result to where no program was ever told that it would lie.
class TestInstallation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everythingIsThereAndNothingElse();
    void commandSaysItsVersion();
    void commandEstimates();
    void commandFindsTheConfigurations();
    void commandFindsModuleAndModel();
    void moduleRemembersNoFolder();
    void windowSaysItsVersionWithoutADisplay();
    void windowsManualIsTrueToItsHelp();
    void iconsHaveTheirSizes();

private:
    [[nodiscard]] ProcessResult run(const char* program, const std::vector<std::string>& arguments) const
    {
        return runProcess(m_prefix / "bin" / program, arguments);
    }

    TempFolder m_folder;
    fs::path m_prefix = m_folder / "somewhere else";
};

void TestInstallation::initTestCase()
{
    for (const char* const variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "TEMPNETIC_TORCH_MODULE"})
        qunsetenv(variable);
    qputenv("DESTDIR", (m_folder / "staging").c_str());
    for (const QString& component : kComponents) {
        const ProcessResult result =
            runProcess(TEMPNETIC_CMAKE, {"--install", TEMPNETIC_BUILD_DIR, "--prefix", "/opt/tempnetic", "--component",
                                         component.toStdString()});
        QVERIFY2(result.exitCode == 0, result.err.c_str());
    }
    qunsetenv("DESTDIR");
    fs::rename(m_folder / "staging" / "opt" / "tempnetic", m_prefix);
    QVERIFY(fs::is_empty(m_folder / "staging" / "opt"));
}

void TestInstallation::everythingIsThereAndNothingElse()
{
    QCOMPARE(filesBelow(QString::fromStdString(m_prefix)), expectedFiles());
}

void TestInstallation::commandSaysItsVersion()
{
    const ProcessResult result = run("tempnetic", {"--version"});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.starts_with("tempnetic " TEMPNETIC_VERSION "\n"), result.out.c_str());
}

void TestInstallation::commandEstimates()
{
    writeWav(m_folder / "click.wav", goldenInput("click_128"));
    const ProcessResult result = run("tempnetic", {"estimate", m_folder / "click.wav", "--method", "librosa"});
    QCOMPARE(result.out, std::string("Estimated tempo: 129.20 BPM\n"));
    QCOMPARE(result.exitCode, 0);
}

void TestInstallation::commandFindsTheConfigurations()
{
    if (!has("torch"))
        QSKIP("built without LibTorch");
    // The first thing that is missing is the dataset.
    const ProcessResult result = run("tempnetic", {"fit", "-c", "trainer.yaml", "-c", "models/temponet.yaml", "-c",
                                                   "data.yaml", "data.root=/gone/dataset"});
    QVERIFY2(result.exitCode != 0 && result.err.find("/gone/dataset") != std::string::npos, result.err.c_str());
}

void TestInstallation::commandFindsModuleAndModel()
{
    if (!has("torch"))
        QSKIP("built without LibTorch");
    const ProcessResult devices = run("tempnetic", {"devices"});
    QVERIFY2(devices.exitCode == 0, devices.err.c_str());
    QVERIFY2(devices.out.find((m_prefix / moduleFile().toStdString()).string()) != std::string::npos,
             devices.out.c_str());
    writeWav(m_folder / "clip.wav", rhythmClip(120.0, 12.0, 1));
    const ProcessResult result = run("tempnetic", {"estimate", m_folder / "clip.wav", "--json"});
    QCOMPARE(result.exitCode, 0);
    const QJsonObject answer = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
    QCOMPARE(answer["method"].toString(), QString("network"));
    QVERIFY2(answer["bpm"].toDouble() > 0.0, result.out.c_str());
}

void TestInstallation::moduleRemembersNoFolder()
{
    if (!has("torch"))
        QSKIP("built without LibTorch");
#ifdef TEMPNETIC_TORCH_IS_GIVEN
    QSKIP("LibTorch was named by hand, which an installed module has to remember");
#endif
    const QString readelf = QStandardPaths::findExecutable("readelf");
    if (readelf.isEmpty())
        QSKIP("readelf is not installed");
    const ProcessResult result =
        runProcess(readelf.toStdString(), {"--dynamic", "--wide", m_prefix / moduleFile().toStdString()});
    QVERIFY(result.out.find("(NEEDED)") != std::string::npos);
    QVERIFY2(result.out.find("PATH)") == std::string::npos, result.out.c_str());
}

void TestInstallation::windowSaysItsVersionWithoutADisplay()
{
    if (!has("workbench"))
        QSKIP("built without the window");
    const ProcessResult result = run("tempnetic-workbench", {"--version"});
    QCOMPARE(result.out, std::string("tempnetic-workbench " TEMPNETIC_VERSION "\n"));
    QCOMPARE(result.err, std::string());
    QCOMPARE(result.exitCode, 0);
}

void TestInstallation::windowsManualIsTrueToItsHelp()
{
    if (!has("workbench"))
        QSKIP("built without the window");
    const QString help = QString::fromStdString(run("tempnetic-workbench", {"--help"}).out);
    QFile file(QString::fromStdString(m_prefix / "share" / "man" / "man1" / "tempnetic-workbench.1"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString manual = QString::fromUtf8(file.readAll()).replace("\\-", "-");
    // Its arguments and its options, long and short.
    auto words = QRegularExpression("--?[a-z]+|\\b[A-Z]{4,}\\b").globalMatch(help);
    int nWords = 0;
    for (; words.hasNext(); ++nWords) {
        const QString word = words.next().captured();
        QVERIFY2(manual.contains(word), qPrintable(word));
    }
    QVERIFY(nWords >= 7);
}

void TestInstallation::iconsHaveTheirSizes()
{
    if (!has("workbench"))
        QSKIP("built without the window");
    for (const QString& path : expectedFiles().filter(".png")) {
        QFile file(QString::fromStdString(m_prefix) + '/' + path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QByteArray header = file.read(24);
        QVERIFY2(header.startsWith("\x89PNG\r\n"), qPrintable(path));
        // Width and height begin the first chunk, big end first.
        const int width = static_cast<unsigned char>(header[18]) * 256 + static_cast<unsigned char>(header[19]);
        QVERIFY2(path.contains(QString("/%1x%1/").arg(width)), qPrintable(path));
    }
}

QTEST_GUILESS_MAIN(TestInstallation)
#include "tst_installation.moc"
