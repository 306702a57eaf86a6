#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "base/text.h"
#include "generate.h"
#include "io/reader.h"
#include "query/counts.h"
#include "query/event_bits.h"
#include "query/text_index.h"
#include "query_reference.h"

using namespace query_test;

namespace {

DatasetPtr generated(size_t event_count, uint64_t seed) {
    const std::string json = testing::generate_dataset(event_count, seed);
    const InputFile file{"generated.json", json};
    return load_files({&file, 1}).value().data;
}

template <size_t N>
std::string one_of(Random& random, const std::array<std::string_view, N>& words) {
    return std::string(words[random.below(static_cast<uint32_t>(N))]);
}

// Terms about the data of generate_dataset(): each field, with values that are there and some that are not.
class FilterMaker {
public:
    FilterMaker(const Dataset& data, uint64_t seed) : data_(data), random_(seed) {}

    std::string filter(int depth = 0) {
        std::string out;
        const uint32_t count = 1 + random_.below(depth == 0 ? 4 : 3);
        for (uint32_t i = 0; i < count; ++i) {
            if (i > 0) out += random_.below(4) == 0 ? " OR " : random_.below(6) == 0 ? " AND " : " ";
            if (random_.below(5) == 0) out += random_.below(3) == 0 ? "NOT " : "-";
            out += depth < 3 && random_.below(5) == 0 ? '(' + filter(depth + 1) + ')' : term();
        }
        return out;
    }

    std::string term() {
        switch (random_.below(20)) {
            case 0: return word();
            case 1: return "text:" + word();
            case 2: return "actor:" + actor() + (random_.below(3) == 0 ? '@' + role() : "");
            case 3: return "actor:" + actor() + ',' + actor();
            case 4: return "actor:" + actor().substr(0, 9) + '*';
            case 5: return "side:" + side() + (random_.below(3) == 0 ? '@' + role() : "");
            case 6: return "kind:" + kind() + ',' + kind();
            case 7: return "thing:" + thing();
            case 8: return "tag:" + one_of(random_, kTags);
            case 9: return "source:" + std::string(data_.text(data_.sources.id[below(data_.sources.size())]));
            case 10: return "source:\"Paper " + std::to_string(random_.below(5)) + '"';
            case 11: return "role:" + role();
            case 12: return "id:" + event() + ",2016-*";
            case 13: return "date:" + date() + (random_.below(2) == 0 ? "?" : "");
            case 14: return "known:" + date();
            case 15: return "status:" + one_of(random_, kSigns) + one_of(random_, kStatuses);
            case 16: return "has:" + std::string(trait_words()[below(trait_words().size())].word);
            case 17: return "story:" + std::string(data_.text(data_.stories.id[below(data_.stories.size())]));
            case 18: return "linked:" + event() + '~' + std::to_string(1 + random_.below(4));
            default: return "path:" + end() + ".." + end();
        }
    }

private:
    static constexpr std::array<std::string_view, 6> kTags{"licence", "memory", "price", "leak", "court", "summit"};
    static constexpr std::array<std::string_view, 5> kSigns{"", ">=", ">", "<=", "<"};
    static constexpr std::array<std::string_view, 8> kStatuses{"established", "reported", "assessed", "alleged",
                                                               "disputed", "forecast", "retracted", "not-yet-known"};
    static constexpr std::array<std::string_view, 3> kSides{"US", "China", "other"};
    static constexpr std::array<std::string_view, 7> kRoles{"issuer", "target", "maker", "supplier", "accused",
                                                            "reporter", "beneficiary"};
    static constexpr std::array<std::string_view, 5> kKinds{"rule", "company", "release", "forecast", "diplomacy"};
    static constexpr std::array<std::string_view, 24> kWords{
        "limits", "chip", "a", "e", "封装", "先进", "ÜBERGRO", "ße", "event-0000", "\"half the price\"", "\"t the\"",
        "\"memory bandwidth after\"", "1", "机构", "\"Actor 3\"", "Thing", "licence", "\", for\"", "\".\"", "\"it is\"",
        "zzz", "\"third time, at\"", "\"the second change within a year, and\"", "2016"};

    size_t below(size_t count) { return random_.below(static_cast<uint32_t>(count)); }
    std::string word() { return one_of(random_, kWords); }
    std::string actor() { return std::string(data_.text(data_.actors.id[below(data_.actors.size())])); }
    std::string thing() { return std::string(data_.text(data_.things.id[below(data_.things.size())])); }
    std::string event() { return std::string(data_.text(data_.events.id[below(data_.events.size())])); }
    std::string role() { return one_of(random_, kRoles); }
    std::string side() { return one_of(random_, kSides); }
    std::string kind() { return one_of(random_, kKinds); }
    std::string end() {
        const uint32_t which = random_.below(3);
        return which == 0 ? event() : which == 1 ? actor() : thing();
    }
    std::string date() {
        const std::string year = std::to_string(2014 + random_.below(12));
        switch (random_.below(5)) {
            case 0: return year;
            case 1: return one_of(random_, kSigns) + year + "-0" + std::to_string(1 + random_.below(9));
            case 2: return year + ".." + std::to_string(2026 + random_.below(2));
            case 3: return ".." + year;
            default: return year + "-03.." ;
        }
    }

    const Dataset& data_;
    Random random_;
};

constexpr std::array<int, 5> kYears{2013, 2016, 2019, 2023, 2030};

}  // namespace

TEST_CASE("random filters find what a slow reading of the data finds, whatever the day", "[query]") {
    const DatasetPtr data = generated(240, 5);
    const EventIndex events(data);
    std::vector<Instant> days{kEverKnown};
    for (const int year : kYears) days.push_back(end_of(year, 7, 1));
    std::vector<Reference> references;
    for (const Instant day : days) references.emplace_back(*data, day);
    FilterMaker maker(*data, 23);
    size_t found_count = 0;
    for (size_t round = 0; round < 4'000; ++round) {
        const std::string filter = round % 3 == 0 ? maker.term() : maker.filter();
        INFO(filter);
        const auto query = parse_query(filter, *data);
        REQUIRE(query);
        const size_t day = round % days.size();
        const std::vector<EventId> expected = references[day].select(*query);
        REQUIRE(events.select(*query, days[day]).to_vector() == expected);
        found_count += expected.size();
    }
    CHECK(found_count > 10'000);
}

TEST_CASE("letters are found wherever they stand, in any script and across words", "[query]") {
    const std::array<std::string_view, 22> pieces{"chip", "Chip", "s", " ", "  ", "-", "华", "为芯", "É", "e\u0301",
                                                  "ß",    "Ａ",   "1", ".", "“", "”", "ﬁ", "\u00a0", "привет", "A",
                                                  "\u3000", "x"};
    Random random(31);
    const auto text = [&](uint32_t most) {
        std::string out;
        for (uint32_t i = 1 + random.below(most); i > 0; --i) out += pieces[random.below(22)];
        return out;
    };
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    (void)builder.add_file("test.json");
    add_source(builder, "s1", "Source", "Paper");
    for (int i = 0; i < 300; ++i) {
        const std::string id = "e-" + std::to_string(i);
        const std::string title = "t" + text(9);
        const std::string summary = text(14);
        EventRow row = event(id, title, "2020", "rule", {}, {claim("s1", "reports", "2020")});
        row.summary = cell(summary);
        builder.add(row);
    }
    const DatasetPtr data = builder.finish();
    const EventIndex events(data);
    REQUIRE(data->events.size() == 300);
    const Reference reference(*data, kEverKnown);
    size_t found_count = 0;
    for (int round = 0; round < 3'000; ++round) {
        const std::string filter = (round % 2 == 0 ? "text:\"" : "\"") + text(round % 5 == 0 ? 1 : 4) + '"';
        const auto query = parse_query(filter, *data);
        if (!query) continue;  // nothing but white space
        INFO(filter);
        const std::vector<EventId> expected = reference.select(*query);
        REQUIRE(events.select(*query, kEverKnown).to_vector() == expected);
        found_count += expected.size();
    }
    CHECK(found_count > 20'000);
}

TEST_CASE("what is searched before the words are indexed finds the same", "[query]") {
    const DatasetPtr data = generated(400, 7);
    const TextIndex index(*data);
    EventBits all(data->events.size());
    for (size_t i = 0; i < data->events.size(); ++i) all.set(i);
    size_t found_count = 0;
    for (const std::string_view part : {"actor", "or 1", "e", "event-0001", "2014-", "expor", ", ", "nothing of this kind"}) {
        for (const auto scope : {EventIndex::TextScope::TitleAndSummary, EventIndex::TextScope::WithId}) {
            INFO(part);
            const std::vector<EventId> indexed = index.find(*data, part, scope, all).to_vector();
            CHECK(find_in_texts(*data, part, scope, all).to_vector() == indexed);
            found_count += indexed.size();
        }
    }
    CHECK(found_count > 1'000);
}

TEST_CASE("a large data set is searched at once, and in the same way when its words are indexed", "[query]") {
    const DatasetPtr data = generated(20'000, 3);
    const EventIndex events(data);
    const auto query = parse_query("actor -\"Actor 3\" 2015", *data);
    REQUIRE(query);
    const EventSet at_once = events.select(*query, kEverKnown);
    events.wait_for_words();
    CHECK(events.select(*query, kEverKnown) == at_once);
}

TEST_CASE("a few events with very many words are searched like others", "[query]") {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    (void)builder.add_file("test.json");
    add_source(builder, "s1", "Source", "Paper");
    for (const size_t stride : {7U, 11U, 13U}) {
        const std::string id = "e-" + std::to_string(stride);
        std::string summary;
        for (size_t n = 0; n < 3'000; ++n) summary += testing::generated_word(n * stride % 3'000) + ' ';
        EventRow row = event(id, "Long", "2020", "rule", {}, {claim("s1", "reports", "2020")});
        row.summary = cell(summary);
        builder.add(row);
    }
    const EventIndex events(builder.finish());
    const auto phrase = [](size_t a, size_t b) {
        return "text:\"" + testing::generated_word(a) + ' ' + testing::generated_word(b) + '"';
    };
    CHECK(found(events, phrase(7, 14)) == "e-7");
    CHECK(found(events, phrase(8, 19)) == "e-11");
    CHECK(found(events, phrase(9, 22)) == "e-13");
    CHECK(found(events, phrase(7, 15)) == "");
    CHECK(found(events, "text:" + testing::generated_word(2'999)) == "e-11 e-13 e-7");
}

TEST_CASE("a beginning or a mutation of a filter parses, or its error stands inside the text", "[query]") {
    const DatasetPtr data = generated(60, 9);
    const std::array<std::string_view, 24> pieces{"(", ")", "\"", "-", " ", ",", ":", "@", "~", "*", "..", "?",
                                                  ">=", "OR", "华", "\\", "path:", "date:", "[", "{", "\xff", "0", "\n", "a"};
    Random random(41);
    FilterMaker maker(*data, 43);
    size_t parsed_count = 0;
    size_t refused_count = 0;
    const auto check = [&](const std::string& filter) {
        INFO(filter);
        const auto query = parse_query(filter, *data);
        if (query) {
            ++parsed_count;
            const auto again = parse_query(query->text(), *data);
            REQUIRE(again);
            REQUIRE(again->text() == query->text());
            return;
        }
        ++refused_count;
        REQUIRE_FALSE(query.error().message.empty());
        REQUIRE(query.error().column >= 1);
        REQUIRE(static_cast<size_t>(query.error().column) <= code_point_count(filter) + 1);
    };
    for (int round = 0; round < 400; ++round) {
        const std::string filter = maker.filter();
        for (size_t size = 0; size <= filter.size(); ++size) check(filter.substr(0, size));
        for (int mutation = 0; mutation < 20; ++mutation) {
            std::string mutated = filter;
            for (uint32_t edit = 1 + random.below(3); edit > 0; --edit) {
                const size_t at = random.below(static_cast<uint32_t>(mutated.size()) + 1);
                switch (random.below(3)) {
                    case 0: mutated.insert(at, pieces[random.below(24)]); break;
                    case 1: mutated.erase(at, 1 + random.below(3)); break;
                    default: mutated.replace(at, 1, pieces[random.below(24)]); break;
                }
            }
            check(mutated);
        }
    }
    CHECK(parsed_count > 3'000);
    CHECK(refused_count > 3'000);
}

TEST_CASE("a set of events and its bits are the same", "[query]") {
    Random random(47);
    for (const uint32_t event_count : {1U, 63U, 64U, 65U, 5'000U, 65'536U, 200'001U}) {
        for (const uint32_t one_in : {1U, 2U, 40U, 3'000U}) {
            EventBits bits(event_count);
            std::vector<EventId> list;
            for (uint32_t i = 0; i < event_count; ++i) {
                if (random.below(one_in) != 0) continue;
                bits.set(i);
                list.push_back(EventId{i});
            }
            INFO(event_count << " one in " << one_in);
            const EventSet set = EventSet::of(bits);
            REQUIRE(set.to_vector() == list);
            REQUIRE(EventSet::of(list) == set);
            EventBits again(event_count);
            set.add_to(again);
            REQUIRE(again.to_vector() == list);
            const auto middle = EventId{event_count / 2};
            REQUIRE(set.size_below(middle) ==
                    static_cast<size_t>(std::ranges::lower_bound(list, middle) - list.begin()));
        }
    }
    EventBits runs(100'000);
    EventSet::range(EventId{70}, EventId{90'000}).add_to(runs);
    CHECK(runs.count() == 90'000 - 70);
    CHECK_FALSE(runs.test(69));
    CHECK(runs.test(89'999));
    CHECK_FALSE(runs.test(90'000));
}

TEST_CASE("facet counts are those of counting one by one", "[query]") {
    const DatasetPtr data = generated(400, 13);
    const EventIndex events(data);
    for (const Instant day : {kEverKnown, end_of(2019, 7, 1)}) {
        for (const std::string_view filter : {"", "kind:rule", "status:>=reported", "actor:actor-00001", "text:zzz"}) {
            INFO(filter);
            const EventSet selection = events.select(*parse_query(filter, *data), day);
            const auto check = [&](Facet facet, std::string_view field, size_t value_count, auto&& value_of) {
                const std::vector<uint32_t> counts = count_facet(events, facet, selection, day);
                REQUIRE(counts.size() == value_count);
                for (size_t i = 0; i < value_count; ++i) {
                    const std::string term = std::string(field) + ":\"" + std::string(value_of(i)) + '"';
                    INFO(term);
                    const auto query = parse_query(term, *data);
                    REQUIRE(query);
                    REQUIRE(counts[i] == events.select(*query, day).intersection_size(selection));
                }
            };
            const Dataset& d = *data;
            check(Facet::Actor, "actor", d.actors.size(), [&](size_t i) { return d.text(d.actors.id[i]); });
            check(Facet::Thing, "thing", d.things.size(), [&](size_t i) { return d.text(d.things.id[i]); });
            check(Facet::Source, "source", d.sources.size(), [&](size_t i) { return d.text(d.sources.id[i]); });
            check(Facet::Story, "story", d.stories.size(), [&](size_t i) { return d.text(d.stories.id[i]); });
            check(Facet::Kind, "kind", d.event_kinds.size(), [&](size_t i) { return d.event_kinds.word(id_at<WordId>(i)); });
            check(Facet::Tag, "tag", d.tags.size(), [&](size_t i) { return d.tags.word(id_at<WordId>(i)); });
            check(Facet::Role, "role", d.roles.size(), [&](size_t i) { return d.roles.word(id_at<WordId>(i)); });
            check(Facet::Side, "side", kSideCount, [](size_t i) { return word(static_cast<Side>(i)); });
            check(Facet::Status, "status", kStatusCount, [](size_t i) { return word(static_cast<Status>(i)); });
        }
    }
}

TEST_CASE("every event counts in one period, certainly or perhaps", "[query]") {
    const DatasetPtr data = generated(500, 17);
    const EventIndex events(data);
    for (const std::string_view filter : {"", "kind:rule,company", "-side:US"}) {
        const EventSet selection = events.select(*parse_query(filter, *data), kEverKnown);
        for (const Period period : {Period::Month, Period::Quarter, Period::Year, Period::Decade, Period::Century}) {
            const PeriodCounts counts = count_by_period(events, selection, period);
            size_t sum = counts.without_begin;
            REQUIRE_FALSE(counts.periods.empty());
            for (size_t i = 0; i < counts.periods.size(); ++i) {
                const PeriodCount& row = counts.periods[i];
                if (i > 0) REQUIRE(row.begin_s == counts.periods[i - 1].end_s + 1);
                uint32_t certain = 0;
                uint32_t uncertain = 0;
                for (const EventId event : selection.to_vector()) {
                    const DateBounds& date = data->events.date[index(event)];
                    if (date.begin != EndKind::Known || date.earliest < row.begin_s || date.earliest > row.end_s) continue;
                    ++(upper_limit(date) <= row.end_s ? certain : uncertain);
                }
                REQUIRE(row.certain == certain);
                REQUIRE(row.uncertain == uncertain);
                sum += row.certain + row.uncertain;
            }
            CHECK(sum == selection.size());
        }
    }
    CHECK(count_by_period(events, events.known_by(kEverKnown), 400).period == Period::Month);
    CHECK(count_by_period(events, events.known_by(kEverKnown), 60).period == Period::Quarter);
    CHECK(count_by_period(events, events.known_by(kEverKnown), 20).period == Period::Year);
    CHECK(count_by_period(events, events.known_by(kEverKnown), 0).periods.empty());
}
