// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/plot_export.h"

#include "app/workbench/services.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/atomic_file.h"
#include "widgets/plots/plot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>

#include <filesystem>

namespace tempo::workbench {

namespace {

/// For a paper's column at twice the usual sharpness.
constexpr QSize kSize(800, 500);
constexpr double kPixelRatio = 2.0;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlotExport)
};

} // namespace

void exportPlot(ui::Plot& plot, const Services& services, QWidget* parent)
{
    const QString path = QFileDialog::getSaveFileName(parent, Words::tr("Export the plot"),
                                                      QDir::home().filePath(QStringLiteral("plot.pdf")),
                                                      Words::tr("PDF (*.pdf);;PNG (*.png)"));
    if (!path.isEmpty())
        writePlot(plot, path, services, parent);
}

void writePlot(ui::Plot& plot, const QString& path, const Services& services, QWidget* parent)
{
    QByteArray bytes;
    if (path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        plot.image(kSize, kPixelRatio).save(&buffer, "PNG");
    } else {
        bytes = plot.pdf(kSize);
    }
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
