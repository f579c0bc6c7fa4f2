// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/recipe_editor.h"

#include "app/workbench/training/recipe_form.h"
#include "training/config/run_config_yaml.h"
#include "widgets/theme/theme.h"

#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tempo::workbench {

namespace {

/// Short enough to feel immediate, long enough not to complain about half a word.
constexpr int kPauseMilliseconds = 300;

} // namespace

RecipeEditor::RecipeEditor(QWidget* parent)
    : QWidget(parent), m_form(new RecipeForm), m_tabs(new QTabWidget(this)), m_text(new QPlainTextEdit),
      m_problem(new QLabel(this))
{
    auto* const scroll = new QScrollArea;
    auto* const inset = new QWidget;
    auto* const insetLayout = new QVBoxLayout(inset);
    insetLayout->setContentsMargins(0, ui::measure::kInset, ui::measure::kInset, 0);
    insetLayout->addWidget(m_form);
    insetLayout->addStretch();
    scroll->setWidget(inset);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    inset->setAutoFillBackground(false);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Configuration as text"));
    m_tabs->addTab(scroll, tr("Form"));
    m_tabs->addTab(m_text, tr("Text (YAML)"));
    m_tabs->setDocumentMode(true);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("What is wrong with the configuration"));
    m_problem->hide();

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_problem);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &RecipeEditor::readText);
    connect(m_form, &RecipeForm::edited, this, [this] {
        writeText();
        Q_EMIT edited();
    });
    connect(m_form, &RecipeForm::datasetWanted, this, &RecipeEditor::datasetWanted);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isWriting)
            m_pause.start();
    });
    writeText();
}

void RecipeEditor::setConfig(const RunConfig& config)
{
    m_form->setConfig(config);
    writeText();
    Q_EMIT edited();
}

const RunConfig& RecipeEditor::config() const
{
    return m_form->config();
}

void RecipeEditor::setDevices(const std::vector<ComputeDevice>& devices)
{
    m_form->setDevices(devices);
}

QString RecipeEditor::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void RecipeEditor::writeText()
{
    m_isWriting = true;
    m_text->setPlainText(QString::fromStdString(toYaml(m_form->config())));
    m_isWriting = false;
    m_problem->hide();
}

void RecipeEditor::readText()
{
    m_pause.stop();
    try {
        m_form->setConfig(parseRunConfig(m_text->toPlainText().toStdString(), tr("the text").toStdString()));
        m_problem->hide();
    } catch (const Error& error) {
        m_problem->setText(QString::fromStdString(error.message()));
        m_problem->setStyleSheet(QStringLiteral("color: %1").arg(ui::Theme::instance().colors().problem.name()));
        m_problem->show();
    }
    Q_EMIT edited();
}

} // namespace tempo::workbench
