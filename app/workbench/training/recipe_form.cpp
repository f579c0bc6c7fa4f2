// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/recipe_form.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace tempo::workbench {

namespace {

constexpr int kLeastField = 48;

template <class Value>
void addChoice(QComboBox& box, const QString& text, Value value)
{
    box.addItem(text, static_cast<int>(value));
}

template <class Value>
Value chosen(const QComboBox& box)
{
    return static_cast<Value>(box.currentData().toInt());
}

template <class Value>
void choose(QComboBox& box, Value value)
{
    box.setCurrentIndex(box.findData(static_cast<int>(value)));
}

void addTitle(QFormLayout& form, const QString& text)
{
    auto* const label = new QLabel(text);
    label->setProperty("kind", "secondary");
    label->setContentsMargins(0, form.rowCount() == 0 ? 0 : ui::measure::kSmallGap, 0, 0);
    form.addRow(label);
}

QSpinBox* spinBox(int low, int high)
{
    auto* const box = new QSpinBox;
    box->setRange(low, high);
    box->setAlignment(Qt::AlignRight);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return box;
}

/// Takes the point wherever the language has another sign: "0.5" must not become 5 where the point groups digits.
class RealBox final : public QDoubleSpinBox {
protected:
    QValidator::State validate(QString& text, int& place) const override
    {
        text.replace(QLatin1Char('.'), locale().decimalPoint());
        return QDoubleSpinBox::validate(text, place);
    }
};

QDoubleSpinBox* realBox(double low, double high, int decimals)
{
    auto* const box = new RealBox;
    box->setRange(low, high);
    box->setDecimals(decimals);
    box->setAlignment(Qt::AlignRight);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return box;
}

/// Two fields and a word between them, as one row.
QWidget* pairOf(QWidget* first, const QString& between, QWidget* second)
{
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(first, 1);
    layout->addWidget(new QLabel(between));
    layout->addWidget(second, 1);
    return row;
}

} // namespace

RecipeForm::RecipeForm(QWidget* parent) : QWidget(parent)
{
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(ui::measure::kInset);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    buildData(*form);
    buildNetwork(*form);
    buildAugmentation(*form);
    buildTraining(*form);

    for (QComboBox* const box : findChildren<QComboBox*>())
        connect(box, &QComboBox::currentIndexChanged, this, &RecipeForm::take);
    for (QSpinBox* const box : findChildren<QSpinBox*>())
        connect(box, &QSpinBox::valueChanged, this, &RecipeForm::take);
    for (QDoubleSpinBox* const box : findChildren<QDoubleSpinBox*>())
        connect(box, &QDoubleSpinBox::valueChanged, this, &RecipeForm::take);
    for (QLineEdit* const line : {m_dataset, m_name})
        connect(line, &QLineEdit::textEdited, this, &RecipeForm::take);
    connect(m_causal, &QCheckBox::toggled, this, &RecipeForm::take);
    // The panel's width decides, not the longest text.
    for (QWidget* const field : findChildren<QWidget*>())
        if (qobject_cast<QComboBox*>(field) || qobject_cast<QAbstractSpinBox*>(field) ||
            qobject_cast<QLineEdit*>(field)) {
            field->setMinimumWidth(kLeastField);
            field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        }
    setConfig(RunConfig{});
}

void RecipeForm::buildData(QFormLayout& form)
{
    addTitle(form, tr("Data"));
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_dataset = new QLineEdit;
    m_dataset->setPlaceholderText(tr("Folder of annotated music"));
    m_dataset->setAccessibleName(tr("Dataset"));
    auto* const browse = new QToolButton;
    browse->setIcon(ui::iconOf(QStringLiteral("open")));
    browse->setToolTip(tr("Choose the dataset"));
    browse->setAccessibleName(browse->toolTip());
    connect(browse, &QToolButton::clicked, this, &RecipeForm::datasetWanted);
    layout->addWidget(m_dataset, 1);
    layout->addWidget(browse);
    form.addRow(tr("Dataset"), row);

    m_split = new QComboBox;
    addChoice(*m_split, tr("By chance"), SplitMethod::Random);
    addChoice(*m_split, tr("First of a genre"), SplitMethod::FirstOfGenre);
    addChoice(*m_split, tr("Folds"), SplitMethod::KFold);
    m_validation = realBox(0.0, 90.0, 0);
    m_validation->setSuffix(tr(" %"));
    form.addRow(tr("Split"), m_split);
    form.addRow(tr("Validation"), m_validation);
    m_low = spinBox(1, 999);
    m_high = spinBox(2, 1000);
    m_low->setAccessibleName(tr("Slowest tempo"));
    m_high->setAccessibleName(tr("Fastest tempo"));
    form.addRow(tr("Tempi (BPM)"), pairOf(m_low, tr("to"), m_high));
}

void RecipeForm::buildNetwork(QFormLayout& form)
{
    addTitle(form, tr("Network"));
    m_network = new QComboBox;
    addChoice(*m_network, QStringLiteral("TempoNet"), NetworkKind::TempoNet);
    addChoice(*m_network, QStringLiteral("MobileNetV2"), NetworkKind::MobileNetV2);
    addChoice(*m_network, QStringLiteral("Cnn14 (PANNs)"), NetworkKind::Cnn14);
    m_input = new QComboBox;
    addChoice(*m_input, tr("Mel bands"), NetworkInput::Mel);
    addChoice(*m_input, tr("Tempogram"), NetworkInput::Tempogram);
    m_loss = new QComboBox;
    addChoice(*m_loss, tr("Distribution"), LossKind::CrossEntropy);
    addChoice(*m_loss, tr("Squared error"), LossKind::MeanSquaredError);
    m_causal = new QCheckBox(tr("Causal"));
    m_causal->setToolTip(tr("No look-ahead, for use in real time"));
    form.addRow(tr("Network"), m_network);
    form.addRow(tr("Input"), m_input);
    form.addRow(tr("Loss"), m_loss);
    form.addRow(QString(), m_causal);
}

void RecipeForm::buildAugmentation(QFormLayout& form)
{
    addTitle(form, tr("Augmentation"));
    m_gain = realBox(0.0, 60.0, 1);
    m_gain->setSuffix(tr(" dB"));
    m_stretchLow = realBox(0.25, 1.0, 2);
    m_stretchHigh = realBox(1.0, 4.0, 2);
    m_stretchLow->setAccessibleName(tr("Slowest stretch"));
    m_stretchHigh->setAccessibleName(tr("Fastest stretch"));
    m_balance = new QComboBox;
    addChoice(*m_balance, tr("As they come"), TempoBalance::None);
    addChoice(*m_balance, tr("Equal regions"), TempoBalance::Bins);
    addChoice(*m_balance, tr("Stretched"), TempoBalance::Stretch);
    form.addRow(tr("Gain ±"), m_gain);
    form.addRow(tr("Tempo ×"), pairOf(m_stretchLow, tr("to"), m_stretchHigh));
    form.addRow(tr("Balance"), m_balance);
}

void RecipeForm::buildTraining(QFormLayout& form)
{
    addTitle(form, tr("Training"));
    m_epochs = spinBox(1, 100000);
    m_batch = spinBox(1, 65536);
    m_rate = realBox(1e-7, 10.0, 6);
    m_patience = spinBox(0, 100000);
    m_patience->setSpecialValueText(tr("never stop early"));
    m_patience->setToolTip(tr("Epochs without improvement after which the training ends"));
    m_seed = spinBox(0, std::numeric_limits<int>::max());
    m_device = new QComboBox;
    m_device->addItem(tr("Automatic"), QStringLiteral("auto"));
    m_name = new QLineEdit;
    m_name->setPlaceholderText(tr("made of network and time"));
    form.addRow(tr("Epochs"), m_epochs);
    form.addRow(tr("Batch"), m_batch);
    form.addRow(tr("Learning rate"), m_rate);
    form.addRow(tr("Patience"), m_patience);
    form.addRow(tr("Seed"), m_seed);
    form.addRow(tr("Device"), m_device);
    form.addRow(tr("Name"), m_name);
}

void RecipeForm::setDevices(const std::vector<ComputeDevice>& devices)
{
    const QString wanted = QString::fromStdString(m_config.trainer.device);
    m_isFilling = true;
    m_device->clear();
    m_device->addItem(tr("Automatic"), QStringLiteral("auto"));
    for (const ComputeDevice& device : devices) {
        const QString name = QString::fromStdString(device.name);
        m_device->addItem(QStringLiteral("%1 (%2)").arg(name.toUpper(), QString::fromStdString(device.description)),
                          name);
        if (!device.isUsable) {
            const int item = m_device->count() - 1;
            m_device->setItemText(item, tr("%1: %2").arg(name, QString::fromStdString(device.reason)));
            m_device->setItemData(item, 0, Qt::UserRole - 1); // not to be chosen
        }
        m_device->setItemData(m_device->count() - 1, QString::fromStdString(device.reason), Qt::ToolTipRole);
    }
    if (m_device->findData(wanted) < 0)
        m_device->addItem(wanted, wanted);
    m_device->setCurrentIndex(m_device->findData(wanted));
    m_isFilling = false;
}

void RecipeForm::setConfig(const RunConfig& config)
{
    m_config = config;
    m_isFilling = true;
    m_dataset->setText(config.data.roots.empty() ? QString()
                                                 : QString::fromStdString(config.data.roots.front().string()));
    m_dataset->setEnabled(config.data.roots.size() < 2);
    m_dataset->setToolTip(config.data.roots.size() < 2 ? QString() : tr("Several datasets: see the text"));
    choose(*m_split, config.data.split.method);
    m_validation->setValue(100.0 * config.data.split.validationFraction);
    m_low->setValue(static_cast<int>(config.data.range.low.value()));
    m_high->setValue(static_cast<int>(config.data.range.high.value()));
    choose(*m_network, config.model.network);
    choose(*m_input, config.model.input);
    choose(*m_loss, config.trainer.loss);
    m_causal->setChecked(config.model.isCausal);
    m_gain->setValue(config.augmentation.gainDecibel);
    m_stretchLow->setValue(config.augmentation.stretchLow);
    m_stretchHigh->setValue(config.augmentation.stretchHigh);
    choose(*m_balance, config.augmentation.balance);
    m_epochs->setValue(config.trainer.maxEpochs);
    m_batch->setValue(config.trainer.batchSize);
    m_rate->setValue(config.trainer.learningRate);
    m_patience->setValue(config.trainer.patience);
    m_seed->setValue(static_cast<int>(config.seed));
    m_name->setText(QString::fromStdString(config.trainer.name));
    const QString device = QString::fromStdString(config.trainer.device);
    if (m_device->findData(device) < 0)
        m_device->addItem(device, device);
    m_device->setCurrentIndex(m_device->findData(device));
    m_isFilling = false;
}

void RecipeForm::take()
{
    if (m_isFilling)
        return;
    if (m_config.data.roots.size() < 2) {
        m_config.data.roots.clear();
        if (!m_dataset->text().trimmed().isEmpty())
            m_config.data.roots.emplace_back(m_dataset->text().trimmed().toStdString());
    }
    m_config.data.split.method = chosen<SplitMethod>(*m_split);
    m_config.data.split.validationFraction = m_validation->value() / 100.0;
    // A field shows whole numbers: what it cannot show is only replaced where it was edited.
    const auto takeTempo = [](const QSpinBox& box, Bpm& tempo) {
        if (box.value() != static_cast<int>(tempo.value()))
            tempo = Bpm{static_cast<double>(box.value())};
    };
    takeTempo(*m_low, m_config.data.range.low);
    takeTempo(*m_high, m_config.data.range.high);
    m_config.model.network = chosen<NetworkKind>(*m_network);
    m_config.model.input = chosen<NetworkInput>(*m_input);
    m_config.model.isCausal = m_causal->isChecked();
    m_config.trainer.loss = chosen<LossKind>(*m_loss);
    m_config.augmentation.gainDecibel = m_gain->value();
    m_config.augmentation.stretchLow = m_stretchLow->value();
    m_config.augmentation.stretchHigh = m_stretchHigh->value();
    m_config.augmentation.balance = chosen<TempoBalance>(*m_balance);
    m_config.trainer.maxEpochs = m_epochs->value();
    m_config.trainer.batchSize = m_batch->value();
    m_config.trainer.learningRate = m_rate->value();
    m_config.trainer.patience = m_patience->value();
    m_config.seed = static_cast<std::uint64_t>(m_seed->value());
    m_config.trainer.device = m_device->currentData().toString().toStdString();
    m_config.trainer.name = m_name->text().trimmed().toStdString();
    Q_EMIT edited();
}

} // namespace tempo::workbench
