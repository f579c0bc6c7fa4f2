// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <string>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

} // namespace

/// The whole way: a corpus with GTZAN's faults, as small as it can be, and what a scan says about it.
class TestPlantedFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = m_temporary.path().toStdString();
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((m_folder / "cache").native()));
        const ProcessResult made =
            runProcess(kProgram, {"synth", "demo", "--tracks-per-genre", "2", "--faults"}, {.folder = m_folder});
        if (made.err.find("sound font") != std::string::npos || made.err.find("is not installed") != std::string::npos)
            QSKIP(("no demo corpus can be made here: " + made.err).c_str());
        QCOMPARE(made.err, std::string());
        QCOMPARE(made.exitCode, 0);
    }

    void eachFaultIsFoundAndNothingElse()
    {
        const ProcessResult result = runProcess(kProgram, {"scan", "demo", "--json"}, {.folder = m_folder});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.err, std::string());
        const QJsonObject report = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
        QCOMPARE(report["tracks"].toArray().size(), 20);
        std::set<std::string> found;
        for (const QJsonValue& problem : report["problems"].toArray())
            found.insert(
                (problem["severity"].toString() + " " + problem["kind"].toString() + " " + problem["id"].toString())
                    .toStdString());
        // A small corpus has its faults at the last clip of a genre, pairs at the last two.
        const std::set<std::string> planted{
            "error silent classical.00001",         "error truncated country.00001",
            "error undecodable jazz.00001",         "error missing-annotation reggae.00001",
            "warning beats-disagree metal.00001",   "warning near-duplicate disco.00000",
            "warning near-duplicate disco.00001",   "warning exact-duplicate hiphop.00000",
            "warning exact-duplicate hiphop.00001",
        };
        for (const std::string& fault : planted)
            QVERIFY2(found.contains(fault), ("not found: " + fault).c_str());
        for (const std::string& problem : found)
            QVERIFY2(planted.contains(problem), ("false alarm: " + problem).c_str());
        QCOMPARE(report["problems"].toArray().size(), 9);
    }

    void aSplitLeavesTheErrorsOut()
    {
        const std::string csv = runProcess(kProgram, {"split", "demo"}, {.folder = m_folder}).out;
        for (const char* const line : {"classical.00001,out,silent", "country.00001,out,truncated",
                                       "jazz.00001,out,undecodable", "reggae.00001,out,missing-annotation"})
            QVERIFY2(csv.find(line) != std::string::npos, csv.c_str());
        QCOMPARE(QString::fromStdString(csv).count(",out,"), 4);
    }

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
};

QTEST_GUILESS_MAIN(TestPlantedFaults)
#include "tst_planted_faults.moc"
