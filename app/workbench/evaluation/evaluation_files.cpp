// SPDX-License-Identifier: GPL-3.0-or-later
// What the evaluation page writes and opens.
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/metrics_view.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/atomic_file.h"
#include "engine/evaluation/report_files.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>

namespace tempo::workbench {

namespace {

std::filesystem::path pathOf(const QString& file)
{
    return QFile::encodeName(file).toStdString();
}

} // namespace

void EvaluationPage::exportReport(const QString& folder)
{
    if (!m_view.all)
        return;
    m_services.tasks.run(
        {.title = tr("Writing the report"), .key = QStringLiteral("evaluation export")},
        [work = m_work, report = m_view.all, path = pathOf(folder)](TaskContext& task) {
            return writeEvaluation(path, work->evaluation, *report, task.stop());
        },
        this,
        [this, folder](const TaskResult<std::vector<std::string>>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else if (result.value)
                m_services.notice(tr("The report is in %1.").arg(QDir::toNativeSeparators(folder)), {});
        });
}

void EvaluationPage::saveBundle(const QString& file)
{
    if (!m_view.all)
        return;
    const QByteArray view = QJsonDocument(jsonOf(state())).toJson(QJsonDocument::Compact);
    m_services.tasks.run(
        {.title = tr("Writing the bundle"), .key = QStringLiteral("evaluation bundle")},
        [work = m_work, order = viewOrder(), path = pathOf(file), view = view.toStdString()](TaskContext&) {
            saveEvidence(path, *work, order, view);
            return Nothing{};
        },
        this,
        [this, file](const TaskResult<Nothing>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else if (result.value)
                m_services.notice(tr("Written: %1").arg(QDir::toNativeSeparators(file)), {});
        });
}

void EvaluationPage::askForBundle()
{
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the evidence bundle"),
        QDir::home().filePath(m_name->text() + QLatin1Char('.') + QLatin1String(kEvidenceSuffix)),
        tr("Evidence bundles (*.%1)").arg(QLatin1String(kEvidenceSuffix)));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix() != QLatin1String(kEvidenceSuffix))
        file += QLatin1Char('.') + QLatin1String(kEvidenceSuffix);
    saveBundle(file);
}

void EvaluationPage::openBundle(const QString& file)
{
    m_services.tasks.run(
        {.title = tr("Opening the bundle"), .key = QStringLiteral("evaluation open")},
        [path = pathOf(file)](TaskContext&) { return openEvidence(path); }, this,
        [this, file](const TaskResult<OpenedEvidence>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else if (result.value)
                showBundle(*result.value, file);
        });
}

void EvaluationPage::showBundle(const OpenedEvidence& opened, const QString& file)
{
    const Evidence& evidence = *opened.work->bundle;
    m_services.tasks.cancelKey(QStringLiteral("evaluate"));
    m_evaluate->setEnabled(!m_dataset.isEmpty());
    m_name->setText(QFileInfo(file).completeBaseName());
    QStringList sentences{tr("From %1, made by %2 on %3.")
                              .arg(QFileInfo(file).fileName(), QString::fromStdString(evidence.program),
                                   QString::fromStdString(evidence.created).left(10))};
    if (!opened.hasAudio)
        sentences << tr("The audio is not on this computer: playing is off.");
    if (!opened.hasSameNumbers)
        sentences << tr("This version of tempnetic finds other numbers than those in it.");
    m_origin->setText(sentences.join(QLatin1Char(' ')));
    m_origin->show();
    m_split->setCurrentIndex(m_split->findData(static_cast<int>(evidence.choice)));
    const QJsonDocument view = QJsonDocument::fromJson(QByteArray::fromStdString(evidence.view));
    EvaluationState state = evaluationStateOf(view.object());
    if (state.filter.isEmpty())
        state.filter = QString::fromStdString(evidence.filter);
    setTolerance(evidence.options.tolerance);
    showWork(opened.work, state);
}

QString EvaluationPage::tableText(const QString& form) const
{
    if (m_metrics->isEmpty())
        return {};
    const ReportTable table = m_metrics->currentTable();
    if (form == QLatin1String("csv"))
        return QString::fromStdString(tableCsv(table));
    if (form == QLatin1String("tex"))
        return QString::fromStdString(tableLatex(table, m_metrics->context().toStdString()));
    return QString::fromStdString(tableMarkdown(table)) + QLatin1Char('\n') + m_metrics->context() + QLatin1Char('\n');
}

void EvaluationPage::copyTable(const QString& form)
{
    QGuiApplication::clipboard()->setText(tableText(form));
    m_services.notice(tr("The table is in the clipboard."), {});
}

void EvaluationPage::saveTable()
{
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save the table"), QDir::home().filePath(QStringLiteral("table.csv")),
                                     tr("CSV (*.csv);;Markdown (*.md);;LaTeX (*.tex)"));
    if (file.isEmpty())
        return;
    const QString text = tableText(QFileInfo(file).suffix().toLower());
    m_services.tasks.run(
        {.title = tr("Writing the table"), .key = {}, .isListed = false},
        [path = pathOf(file), text = text.toStdString()](TaskContext&) {
            writeFileAtomically(path, {{text}});
            return Nothing{};
        },
        this,
        [this, file](const TaskResult<Nothing>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else
                m_services.notice(tr("Written: %1").arg(QDir::toNativeSeparators(file)), {});
        });
}

} // namespace tempo::workbench
