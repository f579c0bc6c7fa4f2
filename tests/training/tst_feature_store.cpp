// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/feature_store.h"

#include "engine/core/error.h"
#include "tests/support/audio_files.h"
#include "tests/support/folder_contents.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "training/files/half.h"

#include <QTest>

#include <chrono>
#include <fstream>
#include <functional>
#include <thread>

using namespace tempo;
using namespace tempo::test;
namespace fs = std::filesystem;

namespace {

QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

fs::path onlyFile(const fs::path& folder)
{
    return folder / folderContents(folder).begin()->first;
}

/// The spectrogram of samples as the engine computes it.
std::vector<float> spectrogramOf(const std::vector<float>& samples)
{
    std::vector<float> values;
    MelSpectrogramStream mel(
        [&](std::size_t, std::span<const float> frame) { values.insert(values.end(), frame.begin(), frame.end()); });
    mel.push(samples);
    mel.finish();
    return values;
}

std::vector<std::uint16_t> copyOf(std::span<const std::uint16_t> values)
{
    return {values.begin(), values.end()};
}

} // namespace

class TestFeatureStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreThoseOfTheEngineAsHalves()
    {
        const TempFolder folder;
        const std::vector<float> samples = clickTrack(120.0, 3.0);
        writeWav(folder / "a.wav", samples, {.floatSamples = true});
        FeatureStore store(folder / "new" / "store");
        const std::size_t nFrames = store.prepare(folder / "a.wav");
        const std::vector<float> expected = spectrogramOf(samples);
        const std::span<const std::uint16_t> values = store.frames(folder / "a.wav");
        QCOMPARE(nFrames, expected.size() / FeatureStore::kBands);
        QCOMPARE(values.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(values[i], toHalf(expected[i]));
        QCOMPARE(reinterpret_cast<std::uintptr_t>(values.data()) % 64, std::uintptr_t{0});
    }

    void aTrackIsDecodedOnce()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", clickTrack(120.0, 2.0));
        std::vector<std::uint16_t> first;
        {
            FeatureStore store(folder / "store");
            store.prepare(folder / "a.wav");
            first = copyOf(store.frames(folder / "a.wav"));
        }
        // With its content gone but size and time kept, only what was stored can be the same.
        const fs::file_time_type time = fs::last_write_time(folder / "a.wav");
        const auto size = fs::file_size(folder / "a.wav");
        std::ofstream(folder / "a.wav", std::ios::binary) << std::string(size, '\0');
        fs::last_write_time(folder / "a.wav", time);
        FeatureStore store(folder / "store");
        QCOMPARE(copyOf(store.frames(folder / "a.wav")), first);
        QCOMPARE(store.prepare(folder / "a.wav") * FeatureStore::kBands, first.size());
    }

    void aChangedTrackIsReadAgain()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", clickTrack(120.0, 2.0));
        FeatureStore store(folder / "store");
        store.prepare(folder / "a.wav");
        const std::span<const std::uint16_t> before = store.frames(folder / "a.wav");
        const std::vector<std::uint16_t> copy = copyOf(before);
        writeWav(folder / "a.wav", clickTrack(90.0, 4.0));
        store.prepare(folder / "a.wav");
        QVERIFY(store.frames(folder / "a.wav").size() > copy.size());
        // What was handed out stays.
        QCOMPARE(copyOf(before), copy);
    }

    void everyDamageIsSeenAndMended()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", clickTrack(120.0, 1.0));
        {
            FeatureStore(folder / "store").prepare(folder / "a.wav");
        }
        const fs::path file = onlyFile(folder / "store");
        const std::string whole = folderContents(folder / "store").begin()->second;
        // The zeros between path and values say nothing.
        const std::size_t pathEnd = 64 + (folder / "a.wav").native().size();
        const std::size_t valuesBegin = (pathEnd + 63) / 64 * 64;
        std::vector<std::string> damaged{"", whole.substr(0, 10), whole.substr(0, whole.size() - 1), whole + "x"};
        for (std::size_t i = 0; i < whole.size(); i += i < valuesBegin ? 1 : 997) {
            if (i >= pathEnd && i < valuesBegin)
                continue;
            damaged.push_back(whole);
            damaged.back()[i] = static_cast<char>(~whole[i]);
        }
        for (const std::string& bytes : damaged) {
            std::ofstream(file, std::ios::binary) << bytes;
            FeatureStore store(folder / "store");
            QVERIFY(errorOf([&] { store.frames(folder / "a.wav"); }).contains("damaged"));
            store.prepare(folder / "a.wav");
            QCOMPARE(folderContents(folder / "store").begin()->second, whole);
        }
    }

    void manyThreadsAndStoresAtOnce()
    {
        const TempFolder folder;
        constexpr int kFiles = 6;
        for (int i = 0; i < kFiles; ++i)
            writeWav(folder / (std::to_string(i) + ".wav"), clickTrack(100.0 + i, 1.0));
        FeatureStore first(folder / "store");
        FeatureStore second(folder / "store");
        {
            std::vector<std::jthread> threads;
            for (FeatureStore* const store : {&first, &second, &first})
                threads.emplace_back([&folder, store] {
                    for (int i = 0; i < kFiles; ++i)
                        store->prepare(folder / (std::to_string(i) + ".wav"));
                });
        }
        for (int i = 0; i < kFiles; ++i) {
            const fs::path audio = folder / (std::to_string(i) + ".wav");
            QCOMPARE(copyOf(first.frames(audio)), copyOf(second.frames(audio)));
        }
        QCOMPARE(folderContents(folder / "store", HiddenFiles::Include).size(), std::size_t{kFiles});
    }

    void whatIsNoMusicIsAnError()
    {
        const TempFolder folder;
        FeatureStore store(folder / "store");
        std::ofstream(folder / "text.wav") << "this is not audio";
        QVERIFY(errorOf([&] { store.prepare(folder / "text.wav"); }).contains("text.wav"));
        QVERIFY(errorOf([&] { store.prepare(folder / "gone.wav"); }).contains("gone.wav"));
        writeWav(folder / "nan.wav", std::vector<float>(30000, std::nanf("")), {.floatSamples = true});
        QVERIFY(errorOf([&] { store.prepare(folder / "nan.wav"); }).contains("no numbers"));
        QVERIFY(folderContents(folder / "store", HiddenFiles::Include).empty());
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        const TempFolder folder;
        std::ofstream(folder / "file") << "x";
        QVERIFY(errorOf([&] { FeatureStore store(folder / "file" / "store"); }).contains("file"));
    }

    void leftoversOfAKilledProgramGoWhenTheyAreOld()
    {
        const TempFolder folder;
        fs::create_directory(folder / "store");
        for (const char* const name : {".0123.mel.abcdef", ".4567.mel.ghijkl"})
            std::ofstream(folder / "store" / name) << "half";
        fs::last_write_time(folder / "store" / ".0123.mel.abcdef",
                            fs::file_time_type::clock::now() - std::chrono::hours(2));
        const FeatureStore store(folder / "store");
        QVERIFY(!fs::exists(folder / "store" / ".0123.mel.abcdef"));
        QVERIFY(fs::exists(folder / "store" / ".4567.mel.ghijkl"));
    }

    void aStopIsObeyed()
    {
        const TempFolder folder;
        writeWav(folder / "a.wav", clickTrack(120.0, 2.0));
        FeatureStore store(folder / "store");
        std::stop_source source;
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(store.prepare(folder / "a.wav", source.get_token()), Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestFeatureStore)
#include "tst_feature_store.moc"
