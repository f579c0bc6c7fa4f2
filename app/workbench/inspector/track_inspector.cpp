// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/track_inspector.h"

#include "app/workbench/inspector/correction_bar.h"
#include "app/workbench/inspector/inspector_views.h"
#include "app/workbench/inspector/playback_bar.h"
#include "app/workbench/inspector/space_for_buttons.h"
#include "app/workbench/playback/music_loader.h"
#include "app/workbench/playback/player.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/annotation.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include "widgets/views/heat_map_view.h"
#include "widgets/views/time_axis.h"

#include <QAction>
#include <QFontMetrics>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace tempo::workbench {

namespace {

/// While an arrow key repeats, nothing is begun that the next row would throw away.
constexpr int kSettleMilliseconds = 120;
/// A reference that differs by more than this from its annotated beats was corrected.
constexpr double kSameTempo = 0.04;
constexpr int kHeadingWidth = 420;

struct Analysed {
    std::shared_ptr<const std::vector<float>> samples;
    std::shared_ptr<const TrackPictures> pictures;
};

Analysed analyseFile(const std::filesystem::path& audio, TaskContext& task)
{
    throwIfStopped(task.stop());
    const LoadedMusic music = loadMusic(audio, kAnalysisRate, kLongestInspected, task.stop());
    TrackPictures pictures = drawTrack(music.audio->samples, task.stop());
    pictures.isCut = music.isCut;
    return {.samples = std::shared_ptr<const std::vector<float>>(music.audio, &music.audio->samples),
            .pictures = std::make_shared<const TrackPictures>(std::move(pictures))};
}

std::vector<double> secondsOf(const BeatAnnotation& beats)
{
    std::vector<double> seconds;
    for (const Seconds time : beats.times)
        seconds.push_back(time.value());
    return seconds;
}

} // namespace

TrackInspector::TrackInspector(const Services& services, QWidget* parent)
    : QWidget(parent), m_services(services), m_key(QStringLiteral("inspect-%1").arg(reinterpret_cast<quintptr>(this))),
      m_network(std::make_shared<SharedNetwork>()), m_stack(new QStackedWidget(this)), m_panel(new ui::Panel({}, this)),
      m_tempo(new QLabel(this)), m_views(new InspectorViews(this)),
      m_player(new Player(services.tasks, makeDeviceOutput(), this))
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    auto* const emptyPanel = new ui::Panel({}, this);
    emptyPanel->setBody(new ui::EmptyState(
        ui::iconOf(QStringLiteral("sound")), tr("No track"),
        tr("Select one to see its waveform and tempogram, and to hear it with clicks."), emptyPanel));
    m_stack->addWidget(emptyPanel);
    m_stack->addWidget(m_panel);
    buildControls();
    m_settling.setSingleShot(true);
    m_settling.setInterval(kSettleMilliseconds);
    connect(&m_settling, &QTimer::timeout, this, &TrackInspector::settle);
    showTrack({});
}

TrackInspector::~TrackInspector() = default;

void TrackInspector::buildControls()
{
    m_playback = new PlaybackBar(*m_player, m_views->axis(), this);
    m_corrections = new CorrectionBar(this);
    connect(m_corrections, &CorrectionBar::correctionWanted, this, &TrackInspector::correctionWanted);
    m_tempo->setProperty("kind", "section");
    m_tempo->setAccessibleName(tr("Tempo"));
    m_panel->addToTitleRow(m_tempo);
    m_panel->addToTitleRow(m_corrections);
    auto* const body = new QWidget(this);
    auto* const rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(ui::measure::kSmallGap);
    rows->addWidget(m_views, 1);
    rows->addWidget(m_playback);
    m_panel->setBody(body);
    m_actions = m_playback->barActions();
    m_actions.push_back(nullptr);
    m_actions.insert(m_actions.end(), m_corrections->barActions().begin(), m_corrections->barActions().end());
    for (QAction* const action : m_actions)
        if (action)
            addAction(action);
    keepSpaceForButtons(this);
}

void TrackInspector::showTrack(std::optional<InspectedTrack> track)
{
    const bool wasActive = m_player->isActive();
    m_track = std::move(track);
    m_tempi.reset();
    m_services.tasks.cancelKey(m_key);
    m_player->setFile({});
    m_playback->setNote({});
    m_corrections->reset();
    m_playsWhenSettled = m_track && (wasActive || m_playsWhenSettled || m_playback->isAuditioning());
    m_stack->setCurrentIndex(m_track ? 1 : 0);
    showHeading();
    showTempi();
    if (!m_track) {
        m_settling.stop();
        m_views->showText({});
        return;
    }
    if (const KnownTrack* const old = m_memory.find(m_track->audio))
        showKnown(*old);
    else
        m_views->showText(tr("Reading…"));
    const bool isFlownOver = m_sinceChange.isValid() && m_sinceChange.elapsed() < kSettleMilliseconds;
    m_sinceChange.start();
    if (isFlownOver || m_settling.isActive())
        m_settling.start();
    else
        settle();
}

void TrackInspector::settle()
{
    if (!m_track)
        return;
    if (m_track->audio.empty()) {
        showFailure(tr("There is no audio of this track."));
        return;
    }
    m_player->setFile(m_track->audio);
    m_playback->takeRegion();
    showTempi();
    if (const KnownTrack* const old = m_memory.find(m_track->audio); !old || !old->tempi)
        analyse();
    else
        followTempi();
    if (std::exchange(m_playsWhenSettled, false))
        m_player->play();
}

void TrackInspector::analyse()
{
    ++m_analysisCount;
    m_services.tasks.run(
        {.title = {}, .key = m_key, .isListed = false},
        [audio = m_track->audio](TaskContext& task) { return analyseFile(audio, task); }, this,
        [this, audio = m_track->audio](TaskResult<Analysed> result) {
            if (!m_track || m_track->audio != audio || result.isCancelled)
                return;
            if (result.error) {
                showFailure(QString::fromStdString(result.error->message()));
                return;
            }
            showKnown(m_memory.remember({.audio = audio, .pictures = result.value->pictures, .tempi = {}}));
            findTempiOf(audio, result.value->samples, result.value->pictures);
        });
}

void TrackInspector::findTempiOf(const std::filesystem::path& audio, std::shared_ptr<const std::vector<float>> samples,
                                 std::shared_ptr<const TrackPictures> pictures)
{
    TrackTempi given;
    given.baseline = m_track->baseline;
    given.model = m_track->model;
    m_services.tasks.run(
        {.title = {}, .key = m_key, .isListed = false},
        [given, samples = std::move(samples), pictures, network = m_network,
         reference = hasBeatsOfReference() ? std::nullopt : m_track->reference](TaskContext& task) {
            return findTempi(given, reference, *samples, pictures->onset, *network, task.stop());
        },
        this,
        [this, audio, pictures](TaskResult<TrackTempi> result) {
            if (!m_track || m_track->audio != audio || !result.value)
                return;
            showKnown(m_memory.remember({.audio = audio, .pictures = pictures, .tempi = *result.value}));
        });
}

void TrackInspector::showKnown(const KnownTrack& known)
{
    m_tempi = known.tempi;
    m_views->showPictures(*known.pictures, m_track->beats);
    m_playback->takeRegion();
    showTempi();
    if (known.pictures->isCut)
        m_playback->setNote(tr("Shown: the first %1 minutes.").arg(static_cast<int>(kLongestInspected.value() / 60.0)));
    else if (known.tempi && !known.tempi->modelProblem.empty())
        m_playback->setNote(tr("No model: %1").arg(QString::fromStdString(known.tempi->modelProblem)));
}

void TrackInspector::setReference(std::optional<Bpm> reference)
{
    if (!m_track)
        return;
    m_track->reference = reference;
    showHeading();
    showTempi();
    followTempi();
}

bool TrackInspector::hasBeatsOfReference() const
{
    const std::optional<Bpm> ofBeats = tempoOfBeats(m_track->beats);
    return ofBeats && m_track->reference &&
           std::abs(ofBeats->value() / m_track->reference->value() - 1.0) <= kSameTempo;
}

void TrackInspector::setEstimates(std::optional<Bpm> baseline, std::optional<Bpm> model)
{
    if (!m_track)
        return;
    m_track->baseline = baseline ? baseline : m_track->baseline;
    m_track->model = model ? model : m_track->model;
    showTempi();
    followTempi();
}

void TrackInspector::followTempi()
{
    const KnownTrack* const now = m_memory.find(m_track->audio);
    if (!now || !m_tempi)
        return; // on its way
    TrackTempi tempi = *m_tempi;
    tempi.baseline = m_track->baseline ? m_track->baseline : tempi.baseline;
    tempi.model = m_track->model ? m_track->model : tempi.model;
    m_services.tasks.run(
        {.title = {}, .key = m_key + QLatin1Char('b'), .isListed = false},
        [pictures = now->pictures, tempi, reference = hasBeatsOfReference() ? std::nullopt : m_track->reference](
            TaskContext& task) { return followBeats(tempi, reference, pictures->onset, task.stop()); },
        this,
        [this, audio = m_track->audio](TaskResult<TrackTempi> result) {
            if (!m_track || m_track->audio != audio || !m_tempi || !result.value)
                return;
            m_tempi = *result.value;
            showTempi();
        });
}

void TrackInspector::showHeading()
{
    if (!m_track)
        return;
    m_panel->setTitle(
        QFontMetrics(ui::fontOf(ui::TextRole::Section)).elidedText(m_track->id, Qt::ElideMiddle, kHeadingWidth));
    m_panel->setAccessibleName(m_track->id);
}

void TrackInspector::showTempi()
{
    const auto either = [](std::optional<Bpm> given, std::optional<Bpm> found) { return given ? given : found; };
    const std::optional<Bpm> reference = m_track ? m_track->reference : std::nullopt;
    const std::optional<Bpm> baseline =
        m_track ? either(m_track->baseline, m_tempi ? m_tempi->baseline : std::nullopt) : std::nullopt;
    const std::optional<Bpm> model =
        m_track ? either(m_track->model, m_tempi ? m_tempi->model : std::nullopt) : std::nullopt;
    const std::optional<Bpm> counts = reference ? reference : model ? model : baseline;
    m_tempo->setText(counts ? tr("%1 BPM").arg(QLocale().toString(counts->value(), 'f', 2)) : QString());
    m_corrections->setTempo(counts);
    if (!m_views->tempogram().isEmpty())
        m_views->showTempi(reference, baseline, model);
    m_playback->setTempo(ClickVoice::Reference, reference);
    m_playback->setTempo(ClickVoice::Baseline, baseline);
    m_playback->setTempo(ClickVoice::Model, model);
    if (!m_track)
        return;
    m_player->setClicks(ClickVoice::Reference, hasBeatsOfReference() ? secondsOf(m_track->beats)
                                               : m_tempi             ? m_tempi->referenceBeats
                                                                     : std::vector<double>{});
    m_player->setClicks(ClickVoice::Baseline, m_tempi ? m_tempi->baselineBeats : std::vector<double>{});
    m_player->setClicks(ClickVoice::Model, m_tempi ? m_tempi->modelBeats : std::vector<double>{});
}

void TrackInspector::showFailure(const QString& text)
{
    m_views->showText(text);
}

void TrackInspector::playWithClicks()
{
    m_playback->setClicksOn(m_track && m_track->reference ? ClickVoice::Reference : ClickVoice::Model, true);
    playSoon();
}

void TrackInspector::playWith(ClickVoice voice)
{
    for (std::size_t other = 0; other < kClickVoices; ++other)
        m_playback->setClicksOn(static_cast<ClickVoice>(other), static_cast<ClickVoice>(other) == voice);
    playSoon();
}

void TrackInspector::leaveClickKeys()
{
    m_playback->leaveClickKeys();
}

void TrackInspector::playSoon()
{
    if (m_settling.isActive())
        m_playsWhenSettled = true;
    else
        m_player->play();
}

QString TrackInspector::note() const
{
    return m_playback->note();
}

void TrackInspector::setAudioOutput(std::unique_ptr<AudioOutput> output)
{
    m_player->setOutput(std::move(output));
}

QJsonObject TrackInspector::saveState() const
{
    QJsonObject state{{QStringLiteral("audition"), m_playback->isAuditioning()}};
    int clicks = 0;
    for (std::size_t voice = 0; voice < kClickVoices; ++voice)
        clicks |= m_player->areClicksOn(static_cast<ClickVoice>(voice)) ? 1 << voice : 0;
    state.insert(QStringLiteral("clicks"), clicks);
    return state;
}

void TrackInspector::restoreState(const QJsonObject& state)
{
    m_playback->setAuditioning(state.value(QStringLiteral("audition")).toBool());
    const QJsonValue clicks = state.value(QStringLiteral("clicks"));
    if (clicks.isDouble())
        for (std::size_t voice = 0; voice < kClickVoices; ++voice)
            m_playback->setClicksOn(static_cast<ClickVoice>(voice), (clicks.toInt() >> voice) & 1);
}

void TrackInspector::hideEvent(QHideEvent* event)
{
    m_player->pause();
    QWidget::hideEvent(event);
}

} // namespace tempo::workbench
