// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/plot_export.h"

#include "app/workbench/services.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/atomic_file.h"
#include "widgets/plots/plot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace tempo::workbench {

namespace {

constexpr double kDotsPerInch = 300.0;
constexpr double kPointsPerInch = 72.0;
constexpr double kLeast = 40.0; // mm
constexpr double kMost = 1000.0;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlotExport)
};

QDoubleSpinBox* millimetreBox(const QString& name, double value)
{
    auto* const box = new QDoubleSpinBox;
    box->setAccessibleName(name);
    box->setRange(kLeast, kMost);
    box->setDecimals(0);
    box->setSuffix(Words::tr(" mm"));
    box->setValue(value);
    return box;
}

void askForFile(ui::Plot& plot, const QSizeF& millimetres, const Services& services, QWidget* parent)
{
    const QString path = QFileDialog::getSaveFileName(parent, Words::tr("Export the plot"),
                                                      QDir::home().filePath(QStringLiteral("plot.svg")),
                                                      Words::tr("SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"));
    if (!path.isEmpty())
        writePlot(plot, path, services, parent, millimetres);
}

QByteArray pngOf(ui::Plot& plot, const QSizeF& millimetres)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImage image = plot.image(ui::Plot::pointsOf(millimetres), kDotsPerInch / kPointsPerInch);
    constexpr double kInchesPerMetre = 1000.0 / 25.4;
    image.setDotsPerMeterX(static_cast<int>(std::lround(kDotsPerInch * kInchesPerMetre)));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

void exportPlot(ui::Plot& plot, const Services& services, QWidget* parent)
{
    auto* const dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Words::tr("Export the plot"));
    auto* const form = new QFormLayout(dialog);
    // As wide as a column, in the shape that it has in the window.
    const double shape = static_cast<double>(plot.height()) / std::max(1, plot.width());
    auto* const width = millimetreBox(Words::tr("Width"), kUsualPicture.width());
    auto* const height = millimetreBox(Words::tr("Height"), std::round(kUsualPicture.width() * shape));
    form->addRow(Words::tr("Width"), width);
    form->addRow(Words::tr("Height"), height);
    auto* const note = new QLabel(Words::tr("SVG, PDF or PNG; always in light colours."));
    note->setProperty("kind", "caption");
    form->addRow(note);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    // Once this dialog is gone: another one inside its own signal would keep it, and its caller, waiting.
    QObject::connect(dialog, &QDialog::accepted, &plot, [&plot, width, height, services, parent] {
        const QSizeF millimetres(width->value(), height->value());
        QMetaObject::invokeMethod(
            &plot, [&plot, millimetres, services, parent] { askForFile(plot, millimetres, services, parent); },
            Qt::QueuedConnection);
    });
    dialog->open();
}

void writePlot(ui::Plot& plot, const QString& path, const Services& services, QWidget* parent,
               const QSizeF& millimetres)
{
    const bool isPng = path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive);
    const bool isSvg = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
    const QByteArray bytes = isPng ? pngOf(plot, millimetres) : isSvg ? plot.svg(millimetres) : plot.pdf(millimetres);
    services.tasks.run(
        {.title = Words::tr("Exporting"), .key = {}, .isListed = false},
        [bytes, file = std::filesystem::path(QFile::encodeName(path).toStdString())](TaskContext&) {
            writeFileAtomically(file, {{bytes.toStdString()}});
            return Nothing{};
        },
        parent,
        [services, path](const TaskResult<Nothing>& result) {
            if (result.error)
                services.problem(QString::fromStdString(result.error->message()), {});
            else
                services.notice(Words::tr("Written: %1").arg(QDir::toNativeSeparators(path)), {});
        });
}

} // namespace tempo::workbench
