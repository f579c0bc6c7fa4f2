// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/npy_writer.h"
#include "engine/core/error.h"
#include "engine/datasets/atomic_file.h"
#include "tests/support/golden.h"

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <fstream>
#include <iterator>
#include <sys/stat.h>

using namespace tempo;
using namespace tempo::cli;

namespace {

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t countEntries(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

} // namespace

class TestNpyWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void headerIsWhatNumpyWrites();
    void matrixIsReadBackAsItWas();
    void vectorHasOneDimension();
    void wrongNumberOfValuesIsRefused();
    void existingFileIsReplacedAndNothingIsLeft();
    void failureLeavesTheOldFile();
    void fileIsAsReadableAsAnyOther();

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
};

void TestNpyWriter::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = m_temporary->path().toStdString();
}

void TestNpyWriter::headerIsWhatNumpyWrites()
{
    const std::array<std::size_t, 2> shape{128, 513};
    const std::string header = npyHeader(shape);
    // numpy.lib.format.write_array_header_1_0 of numpy 1.24: a dictionary padded to a multiple of 64 bytes.
    const std::string dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (128, 513), }";
    QCOMPARE(header.size(), std::size_t{128});
    QCOMPARE(header.substr(0, 10), std::string("\x93NUMPY\x01\x00\x76\x00", 10));
    QCOMPARE(header.substr(10, dictionary.size()), dictionary);
    QVERIFY(header.ends_with(" \n"));
}

void TestNpyWriter::matrixIsReadBackAsItWas()
{
    const std::array<std::size_t, 2> shape{2, 3};
    const std::vector<float> values{1.0F, 2.0F, 3.0F, 4.0F, 5.0F, -6.5F};
    writeNpy(m_folder / "m.npy", values, shape);
    const Matrix<float> read = test::readNpy(m_folder / "m.npy");
    QCOMPARE(read.rows(), std::size_t{2});
    QCOMPARE(read.cols(), std::size_t{3});
    QVERIFY(std::ranges::equal(read.values(), values));
}

void TestNpyWriter::vectorHasOneDimension()
{
    const std::array<std::size_t, 1> shape{513};
    QVERIFY(npyHeader(shape).find("'shape': (513,), }") != std::string::npos);
}

void TestNpyWriter::wrongNumberOfValuesIsRefused()
{
    const std::array<std::size_t, 1> shape{4};
    const std::vector<float> values(3);
    QVERIFY_EXCEPTION_THROWN(writeNpy(m_folder / "m.npy", values, shape), Error);
    QCOMPARE(countEntries(m_folder), std::size_t{0});
}

void TestNpyWriter::existingFileIsReplacedAndNothingIsLeft()
{
    const std::array<std::string_view, 2> first{"old", " content"};
    const std::array<std::string_view, 1> second{"new"};
    writeFileAtomically(m_folder / "f", first);
    QCOMPARE(contentOf(m_folder / "f"), std::string("old content"));
    writeFileAtomically(m_folder / "f", second);
    QCOMPARE(contentOf(m_folder / "f"), std::string("new"));
    QCOMPARE(countEntries(m_folder), std::size_t{1});
}

void TestNpyWriter::failureLeavesTheOldFile()
{
    const std::array<std::string_view, 1> content{"x"};
    // A folder cannot be replaced by a file: the last step fails.
    std::filesystem::create_directories(m_folder / "f" / "inside");
    QVERIFY_EXCEPTION_THROWN(writeFileAtomically(m_folder / "f", content), Error);
    QVERIFY(std::filesystem::is_directory(m_folder / "f" / "inside"));
    QCOMPARE(countEntries(m_folder), std::size_t{1});
    try {
        writeFileAtomically(m_folder / "missing" / "f", content);
        QFAIL("wrote into a folder that does not exist");
    } catch (const Error& error) {
        QCOMPARE(error.message(), (m_folder / "missing" / "f").native() + ": No such file or directory");
    }
}

void TestNpyWriter::fileIsAsReadableAsAnyOther()
{
    const std::array<std::string_view, 1> content{"x"};
    const mode_t before = ::umask(022);
    writeFileAtomically(m_folder / "f", content);
    ::umask(before);
    struct stat status = {};
    QCOMPARE(::stat((m_folder / "f").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, mode_t{0644});
}

QTEST_GUILESS_MAIN(TestNpyWriter)
#include "tst_npy_writer.moc"
