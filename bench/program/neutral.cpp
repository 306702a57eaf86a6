#include "neutral.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <unordered_set>

#include <simdjson.h>

#include "model/dataset_builder.h"

namespace choke::bench {
namespace {

using simdjson::dom::element;

Error no_such(const std::string& path, const char* what) {
    return {.message = std::string("is no file of neutral ") + what, .file = path, .line = 0, .column = 0};
}

std::string_view text_of(element row, const char* key) {
    std::string_view text;
    if (row[key].get(text) != simdjson::SUCCESS) return {};
    return text;
}

// Every row of a file stands in its first line: places are of no matter here.
constexpr uint32_t kLine = 1;
Cell cell(std::string_view text) { return {.text = text, .line = kLine, .column = 1, .found = Found::Text}; }
SourcePosition place() { return {.line = kLine, .column = 1, .file = 0}; }

constexpr std::string_view kSource = "neutral-file";

void add_source(DatasetBuilder& builder) {
    SourceRow row;
    row.position = place();
    row.id = cell(kSource);
    row.title = cell("Neutral file");
    row.kind = cell("dataset");
    row.date = cell("2026-01-01");
    builder.add(row);
}

ClaimRow claim() {
    ClaimRow row;
    row.line = kLine;
    row.column = 1;
    row.source = cell(kSource);
    row.stance = cell("reports");
    return row;
}

std::string_view side_of(size_t i) { return side_words()[i % kSideCount]; }

void add_actor(DatasetBuilder& builder, std::string_view id, std::string_view side) {
    ActorRow row;
    row.position = place();
    row.id = cell(id);
    row.name = cell(id);
    row.kind = cell("company");
    row.side = cell(side);
    builder.add(row);
}

Result<Loaded> finished(DatasetBuilder& builder, Diagnostics& diagnostics) {
    builder.set_info({.id = "neutral", .title = "Neutral file", .description = {}, .version = {}, .license = {}, .range = {}});
    Loaded out;
    out.data = builder.finish();
    if (diagnostics.error_count() > 0) return fail(to_string(diagnostics.all().front()));
    out.diagnostics = std::move(diagnostics);
    return out;
}

}  // namespace

Result<NeutralEvents> read_events(const std::string& path) {
    const auto parser = std::make_shared<simdjson::dom::parser>();
    simdjson::dom::array rows;
    if (parser->load(path).get(rows) != simdjson::SUCCESS) return tl::unexpected(no_such(path, "events"));
    NeutralEvents out;
    out.texts = parser;
    for (const element row : rows) {
        NeutralEvent event{text_of(row, "id"), text_of(row, "title"), text_of(row, "start"), text_of(row, "end"),
                           text_of(row, "kind"), static_cast<uint32_t>(out.actors.size()), 0};
        simdjson::dom::array actors;
        if (row["actors"].get(actors) == simdjson::SUCCESS) {
            for (const element actor : actors) {
                std::string_view id;
                if (actor.get(id) == simdjson::SUCCESS) out.actors.push_back(id);
            }
        }
        event.actors_end = static_cast<uint32_t>(out.actors.size());
        out.events.push_back(event);
    }
    return out;
}

Result<NeutralMap> read_map(const std::string& path) {
    simdjson::dom::parser parser;
    element file;
    simdjson::dom::array xs, ys, blocks, edges;
    if (parser.load(path).get(file) != simdjson::SUCCESS || file["x"].get(xs) != simdjson::SUCCESS ||
        file["y"].get(ys) != simdjson::SUCCESS || file["block"].get(blocks) != simdjson::SUCCESS ||
        file["edges"].get(edges) != simdjson::SUCCESS || xs.size() != ys.size() || xs.size() != blocks.size())
        return tl::unexpected(no_such(path, "map"));
    NeutralMap out;
    constexpr double kFar = std::numeric_limits<double>::max();
    Vec2 low{kFar, kFar};
    Vec2 high{-kFar, -kFar};
    auto y = ys.begin();
    for (const element x : xs) {
        Vec2 at;
        if (x.get(at.x) != simdjson::SUCCESS || (*y).get(at.y) != simdjson::SUCCESS) return tl::unexpected(no_such(path, "map"));
        ++y;
        low = {std::min(low.x, at.x), std::min(low.y, at.y)};
        high = {std::max(high.x, at.x), std::max(high.y, at.y)};
        out.places.push_back(at);
    }
    for (Vec2& at : out.places)
        at = {(at.x - low.x) / std::max(1e-9, high.x - low.x), (at.y - low.y) / std::max(1e-9, high.y - low.y)};
    for (const element block : blocks) {
        uint64_t number = 0;
        if (block.get(number) != simdjson::SUCCESS) return tl::unexpected(no_such(path, "map"));
        out.block.push_back(static_cast<uint32_t>(number));
    }
    for (const element edge : edges) {
        uint64_t a = 0;
        uint64_t b = 0;
        if (edge.at(0).get(a) != simdjson::SUCCESS || edge.at(1).get(b) != simdjson::SUCCESS ||
            std::max(a, b) >= out.places.size())
            return tl::unexpected(no_such(path, "map"));
        out.edges.emplace_back(static_cast<uint32_t>(a), static_cast<uint32_t>(b));
    }
    return out;
}

Result<NeutralGraph> read_graph(const std::string& path) {
    std::ifstream file(path);
    NeutralGraph out;
    size_t edge_count = 0;
    if (!(file >> out.node_count >> edge_count)) return tl::unexpected(no_such(path, "graphs"));
    for (size_t i = 0; i < edge_count; ++i) {
        uint32_t a = 0;
        uint32_t b = 0;
        if (!(file >> a >> b) || std::max(a, b) >= out.node_count) return tl::unexpected(no_such(path, "graphs"));
        out.edges.push_back({a, b});
    }
    return out;
}

Result<Loaded> dataset_of(const NeutralEvents& events) {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    builder.add_file("neutral.json");
    add_source(builder);
    std::unordered_set<std::string_view> seen;
    for (const std::string_view actor : events.actors)
        if (seen.insert(actor).second) add_actor(builder, actor, side_of(seen.size()));
    EventRow row;
    row.claims.push_back(claim());
    std::string date;
    for (const NeutralEvent& event : events.events) {
        row.position = place();
        row.id = cell(event.id);
        row.title = cell(event.title);
        date = event.start;
        if (!event.end.empty()) (date += '/') += event.end;
        row.date = cell(date);
        row.kind = cell(event.kind);
        row.actors.clear();
        for (uint32_t i = event.actors_begin; i < event.actors_end; ++i)
            row.actors.push_back({.line = kLine, .column = 1, .actor = cell(events.actors[i]), .role = {}});
        builder.add(row);
    }
    return finished(builder, diagnostics);
}

Result<Loaded> dataset_of(const NeutralMap& map) {
    Diagnostics diagnostics;
    DatasetBuilder builder(diagnostics);
    builder.add_file("neutral.json");
    add_source(builder);
    // The builder keeps the order, so that actor i is node i.
    std::vector<std::string> ids;
    for (size_t i = 0; i < map.places.size(); ++i) ids.push_back("n" + std::to_string(i));
    for (size_t i = 0; i < ids.size(); ++i) add_actor(builder, ids[i], side_of(map.block[i]));
    for (size_t i = 0; i < ids.size(); ++i) {
        EventRow row;
        row.position = place();
        const std::string id = "e" + ids[i];
        row.id = cell(id);
        row.title = cell(id);
        row.date = cell("2020-01-01");
        row.kind = cell("other");
        row.actors.push_back({.line = kLine, .column = 1, .actor = cell(ids[i]), .role = {}});
        row.claims.push_back(claim());
        builder.add(row);
    }
    for (const auto& [a, b] : map.edges) {
        RelationRow row;
        row.position = place();
        row.from = cell(ids[a]);
        row.to = cell(ids[b]);
        row.kind = cell("supplies");
        row.claims.push_back(claim());
        builder.add(row);
    }
    return finished(builder, diagnostics);
}

}  // namespace choke::bench
