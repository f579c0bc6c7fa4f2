// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/model_file.h"

#include "engine/core/error.h"

#include <QTest>

#include <limits>

using namespace tempo;

namespace {

using Metadata = std::map<std::string, std::string>;

ModelFacts someFacts()
{
    ModelFacts facts;
    facts.name = "TempoNet (demo, \"4000\" clips)";
    facts.model = {NetworkKind::MobileNetV2, NetworkInput::Tempogram, true, 0.2, {}};
    facts.loss = LossKind::MeanSquaredError;
    facts.range = {Bpm{30.5}, Bpm{300.25}};
    facts.grid = {Bpm{28.7}, 36, 120};
    facts.temperature = 1.2345678901234567;
    facts.blockFrames = 256;
    facts.splitFingerprint = std::string(64, 'a');
    facts.tracks = {{"blues.00000", std::string(32, '0'), SplitPart::Train}, {"ü/x", "", SplitPart::Validation}};
    facts.metrics = {{"val_accuracy_1", 1.0 / 3.0}, {"val_loss", 2.5}};
    facts.history = {{"date", "2026-11-22"}, {"config", "a: 1\nb: 2\n"}};
    return facts;
}

QString errorOf(const Metadata& metadata)
{
    try {
        factsFromMetadata(metadata, "m.safetensors");
    } catch (const Error& error) {
        return error.code() == ErrorCode::Format ? QString::fromStdString(error.message()) : "wrong code";
    }
    return "no error";
}

} // namespace

class TestModelFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void factsSurviveTheFile()
    {
        const ModelFacts facts = someFacts();
        const ModelFacts read = factsFromMetadata(toMetadata(facts), "x");
        QCOMPARE(read.name, facts.name);
        QVERIFY(read.model.network == facts.model.network && read.model.input == facts.model.input);
        QVERIFY(read.model.isCausal && read.loss == facts.loss);
        QCOMPARE(read.model.dropout, facts.model.dropout);
        QCOMPARE(read.range.low.value(), facts.range.low.value());
        QCOMPARE(read.grid.low.value(), facts.grid.low.value());
        QCOMPARE(read.grid.binsPerOctave, facts.grid.binsPerOctave);
        QCOMPARE(read.grid.nBins, facts.grid.nBins);
        QCOMPARE(read.temperature, facts.temperature);
        QCOMPARE(read.blockFrames, facts.blockFrames);
        QCOMPARE(read.splitFingerprint, facts.splitFingerprint);
        QCOMPARE(read.tracks.size(), facts.tracks.size());
        QCOMPARE(read.tracks[1].id, facts.tracks[1].id);
        QVERIFY(read.tracks[1].part == SplitPart::Validation);
        QCOMPARE(read.metrics, facts.metrics);
        QCOMPARE(read.history, facts.history);
        QCOMPARE(toMetadata(read), toMetadata(facts));
        QCOMPARE(toMetadata(factsFromMetadata(toMetadata(ModelFacts{}), "x")), toMetadata(ModelFacts{}));
    }

    void metricsThatAreNoNumbersAreLeftOut()
    {
        ModelFacts facts = someFacts();
        facts.metrics["val_loss"] = std::numeric_limits<double>::quiet_NaN();
        const ModelFacts read = factsFromMetadata(toMetadata(facts), "x");
        QVERIFY(!read.metrics.contains("val_loss"));
    }

    void eachEntryIsNeededAndNamed()
    {
        for (const auto& [key, value] : toMetadata(someFacts())) {
            Metadata metadata = toMetadata(someFacts());
            metadata.erase(key);
            const QString error = errorOf(metadata);
            if (key == "tempnetic_format")
                QVERIFY(error.contains("is no model of tempnetic"));
            else
                QCOMPARE(error, "'m.safetensors': the model's entry '" + QString::fromStdString(key) + "' is missing");
        }
    }

    void wrongEntriesAreNamed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* key, const QString& value, const char* message) {
            QTest::addRow("%s %s", key, qPrintable(value.left(40))) << key << value << message;
        };
        row("tempnetic_format", "2", "has version 2 of the model format");
        row("tempnetic_format", "x", "is no JSON");
        row("tempnetic_format", "-1", "is no version");
        row("architecture", "resnet", "'architecture' is 'resnet', which this version");
        row("model", "{}", "has no 'input'");
        row("model", "[]", "has no 'input'");
        row("model", R"({"input":"mel","causal":1,"dropout":0})", "no truth value 'causal'");
        row("model", R"({"input":3,"causal":true,"dropout":0})", "is '3'");
        row("model", R"({"input":"mel","causal":true,"dropout":1})", "has 1 where a number from 0");
        row("features", R"({"rate":44100})", "other features");
        row("loss", "l1", "'loss' is 'l1'");
        row("tempo_range", "[40]", "is no list of two tempi");
        row("tempo_range", "[250,40]", "is upside down");
        row("tempo_range", "[40,1e999]", "no JSON");
        row("grid", R"({"low":30,"bins_per_octave":48,"n_bins":1e9})", "'grid' has 1000000000.0 where");
        row("grid", R"({"low":30,"bins_per_octave":1,"n_bins":4000})", "ends above");
        row("grid", R"({"low":30,"bins_per_octave":1.5,"n_bins":4})", "whole number");
        row("grid", R"({"low":0,"bins_per_octave":48,"n_bins":4})", "has 0 where");
        row("grid", R"({"low":"x","bins_per_octave":48,"n_bins":4})", "where a number");
        row("temperature", "0", "has 0 where");
        row("temperature", "NaN", "is no JSON");
        row("block_frames", "1e300", "where a number from 16");
        row("block_frames", "-5", "has -5 where");
        row("tracks", "{}", "is no list");
        row("tracks", R"([["a","b","dev"]])", "where [id, hash, part] must be");
        row("tracks", R"([["a","b"]])", "where [id, hash, part] must be");
        row("tracks", QString(1000, '['), "nested too deeply");
        row("metrics", R"({"a":null})", "has null where");
        row("history", R"({"a":1})", "has no text under 'a'");
    }

    void wrongEntriesAreNamed()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, value);
        QFETCH(const QString, message);
        Metadata metadata = toMetadata(someFacts());
        metadata[key.toStdString()] = value.toStdString();
        const QString error = errorOf(metadata);
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY2(error.startsWith("'m.safetensors': ") && !error.contains('\n'), qPrintable(error));
    }
};

QTEST_APPLESS_MAIN(TestModelFile)
#include "tst_model_file.moc"
