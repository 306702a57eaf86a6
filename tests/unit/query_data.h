// A data set of seven events for the tests of query/, small enough to be known by heart. In the order of time:
//
//   id         date             kind        status (ever)  who
//   paper      2021~            research    retracted      huawei accused; reported 2021-06, retracted 2022-01
//   first-rule 2022-10-07       rule        established    bis issuer, nvidia affected, amd affected
//   smuggling  2023             allegation  alleged        nvidia subject; known 2024-01-15
//   mate       2023-08-29       release     disputed       huawei maker, smic supplier; disputed 2024-03-01
//   update     2023-10-17       rule        established    bis issuer, nvidia affected
//   h20-sale   2024-01/2024-03  company     assessed       nvidia maker; a claim differs in a figure
//   outlook    2025             forecast    forecast       smic subject; known 2024-05-01
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "model/dataset_builder.h"
#include "query/selection.h"

namespace query_test {

using namespace choke;

inline Cell cell(std::string_view text) { return text.empty() ? Cell{} : Cell{text, 1, 1}; }

inline std::vector<Cell> cells(std::initializer_list<std::string_view> texts) {
    std::vector<Cell> out;
    for (const std::string_view text : texts) out.push_back(cell(text));
    return out;
}

inline ClaimRow claim(std::string_view source, std::string_view stance, std::string_view known) {
    ClaimRow row;
    row.source = cell(source);
    row.stance = cell(stance);
    row.known = cell(known);
    return row;
}

inline FigureRow figure(std::string_view name, std::string_view value, double number, std::string_view unit) {
    FigureRow row;
    row.name = cell(name);
    row.value = cell(value);
    row.unit = cell(unit);
    row.low = row.high = number;
    row.numeric = true;
    return row;
}

inline void add_actor(DatasetBuilder& builder, std::string_view id, std::string_view name, std::string_view side,
                      std::initializer_list<std::string_view> aliases = {}) {
    ActorRow row;
    row.id = cell(id);
    row.name = cell(name);
    row.kind = cell("company");
    row.side = cell(side);
    row.aliases = cells(aliases);
    builder.add(row);
}

inline void add_thing(DatasetBuilder& builder, std::string_view id, std::string_view name) {
    ThingRow row;
    row.id = cell(id);
    row.name = cell(name);
    row.kind = cell("chip");
    builder.add(row);
}

inline void add_source(DatasetBuilder& builder, std::string_view id, std::string_view title, std::string_view publisher) {
    SourceRow row;
    row.id = cell(id);
    row.title = cell(title);
    row.publisher = cell(publisher);
    row.date = cell("2020");
    row.kind = cell("article");
    builder.add(row);
}

inline EventRow event(std::string_view id, std::string_view title, std::string_view date, std::string_view kind,
                      std::vector<RoleRow> actors, std::vector<ClaimRow> claims) {
    EventRow row;
    row.id = cell(id);
    row.title = cell(title);
    row.date = cell(date);
    row.kind = cell(kind);
    row.actors = std::move(actors);
    row.claims = std::move(claims);
    return row;
}

inline RoleRow role(std::string_view actor, std::string_view word) {
    RoleRow row;
    row.actor = cell(actor);
    row.role = cell(word);
    return row;
}

inline void add_relation(DatasetBuilder& builder, std::string_view from, std::string_view kind, std::string_view to,
                         std::string_view known) {
    RelationRow row;
    row.from = cell(from);
    row.to = cell(to);
    row.kind = cell(kind);
    row.claims = {claim("s1", "reports", known)};
    builder.add(row);
}

inline DatasetPtr small_data() {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    (void)builder.add_file("test.json");
    add_actor(builder, "nvidia", "Nvidia", "US", {"英伟达", "NVDA"});
    add_actor(builder, "amd", "AMD", "US");
    add_actor(builder, "huawei", "Huawei", "China", {"华为"});
    add_actor(builder, "smic", "SMIC Inc", "China", {"中芯国际"});
    add_actor(builder, "bis", "Bureau of Industry and Security", "US");
    add_actor(builder, "asml", "ASML", "other");
    add_thing(builder, "a100", "Nvidia A100");
    add_thing(builder, "mate-60", "Mate 60 Pro");
    add_source(builder, "s1", "The rule itself", "Federal Register");
    add_source(builder, "s2", "A report", "Newsroom");
    add_source(builder, "s3", "A denial", "Newsroom");

    builder.add(event("outlook", "SMIC to reach 5 nm", "2025", "forecast", {role("smic", "subject")},
                      {claim("s2", "forecasts", "2024-05-01")}));
    EventRow first = event("first-rule", "BIS limits AI chips", "2022-10-07", "rule",
                           {role("bis", "issuer"), role("nvidia", "affected"), role("amd", "affected")},
                           {claim("s1", "establishes", "2022-10-07")});
    first.things = cells({"a100"});
    first.tags = cells({"licence"});
    first.figures = {figure("Bandwidth", "600", 600, "GB/s")};
    builder.add(first);
    builder.add(event("update", "BIS tightens the limits", "2023-10-17", "rule",
                      {role("bis", "issuer"), role("nvidia", "affected")}, {claim("s1", "establishes", "2023-10-17")}));
    EventRow mate = event("mate", "A phone with a chip from home", "2023-08-29", "release",
                          {role("huawei", "maker"), role("smic", "supplier")},
                          {claim("s2", "reports", "2023-08-30"), claim("s3", "disputes", "2024-03-01")});
    mate.things = cells({"mate-60"});
    builder.add(mate);
    EventRow smuggling = event("smuggling", "Chips cross the border", "2023", "allegation", {role("nvidia", "subject")},
                               {claim("s2", "alleges", "2024-01-15")});
    smuggling.summary = cell("An export   licence was missing: Straße, ＡＢＣ.");
    builder.add(smuggling);
    EventRow sale = event("h20-sale", "The H20 goes on sale", "2024-01/2024-03", "company", {role("nvidia", "maker")},
                          {claim("s2", "assesses", "2024-02-01"), claim("s3", "assesses", "2024-04-01")});
    sale.figures = {figure("Price", "12000", 12000, "USD")};
    sale.claims[1].figures = {figure("price", "15000", 15000, "USD")};
    builder.add(sale);
    builder.add(event("paper", "A paper on chips", "2021~", "research", {role("huawei", "accused")},
                      {claim("s2", "reports", "2021-06-01"), claim("s3", "retracts", "2022-01-01")}));

    add_relation(builder, "update", "tightens", "first-rule", "2023-10-17");
    add_relation(builder, "h20-sale", "works-around", "update", "2024-02-01");
    add_relation(builder, "nvidia", "makes", "a100", "2020-01-01");
    StoryRow story;
    story.id = cell("tighten");
    story.title = cell("Tighten, sidestep");
    for (const std::string_view step : {"first-rule", "update"}) {
        story.steps.emplace_back();
        story.steps.back().event = cell(step);
    }
    builder.add(story);
    return builder.finish();
}

// Second 23:59:59 of a day, for "as known on".
inline Instant end_of(int year, int month, int day) {
    return start_of_day({.year = year, .month = month, .day = day}) + kSecondsPerDay - 1;
}

inline std::string ids(const Dataset& data, const EventSet& events) {
    std::string out;
    for (const EventId e : events.to_vector()) {
        if (!out.empty()) out += ' ';
        out += data.text(data.events.id[index(e)]);
    }
    return out;
}

// The ids that a filter finds, or "col N: message".
inline std::string found(const EventIndex& events, std::string_view filter, Instant known_by_s = kEverKnown) {
    const auto query = parse_query(filter, events.data());
    if (!query) return "col " + std::to_string(query.error().column) + ": " + query.error().message;
    return ids(events.data(), events.select(*query, known_by_s));
}

// xorshift64* (Marsaglia, 2003; Vigna, 2016): the same numbers on every machine.
class Random {
public:
    explicit Random(uint64_t seed) : state_(seed) {}
    uint32_t below(uint32_t limit) {
        state_ ^= state_ >> 12U;
        state_ ^= state_ << 25U;
        state_ ^= state_ >> 27U;
        return static_cast<uint32_t>((state_ * 0x2545F4914F6CDD1DULL) >> 33U) % limit;
    }

private:
    uint64_t state_;
};

}  // namespace query_test
