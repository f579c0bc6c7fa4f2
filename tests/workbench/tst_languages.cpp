// SPDX-License-Identifier: GPL-3.0-or-later
// The window in every language: that it speaks it, and that nothing is cut off at the smallest screen it is made for.
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/language.h"
#include "app/workbench/main_window.h"
#include "app/workbench/page.h"
#include "app/workbench/training/training_page.h"
#include "tests/support/temp_folder.h"
#include "tests/workbench/tiny_dataset.h"
#include "widgets/controls/empty_state.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace tempo;
using namespace tempo::workbench;

namespace {

constexpr int kScanTimeout = 60'000;

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.native());
}

QStringList menuTitles(const MainWindow& window)
{
    QStringList titles;
    for (const QAction* const action : window.menuBar()->actions())
        titles << action->text().remove(QLatin1Char('&'));
    return titles;
}

/// How much wider its text is than the widget; elided and wrapped ones may be narrow.
int missingPixels(const QWidget& widget)
{
    // Its hint may be from before it had its entries; at its sides it has a padding, and at the right an arrow.
    if (const auto* const box = qobject_cast<const QComboBox*>(&widget))
        return box->fontMetrics().horizontalAdvance(box->currentText()) + 36 - box->width();
    if (const auto* const label = qobject_cast<const QLabel*>(&widget))
        if (label->wordWrap() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            return 0;
    if (widget.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
        return 0;
    // The rail's have no padding at their sides, which the hint does not know; an icon's size is not a text's.
    if (const auto* const button = qobject_cast<const QToolButton*>(&widget)) {
        if (button->toolButtonStyle() == Qt::ToolButtonIconOnly)
            return 0;
        if (button->toolButtonStyle() == Qt::ToolButtonTextUnderIcon)
            return button->fontMetrics().horizontalAdvance(button->text()) + 8 - button->width();
    }
    return widget.sizeHint().width() - widget.width();
}

QString textOf(const QWidget& widget)
{
    if (const auto* const label = qobject_cast<const QLabel*>(&widget))
        return label->text();
    if (const auto* const button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text();
    if (const auto* const box = qobject_cast<const QComboBox*>(&widget))
        return box->currentText();
    return widget.accessibleName();
}

bool showsText(const QWidget& widget)
{
    return qobject_cast<const QLabel*>(&widget) || qobject_cast<const QPushButton*>(&widget) ||
           qobject_cast<const QCheckBox*>(&widget) || qobject_cast<const QToolButton*>(&widget) ||
           qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QTabBar*>(&widget);
}

QStringList cutHeaders(const MainWindow& window)
{
    QStringList faults;
    for (const QHeaderView* const header : window.findChildren<QHeaderView*>())
        for (int section = 0; header->isVisible() && section < header->count(); ++section) {
            if (header->isSectionHidden(section) || header->orientation() == Qt::Vertical)
                continue;
            const QString title = header->model()->headerData(section, Qt::Horizontal).toString();
            const int missing = header->fontMetrics().horizontalAdvance(title) + 16 - header->sectionSize(section);
            if (!title.isEmpty() && missing > 0)
                faults << QStringLiteral("column “%1”: %2 px too narrow").arg(title).arg(missing);
        }
    return faults;
}

/// What is cut off, or does not lie within the window.
QStringList cutOff(const MainWindow& window)
{
    QStringList faults;
    for (const QWidget* const widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !showsText(*widget) || textOf(*widget).isEmpty())
            continue;
        const int right = widget->mapTo(&window, QPoint(widget->width(), 0)).x();
        if (missingPixels(*widget) > 0 || right > window.width())
            faults << QStringLiteral("%1 “%2”: %3 px too narrow, ends at %4")
                          .arg(QString::fromLatin1(widget->metaObject()->className()), textOf(*widget))
                          .arg(missingPixels(*widget))
                          .arg(right);
    }
    return faults + cutHeaders(window);
}

} // namespace

class TestLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void windowSpeaksGerman();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void mnemonicsAreUnique_data();
    void mnemonicsAreUnique();
    void fieldsTakeCommaAndPoint();
    void choiceOfLanguageComesBack();

private:
    std::unique_ptr<MainWindow> makeWindow(const QString& language);

    test::TempFolder m_home;
};

void TestLanguages::initTestCase()
{
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((m_home / name).native()));
    ui::Theme::instance().apply();
    test::writeTinyDataset(m_home / "tiny", 8);
}

std::unique_ptr<MainWindow> TestLanguages::makeWindow(const QString& language)
{
    speak(*QCoreApplication::instance(), language);
    auto window = std::make_unique<MainWindow>(SessionFile(textOf(m_home / "session.json")));
    window->resize(1280, 800);
    window->show();
    return window;
}

void TestLanguages::windowSpeaksGerman()
{
    const std::unique_ptr<MainWindow> window = makeWindow("de");
    QCOMPARE(menuTitles(*window), (QStringList{"Datei", "Bearbeiten", "Ansicht", "Datensatz", "Training", "Auswertung",
                                               "Schätzung", "Hilfe"}));
    QStringList titles;
    for (const Page* const page : window->pages())
        titles << page->title();
    QCOMPARE(titles, (QStringList{"Datensatz", "Training", "Auswertung", "Schätzung"}));
    QCOMPARE(window->datasetPage().emptyTitle(), QString("Kein Datensatz"));
    QStringList empty;
    for (const ui::EmptyState* const state : window->findChildren<ui::EmptyState*>())
        empty << state->title();
    for (const char* const title : {"Noch nichts ausgewertet", "Songs hier ablegen", "Kein Titel"})
        QVERIFY2(empty.contains(QString::fromUtf8(title)), qPrintable(empty.join(", ")));
    QCOMPARE(QLocale().toString(1234.5, 'f', 1), QString("1.234,5"));
}

void TestLanguages::nothingIsCutOff_data()
{
    QTest::addColumn<QString>("language");
    for (const QString& language : languages())
        QTest::newRow(qPrintable(language)) << language;
}

void TestLanguages::nothingIsCutOff()
{
    QFETCH(const QString, language);
    const std::unique_ptr<MainWindow> window = makeWindow(language);
    window->datasetPage().openDataset(textOf(m_home / "tiny"));
    QTRY_VERIFY_WITH_TIMEOUT(window->datasetPage().review() != nullptr, kScanTimeout);
    window->datasetPage().selection().setCurrent("jazz.00001", this);
    window->estimatePage().addPaths({textOf(m_home / "tiny/genres/jazz/jazz.00000.wav")});
    QStringList faults;
    for (std::size_t page = 0; page < window->pages().size(); ++page) {
        window->showPage(static_cast<int>(page));
        QTest::qWait(50);
        QCOMPARE(window->size(), QSize(1280, 800));
        for (const QString& fault : cutOff(*window))
            faults << window->pages()[page]->title() + ": " + fault;
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
}

void TestLanguages::mnemonicsAreUnique_data()
{
    nothingIsCutOff_data();
}

void TestLanguages::mnemonicsAreUnique()
{
    QFETCH(const QString, language);
    const std::unique_ptr<MainWindow> window = makeWindow(language);
    QList<QWidget*> menus{window->menuBar()};
    for (QMenu* const menu : window->menuBar()->findChildren<QMenu*>())
        menus << menu;
    QVERIFY(menus.size() >= 9);
    for (const QWidget* const menu : menus) {
        QSet<QKeySequence> seen;
        for (const QAction* const action : menu->actions()) {
            const QKeySequence key = QKeySequence::mnemonic(action->text());
            QVERIFY2(key.isEmpty() || !seen.contains(key), qPrintable(action->text()));
            seen.insert(key);
        }
    }
}

void TestLanguages::fieldsTakeCommaAndPoint()
{
    const std::unique_ptr<MainWindow> window = makeWindow("de");
    const QList<QDoubleSpinBox*> boxes = window->trainingPage().findChildren<QDoubleSpinBox*>();
    QVERIFY(!boxes.isEmpty());
    QDoubleSpinBox* const box = boxes.back(); // the learning rate: the most decimals
    for (const char* const text : {"0,25", "0.25"}) {
        box->setValue(1.0);
        box->selectAll();
        QTest::keyClicks(box, text);
        QCOMPARE(box->value(), 0.25);
    }
    QVERIFY2(box->text().startsWith("0,25"), qPrintable(box->text()));
}

void TestLanguages::choiceOfLanguageComesBack()
{
    const SessionFile session(textOf(m_home / "session.json"));
    QCOMPARE(MainWindow::languageIn({{"language", "xx"}}), QString());
    {
        const std::unique_ptr<MainWindow> window = makeWindow("en");
        for (QAction* const action : window->findChildren<QAction*>())
            if (action->text() == "Deutsch")
                action->trigger();
        QVERIFY(window->close());
    }
    QCOMPARE(MainWindow::languageIn(session.peek()), QString("de"));
    const std::unique_ptr<MainWindow> window = makeWindow(MainWindow::languageIn(session.peek()));
    window->start({});
    QCOMPARE(menuTitles(*window).front(), QString("Datei"));
    QVERIFY(window->close());
    QCOMPARE(MainWindow::languageIn(session.peek()), QString("de"));
}

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
