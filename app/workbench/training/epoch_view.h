// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/training_records.h"

#include <QVector>
#include <QWidget>

#include <vector>

class QLabel;
class QSlider;

namespace tempo::ui {
class XyPlot;
}

namespace tempo::workbench {

/// The validation tracks after each epoch, prediction against truth, with a slider that goes back through the epochs.
class EpochView final : public QWidget {
    Q_OBJECT
public:
    explicit EpochView(QWidget* parent = nullptr);

    void clear();
    /// One more epoch; shown at once while the slider is at the newest one. Epochs without predictions are passed over.
    void addEpoch(const EpochRecord& epoch);
    [[nodiscard]] int epochCount() const { return static_cast<int>(m_epochs.size()); }
    [[nodiscard]] int shownEpoch() const; ///< index; -1 if there is none
    void showEpoch(int index);
    [[nodiscard]] ui::XyPlot& plot() { return *m_plot; }

private:
    struct Epoch {
        int number = 0; // from 1
        double accuracy1 = 0.0;
        std::vector<ValidationPrediction> predictions;
    };
    void draw();

    ui::XyPlot* m_plot;
    QSlider* m_slider;
    QLabel* m_text;
    std::vector<Epoch> m_epochs;
};

} // namespace tempo::workbench
