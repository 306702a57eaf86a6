#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "query_data.h"

using namespace query_test;

namespace {

// The canonical text, or "col N: message".
std::string parsed(std::string_view filter, const Dataset& data) {
    const auto query = parse_query(filter, data);
    return query ? query->text() : "col " + std::to_string(query.error().column) + ": " + query.error().message;
}

struct Case {
    std::string_view filter;
    std::string_view result;
};

void check_all(std::span<const Case> cases) {
    const DatasetPtr data = small_data();
    for (const Case& c : cases) {
        INFO(c.filter);
        CHECK(parsed(c.filter, *data) == c.result);
    }
}

std::string repeated(std::string_view text, size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (size_t i = 0; i < count; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("a filter has one canonical text", "[query]") {
    constexpr std::array<Case, 41> kCases{{
        {"", ""},
        {"  \t ", ""},
        {"chips", "chips"},
        {"\"chips\"", "chips"},
        {"\"two words\"", "\"two words\""},
        {"\"say \\\"no\\\"\"", "\"say \\\"no\\\"\""},
        {"\"OR\"", "\"OR\""},
        {"or", "or"},
        {"\"-x\" \"a:b\"", "\"-x\" \"a:b\""},
        {"14:00", "14:00"},
        {"Huawei, SMIC", "Huawei SMIC"},
        {"a AND b", "a b"},
        {"(a b) c", "a b c"},
        {"a OR b", "(a OR b)"},
        {"a OR b c", "a OR b c"},
        {"(a OR kind:rule) c", "(a OR kind:rule) c"},
        {"((a OR (b OR kind:rule)))", "a OR b OR kind:rule"},
        {"kind:rule OR kind:company", "kind:rule,company"},
        {"kind:rule,company,rule", "kind:rule,company"},
        {"-(kind:rule OR a)", "-(kind:rule OR a)"},
        {"NOT NOT a", "a"},
        {"---a", "-a"},
        {"-(-(a b))", "a b"},
        {"ACTOR:Nvidia", "actor:nvidia"},
        {"actor:英伟达", "actor:nvidia"},
        {"actor:\"SMIC Inc\"@maker", "actor:smic@maker"},
        {"actor:\"bureau of  industry and security\"", "actor:bis"},
        {"actor:a*", "actor:a*"},
        {"side:CHINA,us,Other", "side:China,US,other"},
        {"status:>=Reported", "status:>=reported"},
        {"status:=reported", "status:reported"},
        {"date:=2023", "date:2023"},
        {"date:2022-10..2023-10?", "date:2022-10..2023-10?"},
        {"date:[2021,2022],2025", "date:[2021,2022],2025"},
        {"has:conflicts,figure", "has:conflict,figures"},
        {"linked:mate~1,update~3", "linked:mate,update~3"},
        {"text:\"a, b\",c", "text:\"a, b\",c"},
        {"　华为　", "华为"},
        {"path:Nvidia..\"smic inc\"", "path:nvidia..smic"},
        {"path:mate..first-rule,a100..amd", "path:mate..first-rule,a100..amd"},
        {"side:china@Accused", "side:China@accused"},
    }};
    check_all(kCases);
    const DatasetPtr data = small_data();
    for (const Case& c : kCases) CHECK(parsed(c.result, *data) == c.result);
}

TEST_CASE("an error says where it is and what was probably meant", "[query]") {
    constexpr std::array<Case, 46> kCases{{
        {"actor:nvdia", "col 7: no actor 'nvdia'; did you mean 'nvidia'?"},
        {"华为 actor:hua", "col 10: no actor 'hua'; did you mean 'huawei'?"},
        {"actor:zzzzzz", "col 7: no actor 'zzzzzz'"},
        {"actor:amd,nvdia", "col 11: no actor 'nvdia'; did you mean 'nvidia'?"},
        {"actor:zz*", "col 7: no actor has an id that begins with 'zz'"},
        {"actor:nvidia@acused", "col 14: no role 'acused'; did you mean 'accused' or 'accuser'?"},
        {"actor:nvidia@", "col 14: a role is missing after '@', as in actor:nvidia@affected"},
        {"actr:nvidia", "col 1: no field 'actr'; did you mean 'actor'?"},
        {"(a https://x)", "col 4: no field 'https'; there are actor, side, kind, thing, status, source, tag, role, id, "
                          "text, date, known, story, has, linked, path; text with a colon goes into quotes"},
        {"kind:rulle", "col 6: no kind 'rulle'; did you mean 'rule'?"},
        {"kind:zzz", "col 6: no kind 'zzz'; there are forecast, rule, release, allegation, company, research, "
                     "enforcement, market, retaliation, access, statement, diplomacy"},
        {"side:chna", "col 6: no side 'chna'; did you mean 'China'?"},
        {"side:x", "col 6: no side 'x'; there are US, China, other"},
        {"status:>=reportd", "col 10: no status 'reportd'; did you mean 'reported'?"},
        {"tag:licens", "col 5: no tag 'licens'; did you mean 'licence'?"},
        {"tag:zzz", "col 5: no tag 'zzz'; there is licence"},
        {"has:conflct", "col 5: no property 'conflct'; did you mean 'conflict'?"},
        {"id:updat", "col 4: no event 'updat'; did you mean 'update'?"},
        {"linked:mate~0", "col 13: '~' takes a number of steps from 1 to 20, as in linked:event~2"},
        {"linked:mate~many", "col 13: '~' takes a number of steps from 1 to 20, as in linked:event~2"},
        {"date:", "col 6: 'date:' needs a value directly behind it, as in date:2022-10..2023-10"},
        {"date:>=", "col 8: a date is missing, as in date:2023-10"},
        {"date:2024..2023", "col 6: the range ends before it begins: write 2023..2024"},
        {"date:>2022..2023", "col 7: a range 'from..to' takes no comparison sign"},
        {"date:..", "col 6: a range needs a date on one side of '..'"},
        {"known:2023?", "col 11: 'known:' takes no '?': the day on which an event became known is one day"},
        {"actor: nvidia", "col 7: 'actor:' needs a value directly behind it, as in actor:nvidia"},
        {"actor:,amd", "col 7: a value is missing before this comma"},
        {"actor:amd, b", "col 10: a value is missing behind this comma"},
        {"a \"b", "col 3: this quote is not closed"},
        {"actor:\"b", "col 7: this quote is not closed"},
        {"\"\"", "col 1: there is nothing to search for here but empty space"},
        {"(a", "col 1: this parenthesis is not closed"},
        {"a)", "col 2: no parenthesis is open here"},
        {"a ()", "col 3: there is nothing between these parentheses"},
        {"OR a", "col 1: a term is missing before OR; quote \"OR\" to search for it"},
        {"a OR", "col 5: a term is missing at the end"},
        {"(a OR)", "col 6: a term is missing before ')'"},
        {"a - b", "col 3: '-' stands directly before what it excludes, as in -actor:nvidia"},
        {"NOT", "col 4: a term is missing at the end"},
        {"path:nvidia", "col 12: 'path:' takes two ends, as in path:nvidia..huawei"},
        {"path:nvidia..", "col 14: 'path:' takes two ends, as in path:nvidia..huawei"},
        {"path:..amd", "col 6: 'path:' takes two ends, as in path:nvidia..huawei"},
        {"path:nvdia..amd", "col 6: no event, actor or thing 'nvdia'; did you mean 'nvidia'?"},
        {"path:amd..updat", "col 11: no event, actor or thing 'updat'; did you mean 'update'?"},
        {"side:China@", "col 12: a role is missing after '@', as in side:China@accused"},
    }};
    check_all(kCases);
}

TEST_CASE("a date that is none is refused where it goes wrong", "[query]") {
    const DatasetPtr data = small_data();
    const auto query = parse_query("华 date:2022..2023-13", *data);
    REQUIRE_FALSE(query);
    CHECK(query.error().message.starts_with("'2023-13' is not a date: "));
    CHECK(query.error().column >= 14);
    CHECK(query.error().column <= 21);
}

TEST_CASE("what cannot be seen is refused", "[query]") {
    const DatasetPtr data = small_data();
    CHECK(parsed(std::string_view("a\0b", 3), *data) == "col 2: a control character (U+0000) stands here; remove it");
    CHECK(parsed("\"华\x07\"", *data) == "col 3: a control character (U+0007) stands here; remove it");
    CHECK(parsed("a\xc2\x9b", *data) == "col 2: a control character (U+009B) stands here; remove it");
    CHECK(parsed("ab \xff", *data) == "col 4: this is not valid UTF-8 text");
    CHECK(parsed("\xc2\xad", *data) == "col 1: there is nothing to search for here but empty space");
}

TEST_CASE("hostile filters are refused or answered quickly", "[query]") {
    const DatasetPtr data = small_data();
    const auto starts = [&](const std::string& filter, std::string_view beginning) {
        CHECK(parsed(filter, *data).substr(0, beginning.size()) == beginning);
    };
    starts(repeated("a ", 500'000), "col 1: the query has 1000000 bytes; at most 262144 are read");
    starts(repeated("a ", 100'000), "col 401: more than 200 words, dates and other terms that look through all events");
    starts(repeated("(", 10'000) + "a" + repeated(")", 10'000), "col 201: parentheses are nested more than 200 deep");
    starts(repeated("(", 200) + "a" + repeated(")", 200), "a");
    starts(repeated("(a OR ", 150) + "kind:rule" + repeated(")", 150), "a OR");
    starts(repeated("-", 10'001) + "a", "-a");
    starts(repeated("NOT ", 10'000) + "a", "a");
    starts(repeated("-(", 5'000), "col 402: parentheses are nested");
    starts(repeated("OR ", 1'000), "col 1: a term is missing before OR");
    starts(repeated(")", 1'000), "col 1: a term is missing before ')'");
    starts(repeated("\"", 1'001), "col 1: there is nothing to search for");
    starts("actor:nvdia" + repeated(",nvdia", 40'000), "col 7: no actor 'nvdia'");
    starts("actor:" + repeated("x", 200'000), "col 7: no actor '" + repeated("x", 40) + "…'");
    starts("side:US" + repeated(",US", 60'000), "side:US");
    starts(repeated("kind:rule OR ", 20'000) + "kind:rule", "kind:rule");
    starts(repeated("id:mate ", 30'000), "id:mate id:mate");
    starts("date:" + repeated("{", 100'000), "col ");
    starts("date:" + repeated("..", 100'000), "col ");
    starts(repeated(":", 100'000), "::");
}

TEST_CASE("random bytes and random tokens parse or are refused, and what parses parses again", "[query]") {
    const EventIndex events(small_data());
    const Dataset& data = events.data();
    const std::array<std::string_view, 30> pieces{
        "(",    ")",     "-",      "\"",     " ",       ",",       ":",     "OR",  " OR ",     "AND ",
        "NOT ", "actor", "nvidia", "smic",   "@",       "maker",   "~2",    "*",   "kind:",    "rule",
        "date", "2023",  "..",     "linked:mate", "华", "\\", ">=", "?", "text:a", "\xff"};
    Random random(11);
    for (int round = 0; round < 20'000; ++round) {
        std::string filter;
        for (uint32_t i = random.below(12); i > 0; --i) filter += pieces[random.below(30)];
        INFO(filter);
        const auto query = parse_query(filter, data);
        if (!query) {
            CHECK_FALSE(query.error().message.empty());
            CHECK(query.error().column >= 1);
            continue;
        }
        const std::string text = query->text();
        const auto again = parse_query(text, data);
        REQUIRE(again);
        CHECK(again->text() == text);
        CHECK(events.select(*again, kEverKnown) == events.select(*query, kEverKnown));
        CHECK_FALSE(query->words(data).empty());
    }
}

TEST_CASE("a filter can be said in words", "[query]") {
    constexpr std::array<Case, 32> kCases{{
        {"", "all events"},
        {"actor:huawei,smic -actor:nvidia kind:rule date:2023 status:>=reported",
         "events that involve Huawei or SMIC Inc, not Nvidia, of kind rule, dated certainly within 2023, at least "
         "reported"},
        {"-actor:nvidia", "events that do not involve Nvidia"},
        {"actor:nvidia@affected", "events that involve Nvidia as affected"},
        {"actor:a*", "events that involve a…"},
        {"-kind:rule", "events not of kind rule"},
        {"kind:rule OR chips", "events of kind rule or that mention “chips”"},
        {"(kind:rule OR chips) side:US", "events (of kind rule or that mention “chips”), with an actor of side US"},
        {"-(kind:rule chips)", "events other than those (of kind rule and that mention “chips”)"},
        {"-(kind:rule OR chips) side:US",
         "events other than those (of kind rule or that mention “chips”), with an actor of side US"},
        {"kind:rule OR chips side:US", "events of kind rule or (that mention “chips” and with an actor of side US)"},
        {"path:nvidia..mate", "events on a shortest path between Nvidia and “A phone with a chip from home”"},
        {"kind:rule -path:amd..bis",
         "events of kind rule, not on a shortest path between AMD and Bureau of Industry and Security"},
        {"side:China@accused", "events with an actor of side China as accused"},
        {"-has:figures,story", "events without figures and that no story tells"},
        {"status:>=not-yet-known", "events at least not yet known"},
        {"\"two words\" -x", "events that mention “two words”, not “x”"},
        {"text:a,b,c", "events whose title or summary has “a”, “b” or “c”"},
        {"text:a,b,c,d,e,f,g,h", "events whose title or summary has “a”, “b”, “c”, “d”, “e” or 3 others"},
        {"thing:a100 tag:licence", "events about Nvidia A100, tagged licence"},
        {"source:s1", "events with a claim in “The rule itself”"},
        {"source:newsroom", "events with a claim in “newsroom”"},
        {"role:accused", "events with someone as accused"},
        {"id:mate", "events that are “A phone with a chip from home”"},
        {"story:tighten", "events in the story “Tighten, sidestep”"},
        {"has:conflict -has:figures", "events on which the sources conflict, without figures"},
        {"linked:mate", "events within one relation of “A phone with a chip from home”"},
        {"linked:mate~2", "events within 2 relations of “A phone with a chip from home”"},
        {"date:2022-10..2023?", "events dated possibly from October 2022 to 2023"},
        {"date:>=2023-10-07", "events dated certainly from 7 October 2023 on"},
        {"known:<2024-06", "events that became known before June 2024"},
        {"status:alleged,disputed", "events alleged or disputed"},
    }};
    const DatasetPtr data = small_data();
    for (const Case& c : kCases) {
        INFO(c.filter);
        const auto query = parse_query(c.filter, *data);
        REQUIRE(query);
        CHECK(query->words(*data) == c.result);
    }
}

TEST_CASE("a name that several share stands for no end of a path", "[query]") {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    (void)builder.add_file("test.json");
    add_actor(builder, "orion-labs", "Orion", "US");
    add_thing(builder, "orion-chip", "Orion");
    const DatasetPtr data = builder.finish();
    CHECK(parsed("path:orion..orion-chip", *data) ==
          "col 6: 'orion' is the name of 2; write which one: 'orion-labs' or 'orion-chip'");
    CHECK(parsed("path:orion-labs..orion-chip", *data) == "path:orion-labs..orion-chip");
}

TEST_CASE("every field has an example that parses or names what is missing", "[query]") {
    const DatasetPtr data = small_data();
    for (const QueryFieldInfo& field : query_fields()) {
        INFO(field.name);
        CHECK(field.example.starts_with(std::string(field.name) + ":"));
        const auto query = parse_query(field.example, *data);
        if (!query) CHECK(query.error().message.starts_with("no "));
    }
}
