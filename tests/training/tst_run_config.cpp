// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/config/run_config_yaml.h"

#include "engine/core/error.h"
#include "tests/support/temp_folder.h"
#include "training/config/config_fields.h"

#include <QTest>

#include <cstdlib>
#include <fstream>
#include <functional>

using namespace tempo;
using tempo::test::TempFolder;
namespace fs = std::filesystem;

namespace {

const fs::path kConfigs = TEMPNETIC_CONFIGS;

QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

RunConfig parsed(const std::string& yaml)
{
    return parseRunConfig(yaml, "a.yaml");
}

RunConfig overridden(const std::vector<std::string>& overrides)
{
    return loadRunConfig({}, overrides);
}

} // namespace

class TestRunConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsTheDefault()
    {
        QCOMPARE(toYaml(parsed("")), toYaml(RunConfig{}));
        QCOMPARE(toYaml(parsed("# nothing\ntrainer:\n")), toYaml(RunConfig{}));
        QCOMPARE(toYaml(overridden({})), toYaml(RunConfig{}));
    }

    void everyKindOfValueIsRead()
    {
        const RunConfig config = parsed("seed_everything: 18446744073709551615\n"
                                        "data: {root: [/a, /b c], range: [30.5, 300], split_method: kfold, fold: 3}\n"
                                        "model:\n  network: panns\n  input: tempogram\n  causal: true\n"
                                        "trainer.lr: 1e-4\ntrainer: {device: 'cuda:1', tensorboard: true, name: 12}\n"
                                        "augmentation: {balance: stretch}\n");
        QCOMPARE(config.seed, std::uint64_t{18446744073709551615U});
        QCOMPARE(config.data.roots, (std::vector<fs::path>{"/a", "/b c"}));
        QCOMPARE(config.data.range.low.value(), 30.5);
        QCOMPARE(config.data.range.high.value(), 300.0);
        QVERIFY(config.data.split.method == SplitMethod::KFold);
        QCOMPARE(config.data.split.heldOutFold, 3);
        QVERIFY(config.model.network == NetworkKind::Cnn14 && config.model.input == NetworkInput::Tempogram);
        QVERIFY(config.model.isCausal && config.trainer.writesTensorBoard);
        QCOMPARE(config.trainer.learningRate, 1e-4);
        QCOMPARE(config.trainer.device, std::string("cuda:1"));
        QCOMPARE(config.trainer.name, std::string("12"));
        QVERIFY(config.augmentation.balance == TempoBalance::Stretch);
    }

    void whatIsWrittenReadsBackTheSame()
    {
        RunConfig config;
        config.seed = 7;
        config.data.roots = {"/music/a: b #c \"q\"", "/bytes\xff\n", "/ünïcode/\xf0\x9f\x8e\xb5"};
        config.data.range = {Bpm{40.1}, Bpm{0.1 + 250.2}};
        config.data.reference = "tempo/*.bpm";
        config.data.split.method = SplitMethod::FirstOfGenre;
        config.model = {NetworkKind::MobileNetV2, NetworkInput::Tempogram, true, 1.0 / 3.0, "/w.safetensors"};
        config.trainer.learningRate = 3e-5;
        config.trainer.name = "true";
        config.trainer.loss = LossKind::MeanSquaredError;
        config.trainer.schedule = LearningRateSchedule::Constant;
        config.trainer.precision = Precision::BFloat16;
        const std::string yaml = toYaml(config);
        const RunConfig again = parsed(yaml);
        QCOMPARE(toYaml(again), yaml);
        QCOMPARE(again.data.roots, config.data.roots);
        QCOMPARE(again.model.dropout, config.model.dropout);
        QCOMPARE(again.data.range.high.value(), config.data.range.high.value());
        QCOMPARE(again.trainer.name, std::string("true"));
    }

    void laterFilesAndThenOverridesCount()
    {
        const TempFolder folder;
        std::ofstream(folder / "one.yaml") << "trainer: {lr: 0.1, batch_size: 8, max_epochs: 3}\n";
        std::ofstream(folder / "two.yaml") << "trainer: {batch_size: 16, max_epochs: 4}\ndata: {root: /two}\n";
        const std::vector<fs::path> files{folder / "one.yaml", folder / "two.yaml"};
        const std::vector<std::string> overrides{"trainer.max_epochs=5", "data.root=[/x, '/y z']"};
        const RunConfig config = loadRunConfig(files, overrides);
        QCOMPARE(config.trainer.learningRate, 0.1);
        QCOMPARE(config.trainer.batchSize, 16);
        QCOMPARE(config.trainer.maxEpochs, 5);
        QCOMPARE(config.data.roots, (std::vector<fs::path>{"/x", "/y z"}));
    }

    void anOverridesValueIsTakenAsItIs()
    {
        QCOMPARE(overridden({"data.root=/a: b #c"}).data.roots, std::vector<fs::path>{"/a: b #c"});
        QCOMPARE(overridden({"data.reference=a=b"}).data.reference, std::string("a=b"));
        QCOMPARE(overridden({"trainer.name='x'"}).trainer.name, std::string("x"));
        QVERIFY(overridden({"data.split=/x", "data.split="}).data.splitFile.empty());
    }

    void pathsAreAbsoluteAndHomeIsKnown()
    {
        qputenv("HOME", "/home/someone");
        QCOMPARE(overridden({"data.root=~/gtzan/"}).data.roots, std::vector<fs::path>{"/home/someone/gtzan"});
        QCOMPARE(overridden({"data.split=x/../s.csv"}).data.splitFile, fs::current_path() / "s.csv");
    }

    void mistakesAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* yaml, const char* message) { QTest::newRow(yaml) << yaml << message; };
        row("trainer:\n  batchsize: 3", "'a.yaml' line 2: unknown key 'trainer.batchsize'; did you mean "
                                        "'trainer.batch_size'?");
        row("model:\n\n  lr: 3", "'a.yaml' line 3: unknown key 'model.lr'; did you mean 'trainer.lr'?");
        row("max_epochs: 3", "unknown key 'max_epochs'; did you mean 'trainer.max_epochs'?");
        row("nonsense: 3", "'a.yaml' line 1: unknown key 'nonsense'");
        row("trainer: 3", "'trainer' is a section");
        row("trainer: {lr: {x: 1}}", "unknown key 'trainer.lr.x'; did you mean 'trainer.lr'?");
        row("trainer: {lr: [1, 2]}", "trainer.lr: a list where a number above 0 is expected");
        row("trainer: {lr: }", "trainer.lr: no value where a number above 0");
        row("trainer: {lr: fast}", "trainer.lr: 'fast' is not a number above 0");
        row("trainer: {lr: .nan}", "trainer.lr: '.nan' is not a number");
        row("trainer: {lr: nan}", "trainer.lr: 'nan' is not a number");
        row("trainer: {batch_size: 0}", "trainer.batch_size: '0' is not a whole number from 1 to 1000000");
        row("trainer: {batch_size: 2.5}", "'2.5' is not a whole number");
        row("trainer: {batch_size: 99999999999999999999}", "is not a whole number");
        row("trainer: {tensorboard: yes}", "'yes' is neither true nor false");
        row("trainer: {device: gpu}", "'gpu' is none of auto, cpu, cuda:N");
        row("trainer: {device: 'cuda:x'}", "'cuda:x' is none of");
        row("trainer: {ema_decay: 1}", "'1' is not a number from 0 to below 1");
        row("trainer: {name: a/b}", "'a/b' is no name of a folder");
        row("model: {dropout: 1}", "model.dropout: '1' is not a number from 0 to below 1");
        row("model: {network: resnet}", "'resnet' is none of temponet, mobilenet, panns");
        row("data: {range: [250, 40]}", "data.range: not a list [LOW, HIGH]");
        row("data: {range: 40}", "data.range: not a list [LOW, HIGH]");
        row("data: {root: ['']}", "data.root: an empty path");
        row("data: {folds: 3, fold: 3}", "there is no fold 3: 3 folds count from 0");
        row("data: {test_fraction: 0.9}", "leaves nothing to train on");
        row("data: {root: [/a, /b], annotations: /c}", "one data.root only");
        row("seed_everything: -1", "seed_everything: '-1' is not a whole number");
        row("trainer: {lr: 1, lr: 2}", "'trainer.lr' is given twice");
        row("- a\n- b", "not a configuration");
        row("a: [1", "'a.yaml' line");
        row("a: 1\n---\nb: 2", "several YAML documents");
        row("a: {b: {c: {d: {e: 1}}}}", "nested too deeply");
        row("trainer: &x {lr: *x}", "");
        row("data: {root: [[a]]}", "'data.root' may only list plain values");
        row("[a, b]: 1", "a key that is no word");
    }

    void mistakesAreNamedWithTheirPlace()
    {
        QFETCH(const QString, yaml);
        QFETCH(const QString, message);
        const QString error = errorOf([&] { parsed(yaml.toStdString()); });
        QVERIFY2(error != "no error", "was accepted");
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY2(!error.contains('\n'), qPrintable(error));
        QVERIFY2(error.contains("a.yaml"), qPrintable(error));
    }

    void mistakenOverridesAreNamed()
    {
        QVERIFY(errorOf([] { overridden({"trainer.lr"}); }).contains("'trainer.lr' is no setting such as"));
        QVERIFY(errorOf([] { overridden({"=3"}); }).contains("is no setting"));
        QCOMPARE(errorOf([] { overridden({"trainer.max_epoch=3"}); }),
                 QString("'trainer.max_epoch=3': unknown key 'trainer.max_epoch'; did you mean 'trainer.max_epochs'?"));
        QVERIFY(errorOf([] { overridden({"data.root=[a"}); }).contains("not YAML"));
    }

    void aMissingFileIsNamed()
    {
        const std::vector<fs::path> files{"/gone/trainer.yaml"};
        QVERIFY(errorOf([&] { loadRunConfig(files); }).contains("/gone/trainer.yaml"));
    }

    void shippedTrainerAndDataFilesSayEveryDefault()
    {
        // Together they name each key but the network's, with the value that it has anyway.
        const std::vector<fs::path> files{kConfigs / "trainer.yaml", kConfigs / "data.yaml"};
        QCOMPARE(toYaml(loadRunConfig(files)), toYaml(RunConfig{}));
        std::string text;
        for (const fs::path& file :
             {kConfigs / "trainer.yaml", kConfigs / "data.yaml", kConfigs / "models/temponet.yaml"}) {
            std::ifstream stream(file);
            text.append(std::istreambuf_iterator<char>(stream), {});
        }
        for (const ConfigField& field : configFields()) {
            const std::string word = field.key.substr(field.key.rfind('.') + 1) + ":";
            QVERIFY2(text.find(word) != std::string::npos, field.key.c_str());
        }
    }

    void shippedNetworksAreWhatTheirNamesSay()
    {
        for (const NetworkKind network : kValuesOf<NetworkKind>) {
            const std::vector<fs::path> files{kConfigs / "trainer.yaml",
                                              kConfigs / "models" / (std::string(nameOf(network)) + ".yaml")};
            const RunConfig config = loadRunConfig(files);
            QVERIFY(config.model.network == network);
            const bool isOurs = network == NetworkKind::TempoNet;
            QVERIFY(config.trainer.loss == (isOurs ? LossKind::CrossEntropy : LossKind::MeanSquaredError));
        }
    }
};

QTEST_APPLESS_MAIN(TestRunConfig)
#include "tst_run_config.moc"
