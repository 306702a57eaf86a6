#include "model/dataset_builder.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

using namespace choke;

namespace {

Cell cell(std::string_view text, uint32_t line = 1) {
    return {.text = text, .line = line, .column = 1, .found = Found::Text};
}

// Rows as short as a test can write them; every row stands on a line of its own.
class Rows {
public:
    Rows() { builder_.add_file("test.json"); }

    void source(std::string_view id, std::string_view date = "2022") {
        SourceRow row;
        row.position = next();
        row.id = cell(id, line_);
        row.title = cell("A source", line_);
        row.date = cell(date, line_);
        builder_.add(row);
    }
    void actor(std::string_view id, std::string_view parent = {}) {
        ActorRow row;
        row.position = next();
        row.id = cell(id, line_);
        row.name = cell(id, line_);
        row.kind = cell("company", line_);
        row.side = cell("US", line_);
        if (!parent.empty()) row.parent = cell(parent, line_);
        builder_.add(row);
    }
    void thing(std::string_view id) {
        ThingRow row;
        row.position = next();
        row.id = cell(id, line_);
        row.name = cell(id, line_);
        row.kind = cell("chip", line_);
        builder_.add(row);
    }
    void event(std::string_view id, std::string_view date, std::initializer_list<std::string_view> actors = {},
               std::initializer_list<std::string_view> things = {}, std::initializer_list<std::string_view> sources = {"s"}) {
        EventRow row;
        row.position = next();
        row.id = cell(id, line_);
        row.title = cell("An event", line_);
        row.date = cell(date, line_);
        row.kind = cell("rule", line_);
        for (const auto actor : actors) {
            RoleRow role;
            role.line = line_;
            role.actor = cell(actor, line_);
            row.actors.push_back(role);
        }
        for (const auto thing : things) row.things.push_back(cell(thing, line_));
        row.claims = claims(sources);
        builder_.add(row);
    }
    void relation(std::string_view from, std::string_view kind, std::string_view to) {
        RelationRow row;
        row.position = next();
        row.from = cell(from, line_);
        row.kind = cell(kind, line_);
        row.to = cell(to, line_);
        row.claims = claims({"s"});
        builder_.add(row);
    }
    void story(std::string_view id, std::initializer_list<std::string_view> events) {
        StoryRow row;
        row.position = next();
        row.id = cell(id, line_);
        row.title = cell("A story", line_);
        for (const auto event : events) {
            StepRow step;
            step.line = line_;
            step.event = cell(event, line_);
            row.steps.push_back(step);
        }
        builder_.add(row);
    }

    DatasetPtr finish() { return builder_.finish(); }
    std::string problems() {
        diagnostics_.sort();
        std::string text;
        for (const Diagnostic& diagnostic : diagnostics_.all()) {
            text += std::to_string(diagnostic.line) + " " + diagnostic.code + "\n";
        }
        return text;
    }

private:
    SourcePosition next() { return {++line_, 1, 0}; }
    std::vector<ClaimRow> claims(std::initializer_list<std::string_view> sources) const {
        std::vector<ClaimRow> rows;
        for (const auto source : sources) {
            ClaimRow row;
            row.line = line_;
            row.source = cell(source, line_);
            row.stance = cell("reports", line_);
            rows.push_back(row);
        }
        return rows;
    }

    Diagnostics diagnostics_;
    DatasetBuilder builder_{diagnostics_};
    uint32_t line_ = 0;
};

std::string event_ids(const Dataset& data) {
    std::string text;
    for (const StringRef id : data.events.id) text += std::string(data.text(id)) + " ";
    return text;
}

std::string event_ids(const Dataset& data, std::span<const EventId> events) {
    std::string text;
    for (const EventId event : events) text += std::string(data.text(data.events.id[index(event)])) + " ";
    return text;
}

std::string relation_lines(const Dataset& data, const Ragged<RelationId>& by_node) {
    std::string text;
    for (size_t node = 0; node < by_node.row_count(); ++node) {
        for (const RelationId id : by_node[node]) {
            const Relations& all = data.relations;
            text += std::string(data.node_id(data.node_at(node))) + ": " +
                    std::string(data.node_id(all.from[index(id)])) + " " +
                    std::string(data.relation_kinds.word(all.kind[index(id)])) + " " +
                    std::string(data.node_id(all.to[index(id)])) + "\n";
        }
    }
    return text;
}

}  // namespace

TEST_CASE("events are sorted by earliest day, then latest day, then id", "[model]") {
    Rows rows;
    rows.source("s");
    rows.event("d", "2023-02-01");
    rows.event("c", "2022");
    rows.event("b", "2022-01-01");
    rows.event("a", "2022-01-01");
    rows.event("f", "../2021");
    rows.event("e", "2022/..");
    CHECK(event_ids(*rows.finish()) == "f a b c e d ");
    CHECK(rows.problems().empty());
}

TEST_CASE("rows may come in any order", "[model]") {
    Rows rows;
    rows.story("st", {"e2", "e1"});
    rows.relation("e2", "responds-to", "e1");
    rows.event("e2", "2023", {"a"}, {"t"});
    rows.event("e1", "2022", {"a"});
    rows.thing("t");
    rows.actor("a", "b");
    rows.actor("b");
    rows.source("s");
    const auto data = rows.finish();
    CHECK(rows.problems().empty());
    CHECK(event_ids(*data) == "e1 e2 ");
    CHECK(data->stories.steps[0][0].event == EventId{1});
    CHECK(data->relations.from[0] == NodeRef{NodeKind::Event, 1});
    CHECK(data->actors.parent[0] == ActorId{1});
}

TEST_CASE("an actor, a thing and a source list their events once each, in the order of time", "[model]") {
    Rows rows;
    rows.source("s");
    rows.source("s2");
    rows.actor("a");
    rows.actor("b");
    rows.thing("t");
    rows.event("late", "2024", {"a", "b", "a"}, {"t", "t"}, {"s", "s", "s2"});
    rows.event("early", "2022", {"a"}, {}, {"s"});
    rows.event("middle", "2023", {"b"}, {"t"}, {"s2"});
    const auto data = rows.finish();
    CHECK(event_ids(*data, data->actors.events[0]) == "early late ");
    CHECK(event_ids(*data, data->actors.events[1]) == "middle late ");
    CHECK(event_ids(*data, data->things.events[0]) == "middle late ");
    CHECK(event_ids(*data, data->sources.events[0]) == "early late ");
    CHECK(event_ids(*data, data->sources.events[1]) == "middle late ");
    CHECK(data->events.actors[2].size() == 3);
}

TEST_CASE("relations are found from both of their ends", "[model]") {
    Rows rows;
    rows.source("s");
    rows.actor("a");
    rows.thing("t");
    rows.event("e1", "2022");
    rows.event("e2", "2023");
    rows.relation("e2", "responds-to", "e1");
    rows.relation("a", "makes", "t");
    rows.relation("e2", "restricts", "t");
    const auto data = rows.finish();
    CHECK(relation_lines(*data, data->relations_from) ==
          "e2: e2 responds-to e1\ne2: e2 restricts t\na: a makes t\n");
    CHECK(relation_lines(*data, data->relations_to) == "e1: e2 responds-to e1\nt: a makes t\nt: e2 restricts t\n");
}

TEST_CASE("nodes have dense numbers: events, then actors, then things", "[model]") {
    Rows rows;
    rows.source("s");
    rows.thing("t");
    rows.actor("a");
    rows.event("e", "2022");
    const auto data = rows.finish();
    REQUIRE(data->node_count() == 3);
    std::string ids;
    for (size_t i = 0; i < data->node_count(); ++i) {
        CHECK(data->node_number(data->node_at(i)) == i);
        ids += std::string(data->node_id(data->node_at(i))) + "=" + std::string(data->node_label(data->node_at(i))) + " ";
    }
    CHECK(ids == "e=An event a=a t=t ");
}

TEST_CASE("every id is found, and nothing else", "[model]") {
    Rows rows;
    rows.source("s");
    for (const std::string_view id : {"z", "m", "a", "mm"}) rows.actor(id);
    rows.thing("h20");
    rows.event("e2", "2021");
    rows.event("e1", "2022");
    rows.story("st", {"e1"});
    const auto data = rows.finish();
    CHECK(data->find_actor("z") == ActorId{0});
    CHECK(data->find_actor("mm") == ActorId{3});
    CHECK(data->find_event("e1") == EventId{1});
    CHECK(data->find_event("e2") == EventId{0});
    CHECK(data->find_thing("h20") == ThingId{0});
    CHECK(data->find_source("s") == SourceId{0});
    CHECK(data->find_story("st") == StoryId{0});
    for (const std::string_view id : {"", "e", "e11", "h20", "zz"}) {
        INFO(id);
        CHECK_FALSE(data->find_event(id).has_value());
        CHECK_FALSE(data->find_actor(id).has_value());
    }
}

TEST_CASE("an event with an unknown actor keeps its others; an event with an unknown source only is left out",
          "[model]") {
    Rows rows;
    rows.source("s");
    rows.actor("a");
    rows.event("e1", "2022", {"x", "a"}, {"y"});
    rows.event("e2", "2023", {}, {}, {"z"});
    rows.event("e3", "2024", {}, {}, {"z", "s"});
    const auto data = rows.finish();
    CHECK(rows.problems() == "3 unknown-actor\n3 unknown-thing\n4 unknown-source\n4 no-claims\n5 unknown-source\n");
    CHECK(event_ids(*data) == "e1 e3 ");
    CHECK(data->events.actors[0].size() == 1);
    CHECK(data->events.claims[1].size() == 1);
}

TEST_CASE("what refers to an event that was left out is told so", "[model]") {
    Rows rows;
    rows.source("s");
    rows.event("e1", "2022");
    rows.event("e2", "2023-02-30");
    rows.relation("e1", "leads-to", "e2");
    rows.story("st", {"e1", "e2"});
    const auto data = rows.finish();
    CHECK(rows.problems() == "3 bad-date\n4 unknown-node\n5 unknown-event\n");
    CHECK(data->relations.size() == 0);
    CHECK(data->stories.steps[0].size() == 1);
}

TEST_CASE("the first of two rows with one id stays, whatever kinds they are of", "[model]") {
    Rows rows;
    rows.source("s");
    rows.actor("x");
    rows.thing("x");
    rows.event("x", "2022");
    rows.event("e", "2022", {"x"});
    rows.event("e", "2023");
    const auto data = rows.finish();
    CHECK(rows.problems() == "3 duplicate-id\n4 duplicate-id\n6 duplicate-id\n");
    CHECK(event_ids(*data) == "e ");
    CHECK(data->text(data->events.date_text[0]) == "2022");
    CHECK(data->things.size() == 0);
}

TEST_CASE("a circle of parents is broken at one place", "[model]") {
    Rows rows;
    rows.actor("a", "b");
    rows.actor("b", "c");
    rows.actor("c", "a");
    rows.actor("d", "a");
    const auto data = rows.finish();
    CHECK(rows.problems() == "3 part-of-cycle\n");
    CHECK(data->actors.parent[0] == ActorId{1});
    CHECK(data->actors.parent[1] == ActorId{2});
    CHECK(data->actors.parent[2] == kNone<ActorId>);
    CHECK(data->actors.parent[3] == ActorId{0});
}

TEST_CASE("a chain of a hundred thousand parents and parts needs no stack", "[model]") {
    constexpr int kCount = 100'000;
    Rows rows;
    rows.source("s");
    std::string previous;
    for (int i = 0; i < kCount; ++i) {
        const std::string id = "a" + std::to_string(i);
        rows.actor(id, previous);
        previous = id;
    }
    previous.clear();
    for (int i = 0; i < kCount; ++i) {
        const std::string id = "t" + std::to_string(i);
        rows.thing(id);
        if (!previous.empty()) rows.relation(id, "part-of", previous);
        previous = id;
    }
    rows.relation("t0", "part-of", previous);
    const auto data = rows.finish();
    CHECK(data->relations.size() == kCount);
    const std::string problems = rows.problems();
    CHECK(problems.ends_with(" part-of-cycle\n"));
    CHECK(problems.find('\n') == problems.size() - 1);
}

TEST_CASE("a data set without rows is an empty data set", "[model]") {
    Rows rows;
    const auto data = rows.finish();
    CHECK(data->node_count() == 0);
    CHECK(data->relations_from.row_count() == 0);
    CHECK_FALSE(data->find_event("e").has_value());
}

TEST_CASE("ten thousand wrong references cost no more suggestions than two hundred", "[model]") {
    Rows rows;
    rows.source("s");
    for (int i = 0; i < 20'000; ++i) rows.actor("actor-with-a-long-name-" + std::to_string(i));
    for (int i = 0; i < 10'000; ++i) rows.event("e" + std::to_string(i), "2022", {"actor-with-a-lnog-name-" + std::to_string(i)});
    const auto data = rows.finish();
    CHECK(data->events.size() == 10'000);
    CHECK(std::string(rows.problems()).size() > 10'000);
}
