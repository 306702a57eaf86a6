// The timeline's engine: placement that does not depend on where the window stands, nothing over anything else, lanes
// that stand still, and frames that ask for no memory.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "allocations.h"
#include "views/style.h"
#include "views_tools.h"

using namespace views_test;

namespace {

const Loaded& many() {
    static const Loaded kLoaded = loaded_from(choke::testing::generate_dataset(2 * kPlaceAllLimit, 11));
    return kLoaded;
}

Camera zoomed_in(Shown& shown, double factor, double at = 0.6) {
    Camera camera = shown.view.whole(shown.input(), *shown.cache);
    camera.time = zoomed(camera.time, at * shown.timeline().frame.lanes.w, factor);
    return camera;
}

// How an event is drawn, but for where: what panning must not change.
using Form = std::tuple<int, bool, int, std::string, bool>;
std::map<std::pair<uint32_t, uint32_t>, Form> forms(const Shown& shown) {
    const TimelinePlacement& placement = shown.timeline().placement.value();
    const double shift = shown.timeline().scale.x_from_time(placement.anchor_s) +
                         placement.anchor_fraction_s / shown.timeline().scale.seconds_per_px();
    std::map<std::pair<uint32_t, uint32_t>, Form> all;
    for (const PlacedEvent& placed : placement.events) {
        if (shift + placed.x < 0 || shift + placed.x > shown.timeline().frame.lanes.w) continue;
        all[{placed.lane, static_cast<uint32_t>(placed.event)}] = {
            placed.row, placed.label_left, placed.leader, placement.words.substr(placed.label.begin, placed.label.size), placed.card >= 0};
    }
    return all;
}

// Events that are well inside both pictures look alike in both, and none is in only one of them.
std::string changes(const Shown& shown, const std::map<std::pair<uint32_t, uint32_t>, Form>& before, double moved_px) {
    const auto after = forms(shown);
    const TimelineCache& cache = shown.timeline();
    std::string problems;
    const auto stays = [&](uint32_t event) {
        const double x = cache.scale.x_from_time(*anchor_of(shown.data(), id_at<EventId>(event)));
        const double edge = std::abs(moved_px) + 2;
        return x > edge && x < cache.frame.lanes.w - edge;
    };
    for (const auto& [key, form] : before) {
        if (!stays(key.second)) continue;
        const auto at = after.find(key);
        if (at == after.end()) problems += fmt::format("event {} is gone\n", key.second);
        else if (at->second != form) problems += fmt::format("event {} looks different\n", key.second);
    }
    for (const auto& [key, form] : after)
        if (stays(key.second) && !before.contains(key)) problems += fmt::format("event {} has come\n", key.second);
    return problems.substr(0, 600);
}

// Cards are boxes: nothing but their own event may stand in them.
std::string card_collisions(const Shown& shown) {
    struct Card {
        Rect rect;
        Pick pick;
    };
    std::vector<Card> cards;
    std::string problems;
    const TimelinePlacement& placement = shown.timeline().placement.value();
    for (const OrderRecord& record : shown.scene.order()) {
        if (record.layer != Layer::Grid || record.kind != MarkKind::Rect) continue;
        const RectMark& mark = shown.scene.rects()[record.index];
        if (kind_of(mark.pick) == PickKind::Event && mark.rect.h > 40) cards.push_back({mark.rect, mark.pick});
    }
    for (size_t i = 0; i < cards.size(); ++i)
        for (size_t k = i + 1; k < cards.size(); ++k)
            if (cards[i].rect.overlaps(cards[k].rect))
                problems += fmt::format("cards of {} and {}\n", cards[i].pick.index, cards[k].pick.index);
    for (const Card& card : cards) {
        for (const TextMark& text : shown.scene.texts())
            if (!(text.pick == card.pick) && kind_of(text.pick) == PickKind::Event && text_box(text).overlaps(card.rect))
                problems += fmt::format("words of {} in the card of {}\n", text.pick.index, card.pick.index);
        for (const SymbolMark& glyph : shown.scene.symbols()) {
            const Rect box{glyph.centre.x - glyph.size / 2, glyph.centre.y - glyph.size / 2, glyph.size, glyph.size};
            if (kind_of(glyph.pick) == PickKind::Event && !(glyph.pick == card.pick) && box.overlaps(card.rect))
                problems += fmt::format("glyph of {} in the card of {}\n", glyph.pick.index, card.pick.index);
        }
    }
    // A card whose words change sides at the window's border is there twice, one faint.
    std::sort(cards.begin(), cards.end(), [](const Card& a, const Card& b) { return a.pick.index < b.pick.index; });
    cards.erase(std::unique(cards.begin(), cards.end(), [](const Card& a, const Card& b) { return a.pick == b.pick; }), cards.end());
    if (cards.size() > placement.cards.size()) problems += "more cards than were placed\n";
    return problems.substr(0, 600);
}

std::string lane_heights(const Shown& shown) {
    std::string words;
    for (size_t i = 0; i < shown.timeline().lanes.value().lanes.size(); ++i)
        words += fmt::format("{} {:.2f} ", shown.timeline().lanes.value().lanes[i].key, shown.timeline().boxes.value()[i].height);
    return words;
}

std::string lanes_said(const Loaded& loaded, std::string_view by, std::string_view repeat = "once", std::string_view order = "natural") {
    Shown shown(loaded, "timeline");
    auto& params = shown.state.document.params["timeline"];
    set_param(params, "lanes", by);
    set_param(params, "repeat", repeat);
    set_param(params, "order", order);
    shown.build();
    std::string words;
    for (const TimelineLane& lane : shown.timeline().lanes.value().lanes)
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", lane.label, lane.events.size());
    return words;
}

}  // namespace

TEST_CASE("a step of a pan asks for no memory", "[views][timeline]") {
    for (const Loaded* loaded : {&built_in(), &generated(), &many()}) {
        for (const double zoom : {1.0, 6.0, 60.0}) {
            Shown shown(*loaded, "timeline");
            shown.area = {0, 0, 1280, 720};
            shown.build();
            ViewInput input = shown.input();
            input.camera = zoomed_in(shown, zoom);
            const auto step = [&](double dx) {
                input.camera.time = panned(input.camera.time, dx);
                shown.scene.clear();
                shown.scene.set_size(shown.area.right(), shown.area.bottom());
                shown.view.build(input, *shown.cache, shown.scene);
                shown.scene.finish();
            };
            for (int i = 0; i < 40; ++i) step(i < 20 ? 3 : -3);
            size_t quiet_steps = 0;
            size_t asked = 0;
            for (int i = 0; i < 40; ++i) {
                // A new stretch of the axis or a new tile is placed and worded; between them nothing is.
                const size_t made = shown.timeline().placement.build_count() + shown.timeline().ticks.build_count();
                const size_t before = choke_test::allocation_count();
                step(i < 20 ? 1.5 : -1.5);
                const size_t after = choke_test::allocation_count();
                if (shown.timeline().placement.build_count() + shown.timeline().ticks.build_count() != made) continue;
                ++quiet_steps;
                asked += after - before;
            }
            INFO(loaded->data->events.size() << " events at zoom " << zoom);
            CHECK(quiet_steps > 20);
            CHECK(asked == 0);
        }
    }
}

TEST_CASE("panning changes no event's row, side, words or card, also over more events than are placed at once", "[views][timeline]") {
    for (const Loaded* loaded : {&small_history(), &built_in(), &generated(), &many()}) {
        for (const double zoom : {1.0, 3.0, 17.0, 90.0, 400.0}) {
            Shown shown(*loaded, "timeline");
            shown.area = {0, 0, 1280, 720};
            shown.build();
            shown.camera() = zoomed_in(shown, zoom);
            for (const double dx : {1.0, -1.0, 0.25, 211.0, -640.0, 1.0}) {
                shown.build();
                const auto before = forms(shown);
                shown.camera().time = panned(shown.camera().time, dx);
                shown.build();
                INFO(loaded->data->events.size() << " events at zoom " << zoom << ", moved by " << dx);
                CHECK(changes(shown, before, dx) == "");
            }
        }
    }
}

TEST_CASE("no label or card covers another, whatever the data and the zoom", "[views][timeline][labels]") {
    for (uint64_t seed = 1; seed <= 120; ++seed) {
        const Loaded loaded = loaded_from(choke::testing::generate_dataset(3 + seed % 40 * 4, seed));
        Shown shown(loaded, "timeline");
        shown.area = {0, 0, 700 + static_cast<double>(seed % 5) * 300, 300 + static_cast<double>(seed % 7) * 120};
        if (seed % 3 == 0) set_param(shown.state.document.params["timeline"], "lanes", "side");
        shown.build();
        for (const double zoom : {1.0, 1.7, 4.0, 13.0, 40.0, 150.0, 900.0}) {
            for (const double at : {0.2, 0.7}) {
                shown.camera() = zoomed_in(shown, zoom, at);
                shown.build();
                INFO("seed " << seed << ", zoom " << zoom);
                CHECK(text_collisions(shown.scene) == "");
                CHECK(card_collisions(shown) == "");
            }
        }
    }
}

TEST_CASE("no label or card of a tile covers one of the next", "[views][timeline][labels]") {
    Shown shown(many(), "timeline");
    shown.area = {0, 0, 1920, 900};
    shown.build();
    size_t cards = 0;
    for (double zoom = 1; zoom < 5000; zoom *= 1.9) {
        shown.camera() = zoomed_in(shown, zoom);
        shown.build();
        INFO("zoom " << zoom);
        CHECK(text_collisions(shown.scene) == "");
        CHECK(card_collisions(shown) == "");
        cards += shown.timeline().placement.value().cards.size();
    }
    CHECK(cards > 0);
}

TEST_CASE("every event in sight is drawn or counted when there are too many to place at once", "[views][timeline]") {
    Shown shown(many(), "timeline");
    shown.area = {0, 0, 1920, 1400};
    shown.build();
    for (const double zoom : {1.0, 8.0, 300.0}) {
        shown.camera() = zoomed_in(shown, zoom);
        shown.build();
        const TimelineCache& cache = shown.timeline();
        REQUIRE(cache.content_height <= cache.frame.lanes.h);
        const TimelinePlacement& placement = cache.placement.value();
        const double tile_s = kTile_px * cache.scale.seconds_per_px();
        // All of the tiles that are placed: their events have a row or are in a column.
        size_t told = placement.events.size();
        for (const TickColumn& column : placement.ticks) told += column.count;
        size_t there = 0;
        const auto begin = static_cast<double>(placement.anchor_s) + placement.anchor_fraction_s;
        const double tiles = std::floor((cache.scale.x_from_time(placement.anchor_s) * -1 + cache.frame.lanes.w) / kTile_px) + 1;
        for (size_t lane = 0; lane < cache.lanes.value().lanes.size(); ++lane)
            for (const Instant anchor : cache.lanes.value().lanes[lane].anchor_s)
                there += static_cast<double>(anchor) >= begin && static_cast<double>(anchor) < begin + tiles * tile_s ? 1 : 0;
        CHECK(told == there);
    }
}

TEST_CASE("very many events of one instant in one lane are drawn as one column that counts them", "[views][timeline]") {
    std::string json = R"({"dataset": {"format": "chokepoint/1", "id": "d", "title": "D"},
        "sources": [{"id": "s1", "title": "S", "date": "2023-01-01"}], "events": [)";
    constexpr size_t kCount = 100'000;
    for (size_t i = 0; i < kCount; ++i)
        json += fmt::format(R"({}{{"id": "e{}", "title": "T", "date": "2023-05-05", "kind": "rule", "claims": [{{"source": "s1", "stance": "reports"}}]}})",
                            i == 0 ? "" : ",\n", i);
    const Loaded loaded = loaded_from(json + "]}");
    REQUIRE(loaded.data->events.size() == kCount);
    Shown shown(loaded, "timeline");
    for (const double zoom : {1.0, 1000.0}) {
        shown.camera() = Camera{};
        shown.build();
        shown.camera() = zoomed_in(shown, zoom, 0.5);
        shown.build();
        size_t counted = shown.timeline().placement.value().events.size();
        for (const TickColumn& column : shown.timeline().placement.value().ticks) counted += column.count;
        CHECK(counted == kCount);
        CHECK(shown.scene.order().size() < 2000);
        CHECK(text_collisions(shown.scene) == "");
    }
}

TEST_CASE("lanes keep their order and heights while a filter leaves something in each", "[views][timeline]") {
    for (const std::string_view order : {"natural", "count", "first", "name"}) {
        Shown shown(built_in(), "timeline");
        shown.area = {0, 0, 1280, 900};
        set_param(shown.state.document.params["timeline"], "lanes", "side");
        set_param(shown.state.document.params["timeline"], "order", order);
        shown.build();
        const std::string before = lane_heights(shown);
        for (const std::string filter : {"date:2023", "kind:rule OR kind:release OR kind:company", "status:established", "date:2024.."}) {
            shown.state.document.filter = filter;
            shown.build();
            REQUIRE(shown.timeline().lanes.value().lanes.size() == 3);
            INFO(filter << " in order " << order);
            CHECK(lane_heights(shown) == before);
        }
    }
}

TEST_CASE("lanes that a filter leaves nothing of are folded away and counted", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    set_param(shown.state.document.params["timeline"], "lanes", "actor");
    shown.build();
    CHECK(shown.timeline().lanes.value().empty_count == 0);
    shown.state.document.filter = "actor:nvidia";
    shown.build();
    CHECK(shown.timeline().lanes.value().lanes.size() + shown.timeline().lanes.value().empty_count == 6);
    bool said = false;
    for (const TextMark& mark : shown.scene.texts()) said = said || shown.scene.text(mark).find(" empty lanes") != std::string_view::npos;
    CHECK(said);
}

TEST_CASE("lanes can follow things, publishers, and sides with their actors inside", "[views][timeline]") {
    CHECK(lanes_said(small_history(), "thing") == "A100 2, A800 2, Mate 60 Pro 1, No thing named 8");
    CHECK(lanes_said(small_history(), "source") == "Newsroom 10, Gazette 3");
    CHECK(lanes_said(small_history(), "side-actor") ==
          "United States 5, Nvidia 3, Bureau of Industry and Security 2, Others 1, ASML 1, China 7, Huawei 3, SMIC 2, "
          "Ministry of Commerce 2");
}

TEST_CASE("an event of several actors stands once, or in the lane of each with a line between", "[views][timeline]") {
    CHECK(lanes_said(small_history(), "actor", "each") ==
          "Nvidia 6, Bureau of Industry and Security 3, ASML 1, SMIC 4, Huawei 3, Ministry of Commerce 2");
    Shown shown(small_history(), "timeline");
    auto& params = shown.state.document.params["timeline"];
    set_param(params, "lanes", "actor");
    shown.area = {0, 0, 1280, 900};
    shown.build();
    CHECK(shown.timeline().placement.value().bridges.empty());
    set_param(params, "repeat", "each");
    shown.build();
    // Six events name two actors each.
    CHECK(shown.timeline().placement.value().bridges.size() == 6);
    CHECK(text_collisions(shown.scene) == "");
}

TEST_CASE("a folded group hides its lanes and keeps all their events as ticks", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    set_param(shown.state.document.params["timeline"], "lanes", "side-actor");
    shown.area = {0, 0, 1280, 900};
    shown.state.document.folded_lanes = {"side:China"};
    shown.build();
    const TimelineLanes& lanes = shown.timeline().lanes.value();
    for (size_t i = 0; i < lanes.lanes.size(); ++i) {
        const LaneBox& box = shown.timeline().boxes.value()[i];
        if (lanes.lanes[i].key == "side:China") CHECK(box.height == kFoldedLane_px);
        const bool inside = lanes.lanes[i].group != kNoCategory && lanes.lanes[lanes.lanes[i].group].key == "side:China";
        CHECK((box.height == 0) == inside);
    }
    size_t ticks = 0;
    for (const TickColumn& column : shown.timeline().placement.value().ticks)
        if (lanes.lanes[column.lane].key == "side:China") ticks += column.count;
    CHECK(ticks == 7);
    CHECK(text_collisions(shown.scene) == "");
}

TEST_CASE("events that match but were not yet known are drawn as ghosts in their lanes", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    shown.area = {0, 0, 1280, 900};
    shown.state.document.known_on = "2023-07";
    shown.build();
    const EventId later = shown.event("update");
    const auto drawn = [&] {
        return std::find_if(shown.scene.symbols().begin(), shown.scene.symbols().end(),
                            [&](const SymbolMark& mark) { return mark.pick == pick_of(PickKind::Event, index(later)); });
    };
    CHECK(drawn() == shown.scene.symbols().end());
    const size_t known = shown.timeline().lanes.value().event_count;
    shown.state.document.ghosts = true;
    shown.build();
    REQUIRE(drawn() != shown.scene.symbols().end());
    CHECK(drawn()->fill == theme(ThemeId::Dark).background);
    CHECK(drawn()->stroke.style == LineStyle::Dotted);
    CHECK(shown.timeline().lanes.value().event_count == known);
    CHECK(shown.timeline().lanes.value().ghost_count > 0);
    bool faint = false;
    for (const TextMark& mark : shown.scene.texts())
        faint = faint || (mark.pick == pick_of(PickKind::Event, index(later)) && mark.colour == theme(ThemeId::Dark).faint);
    CHECK(faint);
    CHECK(text_collisions(shown.scene) == "");
}

TEST_CASE("an event with room is a card that says when, what and who says so", "[views][timeline]") {
    Shown shown(small_history(), "timeline");
    shown.area = {0, 0, 1920, 1080};
    shown.build();
    shown.camera() = zoomed_in(shown, 6, 0);
    shown.build();
    const auto said = [&](std::string_view words) {
        return std::any_of(shown.scene.texts().begin(), shown.scene.texts().end(), [&](const TextMark& mark) {
            return mark.pick == pick_of(PickKind::Event, index(shown.event("rule"))) && shown.scene.text(mark) == words;
        });
    };
    CHECK(said("7 Oct 2022"));
    CHECK(said("Gazette"));
    // One lane's height has no room for cards.
    shown.area = {0, 0, 1920, 260};
    shown.build();
    CHECK(shown.timeline().placement.value().cards.empty());
}
