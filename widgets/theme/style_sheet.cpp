// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/style_sheet.h"

#include <QHash>

namespace tempo::ui {

namespace {

/// Words in braces stand for colours.
constexpr const char* kTemplate = R"(
QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="section"] { font-size: 15px; font-weight: 600; }
QLabel[kind="caption"] { font-size: 11px; color: {secondary}; }
QLabel[kind="secondary"] { color: {secondary}; }
QFrame[kind="panel"] { background: {panel}; border: 1px solid {line}; border-radius: 6px; }
QFrame[kind="rule"] { background: {line}; border: none; }

QPushButton { min-height: 28px; padding: 0 12px; border: 1px solid {line}; border-radius: 6px; background: {panel}; color: {text}; }
QPushButton:hover { background: {raised}; }
QPushButton:pressed, QPushButton:checked { background: {line}; }
QPushButton:focus { border-color: {secondary}; }
QPushButton:disabled { color: {faint}; background: {page}; }
QPushButton[kind="primary"] { background: {text}; color: {panel}; border-color: {text}; }
QPushButton[kind="primary"]:hover { background: {hoverText}; }
QPushButton[kind="primary"]:focus { border: 2px solid {selection}; }
QPushButton[kind="primary"]:disabled { background: {line}; color: {secondary}; border-color: {line}; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; padding: 0 20px 0 8px; }
QPushButton[kind="quiet"]:hover { background: {raised}; }
QPushButton[kind="quiet"]:focus { border-color: {secondary}; }
QPushButton::menu-indicator { width: 8px; subcontrol-position: right center; subcontrol-origin: padding; right: 8px; }

QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent; color: {text}; }
QToolButton:hover { background: {raised}; }
QToolButton:pressed, QToolButton:checked { background: {line}; }
QToolButton:focus { border-color: {secondary}; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
  border: 1px solid {line}; border-radius: 6px; background: {panel}; color: {text};
  selection-background-color: {selected}; selection-color: {text}; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 28px; padding: 0 8px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border-color: {secondary}; }
QLineEdit[invalid="true"] { border-color: {problem}; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: {faint}; background: {page}; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTableView::indicator, QTreeView::indicator, QListView::indicator {
  width: 14px; height: 14px; border: 1px solid {secondary}; border-radius: 3px; background: {panel}; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
  border-color: {text}; background: {text}; image: url(:/icons/{tick}.svg); }
QCheckBox::indicator:disabled { border-color: {line}; background: {page}; }
QCheckBox::indicator:checked:disabled { border-color: {faint}; background: {faint}; }
QCheckBox::indicator:hover { background: {raised}; }
QCheckBox::indicator:checked:hover { background: {hoverText}; }
QCheckBox::indicator:focus { border: 2px solid {selection}; width: 12px; height: 12px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { border: 1px solid {line}; background: {panel}; outline: none; selection-background-color: {selected}; }

QAbstractScrollArea { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView, QTreeView, QListView { background: {panel}; alternate-background-color: {panel}; border: none; outline: none;
  gridline-color: {line}; selection-background-color: {selected}; selection-color: {text}; }
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid {hairline}; }
QTreeView::item { height: 28px; padding: 0 8px; border: none; }
QTreeView::item:selected { background: {selected}; color: {text}; }
QTableView::item:selected { background: {selected}; color: {text}; }
QHeaderView { background: {panel}; border: none; }
QHeaderView::section { background: {panel}; color: {secondary}; border: none; border-bottom: 1px solid {line}; padding: 0 11px; height: 28px; font-size: 12px; }
QHeaderView::section:hover { color: {text}; }
QTableCornerButton::section { background: {panel}; border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: {thumb}; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: {secondary}; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; width: 0; height: 0; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: {line}; }

QMenuBar { background: {page}; color: {text}; border: none; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: {raised}; }
QMenu { background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: {raised}; }
QMenu::item:disabled { color: {faint}; }
QMenu::separator { height: 1px; background: {line}; margin: 4px 8px; }
QToolTip { background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }

QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 12px; color: {secondary}; border: none; border-bottom: 2px solid transparent; background: transparent; }
QTabBar::tab:selected { color: {text}; border-bottom-color: {text}; }
QTabBar::tab:hover { color: {text}; }
QTabBar::tab:focus { color: {text}; background: {raised}; }

QProgressBar { border: none; border-radius: 3px; background: {line}; min-height: 6px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: {text}; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: {line}; border-radius: 2px; }
QSlider::sub-page:horizontal { background: {secondary}; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: {text}; }
QSlider::handle:horizontal:focus { background: {selection}; }
QStatusBar { background: {page}; color: {secondary}; }
QStatusBar::item { border: none; }
)";

} // namespace

QString styleSheetOf(const Colors& colors)
{
    const QHash<QString, QColor> words{
        {QStringLiteral("page"), colors.page},
        {QStringLiteral("panel"), colors.panel},
        {QStringLiteral("line"), colors.line},
        {QStringLiteral("text"), colors.text},
        {QStringLiteral("secondary"), colors.secondary},
        {QStringLiteral("raised"), colors.raised},
        {QStringLiteral("selection"), colors.selection},
        {QStringLiteral("problem"), colors.problem},
        {QStringLiteral("faint"), mixed(colors.panel, colors.secondary, 0.6)},
        {QStringLiteral("hairline"), mixed(colors.panel, colors.line, 0.5)},
        {QStringLiteral("hoverText"), mixed(colors.text, colors.secondary, 0.4)},
        {QStringLiteral("selected"), mixed(colors.panel, colors.selection, 0.3)},
        {QStringLiteral("thumb"), mixed(colors.panel, colors.secondary, 0.45)},
    };
    QString sheet = QString::fromLatin1(kTemplate);
    for (auto word = words.begin(); word != words.end(); ++word)
        sheet.replace(QLatin1Char('{') + word.key() + QLatin1Char('}'), word.value().name());
    // A style sheet's pictures have the colours of their file.
    const bool isDark = colors.panel.lightness() < colors.text.lightness();
    sheet.replace(QStringLiteral("{tick}"), isDark ? QStringLiteral("tick-dark") : QStringLiteral("tick-light"));
    return sheet;
}

} // namespace tempo::ui
