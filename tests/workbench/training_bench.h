// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/task_runner.h"
#include "app/workbench/training/training_controller.h"
#include "app/workbench/training/training_page.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

#include <QStringList>
#include <QTest>
#include <QUndoStack>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace tempo::test {

/// Ten songs of 3 s with their tempi.
inline void writeSongs(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    for (int i = 0; i < 10; ++i) {
        const std::string name = "song" + std::to_string(i);
        writeWav(folder / (name + ".wav"), rhythmClip(80.0 + 9 * i, 3.0, static_cast<unsigned>(i)));
        std::ofstream(folder / (name + ".bpm")) << 80 + 9 * i << '\n';
    }
}

/// What the fake module obeys, all of it forgotten.
inline void calmFakeModule()
{
    for (const char* const name :
         {"FAIL_AT", "FAIL_TEXT", "FAIL_FOREIGN", "DIE_AT", "RATE", "STEPS_PER_EPOCH", "MEMORY_MIB"})
        qunsetenv((std::string("TEMPNETIC_FAKE_") + name).c_str());
    qputenv("TEMPNETIC_FAKE_STEP_MS", "0");
}

/// A training page with a folder of songs and a folder of runs of its own, and what it tells.
class TrainingBench {
public:
    TrainingBench()
    {
        writeSongs(songs());
        openPage();
    }

    [[nodiscard]] std::filesystem::path songs() const { return m_folder / "set"; }
    [[nodiscard]] std::filesystem::path runs() const { return m_folder / "runs"; }
    [[nodiscard]] const TempFolder& folder() const { return m_folder; }
    [[nodiscard]] workbench::TrainingPage& page() { return *m_page; }
    [[nodiscard]] workbench::TrainingController& controller() { return m_page->controller(); }
    [[nodiscard]] workbench::TaskRunner& tasks() { return *m_tasks; }
    QStringList problems;
    QStringList notices;

    /// As a start of the program does.
    void openPage()
    {
        m_page.reset();
        m_tasks = std::make_unique<workbench::TaskRunner>();
        const workbench::Services services{
            .tasks = *m_tasks,
            .undo = m_undo,
            .notice = [this](const QString& text, const QString&) { notices << text; },
            .problem = [this](const QString& text, const QString&) { problems << text; }};
        m_page = std::make_unique<workbench::TrainingPage>(services, runs());
        m_page->resize(1200, 700);
        m_page->show();
    }

    /// Two steps an epoch.
    [[nodiscard]] RunConfig config(int epochs, const std::string& name = "one") const
    {
        RunConfig config;
        config.data.roots = {songs()};
        config.data.cache = m_folder / "features";
        config.trainer.runDir = runs();
        config.trainer.name = name;
        config.trainer.maxEpochs = epochs;
        config.trainer.batchSize = 4;
        return config;
    }

    ~TrainingBench()
    {
        m_page.reset();
        m_tasks.reset();
    }

private:
    TempFolder m_folder;
    std::unique_ptr<workbench::TaskRunner> m_tasks;
    QUndoStack m_undo;
    std::unique_ptr<workbench::TrainingPage> m_page;
};

} // namespace tempo::test
