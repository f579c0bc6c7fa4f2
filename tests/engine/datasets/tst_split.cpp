// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/split.h"

#include "engine/core/error.h"
#include "engine/datasets/layout.h"
#include "engine/datasets/sha256.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>

using namespace tempo;

namespace {

Track usableTrack(const std::string& id, const std::string& genre, const std::string& group = "")
{
    Track track;
    track.id = id;
    track.genre = genre;
    track.group = group;
    track.audio = "/music/" + id + ".wav";
    track.references.push_back({"tempo/*.bpm", "/music/" + id + ".bpm", Bpm(120.0), std::nullopt, std::nullopt});
    return track;
}

Dataset gtzan()
{
    Dataset dataset;
    for (const std::string& id : gtzanIds())
        dataset.tracks.push_back(usableTrack(id, id.substr(0, id.find('.'))));
    return dataset;
}

SplitPart partOf(const Split& split, const std::string& id)
{
    for (const SplitEntry& entry : split.entries)
        if (entry.id == id)
            return entry.part;
    throw std::runtime_error("no entry " + id);
}

std::string reasonOf(const Split& split, const std::string& id)
{
    for (const SplitEntry& entry : split.entries)
        if (entry.id == id)
            return entry.reason;
    throw std::runtime_error("no entry " + id);
}

/// Tracks of each genre in one part.
std::map<std::string, int> countsOf(const Split& split, const Dataset& dataset, SplitPart part)
{
    std::map<std::string, std::string> genreOf;
    for (const Track& track : dataset.tracks)
        genreOf[track.id] = track.genre;
    std::map<std::string, int> counts;
    for (const std::string& id : idsOf(split, part))
        ++counts[genreOf.at(id)];
    return counts;
}

QString errorOf(const Dataset& dataset, const SplitOptions& options)
{
    try {
        makeSplit(dataset, {}, options);
    } catch (const Error& error) {
        return error.code() == ErrorCode::InvalidArgument ? QString::fromStdString(error.message()) : "another code";
    }
    return "no error";
}

/// A dataset of any shape with duplicates, groups, exclusions.
struct RandomCase {
    Dataset dataset;
    SplitConstraints constraints;
    SplitOptions options;
};

RandomCase randomCase(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](std::size_t bound) { return random() % bound; };
    RandomCase result;
    const std::size_t genres = 1 + below(6);
    const std::size_t tracks = 1 + below(120);
    const bool hasGroups = below(2) == 0;
    for (std::size_t i = 0; i < tracks; ++i) {
        Track track = usableTrack("t" + std::to_string(1000 + i), "g" + std::to_string(below(genres)),
                                  hasGroups && below(3) != 0 ? "a" + std::to_string(below(30)) : "");
        if (below(20) == 0)
            track.audio.reset();
        if (below(20) == 0)
            track.references.clear();
        result.dataset.tracks.push_back(std::move(track));
    }
    for (std::size_t sets = below(10); sets > 0; --sets) {
        std::vector<std::string>& set = result.constraints.duplicates.emplace_back();
        for (std::size_t members = 2 + below(3); members > 0; --members)
            set.push_back(result.dataset.tracks[below(tracks)].id);
    }
    for (std::size_t count = below(4); count > 0; --count)
        result.constraints.excluded.push_back({result.dataset.tracks[below(tracks)].id, "bad"});
    result.options.method = static_cast<SplitMethod>(below(3));
    result.options.validationFraction = 0.05 * static_cast<double>(below(10));
    result.options.testFraction = 0.05 * static_cast<double>(below(10));
    result.options.seed = random();
    result.options.byGenre = below(2) == 0;
    result.options.folds = 2 + static_cast<int>(below(9));
    return result;
}

/// What kind of part a track is in, folds told apart.
std::pair<SplitPart, int> placeOf(const SplitEntry& entry)
{
    return {entry.part, entry.fold.value_or(-1)};
}

} // namespace

class TestSplit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256IsThatOfTheStandard_data();
    void sha256IsThatOfTheStandard();
    void sha256DoesNotDependOnThePieces();
    void aFifthOfEachGenreValidates();
    void sharesArePerGenreAndOverall_data();
    void sharesArePerGenreAndOverall();
    void withoutGenresOnlyTheWholeCounts();
    void aSeedGivesTheSameSplitEverywhere();
    void seedsDiffer();
    void aTrackLessMovesFewOthers();
    void theOrderOfTheTracksDoesNotMatter();
    void duplicatesStayTogether();
    void chainsLeadThroughTracksThatAreLeftOut();
    void aGroupTooLargeIsWarnedOf();
    void tracksAreLeftOutWithTheirReason();
    void theOriginalSplitIsTheFirstEightyOfEachGenre();
    void theOriginalSplitLosesTrainingDuplicates();
    void foldsAreEvenInEachGenre();
    void anotherFoldCanBeHeldOut();
    void moreFoldsThanSongsIsWarnedOf();
    void emptyPartsAreWarnedOf();
    void optionsOutsideTheirRangesAreRefused_data();
    void optionsOutsideTheirRangesAreRefused();
    void aDatasetWithoutUsableTracksIsRefused();
    void anyDatasetKeepsTheInvariants();
};

void TestSplit::sha256IsThatOfTheStandard_data()
{
    // FIPS 180-4's examples (NIST's SHA256.pdf) and the empty text.
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("digest");
    QTest::newRow("empty") << QByteArray() << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    QTest::newRow("one block") << QByteArray("abc")
                               << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
    QTest::newRow("a million") << QByteArray(1'000'000, 'a')
                               << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
}

void TestSplit::sha256IsThatOfTheStandard()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, digest);
    QCOMPARE(QString::fromStdString(sha256Hex(text.toStdString())), digest);
    QCOMPARE(QString::number(sha256Prefix(text.toStdString()), 16).rightJustified(16, '0'), digest.left(16));
}

void TestSplit::sha256DoesNotDependOnThePieces()
{
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        std::string text(random() % 300, '\0');
        for (char& c : text)
            c = static_cast<char>(random() % 256);
        Sha256 pieces;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = std::min<std::size_t>(1 + random() % 70, text.size() - at);
            pieces.update(std::string_view(text).substr(at, length));
            at += length;
        }
        Sha256 whole;
        whole.update(text);
        QVERIFY(pieces.finish() == whole.finish());
    }
}

void TestSplit::aFifthOfEachGenreValidates()
{
    const Dataset dataset = gtzan();
    const Split split = makeSplit(dataset, {});
    QCOMPARE(split.entries.size(), std::size_t{1000});
    for (const auto& [genre, count] : countsOf(split, dataset, SplitPart::Validation))
        QCOMPARE(count, 20);
    QCOMPARE(idsOf(split, SplitPart::Train).size(), std::size_t{800});
    QVERIFY(split.warnings.empty());
    QVERIFY(std::is_sorted(split.entries.begin(), split.entries.end(),
                           [](const SplitEntry& left, const SplitEntry& right) { return left.id < right.id; }));
}

void TestSplit::sharesArePerGenreAndOverall_data()
{
    QTest::addColumn<double>("validation");
    QTest::addColumn<double>("test");
    QTest::newRow("none") << 0.0 << 0.0;
    QTest::newRow("a fifth") << 0.2 << 0.0;
    QTest::newRow("a tenth each") << 0.1 << 0.1;
    QTest::newRow("odd") << 0.137 << 0.291;
    QTest::newRow("most") << 0.5 << 0.45;
    QTest::newRow("test only") << 0.0 << 0.3;
}

void TestSplit::sharesArePerGenreAndOverall()
{
    QFETCH(double, validation);
    QFETCH(double, test);
    Dataset dataset;
    std::map<std::string, int> sizes;
    for (int genre = 0; genre < 23; ++genre)
        for (int i = 0; i <= genre * 7 % 31; ++i) {
            const std::string name = "g" + std::to_string(genre);
            dataset.tracks.push_back(usableTrack(name + "." + std::to_string(i), name));
            ++sizes[name];
        }
    const Split split = makeSplit(dataset, {}, {.validationFraction = validation, .testFraction = test, .seed = 5});
    for (const auto& [part, fraction] : {std::pair{SplitPart::Validation, validation}, {SplitPart::Test, test}}) {
        std::map<std::string, int> counts = countsOf(split, dataset, part);
        int all = 0;
        for (const auto& [genre, size] : sizes) {
            QVERIFY(std::abs(counts[genre] - fraction * size) <= 1.0 + 1e-9);
            all += counts[genre];
        }
        QVERIFY(std::abs(all - fraction * static_cast<double>(dataset.tracks.size())) <= 1.0);
    }
}

void TestSplit::withoutGenresOnlyTheWholeCounts()
{
    const Dataset dataset = gtzan();
    const Split split = makeSplit(dataset, {}, {.byGenre = false});
    QCOMPARE(idsOf(split, SplitPart::Validation).size(), std::size_t{200});
    const auto counts = countsOf(split, dataset, SplitPart::Validation);
    QVERIFY(std::any_of(counts.begin(), counts.end(), [](const auto& genre) { return genre.second != 20; }));
}

void TestSplit::aSeedGivesTheSameSplitEverywhere()
{
    // Computed once with Python's hashlib from the rule that makeSplit() states.
    Dataset dataset;
    for (int i = 0; i < 10; ++i)
        dataset.tracks.push_back(usableTrack("rock.0000" + std::to_string(i), "rock"));
    QCOMPARE(idsOf(makeSplit(dataset, {}, {.validationFraction = 0.3, .seed = 1}), SplitPart::Validation),
             (std::vector<std::string>{"rock.00004", "rock.00005", "rock.00007"}));
    QCOMPARE(idsOf(makeSplit(dataset, {}, {.validationFraction = 0.3, .seed = 42}), SplitPart::Validation),
             (std::vector<std::string>{"rock.00000", "rock.00005", "rock.00008"}));
}

void TestSplit::seedsDiffer()
{
    const Dataset dataset = gtzan();
    QVERIFY(makeSplit(dataset, {}, {.seed = 1}).entries != makeSplit(dataset, {}, {.seed = 2}).entries);
    QVERIFY(makeSplit(dataset, {}, {.seed = 1}).entries == makeSplit(dataset, {}, {.seed = 1}).entries);
}

void TestSplit::aTrackLessMovesFewOthers()
{
    const Dataset dataset = gtzan();
    const Split all = makeSplit(dataset, {});
    const Split less = makeSplit(dataset, {{{"jazz.00054", "undecodable"}}, {}});
    int moved = 0;
    for (std::size_t i = 0; i < all.entries.size(); ++i)
        moved += all.entries[i].part != less.entries[i].part ? 1 : 0;
    // Itself, and one that takes its place.
    QVERIFY(moved <= 2);
}

void TestSplit::theOrderOfTheTracksDoesNotMatter()
{
    const Dataset dataset = gtzan();
    Dataset reversed = dataset;
    std::reverse(reversed.tracks.begin(), reversed.tracks.end());
    const SplitConstraints constraints{{}, {{"rock.00001", "blues.00001"}, {"rock.00001", "rock.00002"}}};
    for (const SplitMethod method : {SplitMethod::Random, SplitMethod::FirstOfGenre, SplitMethod::KFold})
        QVERIFY(makeSplit(dataset, constraints, {.method = method}).entries ==
                makeSplit(reversed, constraints, {.method = method}).entries);
}

void TestSplit::duplicatesStayTogether()
{
    Dataset dataset = gtzan();
    dataset.tracks[3].group = dataset.tracks[7].group = "King Curtis";
    // Chained: 7 is with 3 by its group, with 200 by duplication.
    const SplitConstraints constraints{
        {}, {{"blues.00007", "country.00000"}, {"country.00000", "pop.00099"}, {"no such", "id"}}};
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const Split split =
            makeSplit(dataset, constraints, {.validationFraction = 0.4, .testFraction = 0.3, .seed = seed});
        for (const std::string id : {"blues.00007", "country.00000", "pop.00099"})
            QCOMPARE(partOf(split, id), partOf(split, "blues.00003"));
    }
}

void TestSplit::chainsLeadThroughTracksThatAreLeftOut()
{
    Dataset dataset;
    for (int i = 0; i < 20; ++i)
        dataset.tracks.push_back(usableTrack("t" + std::to_string(10 + i), "g"));
    const SplitConstraints constraints{{{"t11", "silent"}}, {{"t10", "t11"}, {"t11", "t12"}}};
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const Split split = makeSplit(dataset, constraints, {.validationFraction = 0.5, .seed = seed});
        QCOMPARE(partOf(split, "t10"), partOf(split, "t12"));
        QCOMPARE(partOf(split, "t11"), SplitPart::LeftOut);
    }
}

void TestSplit::aGroupTooLargeIsWarnedOf()
{
    Dataset dataset;
    for (int i = 0; i < 20; ++i)
        dataset.tracks.push_back(usableTrack("t" + std::to_string(10 + i), "rock", "one artist"));
    const Split split = makeSplit(dataset, {});
    QCOMPARE(idsOf(split, SplitPart::Train).size(), std::size_t{20});
    QCOMPARE(split.warnings.size(), std::size_t{2});
    QCOMPARE(split.warnings[0], std::string("genre 'rock': 0 of 20 tracks are for 'val' where 4 were asked for; the "
                                            "others belong together"));
    QCOMPARE(split.warnings[1], std::string("no track is for 'val'"));
}

void TestSplit::tracksAreLeftOutWithTheirReason()
{
    Dataset dataset;
    for (const char* id : {"a", "b", "c", "d", "e", "f"})
        dataset.tracks.push_back(usableTrack(id, "g"));
    dataset.tracks[0].audio.reset();
    dataset.tracks[1].references.clear();
    dataset.tracks[2].references[0].bpm.reset();
    const Split split = makeSplit(dataset, {{{"d", "undecodable"}, {"d", "two\nlines"}, {"e", ""}, {"zzz", "x"}}, {}});
    QCOMPARE(idsOf(split, SplitPart::LeftOut), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
    QCOMPARE(reasonOf(split, "a"), std::string("no audio"));
    QCOMPARE(reasonOf(split, "b"), std::string("no reference tempo"));
    QCOMPARE(reasonOf(split, "c"), std::string("no reference tempo"));
    QCOMPARE(reasonOf(split, "d"), std::string("undecodable; two\\nlines"));
    QCOMPARE(reasonOf(split, "e"), std::string("excluded"));
    QCOMPARE(reasonOf(split, "f"), std::string());
}

void TestSplit::theOriginalSplitIsTheFirstEightyOfEachGenre()
{
    const Dataset dataset = gtzan();
    const SplitOptions options{.method = SplitMethod::FirstOfGenre};
    const Split split = makeSplit(dataset, {}, options);
    for (const SplitEntry& entry : split.entries)
        QCOMPARE(entry.part,
                 std::stoi(entry.id.substr(entry.id.size() - 5)) < 80 ? SplitPart::Train : SplitPart::Validation);
    // As int(99 * 0.8) does, of 99 the first 79 train.
    const Split less = makeSplit(dataset, {{{"jazz.00054", "undecodable"}}, {}}, options);
    QCOMPARE(partOf(less, "jazz.00079"), SplitPart::Train);
    QCOMPARE(partOf(less, "jazz.00080"), SplitPart::Validation);
    QCOMPARE(countsOf(less, dataset, SplitPart::Train)["jazz"], 79);
    // 0.3 has no exact binary form; 70 % of ten are still seven.
    Dataset ten;
    for (int i = 0; i < 10; ++i)
        ten.tracks.push_back(usableTrack(std::to_string(i), "g"));
    QCOMPARE(
        idsOf(makeSplit(ten, {}, {.method = SplitMethod::FirstOfGenre, .validationFraction = 0.3}), SplitPart::Train)
            .size(),
        std::size_t{7});
}

void TestSplit::theOriginalSplitLosesTrainingDuplicates()
{
    const Split split =
        makeSplit(gtzan(), {{}, {{"pop.00090", "pop.00010", "pop.00085"}, {"rock.00001", "rock.00002"}}},
                  {.method = SplitMethod::FirstOfGenre});
    QCOMPARE(idsOf(split, SplitPart::Validation).size(), std::size_t{200});
    QCOMPARE(idsOf(split, SplitPart::LeftOut), std::vector<std::string>{"pop.00010"});
    QCOMPARE(reasonOf(split, "pop.00010"), std::string("belongs together with pop.00085, which validates"));
    QCOMPARE(partOf(split, "rock.00001"), SplitPart::Train);
}

void TestSplit::foldsAreEvenInEachGenre()
{
    const Dataset dataset = gtzan();
    const Split split = makeSplit(dataset, {{{"jazz.00054", "undecodable"}, {"reggae.00086", "no tempo"}}, {}},
                                  {.method = SplitMethod::KFold, .folds = 8, .heldOutFold = 3});
    std::map<std::pair<std::string, int>, int> counts;
    std::map<int, int> totals;
    for (const SplitEntry& entry : split.entries) {
        QCOMPARE(entry.fold.has_value(), entry.part != SplitPart::LeftOut);
        if (!entry.fold)
            continue;
        ++counts[{entry.id.substr(0, entry.id.find('.')), *entry.fold}];
        ++totals[*entry.fold];
        QCOMPARE(entry.part, *entry.fold == 3 ? SplitPart::Validation : SplitPart::Train);
    }
    QCOMPARE(counts.size(), std::size_t{80});
    for (const auto& [key, count] : counts)
        QVERIFY(count == 12 || count == 13);
    QCOMPARE(totals.size(), std::size_t{8});
    for (const auto& [fold, count] : totals)
        QVERIFY(count == 124 || count == 125);
}

void TestSplit::anotherFoldCanBeHeldOut()
{
    const SplitOptions options{.method = SplitMethod::KFold, .folds = 5};
    SplitOptions other = options;
    other.heldOutFold = 4;
    const Split first = makeSplit(gtzan(), {}, options);
    QVERIFY(withHeldOutFold(first, 4).entries == makeSplit(gtzan(), {}, other).entries);
    QVERIFY_EXCEPTION_THROWN(withHeldOutFold(first, 5), Error);
    QVERIFY_EXCEPTION_THROWN(withHeldOutFold(first, -1), Error);
    QVERIFY_EXCEPTION_THROWN(withHeldOutFold(makeSplit(gtzan(), {}), 0), Error);
}

void TestSplit::moreFoldsThanSongsIsWarnedOf()
{
    Dataset dataset;
    dataset.tracks = {usableTrack("a", "x"), usableTrack("b", "y")};
    const Split split = makeSplit(dataset, {}, {.method = SplitMethod::KFold, .folds = 3});
    QCOMPARE(split.warnings, std::vector<std::string>{"fold 2 is empty: there are fewer songs than folds"});
    QCOMPARE(idsOf(split, SplitPart::Validation).size(), std::size_t{1});
    // A fold without songs may still be asked for.
    const Split empty = makeSplit(dataset, {}, {.method = SplitMethod::KFold, .folds = 3, .heldOutFold = 2});
    QVERIFY(idsOf(empty, SplitPart::Validation).empty());
    QCOMPARE(empty.warnings.back(), std::string("no track is for 'val'"));
}

void TestSplit::emptyPartsAreWarnedOf()
{
    Dataset dataset;
    dataset.tracks = {usableTrack("a", "x")};
    const Split split = makeSplit(dataset, {}, {.testFraction = 0.2});
    QCOMPARE(split.warnings, (std::vector<std::string>{"no track is for 'val'", "no track is for 'test'"}));
    QVERIFY(makeSplit(dataset, {}, {.validationFraction = 0.0}).warnings.empty());
    // Half of one track is none.
    QCOMPARE(idsOf(makeSplit(dataset, {}, {.validationFraction = 0.5}), SplitPart::Train).size(), std::size_t{1});
}

void TestSplit::optionsOutsideTheirRangesAreRefused_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<double>("validation");
    QTest::addColumn<double>("test");
    QTest::addColumn<int>("folds");
    QTest::addColumn<int>("heldOut");
    QTest::addColumn<QString>("message");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto row = [](const char* name, SplitMethod method, double validation, double test, int folds, int heldOut,
                        const char* message) {
        QTest::newRow(name) << static_cast<int>(method) << validation << test << folds << heldOut << message;
    };
    const char* validates = "the fraction that validates must be at least 0 and below 1";
    const char* tests = "the fraction that tests must be at least 0, and below 1 together with the one that validates";
    const char* folds = "a split into folds needs 2 folds or more";
    const char* held = "the fold that is held out must be one of the folds, which count from 0";
    row("negative", SplitMethod::Random, -0.1, 0.0, 2, 0, validates);
    row("all", SplitMethod::FirstOfGenre, 1.0, 0.0, 2, 0, validates);
    row("NaN", SplitMethod::Random, nan, 0.0, 2, 0, validates);
    row("negative test", SplitMethod::Random, 0.2, -0.1, 2, 0, tests);
    row("both are all", SplitMethod::Random, 0.5, 0.5, 2, 0, tests);
    row("NaN test", SplitMethod::Random, 0.5, nan, 2, 0, tests);
    row("one fold", SplitMethod::KFold, 0.2, 0.0, 1, 0, folds);
    row("negative fold", SplitMethod::KFold, 0.2, 0.0, 3, -1, held);
    row("fold too high", SplitMethod::KFold, 0.2, 0.0, 3, 3, held);
}

void TestSplit::optionsOutsideTheirRangesAreRefused()
{
    QFETCH(int, method);
    QFETCH(double, validation);
    QFETCH(double, test);
    QFETCH(int, folds);
    QFETCH(int, heldOut);
    QFETCH(QString, message);
    QCOMPARE(errorOf(gtzan(), {.method = static_cast<SplitMethod>(method),
                               .validationFraction = validation,
                               .testFraction = test,
                               .folds = folds,
                               .heldOutFold = heldOut}),
             message);
}

void TestSplit::aDatasetWithoutUsableTracksIsRefused()
{
    QCOMPARE(errorOf({}, {}), "a dataset without tracks cannot be split");
    Dataset dataset;
    dataset.tracks = {usableTrack("a", "x"), usableTrack("b", "x")};
    for (Track& track : dataset.tracks)
        track.audio.reset();
    QCOMPARE(errorOf(dataset, {}), "no track of the dataset can be used: 2 are left out, the first, a, for: no audio");
}

void TestSplit::anyDatasetKeepsTheInvariants()
{
    int made = 0;
    for (unsigned seed = 0; seed < 1000; ++seed) {
        const RandomCase random = randomCase(seed);
        Split split;
        try {
            split = makeSplit(random.dataset, random.constraints, random.options);
        } catch (const Error& error) {
            QVERIFY(QString::fromStdString(error.message()).startsWith("no track of the dataset can be used"));
            continue;
        }
        ++made;
        // Every track once, in order.
        QCOMPARE(split.entries.size(), random.dataset.tracks.size());
        std::map<std::string, SplitEntry> entries;
        for (const SplitEntry& entry : split.entries) {
            QVERIFY(entries.emplace(entry.id, entry).second);
            QCOMPARE(entry.reason.empty(), entry.part != SplitPart::LeftOut);
            QVERIFY(entry.part != SplitPart::Test || random.options.method == SplitMethod::Random);
            QCOMPARE(entry.fold.has_value(),
                     random.options.method == SplitMethod::KFold && entry.part != SplitPart::LeftOut);
        }
        for (const Track& track : random.dataset.tracks)
            QVERIFY((track.audio && !track.references.empty()) || entries.at(track.id).part == SplitPart::LeftOut);
        for (const Exclusion& exclusion : random.constraints.excluded)
            QCOMPARE(entries.at(exclusion.id).part, SplitPart::LeftOut);
        // Nothing straddles.
        std::vector<std::vector<std::string>> together = random.constraints.duplicates;
        std::map<std::string, std::vector<std::string>> groups;
        for (const Track& track : random.dataset.tracks)
            if (!track.group.empty())
                groups[track.group].push_back(track.id);
        for (const auto& [name, ids] : groups)
            together.push_back(ids);
        for (const auto& ids : together) {
            std::set<std::pair<SplitPart, int>> places;
            for (const std::string& id : ids)
                if (entries.at(id).part != SplitPart::LeftOut)
                    places.insert(placeOf(entries.at(id)));
            QVERIFY2(places.size() <= 1, qPrintable(QString("seed %1").arg(seed)));
        }
    }
    QVERIFY(made > 800);
}

QTEST_APPLESS_MAIN(TestSplit)
#include "tst_split.moc"
