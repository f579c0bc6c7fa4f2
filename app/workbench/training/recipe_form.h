// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"
#include "training/neural/neural_module.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace tempo::workbench {

/// The settings of a training that most people change, as a form. What it does not show stays as it was given.
class RecipeForm final : public QWidget {
    Q_OBJECT
public:
    explicit RecipeForm(QWidget* parent = nullptr);

    /// Shows a configuration; nothing is emitted.
    void setConfig(const RunConfig& config);
    [[nodiscard]] const RunConfig& config() const { return m_config; }
    /// The devices to choose from, beside "auto"; those that are not usable say why.
    void setDevices(const std::vector<ComputeDevice>& devices);

Q_SIGNALS:
    /// The user has changed something; config() has it.
    void edited();
    void datasetWanted();

private:
    void buildData(QFormLayout& form);
    void buildNetwork(QFormLayout& form);
    void buildAugmentation(QFormLayout& form);
    void buildTraining(QFormLayout& form);
    void take();

    RunConfig m_config;
    bool m_isFilling = false;
    QLineEdit* m_dataset = nullptr;
    QComboBox* m_split = nullptr;
    QDoubleSpinBox* m_validation = nullptr;
    QSpinBox* m_low = nullptr;
    QSpinBox* m_high = nullptr;
    QComboBox* m_network = nullptr;
    QComboBox* m_input = nullptr;
    QCheckBox* m_causal = nullptr;
    QComboBox* m_loss = nullptr;
    QDoubleSpinBox* m_gain = nullptr;
    QDoubleSpinBox* m_stretchLow = nullptr;
    QDoubleSpinBox* m_stretchHigh = nullptr;
    QComboBox* m_balance = nullptr;
    QSpinBox* m_batch = nullptr;
    QSpinBox* m_epochs = nullptr;
    QDoubleSpinBox* m_rate = nullptr;
    QSpinBox* m_patience = nullptr;
    QSpinBox* m_seed = nullptr;
    QComboBox* m_device = nullptr;
    QLineEdit* m_name = nullptr;
};

} // namespace tempo::workbench
