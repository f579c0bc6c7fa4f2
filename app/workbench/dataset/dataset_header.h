// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace tempo::workbench {

/// The row above the dataset: its name, what it is, which reference counts, and the buttons that open and read.
class DatasetHeader final : public QWidget {
    Q_OBJECT
public:
    explicit DatasetHeader(QWidget* parent = nullptr);

    void setName(const QString& name, const QString& toolTip);
    void setDetail(const QString& text);
    [[nodiscard]] QString detail() const;
    /// No signal comes of it.
    void setVersions(const QStringList& versions, const QString& current);
    [[nodiscard]] QString version() const;
    void setScanning(bool isScanning);

Q_SIGNALS:
    void versionChosen(const QString& version);
    void openWanted();
    void rescanWanted();
    void stopWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QLabel* m_name;
    QLabel* m_detail;
    QLabel* m_versionLabel;
    QComboBox* m_versions;
    QPushButton* m_rescan;
    QString m_detailText;
    bool m_isScanning = false;
};

} // namespace tempo::workbench
