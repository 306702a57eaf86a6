#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "base/text.h"
#include "query/search_text.h"
#include "query_data.h"

using namespace query_test;

namespace {

struct Case {
    std::string_view filter;
    std::string_view found_ids;
};

void check_all(std::span<const Case> cases, Instant known_by_s = kEverKnown) {
    const EventIndex events(small_data());
    for (const Case& c : cases) {
        INFO(c.filter);
        CHECK(found(events, c.filter, known_by_s) == c.found_ids);
    }
}

constexpr std::string_view kEverything = "paper first-rule smuggling mate update h20-sale outlook";

}  // namespace

TEST_CASE("an empty filter finds every event in the order of time", "[query]") {
    check_all(std::array<Case, 2>{{{"", kEverything}, {" \t\n", kEverything}}});
}

TEST_CASE("a field finds the events with its value", "[query]") {
    constexpr std::array<Case, 27> kCases{{
        {"actor:nvidia", "first-rule smuggling update h20-sale"},
        {"actor:NVDA", "first-rule smuggling update h20-sale"},
        {"actor:\"smic inc\"", "mate outlook"},
        {"actor:华为", "paper mate"},
        {"actor:amd,smic", "first-rule mate outlook"},
        {"actor:a*", "first-rule"},
        {"actor:asml", ""},
        {"actor:nvidia@affected", "first-rule update"},
        {"actor:huawei@accused,smic@supplier", "paper mate"},
        {"actor:nvidia@accused", ""},
        {"role:affected", "first-rule update"},
        {"role:beneficiary", ""},
        {"side:china", "paper mate outlook"},
        {"side:US", "first-rule smuggling update h20-sale"},
        {"side:other", ""},
        {"kind:rule", "first-rule update"},
        {"kind:rule,company", "first-rule update h20-sale"},
        {"kind:re*", "paper mate"},
        {"kind:diplomacy", ""},
        {"thing:a100", "first-rule"},
        {"thing:\"mate 60 pro\"", "mate"},
        {"tag:licence", "first-rule"},
        {"source:newsroom", "paper smuggling mate h20-sale outlook"},
        {"source:s3", "paper mate h20-sale"},
        {"id:mate", "mate"},
        {"id:*e", "col 4: no event '*e'"},
        {"story:tighten", "first-rule update"},
    }};
    check_all(kCases);
}

TEST_CASE("terms combine by AND, OR, NOT and parentheses", "[query]") {
    constexpr std::array<Case, 9> kCases{{
        {"actor:nvidia kind:rule", "first-rule update"},
        {"actor:nvidia AND kind:rule", "first-rule update"},
        {"actor:nvidia -kind:rule", "smuggling h20-sale"},
        {"NOT actor:nvidia", "paper mate outlook"},
        {"actor:amd OR actor:smic kind:release", "first-rule mate"},
        {"(actor:amd OR actor:smic) kind:release", "mate"},
        {"-(actor:nvidia OR actor:smic)", "paper"},
        {"--actor:amd", "first-rule"},
        {"actor:nvidia actor:amd", "first-rule"},
    }};
    check_all(kCases);
}

TEST_CASE("a word is looked for in title, summary, names, tags and id, whatever its case and width", "[query]") {
    constexpr std::array<Case, 15> kCases{{
        {"chips", "paper first-rule smuggling"},
        {"CHIPS limits", "first-rule"},
        {"华为", "paper mate"},
        {"中芯", "mate outlook"},
        {"licence", "first-rule smuggling"},
        {"\"export licence\"", "smuggling"},
        {"STRASSE", "smuggling"},
        {"abc", "smuggling"},
        {"ｍａｔｅ", "mate"},
        {"h20-s", "h20-sale"},
        {"text:licence", "smuggling"},
        {"text:huawei", ""},
        {"text:chips,limits", "paper first-rule smuggling update"},
        {"\"chips first\"", ""},
        {"chip*", "paper first-rule smuggling mate"},
    }};
    check_all(kCases);
}

TEST_CASE("a date is met certainly without and possibly with a question mark", "[query]") {
    constexpr std::array<Case, 17> kCases{{
        {"date:2023", "smuggling mate update"},
        {"date:2023-08", "mate"},
        {"date:2023-08?", "smuggling mate"},
        {"date:>=2023-08", "mate update h20-sale outlook"},
        {"date:>=2023-08?", "smuggling mate update h20-sale outlook"},
        {"date:>2023", "h20-sale outlook"},
        {"date:<=2023-08", "paper first-rule mate"},
        {"date:<=2023-08?", "paper first-rule smuggling mate"},
        {"date:<2022", "paper"},
        {"date:2022-10..2023-10", "first-rule mate update"},
        {"date:2024-02..2025", "outlook"},
        {"date:2024-02..2025?", "h20-sale outlook"},
        {"date:..2022", "paper first-rule"},
        {"date:2024..", "h20-sale outlook"},
        {"date:2022/2023", "first-rule smuggling mate update"},
        {"date:2021,2025", "paper outlook"},
        {"date:[2021,2022]", "paper first-rule"},
    }};
    check_all(kCases);
}

TEST_CASE("known looks at the day on which an event became public", "[query]") {
    constexpr std::array<Case, 4> kCases{{
        {"known:2023", "mate update"},
        {"known:<=2022", "paper first-rule"},
        {"known:>2024-01", "h20-sale outlook"},
        {"known:2023-09..2024-01", "smuggling update"},
    }};
    check_all(kCases);
}

TEST_CASE("status is exact or at least as firm", "[query]") {
    constexpr std::array<Case, 9> kCases{{
        {"status:established", "first-rule update"},
        {"status:disputed", "mate"},
        {"status:alleged,assessed", "smuggling h20-sale"},
        {"status:>=assessed", "first-rule update h20-sale"},
        {"status:>=alleged", "first-rule smuggling mate update h20-sale"},
        {"status:>=disputed", "first-rule smuggling mate update h20-sale"},
        {"status:>=forecast", "first-rule smuggling mate update h20-sale outlook"},
        {"status:<alleged", "paper outlook"},
        {"status:>=not-yet-known", kEverything},
    }};
    check_all(kCases);
}

TEST_CASE("status, claims and relations are those of the day", "[query]") {
    const EventIndex events(small_data());
    CHECK(found(events, "", end_of(2021, 5, 31)) == "");
    CHECK(found(events, "", end_of(2021, 6, 1)) == "paper");
    CHECK(found(events, "status:reported", end_of(2021, 12, 31)) == "paper");
    CHECK(found(events, "status:retracted", end_of(2022, 1, 1)) == "paper");
    CHECK(found(events, "", end_of(2023, 12, 31)) == "paper first-rule mate update");
    CHECK(found(events, "-actor:nvidia", end_of(2023, 12, 31)) == "paper mate");
    CHECK(found(events, "status:reported", end_of(2023, 12, 31)) == "mate");
    CHECK(found(events, "status:disputed", end_of(2024, 2, 29)) == "");
    CHECK(found(events, "status:disputed", end_of(2024, 3, 1)) == "mate");
    CHECK(found(events, "source:s3", end_of(2024, 2, 1)) == "paper");
    CHECK(found(events, "linked:update", end_of(2024, 1, 31)) == "first-rule update");
    CHECK(found(events, "linked:update", end_of(2024, 2, 1)) == "first-rule update h20-sale");
    CHECK(found(events, "linked:h20-sale", end_of(2024, 1, 31)) == "");
}

TEST_CASE("has asks for properties, conflicts as of the day", "[query]") {
    constexpr std::array<Case, 10> kCases{{
        {"has:conflict", "mate h20-sale"},
        {"has:conflicts", "mate h20-sale"},
        {"has:figures", "first-rule h20-sale"},
        {"has:relations", "first-rule update h20-sale"},
        {"has:story", "first-rule update"},
        {"has:tags", "first-rule"},
        {"has:things", "first-rule mate"},
        {"has:summary", "smuggling"},
        {"has:notes", ""},
        {"-has:actors", ""},
    }};
    check_all(kCases);
    const EventIndex events(small_data());
    CHECK(found(events, "has:claims") == kEverything);
    CHECK(found(events, "has:conflict", end_of(2024, 2, 29)) == "");
    CHECK(found(events, "has:conflict", end_of(2024, 3, 31)) == "mate");
}

TEST_CASE("linked follows relations between events in either direction", "[query]") {
    constexpr std::array<Case, 4> kCases{{
        {"linked:first-rule", "first-rule update"},
        {"linked:first-rule~2", "first-rule update h20-sale"},
        {"linked:mate~5", "mate"},
        {"linked:first-rule -id:first-rule", "update"},
    }};
    check_all(kCases);
}

TEST_CASE("path finds the events on the shortest ways between two ends", "[query]") {
    constexpr std::array<Case, 14> kCases{{
        {"path:nvidia..amd", "first-rule"},
        {"path:Nvidia..\"AMD\"", "first-rule"},
        {"path:amd..h20-sale", "first-rule update h20-sale"},
        {"path:h20-sale..amd", "first-rule update h20-sale"},
        {"path:nvidia..bis", "first-rule update"},
        {"path:huawei..outlook", "mate outlook"},
        {"path:华为..\"中芯国际\"", "mate"},
        {"path:mate..mate", "mate"},
        {"path:nvidia..nvidia", ""},
        {"path:nvidia..a100", ""},
        {"path:smuggling..a100", "smuggling"},
        {"path:nvidia..huawei", ""},
        {"path:nvidia..amd,huawei..smic -kind:rule", "mate"},
        {"-path:nvidia..bis kind:rule", ""},
    }};
    check_all(kCases);
    const EventIndex events(small_data());
    CHECK(found(events, "path:amd..h20-sale", end_of(2024, 1, 31)) == "");
    CHECK(found(events, "path:amd..update", end_of(2023, 10, 16)) == "");
    CHECK(found(events, "path:first-rule..update", end_of(2023, 10, 17)) == "first-rule update");
}

TEST_CASE("a side may have a role", "[query]") {
    constexpr std::array<Case, 5> kCases{{
        {"side:China@accused", "paper"},
        {"side:us@affected", "first-rule update"},
        {"side:China@affected", ""},
        {"side:China@supplier,US@maker", "mate h20-sale"},
        {"-side:US@affected kind:rule", ""},
    }};
    check_all(kCases);
}

TEST_CASE("facet counts are those of the selection", "[query]") {
    const EventIndex events(small_data());
    const Dataset& data = events.data();
    const auto selection = events.select(*parse_query("kind:rule,company", data), kEverKnown);
    const FacetCounts counts = count_facets(events, selection, kEverKnown);
    CHECK(counts.actor[index(*data.find_actor("nvidia"))] == 3);
    CHECK(counts.actor[index(*data.find_actor("bis"))] == 2);
    CHECK(counts.actor[index(*data.find_actor("smic"))] == 0);
    CHECK(counts.kind[index(data.event_kinds.find("rule"))] == 2);
    CHECK(counts.side == std::array<uint32_t, kSideCount>{3, 0, 0});
    CHECK(counts.status[static_cast<size_t>(Status::Established)] == 2);
    CHECK(counts.status[static_cast<size_t>(Status::Assessed)] == 1);
}

TEST_CASE("a set of events adds, unites, intersects and subtracts", "[query]") {
    const std::array<EventId, 3> some{EventId{1}, EventId{5}, EventId{70'000}};
    EventSet set = EventSet::of(some);
    CHECK(set.size() == 3);
    CHECK(set.contains(EventId{70'000}));
    EventSet other = EventSet::all(6);
    CHECK(set.intersection_size(other) == 2);
    other.subtract(set);
    CHECK(other.to_vector() == std::vector{EventId{0}, EventId{2}, EventId{3}, EventId{4}});
    set.intersect(other);
    CHECK(set == EventSet());
    set.unite(other);
    CHECK(set == other);
    set = std::move(other);
    other = set;
    CHECK(other.size() == 4);
}

TEST_CASE("an index over no events finds nothing", "[query]") {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    const EventIndex events(builder.finish());
    CHECK(found(events, "") == "");
    CHECK(found(events, "word -date:2023 has:conflict") == "");
    CHECK(count_facets(events, {}, kEverKnown).actor.empty());
}

TEST_CASE("the search form is the folded text with single spaces", "[query]") {
    CHECK(search_form("  Two \t\n Words ") == "two words");
    CHECK(search_form("Caf\u0065\u0301") == "caf\u00e9");
    CHECK(search_form("Ａ　Ｂ") == "a b");
    const std::array<std::string_view, 10> pieces{"a", "E", "\u0301", "\u00c9", "华", "ﬁ",
                                                  "\u1100\u1161", "ß", "1", "\u0323"};
    Random random(7);
    for (int round = 0; round < 2'000; ++round) {
        std::string text;
        for (uint32_t i = random.below(8); i > 0; --i) text += pieces[random.below(10)];
        INFO(text);
        CHECK(search_form(text) == fold(text));
    }
}
