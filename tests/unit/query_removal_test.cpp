#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "query/removal.h"
#include "query_data.h"

using namespace query_test;

namespace {

// "7 without 'kind:rule': side:US | 2 without floor"
std::string shown_removals(const EventIndex& events, std::string_view filter, Instant known_by_s = kEverKnown,
                           std::optional<Status> floor = std::nullopt, Instant happened_by_s = kEverKnown) {
    std::string out;
    for (const Removal& row : removals(filter, events, known_by_s, floor, happened_by_s)) {
        if (!out.empty()) out += " | ";
        out += std::to_string(row.event_count) + " without ";
        switch (row.kind) {
            case RemovalKind::Part:
                CHECK(row.part == filter.substr(row.begin_byte, row.end_byte - row.begin_byte));
                out += '\'' + row.part + "': " + row.filter;
                break;
            case RemovalKind::StatusFloor: out += "floor"; break;
            case RemovalKind::KnownOn: out += "day"; break;
            case RemovalKind::HappenedBy: out += "time"; break;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("every part of a filter says how many events there are without it", "[query]") {
    const EventIndex events(small_data());
    struct Case {
        std::string_view filter;
        std::string_view result;
    };
    constexpr std::array<Case, 11> kCases{{
        {"", ""},
        {"actor:nvdia", ""},
        {"kind:rule", "7 without 'kind:rule': "},
        {"kind:rule side:China", "3 without 'kind:rule': side:China | 2 without 'side:China': kind:rule"},
        {"actor:nvidia kind:rule date:2021",
         "2 without 'date:2021': actor:nvidia kind:rule | 0 without 'actor:nvidia': kind:rule date:2021 | "
         "0 without 'kind:rule': actor:nvidia date:2021"},
        {"kind:rule AND -actor:amd", "6 without 'kind:rule': -actor:amd | 2 without '-actor:amd': kind:rule"},
        {"(kind:rule (chips  licence)) NOT side:US",
         "1 without 'NOT side:US': kind:rule chips licence | 0 without 'kind:rule': chips licence NOT side:US | "
         "0 without 'chips': kind:rule licence NOT side:US | 0 without 'licence': kind:rule chips NOT side:US"},
        {"kind:rule OR side:China", "7 without 'kind:rule OR side:China': "},
        {"id:mate (kind:rule OR kind:company OR chips)",
         "5 without 'id:mate': (kind:rule OR kind:company OR chips) | "
         "1 without '(kind:rule OR kind:company OR chips)': id:mate"},
        {"-(-(kind:rule chips)) 华为",
         "1 without 'kind:rule': chips 华为 | 1 without '华为': kind:rule chips | 0 without 'chips': kind:rule 华为"},
        {"kind:rule kind:company", "2 without 'kind:company': kind:rule | 1 without 'kind:rule': kind:company"},
    }};
    for (const Case& c : kCases) {
        INFO(c.filter);
        CHECK(shown_removals(events, c.filter) == c.result);
    }
}

TEST_CASE("the text without a part finds what the part's row counts", "[query]") {
    const EventIndex events(small_data());
    const std::array<std::string_view, 16> pieces{"kind:rule", "side:US", "-actor:amd", "(chips OR side:China)",
                                                  "NOT chips", "date:2023?", "(kind:rule (chips))", "-(-(a chips))",
                                                  "AND", "AND", "actor:nvidia,huawei", "status:>=reported", "\"a  b\"",
                                                  "-(side:US kind:rule)", "((a))", "has:conflict"};
    Random random(19);
    size_t row_count = 0;
    for (int round = 0; round < 3'000; ++round) {
        std::string filter;
        for (uint32_t i = 1 + random.below(5); i > 0; --i) filter += std::string(pieces[random.below(16)]) + ' ';
        for (const Instant day : {kEverKnown, end_of(2023, 12, 31)}) {
            uint32_t before = UINT32_MAX;
            for (const Removal& row : removals(filter, events, day)) {
                INFO(filter << " -> " << row.filter);
                CHECK(row.event_count <= before);
                before = row.event_count;
                const auto query = parse_query(row.filter, events.data());
                REQUIRE(query);
                const Instant counted_on = row.kind == RemovalKind::KnownOn ? kEverKnown : day;
                REQUIRE(events.select(*query, counted_on).size() == row.event_count);
                ++row_count;
            }
        }
    }
    CHECK(row_count > 5'000);
}

TEST_CASE("the status floor and the day count like parts of a filter", "[query]") {
    const EventIndex events(small_data());
    CHECK(shown_removals(events, "actor:huawei", kEverKnown, Status::Reported) ==
          "2 without 'actor:huawei':  | 2 without floor");
    CHECK(shown_removals(events, "side:China", end_of(2022, 6, 1)) == "3 without day | 1 without 'side:China': ");
    CHECK(shown_removals(events, "", kEverKnown, std::nullopt, end_of(1900, 1, 1)) == std::to_string(events.data().events.size()) + " without time");
    CHECK(shown_removals(events, "", end_of(2023, 12, 31), Status::Established) == "4 without floor | 2 without day");
}
