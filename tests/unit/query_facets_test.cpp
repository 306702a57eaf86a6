#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <string>

#include "query/facets.h"
#include "query_data.h"

using namespace query_test;

namespace {

struct Case {
    std::string_view filter;
    std::string_view clicks;
};

// "any nvidia amd | not smic | kinds rule | not kinds company | range 2022..2023? | rest words"; empty parts are left out.
std::string clicks_text(const FacetClicks& clicks, const Dataset& data) {
    std::string out;
    const auto part = [&](std::string_view label, const auto& values, auto&& text_of) {
        if (values.empty()) return;
        out += (out.empty() ? "" : " | ") + std::string(label);
        for (const auto value : values) out += ' ' + std::string(text_of(value));
    };
    const auto actor = [&](ActorId a) { return data.text(data.actors.id[index(a)]); };
    const auto kind = [&](WordId k) { return data.event_kinds.word(k); };
    const auto side = [](Side s) { return word(s); };
    const auto status = [](Status s) { return word(s); };
    const auto thing = [&](ThingId t) { return data.text(data.things.id[index(t)]); };
    const auto tag = [&](WordId t) { return data.tags.word(t); };
    const auto source = [&](SourceId s) { return data.text(data.sources.id[index(s)]); };
    const auto role = [&](WordId r) { return data.roles.word(r); };
    const auto story = [&](StoryId s) { return data.text(data.stories.id[index(s)]); };
    part(clicks.actor_mode == ActorMode::Any ? "any" : "all", clicks.actors, actor);
    part("not", clicks.excluded, actor);
    part("kinds", clicks.kinds, kind);
    part("not kinds", clicks.excluded_kinds, kind);
    part("sides", clicks.sides, side);
    part("not sides", clicks.excluded_sides, side);
    part("statuses", clicks.statuses, status);
    part("not statuses", clicks.excluded_statuses, status);
    part("things", clicks.things, thing);
    part("not things", clicks.excluded_things, thing);
    part("tags", clicks.tags, tag);
    part("not tags", clicks.excluded_tags, tag);
    part("sources", clicks.sources, source);
    part("not sources", clicks.excluded_sources, source);
    part("roles", clicks.roles, role);
    part("not roles", clicks.excluded_roles, role);
    part("stories", clicks.stories, story);
    part("not stories", clicks.excluded_stories, story);
    if (clicks.range) out += (out.empty() ? "range " : " | range ") + clicks.range->text;
    if (!clicks.rest.empty()) out += (out.empty() ? "rest " : " | rest ") + clicks.rest;
    return out;
}

}  // namespace

TEST_CASE("a filter sets the facets that it speaks of and leaves the rest as written", "[query]") {
    constexpr std::array<Case, 44> kCases{{
        {"", ""},
        {"  chips  ", "rest chips"},
        {"actor:nvidia", "any nvidia"},
        {"(actor:smic OR actor:amd)", "any amd smic"},
        {"actor:smic OR actor:amd", "any amd smic"},
        {"actor:NVDA,amd kind:rule", "any nvidia amd | kinds rule"},
        {"actor:nvidia actor:amd", "all nvidia amd"},
        {"-actor:smic -actor:huawei", "not huawei smic"},
        {"-(actor:smic OR actor:huawei)", "not huawei smic"},
        {"actor:a* actor:nvidia@maker", "rest actor:a* actor:nvidia@maker"},
        {"(actor:amd OR actor:smic) actor:nvidia", "any amd smic | rest actor:nvidia"},
        {"actor:nvidia (actor:amd OR actor:smic)", "any nvidia | rest (actor:amd OR actor:smic)"},
        {"kind:rule kind:company", "kinds rule | rest kind:company"},
        {"kind:company,rule", "kinds rule company"},
        {"kind:diplomacy", "rest kind:diplomacy"},
        {"-kind:rule", "not kinds rule"},
        {"-kind:rule,company -kind:release", "not kinds rule release company"},
        {"-(side:US OR side:other) side:China", "sides China | not sides US other"},
        {"-status:disputed status:alleged", "statuses alleged | not statuses disputed"},
        {"-status:>=reported", "rest -status:>=reported"},
        {"thing:a100,mate-60 -thing:\"Mate 60 Pro\"", "things a100 mate-60 | not things mate-60"},
        {"tag:licence -tag:licence", "tags licence | not tags licence"},
        {"source:s1,s2 -source:s3", "sources s1 s2 | not sources s3"},
        {"source:newsroom", "rest source:newsroom"},
        {"role:accused,maker -role:issuer", "roles maker accused | not roles issuer"},
        {"side:China@accused", "rest side:China@accused"},
        {"story:tighten", "stories tighten"},
        {"-story:tighten chips", "not stories tighten | rest chips"},
        {"date:2022..2023?", "range 2022..2023?"},
        {"date:2022-10.. kind:rule date:..2024", "kinds rule | range ..2024 | rest date:2022-10.."},
        {"date:2022", "rest date:2022"},
        {"-date:2022..2023?", "rest -date:2022..2023?"},
        {"date:2022..2023,2025", "rest date:2022..2023,2025"},
        {"side:china OR side:US", "sides US China"},
        {"status:disputed,alleged", "statuses alleged disputed"},
        {"status:>=reported", "rest status:>=reported"},
        {"a OR b", "rest (a OR b)"},
        {"a OR kind:rule side:US", "rest (a OR kind:rule side:US)"},
        {"kind:rule (a OR   b) c", "kinds rule | rest (a OR   b) c"},
        {"(kind:rule (c  d)) -(a b)", "kinds rule | rest c d -(a b)"},
        {"kind:rule -(-side:US)", "kinds rule | sides US"},
        {"kind:rule AND \"x  y\"", "kinds rule | rest \"x  y\""},
        {" kind:rule OR ", "rest kind:rule OR"},
        {"kind:rulle side:US", "rest kind:rulle side:US"},
    }};
    const DatasetPtr data = small_data();
    for (const Case& c : kCases) {
        INFO(c.filter);
        const FacetClicks clicks = clicks_from_filter(c.filter, *data);
        CHECK(clicks_text(clicks, *data) == c.clicks);
        CHECK(clicks_from_filter(filter_from_clicks(clicks, *data), *data) == clicks);
    }
}

TEST_CASE("clicks write a canonical filter", "[query]") {
    const DatasetPtr data = small_data();
    FacetClicks clicks;
    clicks.actors = {*data->find_actor("nvidia"), *data->find_actor("amd")};
    std::ranges::sort(clicks.actors);
    clicks.excluded = {*data->find_actor("smic")};
    clicks.kinds = {data->event_kinds.find("rule")};
    clicks.rest = "chips";
    CHECK(filter_from_clicks(clicks, *data) == "(actor:nvidia OR actor:amd) -actor:smic kind:rule chips");
    clicks.actor_mode = ActorMode::All;
    CHECK(filter_from_clicks(clicks, *data) == "actor:nvidia actor:amd -actor:smic kind:rule chips");
    clicks.rest = "chips OR kind:company";
    CHECK(filter_from_clicks(clicks, *data) ==
          "actor:nvidia actor:amd -actor:smic kind:rule (chips OR kind:company)");
}

TEST_CASE("a brush writes a range that every date facet reads back", "[query]") {
    const DatasetPtr data = small_data();
    FacetClicks clicks;
    clicks.range = date_range("2022-10..2023-10?", *data);
    REQUIRE(clicks.range);
    CHECK(clicks.range->from_s == start_of_day({.year = 2022, .month = 10, .day = 1}));
    CHECK(clicks.range->to_s == end_of(2023, 10, 31));
    clicks.rest = "date:2023";
    CHECK(filter_from_clicks(clicks, *data) == "date:2023 date:2022-10..2023-10?");
    for (const std::string_view text : {"2022", ">=2022", "", "2022..2023 x", "2022..2021", "2022..2023,2025", "x"}) {
        INFO(text);
        CHECK_FALSE(date_range(text, *data));
    }
}

TEST_CASE("words that differ in case alone are told apart by their exact spelling", "[query]") {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    (void)builder.add_file("test.json");
    add_source(builder, "s1", "Source", "Paper");
    int number = 0;
    for (const std::string_view tag : {"Chip", "chip", "CHIP"}) {
        const std::string id = "e-" + std::to_string(++number);
        EventRow row = event(id, "Title", "2020", "rule", {}, {claim("s1", "reports", "2020")});
        row.tags = cells({tag});
        builder.add(row);
    }
    const EventIndex events(builder.finish());
    CHECK(found(events, "tag:chip") == "e-2");
    CHECK(found(events, "tag:Chip") == "e-1");
    CHECK(found(events, "tag:cHIp") == "e-1 e-2 e-3");
    FacetClicks clicks;
    clicks.tags = {events.data().tags.find("CHIP")};
    CHECK(clicks_from_filter(filter_from_clicks(clicks, events.data()), events.data()) == clicks);
}

TEST_CASE("a click does not repair a broken filter into another meaning", "[query]") {
    const DatasetPtr data = small_data();
    for (const std::string_view broken : {"OR chips", "a) OR (b", "chips OR", "(", "\"x", "actor:nvdia", "-"}) {
        INFO(broken);
        FacetClicks clicks = clicks_from_filter(broken, *data);
        clicks.kinds = {data->event_kinds.find("rule")};
        CHECK_FALSE(parse_query(filter_from_clicks(clicks, *data), *data));
    }
}

TEST_CASE("clicks become a text and the same clicks again", "[query]") {
    const DatasetPtr data = small_data();
    const std::array<std::string_view, 8> rests{
        "", "chips", "(a OR kind:rule)", "text:x -date:2023", "-kind:re*", "status:>=reported", "actor:a*", "\"x y\""};
    const std::array<std::string_view, 4> ranges{"2022..2023?", "2022-10-07..2023-08-29?", "..2023", "2024..?"};
    Random random(3);
    const auto some = [&](auto first, uint32_t count, uint32_t one_in) {
        std::vector<decltype(first)> out;
        for (uint32_t i = 0; i < count; ++i) {
            if (random.below(one_in) == 0) out.push_back(static_cast<decltype(first)>(i));
        }
        return out;
    };
    const auto kind_count = static_cast<uint32_t>(data->event_kinds.size());
    for (int round = 0; round < 5'000; ++round) {
        FacetClicks clicks;
        clicks.actors = some(ActorId{}, 6, 3);
        clicks.excluded = some(ActorId{}, 6, 5);
        clicks.kinds = some(WordId{}, kind_count, 4);
        clicks.excluded_kinds = some(WordId{}, kind_count, 5);
        clicks.sides = some(Side{}, kSideCount, 3);
        clicks.excluded_sides = some(Side{}, kSideCount, 4);
        clicks.statuses = some(Status{}, kStatusCount, 6);
        clicks.excluded_statuses = some(Status{}, kStatusCount, 6);
        clicks.things = some(ThingId{}, 2, 3);
        clicks.excluded_things = some(ThingId{}, 2, 4);
        clicks.tags = some(WordId{}, 1, 3);
        clicks.excluded_tags = some(WordId{}, 1, 4);
        clicks.sources = some(SourceId{}, 3, 3);
        clicks.excluded_sources = some(SourceId{}, 3, 4);
        clicks.roles = some(WordId{}, static_cast<uint32_t>(data->roles.size()), 4);
        clicks.excluded_roles = some(WordId{}, static_cast<uint32_t>(data->roles.size()), 5);
        clicks.stories = some(StoryId{}, 1, 3);
        clicks.excluded_stories = some(StoryId{}, 1, 4);
        if (random.below(2) == 0) clicks.range = date_range(ranges[random.below(4)], *data);
        if (clicks.actors.size() > 1 && random.below(2) == 0) clicks.actor_mode = ActorMode::All;
        clicks.rest = rests[random.below(8)];
        const std::string text = filter_from_clicks(clicks, *data);
        INFO(text);
        const FacetClicks again = clicks_from_filter(text, *data);
        CHECK(clicks_text(again, *data) == clicks_text(clicks, *data));
        CHECK(again == clicks);
    }
}

TEST_CASE("a text becomes clicks and a text that selects the same events", "[query]") {
    const EventIndex events(small_data());
    const Dataset& data = events.data();
    const std::array<std::string_view, 36> pieces{
        "(",          ")",       " OR ",         " ",          " -",         "-(",       "actor:nvidia", "actor:amd,smic",
        "actor:smic", "kind:rule", "kind:company", "side:US",  "side:china", "chips",    "status:alleged", "status:>=reported",
        "actor:huawei@maker", "NOT ", "date:2023", "kind:re*", " AND ",      "\"a100\"",
        "role:accused", "thing:a100", "tag:licence", "source:s1,s2", "source:newsroom", "story:tighten",
        "date:2022..2023?", "date:2021..", "-status:alleged", "side:US@maker", "path:amd..bis", "-side:US",
        "role:maker,issuer", "thing:mate-60,a100"};
    Random random(5);
    int parsed_count = 0;
    for (int round = 0; round < 30'000; ++round) {
        std::string text;
        for (uint32_t i = 1 + random.below(9); i > 0; --i) text += std::string(pieces[random.below(36)]) + ' ';
        const FacetClicks clicks = clicks_from_filter(text, data);
        const std::string again = filter_from_clicks(clicks, data);
        INFO(text << " -> " << again);
        CHECK(clicks_from_filter(again, data) == clicks);
        const auto before = parse_query(text, data);
        const auto after = parse_query(again, data);
        REQUIRE(before.has_value() == after.has_value());
        if (!before) continue;
        ++parsed_count;
        CHECK(events.select(*before, kEverKnown) == events.select(*after, kEverKnown));
    }
    CHECK(parsed_count > 3'000);
}
