#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "query/completion.h"
#include "query_data.h"

using namespace query_test;

namespace {

// "nvidia=4 amd=1": what is offered at the bar in the text, under the selection of a filter.
std::string offered(const EventIndex& events, std::string_view with_bar, std::string_view filter = "") {
    std::string text(with_bar);
    const size_t cursor = text.find('|');
    text.erase(cursor, 1);
    const EventSet selection = events.select(*parse_query(filter, events.data()), kEverKnown);
    std::string out;
    for (const Completion& c : complete(text, cursor, events, selection)) {
        if (!out.empty()) out += ' ';
        out += c.insert_text;
        if (!c.insert_text.ends_with(':')) out += '=' + std::to_string(c.count);
    }
    return out;
}

// The text after the first offer at the bar was taken.
std::string taken(const EventIndex& events, std::string_view with_bar) {
    std::string text(with_bar);
    const size_t cursor = text.find('|');
    text.erase(cursor, 1);
    const auto offers = complete(text, cursor, events, events.known_by(kEverKnown));
    if (offers.empty()) return "nothing offered";
    const Completion& first = offers.front();
    return text.replace(first.replace_begin, first.replace_end - first.replace_begin, first.insert_text);
}

struct Case {
    std::string_view with_bar;
    std::string_view result;
};

}  // namespace

TEST_CASE("fields are offered first, then values with their counts", "[query]") {
    const EventIndex events(small_data());
    constexpr std::array<Case, 28> kCases{{
        {"|", "actor: side: kind: thing: status: source: tag: role: id: text: date: known: story: has: linked: path:"},
        {"s|", "side: status: source: story: actor:smic=2 actor:bis=2"},
        {"kind:rule ac|", "actor:"},
        {"nv|", "actor:nvidia=4 thing:a100=1"},
        {"actor:|", "nvidia=4 huawei=2 smic=2 bis=2 amd=1 asml=0"},
        {"actor:a|", "amd=1 bis=2 asml=0"},
        {"actor:华|", "huawei=2"},
        {"actor:\"Bureau of|", "bis=2"},
        {"actor:amd,n|", "nvidia=4"},
        {"-actor:n|", "nvidia=4"},
        {"(actor:n|", "nvidia=4"},
        {"actor:nvidia@|", "affected=2 subject=1 maker=1 issuer=0 supplier=0 accused=0"},
        {"side:c|", "China=3"},
        {"kind:re|", "release=1 research=1"},
        {"thing:60|", "mate-60=1"},
        {"tag:|", "licence=1"},
        {"status:>=r|", "retracted=7 reported=2"},
        {"has:con|", "conflict=2"},
        {"id:f|", "first-rule=1 mate=1"},
        {"linked:phone|", "mate=1"},
        {"story:side|", "tighten=2"},
        {"date:>=20|", "2023=3 2021=1 2022=1 2024=1 2025=1"},
        {"side:China@a|", "accused=1 affected=0"},
        {"path:nv|", "nvidia=4 a100=1"},
        {"path:nvidia..hu|", "huawei=2"},
        {"path:amd..h20|", "h20-sale=1"},
        {"source:new|", ""},
        {"nofield:x|", ""},
    }};
    for (const Case& c : kCases) {
        INFO(c.with_bar);
        CHECK(offered(events, c.with_bar) == c.result);
    }
}

TEST_CASE("completion counts under the current selection", "[query]") {
    const EventIndex events(small_data());
    CHECK(offered(events, "kind:rule actor:|", "kind:rule") == "nvidia=2 bis=2 amd=1 huawei=0 smic=0 asml=0");
}

TEST_CASE("a value counts the events that the rest of the filter leaves to it", "[query]") {
    const EventIndex events(small_data());
    constexpr std::array<Case, 11> kCases{{
        {"actor:|", "nvidia=4 huawei=2 smic=2 bis=2 amd=1 asml=0"},
        {"kind:rule actor:|", "nvidia=2 bis=2 amd=1 huawei=0 smic=0 asml=0"},
        {"actor:nv| kind:rule", "nvidia=2"},
        {"kind:rule AND actor:nv|", "nvidia=2"},
        {"-kind:rule (actor:amd OR actor:nv|", "nvidia=2"},
        {"NOT actor:nv| kind:rule", "nvidia=2"},
        {"NOT kind:rule actor:nv|", "nvidia=2"},
        {"kind:rule OR actor:nv|", "nvidia=4"},
        {"actor:amd,nv| kind:rule", "nvidia=2"},
        {"kind:rulle actor:nv|", "nvidia=4"},
        {"\"a OR b\" actor:nv|", "nvidia=0"},
    }};
    for (const Case& c : kCases) {
        INFO(c.with_bar);
        std::string text(c.with_bar);
        const size_t cursor = text.find('|');
        text.erase(cursor, 1);
        std::string out;
        for (const Completion& offer : complete(text, cursor, events, kEverKnown)) {
            out += (out.empty() ? "" : " ") + offer.insert_text + '=' + std::to_string(offer.count);
        }
        CHECK(out == c.result);
    }
    const auto on_day = complete("actor:nv", 8, events, end_of(2023, 12, 31));
    REQUIRE(on_day.size() == 1);
    CHECK(on_day.front().count == 2);
}

TEST_CASE("a completion takes the place of the whole value under the cursor", "[query]") {
    const EventIndex events(small_data());
    constexpr std::array<Case, 11> kCases{{
        {"a actor:nv|xx b", "a actor:nvidia b"},
        {"actor:amd,nv|xx,smic", "actor:amd,nvidia,smic"},
        {"actor:nv|@maker", "actor:nvidia@maker"},
        {"actor:\"Bureau| of\" x", "actor:bis x"},
        {"-(ac|", "-(actor:"},
        {"华为 actor:smi|", "华为 actor:smic"},
        {"status:>=repo|", "status:>=reported"},
        {"date:2022..202|", "date:2022..2023"},
        {"path:nv|xx..amd", "path:nvidia..amd"},
        {"path:amd..nv|", "path:amd..nvidia"},
        {"\"a phrase|", "nothing offered"},
    }};
    for (const Case& c : kCases) {
        INFO(c.with_bar);
        CHECK(taken(events, c.with_bar) == c.result);
    }
}

TEST_CASE("a label is the name, with the alias that was typed", "[query]") {
    const EventIndex events(small_data());
    const EventSet all = events.known_by(kEverKnown);
    CHECK(complete("actor:hua", 9, events, all).front().label == "Huawei");
    CHECK(complete("actor:华", 9, events, all).front().label == "Huawei · 华为");
}

TEST_CASE("completion never offers more than twenty values nor falls over any text", "[query]") {
    const EventIndex events(small_data());
    const EventSet all = events.known_by(kEverKnown);
    const std::array<std::string_view, 20> pieces{"(", ")", "-", "\"", " ", ",", ":", "actor:", "nv", "@", "kind:",
                                                  "r", "date:", "..", ">=", "华", "\\", "linked:", "~", "\xff"};
    Random random(17);
    for (int round = 0; round < 5'000; ++round) {
        std::string text;
        for (uint32_t i = random.below(10); i > 0; --i) text += pieces[random.below(20)];
        const size_t cursor = random.below(static_cast<uint32_t>(text.size()) + 3);
        INFO(text << " at " << cursor);
        const auto offers = complete(text, cursor, events, all);
        CHECK(offers.size() <= kMaxCompletions);
        for (const Completion& c : offers) CHECK((c.replace_begin <= c.replace_end && c.replace_end <= text.size()));
    }
}
