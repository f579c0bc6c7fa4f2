// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/split_view.h"

#include "app/workbench/dataset/track_texts.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>
#include <map>
#include <unordered_map>

namespace tempo::workbench {

namespace {

constexpr int kLargestSeed = 999'999;
constexpr int kParts = 4;
constexpr int kIdsPart = Qt::UserRole;

} // namespace

SplitView::SplitView(QWidget* parent)
    : QWidget(parent), m_method(new QComboBox(this)), m_validation(new QSpinBox(this)), m_seed(new QSpinBox(this)),
      m_byGenre(new QCheckBox(tr("Each genre for itself"), this)), m_summary(new QLabel(this)),
      m_table(new QTreeWidget(this)), m_straddling(new QPushButton(this))
{
    m_method->addItem(tr("By chance"), static_cast<int>(SplitMethod::Random));
    m_method->addItem(tr("The first of each genre train"), static_cast<int>(SplitMethod::FirstOfGenre));
    m_method->setAccessibleName(tr("How tracks are dealt out"));
    m_validation->setRange(0, 90);
    m_validation->setValue(20);
    m_validation->setSuffix(tr(" % validate"));
    m_validation->setAccessibleName(tr("Share of tracks that validate"));
    m_seed->setRange(0, kLargestSeed);
    m_seed->setValue(1);
    m_validation->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_seed->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_seed->setPrefix(tr("Seed "));
    m_seed->setAccessibleName(tr("Seed of chance"));
    m_byGenre->setChecked(true);
    m_summary->setWordWrap(true);
    m_summary->setProperty("kind", "secondary");
    m_table->setAccessibleName(tr("Tracks by genre and part"));
    m_table->setHeaderLabels({tr("Genre"), tr("Train"), tr("Val."), tr("Test"), tr("Out")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int part = 1; part <= kParts; ++part) {
        m_table->header()->setSectionResizeMode(part, QHeaderView::ResizeToContents);
        m_table->headerItem()->setTextAlignment(part, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_table->setColumnHidden(3, true);
    m_straddling->hide();

    auto* const numbers = new QHBoxLayout;
    numbers->setSpacing(ui::measure::kSmallGap);
    numbers->addWidget(m_validation, 1);
    numbers->addWidget(m_seed, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kInset, ui::measure::kSmallGap, ui::measure::kInset, ui::measure::kInset);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_method);
    layout->addLayout(numbers);
    layout->addWidget(m_byGenre);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_straddling);

    connect(m_method, &QComboBox::currentIndexChanged, this, &SplitView::optionsChanged);
    connect(m_validation, &QSpinBox::valueChanged, this, &SplitView::optionsChanged);
    connect(m_seed, &QSpinBox::valueChanged, this, &SplitView::optionsChanged);
    connect(m_byGenre, &QCheckBox::toggled, this, &SplitView::optionsChanged);
    connect(m_straddling, &QPushButton::clicked, this, [this] { Q_EMIT tracksChosen(m_straddlingIds); });
    connect(m_table, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item, int column) {
        const QStringList ids = item->data(column, kIdsPart).toStringList();
        if (!ids.isEmpty())
            Q_EMIT tracksChosen(ids);
    });
}

SplitOptions SplitView::options() const
{
    SplitOptions options;
    options.method = static_cast<SplitMethod>(m_method->currentData().toInt());
    options.validationFraction = m_validation->value() / 100.0;
    options.seed = static_cast<std::uint64_t>(m_seed->value());
    options.byGenre = m_byGenre->isChecked();
    return options;
}

void SplitView::clear()
{
    m_table->clear();
    m_straddling->hide();
    m_summary->setText(tr("The split is made when all audio was read: what cannot be decoded is left out, and "
                          "recordings that occur twice stay together."));
}

QString SplitView::summary() const
{
    return m_summary->text();
}

void SplitView::showReview(const DatasetReview& review)
{
    if (!review.split) {
        clear();
        m_summary->setText(tr("There is no split: %1").arg(QString::fromStdString(review.splitError)));
        return;
    }
    std::array<int, kParts> counts{};
    for (const SplitEntry& entry : review.split->entries)
        ++counts.at(static_cast<std::size_t>(entry.part));
    QStringList lines{tr("%1 train, %2 validate, %3 are left out.").arg(counts[0]).arg(counts[1]).arg(counts[3])};
    for (const std::string& warning : review.split->warnings)
        lines << QString::fromStdString(warning);
    m_summary->setText(lines.join(QLatin1Char('\n')));
    fillTable(review.report.dataset, *review.split);
    showStraddling(review.straddling);
}

void SplitView::fillTable(const Dataset& dataset, const Split& split)
{
    std::unordered_map<std::string, QString> genres;
    for (const Track& track : dataset.tracks)
        genres.emplace(track.id, QString::fromStdString(track.genre));
    std::map<QString, std::array<QStringList, kParts>> rows;
    for (const SplitEntry& entry : split.entries)
        rows[genres[entry.id]].at(static_cast<std::size_t>(entry.part)) << QString::fromStdString(entry.id);
    m_table->clear();
    for (const auto& [genre, parts] : rows) {
        auto* const item = new QTreeWidgetItem(m_table);
        item->setText(0, genre.isEmpty() ? tr("no genre") : genre);
        for (int part = 0; part < kParts; ++part) {
            const QStringList& ids = parts.at(static_cast<std::size_t>(part));
            item->setText(part + 1, QString::number(ids.size()));
            item->setTextAlignment(part + 1, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(part + 1, kIdsPart, ids);
            item->setToolTip(part + 1, tr("Select these %1 tracks").arg(ids.size()));
        }
    }
}

void SplitView::showStraddling(const std::vector<std::vector<std::string>>& sets)
{
    m_straddlingIds.clear();
    QStringList lines;
    for (const std::vector<std::string>& set : sets) {
        QStringList ids;
        for (const std::string& id : set)
            ids << QString::fromStdString(id);
        lines << ids.join(QStringLiteral(" = "));
        m_straddlingIds << ids;
    }
    m_straddling->setVisible(!sets.empty());
    m_straddling->setText(tr("%n recordings kept from straddling", nullptr, static_cast<int>(sets.size())));
    m_straddling->setToolTip(
        tr("They occur more than once and would train and validate at the same time; each stays on "
           "one side:\n%1")
            .arg(lines.mid(0, 20).join(QLatin1Char('\n'))));
}

QJsonObject SplitView::saveState() const
{
    return {{QStringLiteral("method"), m_method->currentIndex()},
            {QStringLiteral("validation"), m_validation->value()},
            {QStringLiteral("seed"), m_seed->value()},
            {QStringLiteral("byGenre"), m_byGenre->isChecked()}};
}

void SplitView::restoreState(const QJsonObject& state)
{
    const int method = state.value(QStringLiteral("method")).toInt();
    m_method->setCurrentIndex(method >= 0 && method < m_method->count() ? method : 0);
    m_validation->setValue(state.value(QStringLiteral("validation")).toInt(20));
    m_seed->setValue(state.value(QStringLiteral("seed")).toInt(1));
    m_byGenre->setChecked(state.value(QStringLiteral("byGenre")).toBool(true));
}

} // namespace tempo::workbench
