// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/file_outcome.h"

#include <QTest>
#include <stdexcept>

using namespace tempo;
using namespace tempo::app;

namespace {

/// Answers with whatever the test wants.
class ScriptedEstimator : public TempoEstimator {
public:
    explicit ScriptedEstimator(std::function<FileEstimate()> answer) : m_answer(std::move(answer)) {}
    [[nodiscard]] std::string_view name() const override { return "scripted"; }
    FileEstimate estimateFile(const std::filesystem::path&, const EstimateOptions&, const ProgressSink&,
                              const std::stop_token&) override
    {
        return m_answer();
    }

private:
    std::function<FileEstimate()> m_answer;
};

FileEstimate soundEstimate()
{
    FileEstimate found;
    found.estimate.bpm = Bpm{120.0};
    return found;
}

FileEstimate withProblem(AudioFault fault, const std::string& detail)
{
    FileEstimate found = soundEstimate();
    found.audio.problems.push_back({fault, detail});
    return found;
}

FileOutcome outcomeOf(const std::function<FileEstimate()>& answer, TruncatedFiles truncated = TruncatedFiles::Refuse)
{
    ScriptedEstimator estimator(answer);
    return estimateSource([&]() -> TempoEstimator& { return estimator; }, {"song.wav", std::nullopt},
                          {.estimate = {}, .truncatedFiles = truncated}, {}, {});
}

} // namespace

class TestFileOutcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundFileHasItsTempo();
    void refusalBecomesTheError();
    void truncatedFileFailsUnlessAllowed();
    void otherFaultsAreNeverAllowed();
    void engineErrorsBecomeErrors_data();
    void engineErrorsBecomeErrors();
    void cancellationPassesThrough();
    void unusableSourceNeedsNoEstimator();
};

void TestFileOutcome::soundFileHasItsTempo()
{
    const FileOutcome outcome = outcomeOf(soundEstimate);
    QVERIFY(!outcome.hasFailed());
    QCOMPARE(outcome.path, std::filesystem::path("song.wav"));
    QCOMPARE(outcome.estimate.bpm->value(), 120.0);
    QVERIFY(outcome.processingTime > Seconds{0.0});
}

void TestFileOutcome::refusalBecomesTheError()
{
    const FileOutcome outcome = outcomeOf([] {
        FileEstimate found;
        found.estimate.refusal = "silent";
        return found;
    });
    QCOMPARE(outcome.error, std::string("silent"));
    QVERIFY(!outcome.estimate.bpm);
}

void TestFileOutcome::truncatedFileFailsUnlessAllowed()
{
    const auto truncated = [] { return withProblem(AudioFault::Truncated, "declares 2 s but holds 1 s"); };
    const FileOutcome refused = outcomeOf(truncated);
    QCOMPARE(refused.error, std::string("declares 2 s but holds 1 s"));
    QVERIFY(!refused.estimate.bpm);

    const FileOutcome allowed = outcomeOf(truncated, TruncatedFiles::Allow);
    QVERIFY(!allowed.hasFailed());
    QCOMPARE(allowed.warning, std::string("declares 2 s but holds 1 s"));
    QCOMPARE(allowed.estimate.bpm->value(), 120.0);
}

void TestFileOutcome::otherFaultsAreNeverAllowed()
{
    const FileOutcome outcome =
        outcomeOf([] { return withProblem(AudioFault::NonFinite, "3 samples are not finite"); }, TruncatedFiles::Allow);
    QCOMPARE(outcome.error, std::string("3 samples are not finite"));
    QVERIFY(!outcome.estimate.bpm);
}

void TestFileOutcome::engineErrorsBecomeErrors_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("error");
    QTest::newRow("plain") << "no such file"
                           << "no such file";
    QTest::newRow("names the file first") << "song.wav: no such file"
                                          << "no such file";
    QTest::newRow("quotes the file first") << "'song.wav': no such file"
                                           << "no such file";
    QTest::newRow("cannot read") << "cannot read 'song.wav': no such file"
                                 << "no such file";
    QTest::newRow("names another file") << "other.wav: no such file"
                                        << "other.wav: no such file";
}

void TestFileOutcome::engineErrorsBecomeErrors()
{
    QFETCH(const QString, message);
    QFETCH(const QString, error);
    const FileOutcome outcome =
        outcomeOf([&]() -> FileEstimate { throw Error(ErrorCode::FileAccess, message.toStdString()); });
    QCOMPARE(QString::fromStdString(outcome.error), error);

    const FileOutcome foreign = outcomeOf([]() -> FileEstimate { throw std::runtime_error("surprise"); });
    QCOMPARE(foreign.error, std::string("internal error: surprise"));
}

void TestFileOutcome::cancellationPassesThrough()
{
    QVERIFY_EXCEPTION_THROWN(outcomeOf([]() -> FileEstimate { throw Cancelled(); }), Cancelled);
}

void TestFileOutcome::unusableSourceNeedsNoEstimator()
{
    const AudioSource source{"gone.wav", Error(ErrorCode::FileAccess, "'gone.wav': no such file")};
    const FileOutcome outcome =
        estimateSource([]() -> TempoEstimator& { throw std::runtime_error("was asked for"); }, source, {}, {}, {});
    QCOMPARE(outcome.error, std::string("no such file"));
    QCOMPARE(outcome.processingTime.value(), 0.0);
}

QTEST_GUILESS_MAIN(TestFileOutcome)
#include "tst_file_outcome.moc"
