// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/dataset_header.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace tempo::workbench {

DatasetHeader::DatasetHeader(QWidget* parent)
    : QWidget(parent), m_name(new QLabel(this)), m_detail(new QLabel(this)),
      m_versionLabel(new QLabel(tr("Reference"), this)), m_versions(new QComboBox(this)),
      m_rescan(new QPushButton(this))
{
    setFixedHeight(ui::measure::kToolRow);
    m_name->setProperty("kind", "title");
    m_name->setTextFormat(Qt::PlainText);
    m_detail->setProperty("kind", "secondary");
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_versionLabel->setProperty("kind", "secondary");
    m_versionLabel->setBuddy(m_versions);
    m_versions->setAccessibleName(tr("Reference version"));
    m_versions->setToolTip(tr("Which of the dataset's annotations counts; every number depends on it"));
    m_versions->setMinimumWidth(120);
    m_versions->setMaximumWidth(220);
    m_versions->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* const open = new QPushButton(ui::iconOf(QStringLiteral("open")), tr("Open…"), this);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_name);
    layout->addSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_detail, 1);
    layout->addWidget(m_versionLabel);
    layout->addWidget(m_versions);
    layout->addSpacing(ui::measure::kSmallGap);
    layout->addWidget(open);
    layout->addWidget(m_rescan);
    setScanning(false);
    connect(open, &QPushButton::clicked, this, &DatasetHeader::openWanted);
    connect(m_rescan, &QPushButton::clicked, this, [this] {
        if (m_isScanning)
            Q_EMIT stopWanted();
        else
            Q_EMIT rescanWanted();
    });
    connect(m_versions, &QComboBox::currentTextChanged, this, &DatasetHeader::versionChosen);
}

void DatasetHeader::setName(const QString& name, const QString& toolTip)
{
    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, 360));
    m_name->setToolTip(toolTip);
}

void DatasetHeader::setDetail(const QString& text)
{
    m_detailText = text;
    elide();
}

QString DatasetHeader::detail() const
{
    return m_detailText;
}

void DatasetHeader::setVersions(const QStringList& versions, const QString& current)
{
    const QSignalBlocker blocker(m_versions);
    m_versions->clear();
    m_versions->addItems(versions);
    m_versions->setCurrentText(current);
    m_versions->setEnabled(versions.size() > 1);
    m_versions->setVisible(!versions.isEmpty());
    m_versionLabel->setVisible(!versions.isEmpty());
}

QString DatasetHeader::version() const
{
    return m_versions->currentText();
}

void DatasetHeader::setScanning(bool isScanning)
{
    m_isScanning = isScanning;
    m_rescan->setText(isScanning ? tr("Stop") : tr("Rescan"));
    m_rescan->setIcon(ui::iconOf(isScanning ? QStringLiteral("stop") : QStringLiteral("refresh")));
}

void DatasetHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
}

void DatasetHeader::elide()
{
    m_detail->setText(m_detail->fontMetrics().elidedText(m_detailText, Qt::ElideRight, m_detail->width()));
    m_detail->setToolTip(m_detailText);
}

} // namespace tempo::workbench
