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

// "any nvidia amd | not smic | kinds rule | sides US | statuses disputed | rest words"; empty parts are left out.
std::string clicks_text(const FacetClicks& clicks, const Dataset& data) {
    std::string out;
    const auto part = [&](std::string_view label, const auto& values, auto&& text_of) {
        if (values.empty()) return;
        out += (out.empty() ? "" : " | ") + std::string(label);
        for (const auto value : values) out += ' ' + std::string(text_of(value));
    };
    const auto actor = [&](ActorId a) { return data.text(data.actors.id[index(a)]); };
    part(clicks.actor_mode == ActorMode::Any ? "any" : "all", clicks.actors, actor);
    part("not", clicks.excluded, actor);
    part("kinds", clicks.kinds, [&](WordId k) { return data.event_kinds.word(k); });
    part("sides", clicks.sides, [](Side s) { return word(s); });
    part("statuses", clicks.statuses, [](Status s) { return word(s); });
    if (!clicks.rest.empty()) out += (out.empty() ? "rest " : " | rest ") + clicks.rest;
    return out;
}

}  // namespace

TEST_CASE("a filter sets the facets that it speaks of and leaves the rest as written", "[query]") {
    constexpr std::array<Case, 27> kCases{{
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
        {"-kind:rule", "rest -kind:rule"},
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
        "", "chips", "(a OR kind:rule)", "text:x -date:2023", "-kind:rule", "status:>=reported", "actor:a*", "\"x y\""};
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
        clicks.sides = some(Side{}, kSideCount, 3);
        clicks.statuses = some(Status{}, kStatusCount, 6);
        if (clicks.actors.size() > 1 && random.below(2) == 0) clicks.actor_mode = ActorMode::All;
        clicks.rest = rests[random.below(8)];
        const std::string text = filter_from_clicks(clicks, *data);
        INFO(text);
        CHECK(clicks_text(clicks_from_filter(text, *data), *data) == clicks_text(clicks, *data));
    }
}

TEST_CASE("a text becomes clicks and a text that selects the same events", "[query]") {
    const EventIndex events(small_data());
    const Dataset& data = events.data();
    const std::array<std::string_view, 22> pieces{
        "(",          ")",       " OR ",         " ",          " -",         "-(",       "actor:nvidia", "actor:amd,smic",
        "actor:smic", "kind:rule", "kind:company", "side:US",  "side:china", "chips",    "status:alleged", "status:>=reported",
        "actor:huawei@maker", "NOT ", "date:2023", "kind:re*", " AND ",      "\"a100\""};
    Random random(5);
    int parsed_count = 0;
    for (int round = 0; round < 30'000; ++round) {
        std::string text;
        for (uint32_t i = 1 + random.below(9); i > 0; --i) text += std::string(pieces[random.below(22)]) + ' ';
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
