// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/inspector_views.h"

#include "widgets/theme/theme.h"
#include "widgets/views/heat_map_view.h"
#include "widgets/views/time_axis.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>

#include <array>

namespace tempo::workbench {

namespace {

/// Below this height two rows of pictures would show nothing.
constexpr int kTwoRows = 150;
constexpr int kLowerRow = 3;

std::vector<ui::HeatMapTick> tempoTicks()
{
    std::vector<ui::HeatMapTick> ticks;
    for (const double bpm : {30.0, 60.0, 120.0, 240.0})
        ticks.push_back({.height = tempoHeight(Bpm{bpm}), .label = QLocale().toString(bpm, 'f', 0)});
    return ticks;
}

std::vector<ui::HeatMapTick> frequencyTicks()
{
    std::vector<ui::HeatMapTick> ticks;
    for (const double hertz : {500.0, 1000.0, 2000.0, 4000.0, 8000.0})
        ticks.push_back({.height = melHeight(hertz),
                         .label = hertz < 1000.0 ? QLocale().toString(hertz, 'f', 0)
                                                 : QLocale().toString(hertz / 1000.0, 'f', 0) + QStringLiteral("k")});
    return ticks;
}

QLabel* captionOf(const QString& text, QWidget* parent)
{
    auto* const label = new QLabel(text, parent);
    label->setProperty("kind", "caption");
    label->setIndent(ui::TimeView::kGutter);
    return label;
}

} // namespace

InspectorViews::InspectorViews(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedLayout(this)), m_text(new QLabel(this)), m_axis(new ui::TimeAxis(this)),
      m_waveform(new ui::WaveformView(m_axis, this)),
      m_spectrogram(new ui::HeatMapView(m_axis, tr("Mel spectrogram in Hz"), this)),
      m_tempogram(new ui::HeatMapView(m_axis, tr("Tempogram in BPM"), this)),
      m_onset(new ui::EnvelopeView(m_axis, tr("Onset envelope"), this))
{
    m_text->setProperty("kind", "secondary");
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("What became of the track"));
    auto* const pictures = new QWidget(this);
    m_stack->addWidget(m_text);
    m_stack->addWidget(pictures);
    buildGrid(pictures);
    m_tempogram->setTicks(tempoTicks());
    m_spectrogram->setTicks(frequencyTicks());
    for (ui::TimeView* const view : std::array<ui::TimeView*, 4>{m_waveform, m_spectrogram, m_tempogram, m_onset}) {
        view->setToolTip(
            tr("Click: play from here. Drag: mark a region to loop. Ctrl+wheel: zoom. Shift+wheel: scroll. "
               "Double click: show all."));
        view->setToolTipDuration(4000);
    }
}

void InspectorViews::buildGrid(QWidget* pictures)
{
    m_grid = new QGridLayout(pictures);
    QGridLayout* const grid = m_grid;
    QLabel* const spectrogram = captionOf(tr("Mel spectrogram, Hz"), this);
    QLabel* const onset = captionOf(tr("Onset envelope"), this);
    m_lowerRow = {spectrogram, onset, m_spectrogram, m_onset};
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(ui::measure::kGap);
    grid->setVerticalSpacing(2);
    grid->addWidget(captionOf(tr("Waveform and beats"), this), 0, 0);
    grid->addWidget(m_waveform, 1, 0);
    grid->addWidget(spectrogram, 2, 0);
    grid->addWidget(m_spectrogram, 3, 0);
    grid->addWidget(captionOf(tr("Tempogram, BPM"), this), 0, 1);
    grid->addWidget(m_tempogram, 1, 1);
    grid->addWidget(onset, 2, 1);
    grid->addWidget(m_onset, 3, 1);
    grid->addWidget(new ui::TimeRuler(m_axis, this), 4, 0);
    grid->addWidget(new ui::TimeRuler(m_axis, this), 4, 1);
    grid->setRowStretch(1, 3);
    grid->setRowStretch(kLowerRow, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
}

void InspectorViews::showText(const QString& text)
{
    m_text->setText(text);
    m_stack->setCurrentIndex(0);
    m_axis->setDuration(0.0);
    m_waveform->setPeaks({}, 1.0);
    m_waveform->setBeats({});
    m_spectrogram->setStrength(nullptr, 1.0);
    m_tempogram->setStrength(nullptr, 1.0);
    m_tempogram->setLines({});
    m_onset->setValues({}, 1.0);
}

QString InspectorViews::text() const
{
    return m_text->text();
}

void InspectorViews::resizeEvent(QResizeEvent* event)
{
    const bool hasTwoRows = height() >= kTwoRows;
    for (QWidget* const widget : m_lowerRow)
        widget->setVisible(hasTwoRows);
    m_grid->setRowStretch(kLowerRow, hasTwoRows ? 2 : 0);
    QWidget::resizeEvent(event);
}

void InspectorViews::showPictures(const TrackPictures& pictures, const BeatAnnotation& beats)
{
    m_text->clear();
    m_stack->setCurrentIndex(1);
    m_axis->setDuration(pictures.duration.value());
    m_waveform->setPeaks(pictures.peaks, pictures.peaksPerSecond);
    std::vector<ui::WaveBeat> marks;
    for (std::size_t i = 0; i < beats.times.size(); ++i)
        marks.push_back(
            {.seconds = beats.times[i].value(), .isDownbeat = i < beats.positions.size() && beats.positions[i] == 1});
    m_waveform->setBeats(std::move(marks));
    const double rate = pictures.onset.rate.value();
    m_spectrogram->setStrength(pictures.mel, rate);
    m_tempogram->setStrength(pictures.tempogram, rate);
    m_onset->setValues(pictures.onset.values, rate);
}

void InspectorViews::showTempi(std::optional<Bpm> reference, std::optional<Bpm> baseline, std::optional<Bpm> model)
{
    std::vector<ui::HeatMapLine> lines;
    const auto add = [&](std::optional<Bpm> tempo, ui::Meaning meaning, const QString& name) {
        if (tempo)
            lines.push_back({.height = tempoHeight(*tempo),
                             .meaning = meaning,
                             .label = name + QLatin1Char(' ') + QLocale().toString(tempo->value(), 'f', 1)});
    };
    add(reference, ui::Meaning::Reference, tr("reference"));
    add(baseline, ui::Meaning::Baseline, tr("baseline"));
    add(model, ui::Meaning::Model, tr("model"));
    m_tempogram->setLines(std::move(lines));
}

} // namespace tempo::workbench
