// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/libtorch.h"

#include "tests/support/temp_folder.h"

#include <QTest>

#include <fstream>

using namespace tempo;
using tempo::test::TempFolder;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& content)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file) << content;
}

/// What looks like LibTorch but cannot be loaded.
void plantLibTorch(const fs::path& folder, const std::string& version)
{
    write(folder / "lib" / "libtorch_cpu.so", "no library");
    write(folder / "lib" / "libc10.so", "no library");
    write(folder / "version.py", "from typing import Optional\n__version__ = '" + version + "'\n");
}

QString troubleAt(const std::vector<fs::path>& places)
{
    return QString::fromStdString(openLibTorch(places).value_or("no trouble"));
}

} // namespace

class TestLibTorch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theUsersChoiceIsTheOnlyPlace()
    {
        qputenv("TEMPNETIC_TORCH", "/opt/libtorch");
        QCOMPARE(libTorchPlaces(), std::vector<fs::path>{"/opt/libtorch"});
    }

    void otherwiseItIsLookedForInTheDataFolders()
    {
        qunsetenv("TEMPNETIC_TORCH");
        qputenv("XDG_DATA_HOME", "/home/anna/data");
        qputenv("XDG_DATA_DIRS", "/srv/share::relative:/usr/share");
        const std::vector<fs::path> expected{"/home/anna/data/tempnetic/torch", "/srv/share/tempnetic/torch",
                                             "/usr/share/tempnetic/torch"};
        QCOMPARE(libTorchPlaces(), expected);
        qputenv("XDG_DATA_HOME", "relative");
        qputenv("HOME", "/home/anna");
        qunsetenv("XDG_DATA_DIRS");
        const std::vector<fs::path> standard{"/home/anna/.local/share/tempnetic/torch",
                                             "/usr/local/share/tempnetic/torch", "/usr/share/tempnetic/torch"};
        QCOMPARE(libTorchPlaces(), standard);
    }

    void aVirtualEnvironmentIsUnderstood()
    {
        const TempFolder environment;
        const fs::path torch = environment / "lib" / "python3.99" / "site-packages" / "torch";
        QVERIFY(!libTorchAt(environment.path()));
        plantLibTorch(torch, "2.13.0+cpu");
        write(environment / "bin" / "python3", "");
        for (const fs::path& place : {environment.path(), environment / "bin" / "python3", torch}) {
            const std::optional<LibTorch> found = libTorchAt(place);
            QVERIFY2(found, place.c_str());
            QCOMPARE(found->libraries, torch / "lib");
            QCOMPARE(found->version, std::string("2.13.0"));
        }
    }

    void theArchiveForCppIsUnderstood()
    {
        const TempFolder archive;
        write(archive / "lib" / "libtorch_cpu.so", "");
        QCOMPARE(libTorchAt(archive.path())->version, std::string());
        write(archive / "build-version", "2.13.0+cu130\n");
        QCOMPARE(libTorchAt(archive.path())->version, std::string("2.13.0"));
    }

    void whatCannotServeIsSaidPlaceByPlace()
    {
        const std::string wanted = TEMPNETIC_TORCH_VERSION;
        if (wanted.empty()) {
            QCOMPARE(troubleAt({"/gone"}), QString("this tempnetic was built without LibTorch"));
            return;
        }
        const TempFolder old;
        plantLibTorch(old.path(), "1.0.0");
        const TempFolder broken;
        plantLibTorch(broken.path(), wanted);
        const QString trouble = troubleAt({"/gone", old.path(), broken.path()});
        QVERIFY2(trouble.startsWith(QString("LibTorch %1 is needed, but there is none in /gone, 1.0.0 in %2, one "
                                            "that cannot be loaded (%3/lib/libc10.so: ")
                                        .arg(wanted.c_str(), old.path().c_str(), broken.path().c_str())),
                 qPrintable(trouble));
    }
};

QTEST_APPLESS_MAIN(TestLibTorch)
#include "tst_libtorch.moc"
