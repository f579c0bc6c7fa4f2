// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/tempo_histogram.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;

namespace tempo::workbench {

class TrackCatalogue;
class TrackSelection;
class TrackTableModel;

/// The tempo histogram of the tracks, linked: it shows what the table's filter lets pass and what is selected.
class HistogramPanel final : public QWidget {
    Q_OBJECT
public:
    HistogramPanel(const TrackCatalogue& catalogue, const TrackTableModel& model, TrackSelection& selection,
                   QWidget* parent = nullptr);

    [[nodiscard]] ui::TempoHistogram& histogram() { return *m_histogram; }
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    /// A range was dragged; in BPM.
    void rangeSelected(double low, double high);

private:
    void count();
    void mark();
    void selectTempi(double low, double high, bool extends);

    const TrackCatalogue& m_catalogue;
    const TrackTableModel& m_model;
    TrackSelection& m_selection;
    ui::TempoHistogram* m_histogram;
    QComboBox* m_bins;
    QCheckBox* m_stacked;
};

} // namespace tempo::workbench
