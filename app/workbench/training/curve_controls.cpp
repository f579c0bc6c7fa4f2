// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/curve_controls.h"

#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSlider>

namespace tempo::workbench {

namespace {

constexpr int kSmoothingSteps = 999;
constexpr int kUsualSmoothing = 900;

} // namespace

CurveControls::CurveControls(QWidget* parent)
    : QWidget(parent), m_axis(new QComboBox), m_lower(new QComboBox), m_smoothing(new QSlider(Qt::Horizontal)),
      m_means(new QCheckBox(tr("Means"))), m_logarithmic(new QCheckBox(tr("Log"))),
      m_outliers(new QCheckBox(tr("No outliers")))
{
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    for (QComboBox* const box : {m_axis, m_lower})
        box->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_axis->addItems({tr("Steps"), tr("Epochs"), tr("Time")});
    m_axis->setAccessibleName(tr("Horizontal axis"));
    m_lower->addItems({tr("Accuracy"), tr("Learning rate")});
    m_lower->setAccessibleName(tr("Lower plot"));
    m_smoothing->setRange(0, kSmoothingSteps);
    m_smoothing->setValue(kUsualSmoothing);
    m_smoothing->setMinimumWidth(40);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Smoothing: how strongly the loss of the steps is averaged"));
    m_means->setToolTip(tr("Runs that differ only in their seed as one curve: their mean, and a band from the least "
                           "to the greatest"));
    m_means->hide();
    m_logarithmic->setToolTip(tr("Logarithmic loss (L); Shift+L: logarithmic steps"));
    m_outliers->setToolTip(tr("Scales by the usual losses; single wild ones may lie outside"));
    layout->addWidget(m_axis);
    layout->addWidget(m_lower);
    layout->addStretch();
    layout->addWidget(m_smoothing, 1);
    for (QCheckBox* const box : {m_means, m_logarithmic, m_outliers})
        layout->addWidget(box);

    connect(m_axis, &QComboBox::currentIndexChanged, this, &CurveControls::axisChanged);
    connect(m_lower, &QComboBox::currentIndexChanged, this, &CurveControls::lowerChanged);
    connect(m_smoothing, &QSlider::valueChanged, this, &CurveControls::smoothingChanged);
    connect(m_logarithmic, &QCheckBox::toggled, this, &CurveControls::logarithmicToggled);
    connect(m_outliers, &QCheckBox::toggled, this, &CurveControls::outliersToggled);
    connect(m_means, &QCheckBox::toggled, this, &CurveControls::meansToggled);
}

RunAxis CurveControls::axis() const
{
    return static_cast<RunAxis>(m_axis->currentIndex());
}

void CurveControls::setAxis(RunAxis axis)
{
    m_axis->setCurrentIndex(static_cast<int>(axis));
}

LowerKind CurveControls::lower() const
{
    return static_cast<LowerKind>(m_lower->currentIndex());
}

double CurveControls::smoothing() const
{
    return m_smoothing->value() / 1000.0;
}

bool CurveControls::showsMeans() const
{
    return m_means->isChecked() && !m_means->isHidden();
}

void CurveControls::setMeansPossible(bool isPossible)
{
    m_means->setVisible(isPossible);
}

void CurveControls::toggleLogarithmic()
{
    m_logarithmic->toggle();
}

QJsonObject CurveControls::saveState() const
{
    return {{QStringLiteral("horizontal"), m_axis->currentIndex()},
            {QStringLiteral("smoothing"), m_smoothing->value()},
            {QStringLiteral("log"), m_logarithmic->isChecked()},
            {QStringLiteral("seedMeans"), m_means->isChecked()},
            {QStringLiteral("ignoreOutliers"), m_outliers->isChecked()}};
}

void CurveControls::restoreState(const QJsonObject& state)
{
    const int axis = state.value(QStringLiteral("horizontal")).toInt();
    if (axis >= 0 && axis < m_axis->count())
        m_axis->setCurrentIndex(axis);
    m_smoothing->setValue(state.value(QStringLiteral("smoothing")).toInt(m_smoothing->value()));
    m_logarithmic->setChecked(state.value(QStringLiteral("log")).toBool());
    m_means->setChecked(state.value(QStringLiteral("seedMeans")).toBool());
    m_outliers->setChecked(state.value(QStringLiteral("ignoreOutliers")).toBool());
}

} // namespace tempo::workbench
